"""Where each item of a WordPress export begins and ends, in bytes, even where the file is no well-formed XML.

CDATA sections, comments and processing instructions are passed over as XML does; what never ends is not believed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

#: What is wrong with a piece: these words reach the report.
CUT = "l’export s’arrête au milieu de cet élément"
UNENDED = "l’élément suivant commence avant la fin de celui-ci"
OPEN_CDATA = "une section CDATA n’est jamais fermée"

_TOKEN = re.compile(rb"<!\[CDATA\[|<!--|<\?|</?item(?=[\s/>])")
#: Two items that follow each other: nobody writes that inside the text of one.
_NEXT_ITEM = re.compile(rb"</item\s*>\s*<item\s*>\s*<title\b")
_ENDS = {b"<![CDATA[": rb"\]\]>", b"<!--": rb"-->", b"<?": rb"\?>"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Offsets in bytes, `end` excluded. `broken` says in French what is wrong, or nothing."""

    start: int
    end: int
    broken: str | None = None


def pieces_of(data: bytes | mmap) -> Iterator[Piece]:
    """Every item, in the file's order. Each byte is looked at a bounded number of times."""
    size, position = len(data), 0
    start: int | None = None
    ends = {token: _Next(data, re.compile(end)) for token, end in _ENDS.items()}
    next_item, item_end = _Next(data, _NEXT_ITEM), _Next(data, re.compile(rb"</item\s*>"))
    while (found := _TOKEN.search(data, position)) is not None:
        token, begin, position = found.group(), found.start(), found.end()
        del found  # it would keep the mapped file open
        if token == b"<![CDATA[":
            _, end = ends[token].after(position)
            if start is not None and (end > size or next_item.after(position)[0] < end):
                _, stop = item_end.after(position)
                yield Piece(start, min(stop, size), OPEN_CDATA if stop <= size else CUT)
                start, position = None, min(stop, size)
            elif end <= size:
                position = end
        elif token in ends:
            _, end = ends[token].after(position)
            stop = item_end.after(position)[0] if start is not None else size
            if end <= min(stop, size):
                position = end
        else:
            end = data.find(b">", position) + 1 or size
            if token == b"<item":
                if start is not None:
                    yield Piece(start, begin, UNENDED)
                start = begin
                if data[end - 2 : end] == b"/>":
                    yield Piece(start, end)
                    start = None
            elif start is not None:
                yield Piece(start, end, None if data[end - 1 : end] == b">" else CUT)
                start = None
            position = end
    if start is not None:
        yield Piece(start, size, CUT)


class _Next:
    """Where a pattern comes next, asked from positions that only grow: the bytes are searched once."""

    def __init__(self, data: bytes | mmap, pattern: re.Pattern[bytes]) -> None:
        self._data = data
        self._pattern = pattern
        self._found = (-1, -1)

    def after(self, position: int) -> tuple[int, int]:
        """(begin, end) of the next match; both lie beyond the data where there is none."""
        if self._found[0] < position:
            found = self._pattern.search(self._data, position)
            nowhere = len(self._data) + 1
            self._found = found.span() if found is not None else (nowhere, nowhere)
        return self._found
