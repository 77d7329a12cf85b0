"""Acronyms that a text explains: « Commission nationale du débat public (CNDP) », « PLU (plan local d’urbanisme) »."""

from collections.abc import Iterator

import regex

from indexer.language import Token, tokens
from transform.schema import Record

#: Letters of an acronym.
SHORTEST, LONGEST = 2, 8

_ACRONYM = r"\p{Lu}(?:\.?\p{Lu}){1,7}\.?"
_BEHIND = regex.compile(rf"\(\s?({_ACRONYM})\s?\)")
_BEFORE = regex.compile(rf"(?<![\p{{L}}\p{{N}}.])({_ACRONYM})\s?\(([^()\n]{{5,120}})\)")
_LONGEST_NAME = 160
_MAX_OF_TEXT = 200


def acronyms_of(record: Record) -> frozenset[tuple[str, str]]:
    """Acronym and long form, of each that the record gives with its long form."""
    found: set[tuple[str, str]] = set()
    for organisation in record.organisations:
        if organisation.acronym and organisation.acronym != organisation.name:
            found.add((organisation.acronym, organisation.name))
    texts = (record.lead, *(section.text for section in record.sections), *(note.text for note in record.notes))
    for text in filter(None, texts):
        found.update(pair for pair, _ in zip(explained(text), range(_MAX_OF_TEXT), strict=False))
    return frozenset(found)


def explained(text: str) -> Iterator[tuple[str, str]]:
    for match in _BEHIND.finditer(text):
        letters = match[1].replace(".", "")
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_NAME)
        before = list(tokens(text[start : match.start()]))
        if SHORTEST <= len(letters) <= LONGEST and (first := _first(before, letters)) is not None:
            yield letters, text[start + before[first].start : start + before[-1].end]
    for match in _BEFORE.finditer(text):
        letters = match[1].replace(".", "")
        inside = list(tokens(match[2]))
        if SHORTEST <= len(letters) <= LONGEST and inside and _first(inside, letters) == 0:
            yield letters, match[2][inside[0].start : inside[-1].end]


def _first(row: list[Token], letters: str) -> int | None:
    """Where the words begin whose initials these are, from the last word backwards; small words may be passed over."""
    wanted = len(letters)
    for place in range(len(row) - 1, -1, -1):
        forms = row[place].forms
        if forms.exact[0] == letters[wanted - 1].lower():
            wanted -= 1
            if wanted == 0:
                return place if not forms.stop else None
        elif not forms.stop:
            return None
    return None
