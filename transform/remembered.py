"""What is asked of the same words again and again, found once: `map(found.__getitem__, words)` is one step each."""

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

#: Answers kept: beyond, all are forgotten, and found again. No word of a language is longer; a file pasted as text is.
MOST, LONGEST = 65_536, 60


class Remembered(dict[str, Found]):
    """Word → answer of a function that always answers the same."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Found:
        found = self._find(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = found
        return found
