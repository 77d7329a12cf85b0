"""The shapes of a crawl, however many: some in memory, the others in a file, all in the order in which they came."""

import pickle
from collections.abc import Iterator
from hashlib import blake2b
from typing import IO

from transform.templates.induction.shapes import Shape

#: Shapes kept in memory, and shapes that templates are learnt from: more would not say more.
MOST_LEARNT = 3_000


class ShapeStore:
    """`spool`: an open file of our own, read and written in binary."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._kept: list[Shape] = []
        self._places: list[int] = []
        self._urls: list[str] = []

    def __len__(self) -> int:
        return len(self._urls)

    def __iter__(self) -> Iterator[Shape]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: int) -> Shape:
        if place < len(self._kept):
            return self._kept[place]
        self._spool.seek(self._places[place - len(self._kept)])
        shape: Shape = pickle.load(self._spool)  # noqa: S301 (our own file, written a moment ago)
        return shape

    def add(self, shape: Shape) -> None:
        self._urls.append(shape.url)
        if len(self._kept) < MOST_LEARNT:
            self._kept.append(shape)
            return
        self._spool.seek(0, 2)
        self._places.append(self._spool.tell())
        pickle.dump(shape, self._spool, protocol=pickle.HIGHEST_PROTOCOL)

    def sample(self) -> list[Shape]:
        """All of them, or as many as are learnt from, chosen by their addresses; in the order of those."""
        if len(self) <= MOST_LEARNT:
            return sorted(self, key=lambda shape: shape.url)
        order = sorted(range(len(self)), key=lambda place: blake2b(self._urls[place].encode()).digest())
        return sorted((self[place] for place in order[:MOST_LEARNT]), key=lambda shape: shape.url)
