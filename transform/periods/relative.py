"""Dates told from the one before: « deux ans plus tard », « l’automne suivant »."""

import re
from collections.abc import Sequence

from transform.periods.dates import Date

_COUNTS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10}
_LATER = re.compile(
    r"\b(?:(un|deux|trois|quatre|cinq|six|sept|huit|dix|[1-9]) ans? (?:plus tard|après)\b"
    r"|l[’'](?:année|été|automne|hiver) (?:suivante?|d[’']après)\b|le printemps (?:suivant|d[’']après)\b"
    r"|(?P<same>(?:l[’'](?:été|automne|hiver) de |le printemps de )?la même année\b"
    r"|(?:deux|trois|quatre|cinq|six|huit|dix|quinze|vingt|\d\d?) (?:jours|semaines) (?:plus tard|après)\b))",
    re.IGNORECASE,
)
#: One of these is in all that says so.
_SIGNS = (
    "ans plus tard",
    "an plus tard",
    "ans après",
    "an après",
    "suivant",
    "’après",
    "'après",
    "même année",
    "jours plus tard",
    "semaines plus tard",
    "jours après",
    "semaines après",
)
#: Characters from which what is told of a date is no longer told of it.
_FAR = 400
#: Characters up to which a text opens with it.
_OPENS = 12


def relative(text: str, told: Sequence[Date], before: int | None = None) -> list[Date]:
    """Of the dates of `told`, in the order of the text, the nearest before counts; approximate, as EDTF says it.

    `before`: the year that the text before ends with, from which one counts that opens with « l’année suivante ».
    """
    found: list[Date] = []
    if (not told and before is None) or not any(sign in text for sign in _SIGNS):
        return found
    for match in _LATER.finditer(text):
        near = [one for one in (*told, *found) if match.start() - _FAR < one.end <= match.start()]
        last = max(near, key=lambda one: one.end, default=None)
        # « Quatre ans après » opens what has become of it.
        opens = match[1] is None and match.start() <= _OPENS
        base = (last.last or last.first) if last is not None else before if opens else None
        if base is None:
            continue
        year = base + (_COUNTS.get(match[1].lower(), 0) or int(match[1]) if match[1] else int(not match["same"]))
        found.append(Date(match.start(), match.end(), f"{year}~", year, year, "relatif"))
    return found
