"""Cutting a text into words that know where they stand in it.

No filter of the chain looks across a space, so a text is analysed stretch by stretch between spaces, and stretches
met before are remembered: most of a text is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from indexer.language.folding import FILL, fold
from indexer.language.forms import FORMS, WordForms
from indexer.language.same_words import quantity

_WORD = regex.compile(r"[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*")
_WORD_WITH_FILL = regex.compile(
    rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}{FILL}]*(?:'[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}{FILL}]*)*"
)
_STRETCH = re.compile(r"\S+")

_MAX_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 40

Span = tuple[int, int]


class Token(NamedTuple):
    """`start` and `end` count characters of the original text; an inclusive ending is part of its word."""

    forms: WordForms
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    for match in _STRETCH.finditer(text):
        start = match.start()
        for forms, span in zip(*_STRETCHES[match.group()], strict=True):
            yield Token(forms, start + span[0], start + span[1])


def words_and_spans(text: str) -> tuple[list[WordForms], list[Span]]:
    """The words of a text, in order, and the characters [start, end) where they stand."""
    found: list[WordForms] = []
    spans: list[Span] = []
    for match in _STRETCH.finditer(text):
        forms, places = _STRETCHES[match.group()]
        start = match.start()
        found += forms
        spans += [(start + first, start + last) for first, last in places]
    return found, spans


def words(text: str) -> list[WordForms]:
    """The same words without their places: what is indexed."""
    found: list[WordForms] = []
    for stretch in text.split():
        found += _STRETCHES[stretch][0]
    return found


def words_of_stretch(stretch: str) -> tuple[WordForms, ...]:
    """The words of a text without a space."""
    return _STRETCHES[stretch][0]


class _Stretches(dict[str, tuple[tuple[WordForms, ...], tuple[Span, ...]]]):
    """Stretch → its words and their places in it. Bounded: forgets all when full."""

    def __missing__(self, stretch: str) -> tuple[tuple[WordForms, ...], tuple[Span, ...]]:
        analysed = list(_analysed(stretch))
        entry = tuple(forms for forms, _ in analysed), tuple(span for _, span in analysed)
        if len(stretch) <= _LONGEST_REMEMBERED:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[stretch] = entry
        return entry


def _analysed(text: str) -> Iterator[tuple[WordForms, Span]]:
    folded = fold(text)
    pattern = _WORD_WITH_FILL if FILL in folded.text else _WORD
    for match in pattern.finditer(folded.text):
        start, end = match.span()
        forms = FORMS[match.group()]
        if figures := quantity(forms.exact):
            unit = _after(match.group(), figures)
            yield FORMS[match.group()[:unit]], folded.origin(start, start + unit)
            start, forms = start + unit, FORMS[match.group()[unit:]]
        yield forms, folded.origin(start, end)


def _after(surface: str, figures: str) -> int:
    """Where what stands behind the figures begins: « 120ha » is two words."""
    return next(end for end in range(1, len(surface)) if FORMS[surface[:end]].exact == figures)


_STRETCHES = _Stretches()
