"""Cutting a text into words that know where they stand in it."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from indexer.language.folding import FILL, fold
from indexer.language.words import FORMS, WordForms

_WORD = regex.compile(r"[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*")
_WORD_WITH_FILL = regex.compile(
    rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}{FILL}]*(?:'[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}{FILL}]*)*"
)


class Token(NamedTuple):
    """`start` and `end` count characters of the original text; an inclusive ending is part of its word."""

    forms: WordForms
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    folded = fold(text)
    for match in _pattern(folded.text).finditer(folded.text):
        yield Token(FORMS[match.group()], *folded.origin(*match.span()))


def words(text: str) -> list[WordForms]:
    """The same words without their places: what is indexed. Three times as quick."""
    plain = fold(text).text
    return [FORMS[surface] for surface in _pattern(plain).findall(plain)]


def _pattern(folded: str) -> "regex.Pattern[str]":
    return _WORD_WITH_FILL if FILL in folded else _WORD
