"""What two readings of a page are compared by: words, blind to blanks, case and typography."""

import re

_WORD = re.compile(r"\w+")
_SOFT_HYPHEN = "\xad"


def words_of(text: str) -> list[str]:
    """`L’eau, c'est « tout »` → `l eau c est tout`. Apostrophes, quotes and blanks of every sort only separate."""
    return _WORD.findall(text.replace(_SOFT_HYPHEN, "").lower())


def needle_of(words: list[str]) -> str:
    """Words as they are looked for: whole, in order, side by side."""
    return f" {' '.join(words)} "
