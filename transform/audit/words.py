"""What two readings of a page are compared by: words, blind to blanks, case and typography."""

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
#: Short lines are a menu's, the same on each page: they are taken apart once.
_LINE = 100
_SOFT_HYPHEN = "\xad"


def words_of(text: str) -> list[str]:
    """`L’eau, c'est « tout »` → `l eau c est tout`. Apostrophes, quotes and blanks of every sort only separate."""
    return list(_words_of_line(text)) if len(text) <= _LINE else _words(text)


def words_of_paragraphs(text: str) -> list[list[str]]:
    """The same, one list a line; no word goes on in the next."""
    return [list(_words_of_line(line) if len(line) <= _LINE else _words_just_read(line)) for line in text.split("\n")]


@lru_cache(maxsize=16_384)
def _words_of_line(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


@lru_cache(maxsize=128)
def _words_just_read(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace(_SOFT_HYPHEN, "").lower())


def needle_of(words: list[str]) -> str:
    """Words as they are looked for: whole, in order, side by side."""
    return f" {' '.join(words)} "
