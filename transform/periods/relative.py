"""Dates told from the one before: « deux ans plus tard », « l’automne suivant »."""

import re
from collections.abc import Sequence

from transform.periods.dates import Date, months_in

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
#: « de mars à juin de la même année », « en mai de l’année suivante », « au mois de juillet suivant ».
_MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_MONTHS = re.compile(
    rf"(?:\b(?:de |d[’']))?\b(?:{_MONTH} (?:à|et) )?{_MONTH}"
    r" (?:(?P<same>de la même année)|(?P<next>de l[’']année (?:suivante|d[’']après))|suivant)\b",
    re.IGNORECASE,
)
#: Characters from which what is told of a date is no longer told of it.
_FAR = 400
#: Characters up to which a text opens with it.
_OPENS = 45
_STOP = re.compile(r"[.;!?\n]")


def relative(text: str, told: Sequence[Date], before: Date | None = None) -> list[Date]:
    """Of the dates of `told`, in the order of the text, the nearest before counts; approximate, as EDTF says it.

    `before`: what the text before ends with, from which one counts that opens with « l’année suivante ».
    """
    found: list[Date] = []
    if (not told and before is None) or not any(sign in text for sign in _SIGNS):
        return found
    for match in sorted((*_LATER.finditer(text), *_MONTHS.finditer(text)), key=lambda match: match.start()):
        if found and match.start() < found[-1].end:
            continue
        near = [one for one in (*told, *found) if match.start() - _FAR < one.end <= match.start()]
        last = max(near, key=lambda one: one.end, default=None)
        if last is None and before is not None and _opens(text, match):
            last = before
        base = None if last is None else last.last or last.first
        if last is None or base is None:
            continue
        date = _in_months(match, last, base) if match.re is _MONTHS else _years_later(match, base)
        if date is not None:
            found.append(date)
    return found


def _opens(text: str, match: re.Match[str]) -> bool:
    """« Quatre ans après » opens what has become of it, and is no date of the account."""
    if match.re is _MONTHS:
        return match.start() <= 2 * _OPENS
    return match[1] is None and match.start() <= _OPENS and _STOP.search(text, 0, match.start()) is None


def _years_later(match: re.Match[str], base: int) -> Date:
    year = base + (_COUNTS.get(match[1].lower(), 0) or int(match[1]) if match[1] else int(not match["same"]))
    return Date(match.start(), match.end(), f"{year}~", year, year, "relatif")


def _in_months(match: re.Match[str], last: Date, base: int) -> Date | None:
    """« juillet suivant » is counted from a month, and not from a year."""
    months = months_in(match[0])
    year = base
    if match["next"]:
        year += 1
    elif not match["same"]:
        before = _ENDS_IN.search(last.edtf)
        if before is None:
            return None
        year += months[0] <= int(before[1])
    edtf = "/".join(f"{year}-{month:02}" for month in dict.fromkeys((months[0], months[-1])))
    return Date(match.start(), match.end(), edtf, year, year, "mois")


#: The month that an EDTF value ends in.
_ENDS_IN = re.compile(r"\d{4}-(0\d|1[0-2])(?:-\d\d)?$")
