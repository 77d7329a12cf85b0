"""What stands around a name in its sentence, folded, so that rules can be short regular expressions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transform.places.words import Word

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
    left: Word | None
    right: Word | None
    bracketed: bool


def context_of(text: str, words: Sequence[Word], first: int, last: int) -> Context:
    """Of `words[first:last]`."""
    parts: list[str] = []
    opens = True
    bracketed = False
    stop = words[first].start
    for place in range(first - 1, max(first - 1 - REACH, -1), -1):
        word = words[place]
        gap = text[word.end : stop]
        if _ends_sentence(gap, word):
            parts.append("^")
            break
        mark = _mark(gap)
        if place == first - 1 and "(" in gap:
            bracketed = True
        parts.append(f"{word.folded}{mark}")
        if not (place == first - 1 and word.folded in DETERMINERS):
            opens = False
        stop = word.start
    else:
        if first <= REACH:
            parts.append("^")
            opens = opens and not any(words[place].folded not in DETERMINERS for place in range(first))
    before = " ".join(reversed(parts)) + " "
    after_parts: list[str] = []
    stop = words[last - 1].end
    for place in range(last, min(last + REACH, len(words))):
        word = words[place]
        gap = text[stop : word.start]
        if _ends_sentence(gap, words[place - 1]):
            break
        after_parts.append(f"{_mark(gap).strip()} {word.folded}".strip())
        stop = word.end
    else:
        after_parts.append(text[stop : stop + 1] if stop < len(text) and text[stop] in ")»" else "")
    article = words[first - 1].folded if first and _touches(text, words, first) else ""
    article = article if article in DETERMINERS else ""
    preposition = ""
    place = first - 1 - bool(article)
    if place >= 0 and words[place].folded in PREPOSITIONS and _touches(text, words, place + 1):
        preposition = words[place].folded
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
        left=words[first - 1] if first and _blank(text, words[first - 1].end, words[first].start) else None,
        right=words[last] if last < len(words) and _blank(text, words[last - 1].end, words[last].start) else None,
        bracketed=bracketed,
    )


def _touches(text: str, words: Sequence[Word], place: int) -> bool:
    return text[words[place - 1].end : words[place].start].strip(" \u00a0\u202f'’") == ""


def _blank(text: str, start: int, end: int) -> bool:
    return text[start:end].strip(" \u00a0\u202f") == "" and end > start


def _mark(gap: str) -> str:
    found = _HARD.search(gap)
    if found is None or found[0] in "'’-‐‑":
        return ""
    if "(" in gap:
        return " ("
    return " )" if ")" in gap else " |"


def _ends_sentence(gap: str, word: Word) -> bool:
    return _STOP.search(gap) is not None and not (gap.lstrip().startswith(".") and word.folded in _SHORT)
