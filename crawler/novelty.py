"""Whether pages made by one rule still say something, or only the same things in another arrangement."""

import re

_TAG = re.compile(rb"<[^>]*>")
_DIGITS = b"0123456789"
#: Shorter pieces of text are labels and titles; so much text that was never read before is something new. In bytes.
_SHORTEST_PIECE, _ENOUGH = 40, 100
_MOST_PIECES = 200_000
_LONGEST_PAGE = 1_000_000


class Novelty:
    """Remembers, for this run, which pieces of text each kind of page has said."""

    def __init__(self) -> None:
        self._said: dict[str, set[int]] = {}
        self._pieces = 0

    def says_something(self, kind: str, payload: bytes) -> bool:
        """Whether a page says what no earlier page of its kind had said, figures aside."""
        text = payload[:_LONGEST_PAGE].translate(None, _DIGITS)
        known = self._said.setdefault(kind, set())
        size = 0
        for piece in {piece.strip() for piece in _TAG.split(text)}:
            mark = hash(piece)
            if len(piece) < _SHORTEST_PIECE or mark in known:
                continue
            size += len(piece)
            if self._pieces < _MOST_PIECES:
                known.add(mark)
                self._pieces += 1
        return size >= _ENOUGH
