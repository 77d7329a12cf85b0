"""What stands around a name in its sentence, folded, so that rules can be short regular expressions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transform.places.cues import Cue
from transform.places.words import Form, Words

#: Words looked at on each side.
REACH = 8
_STOP = re.compile(r"[.!?…]\s|\n|[;:•▪●·]")
_HARD = re.compile(r"\S")
#: A stop after these ends no sentence.
_SHORT = frozenset(
    [
        "m",
        "mm",
        "mme",
        "mmes",
        "mlle",
        "dr",
        "pr",
        "st",
        "ste",
        "saint",
        "sainte",
        "cf",
        "art",
        "no",
        "p",
        "vol",
        "ed",
        "av",
        "bd",
    ]
)
#: Words looked back at for the noun of a list, and the small ones that it is joined by.
_LIST = 14
_IN_LISTS = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "et", "ou", "sur", "en", "a"])
DETERMINERS = frozenset(["le", "la", "les", "l", "du", "des", "au", "aux"])
#: Before the article, or in its place.
PREPOSITIONS = frozenset(
    [
        "a",
        "en",
        "dans",
        "sur",
        "de",
        "d",
        "entre",
        "vers",
        "pour",
        "par",
        "depuis",
        "chez",
        "sous",
        "pres",
        "jusqu",
        "jusque",
        "et",
        "ou",
    ]
)


@dataclass(frozen=True, slots=True)
class Context:
    """`before` and `after`: folded words of the sentence, a bar for punctuation, brackets kept.

    `article`: the determiner that touches the name; `preposition`: what stands before it. `opens`: nothing but an
    article stands before in the sentence. `left` and `right`: the words that touch the name, where only a blank does.
    """

    before: str
    after: str
    article: str
    preposition: str
    opens: bool
    left: Form | None
    right: Form | None
    bracketed: bool
    #: The noun that heads a list of which the name is not the first (« les départements du Lot et de l’Aveyron »).
    listed: str
    #: The words of `before`, and of `after`.
    said: frozenset[str]
    told: frozenset[str]

    def led_by(self, cue: Cue) -> bool:
        return cue.within(self.before, self.said)

    def followed_by(self, cue: Cue) -> bool:
        return cue.within(self.after, self.told)


def context_of(words: Words, first: int, last: int) -> Context:
    """Of the words from `first` to before `last`."""
    forms, gaps = words.forms, words.gaps
    parts: list[str] = []
    opens = True
    bracketed = "(" in gaps[first]
    for place in range(first - 1, max(first - 1 - REACH, -1), -1):
        folded = forms[place].folded
        gap = gaps[place + 1]
        if gap == " ":
            parts.append(folded)
        else:
            stops, mark = _gap(gap)
            if stops and not (folded in _SHORT and gap.lstrip().startswith(".")):
                parts.append("^")
                break
            parts.append(f"{folded}{mark}")
        if not (place == first - 1 and folded in DETERMINERS):
            opens = False
    else:
        if first <= REACH:
            parts.append("^")
            opens = opens and not any(forms[place].folded not in DETERMINERS for place in range(first))
    before = " ".join(reversed(parts)) + " "
    after_parts: list[str] = []
    for place in range(last, min(last + REACH, len(forms))):
        gap = gaps[place]
        if gap == " ":
            after_parts.append(forms[place].folded)
            continue
        stops, mark = _gap(gap)
        if stops and not (forms[place - 1].folded in _SHORT and gap.lstrip().startswith(".")):
            break
        after_parts.append(f"{mark} {forms[place].folded}".strip())
    else:
        after_parts.append(end if (end := gaps[min(last + REACH, len(forms))][:1]) and end in ")»" else "")
    article = forms[first - 1].folded if first and _touches(gaps[first]) else ""
    article = article if article in DETERMINERS else ""
    preposition = ""
    place = first - 1 - bool(article)
    if place >= 0 and forms[place].folded in PREPOSITIONS and _touches(gaps[place + 1]):
        preposition = forms[place].folded
    if article in ("au", "aux"):
        preposition = "a"
    elif article in ("du", "des") and not preposition:
        preposition = "de"
    return Context(
        before=before,
        after=" ".join(after_parts),
        article=article,
        preposition=preposition,
        opens=opens,
        left=forms[first - 1] if first and _blank(gaps[first]) else None,
        right=forms[last] if last < len(forms) and _blank(gaps[last]) else None,
        bracketed=bracketed,
        listed=_listed(words, first),
        said=frozenset(form.folded for form in forms[max(first - REACH, 0) : first]),
        told=frozenset(form.folded for form in forms[last : last + REACH]),
    )


def _listed(words: Words, first: int) -> str:
    """Back through names, commas and small words to a noun; empty where there is none, or no name between."""
    forms, gaps = words.forms, words.gaps
    named = False
    for place in range(first - 1, max(first - _LIST, 0) - 1, -1):
        gap = gaps[place + 1]
        if gap != " " and (_gap(gap)[0] or "(" in gap or ")" in gap):
            return ""
        form = forms[place]
        if form.capital:
            named = True
        elif form.folded not in _IN_LISTS:
            return form.folded if named else ""
    return ""


def _touches(gap: str) -> bool:
    return gap == " " or gap.strip(" \u00a0\u202f'’") == ""


def _blank(gap: str) -> bool:
    return gap == " " or (gap.strip(" \u00a0\u202f") == "" and gap != "")


@lru_cache(maxsize=1024)
def _gap(gap: str) -> tuple[bool, str]:
    """Whether a sentence may end there, and what is written of it beside the words."""
    return _STOP.search(gap) is not None, _mark(gap)


def _mark(gap: str) -> str:
    found = _HARD.search(gap)
    if found is None or found[0] in "'’-‐‑":
        return ""
    if "(" in gap:
        return " ("
    return " )" if ")" in gap else " |"
