"""Acronyms beside their long forms: « Commission nationale du débat public (CNDP) », or the reverse."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

#: Letters of an acronym; a small plural or a few small letters inside are usual (« PNR », « Inrae », « DDTM-29 »).
_ACRONYM = r"[A-ZÀ-Ý][A-Za-zÀ-ÿ]{0,2}[A-ZÀ-Ý][A-Za-zÀ-ÿ0-9-]{0,9}|[A-ZÀ-Ý][a-zà-ÿ]{3,9}"
_AFTER = re.compile(rf"\(\s?(?:dit[es]? |sigle )?(?P<acronym>{_ACRONYM})\s?[,)]")
_BEFORE = re.compile(rf"(?<![\w’'-])(?P<acronym>{_ACRONYM})\s\((?P<long>[^()]{{8,120}})\)?")
_NAME = r"[A-ZÀ-Ý][\w’'-]{1,30}(?:\s(?:de |du |des |la |l[’']|d[’'])*[A-ZÀ-Ý][\w’'-]{1,30}){0,5}"
_RENAMED = re.compile(
    rf"(?P<old>{_NAME})(?:\s\(|,\s)(?:aujourd[’']hui |depuis |désormais )?"
    rf"(?:devenue?s?|renommée?s?|rebaptisée?s?)\s(?:l[’']|le |la |les )?(?P<new>{_NAME})"
)
#: One of these is in every renaming.
_RENAMES = ("devenu", "renommé", "rebaptisé")
_WORD = re.compile(r"[^\W\d_]+")
#: Words whose letter an acronym may leave out.
_SMALL = frozenset(
    ["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "pour", "sur", "par", "dans"]
)
_MOST_WORDS = 16
_FAR = 160


@dataclass(frozen=True, slots=True)
class LongForm:
    """`long` stands at [`start`, `end`) of the text."""

    acronym: str
    long: str
    start: int
    end: int


def long_forms(text: str) -> Iterator[LongForm]:
    """Pairs whose letters agree, in the order of the text."""
    if "(" not in text:
        return
    for match in _AFTER.finditer(text):
        floor = max(0, match.start() - _FAR)
        before = text[floor : match.start()].rstrip(" \u00a0\u202f-–—")
        start = _long_start(before, match["acronym"])
        if start is not None:
            yield LongForm(match["acronym"], before[start:], floor + start, floor + len(before))
    for match in _BEFORE.finditer(text):
        if _spells(match["long"], match["acronym"]):
            yield LongForm(match["acronym"], match["long"], match.start("long"), match.end("long"))


def renamings(text: str) -> Iterator[tuple[str, str]]:
    """(old, new) names, as in « Irstea (devenu Inrae, …) » or « le Cemagref, devenu Irstea »."""
    if not any(sign in text for sign in _RENAMES):
        return
    for match in _RENAMED.finditer(text):
        yield match["old"], match["new"].strip()


def _letters(acronym: str) -> str:
    return _plain("".join(letter for letter in acronym if letter.isalpha())).lower()


def _long_start(before: str, acronym: str) -> int | None:
    """Where the words begin whose initials are the acronym's letters; the shortest such stretch."""
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    for first in range(len(words) - 1, -1, -1):
        if words[first].group().lower() in _SMALL:
            continue
        if _spells(before[words[first].start() :], acronym):
            return words[first].start()
    return None


def _spells(long: str, acronym: str) -> bool:
    """Each word gives its first letters, or none when it is a small one; all letters are given, in order.

    A long acronym may leave out one word that is no small one, never the first nor the last.
    """
    words = [_plain(word).lower() for word in _WORD.findall(long)]
    letters = _letters(acronym)
    if len(words) < 2 or len(letters) < 2 or len(words) > _MOST_WORDS:
        return False
    reached = {(0, 0 if len(letters) > 3 else 1)}
    for number, word in enumerate(words):
        following: set[tuple[int, int]] = set()
        for place, left_out in reached:
            if number and word in _SMALL:
                following.add((place, left_out))
            elif not left_out and 0 < number < len(words) - 1:
                following.add((place, 1))
            for size in range(1, min(4, len(word), len(letters) - place) + 1):
                if letters[place : place + size] != word[:size]:
                    break
                following.add((place + size, left_out))
        reached = following
        if not reached:
            return False
    return any(place == len(letters) for place, _ in reached)


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore").decode()
