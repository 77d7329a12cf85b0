"""The records of one version and what is shown of them, in one file that is read in places.

A record is its id, its card and its line, each behind its length: three numbers of 32 bits, little-endian.
"""

import os
import struct
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from indexer.engines.embedded.placed_bytes import PlacedBytes

CARDS_FILE = "records.bin"

_LENGTHS = struct.Struct("<III")

#: In bytes: the card of a page of text, and where its words stand.
_READ_AT_ONCE = 8_192

#: In characters of cards, of two bytes each: at most so many are kept at hand, some 6 MB.
_MAX_KEPT = 3_000_000


class CardWriter:
    """The file is opened with the first record."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: BinaryIO | None = None
        self._at = 0

    def add(self, record_id: str, card: str, source: bytes) -> int:
        """Where the record stands, in a file of its own."""
        if self._stream is None:
            self._stream = self._path.open("wb")
        return self._written(self._stream, record_id, card, source)

    def append(self, record_id: str, card: str, source: bytes) -> int:
        """Behind what is there: whoever reads it meanwhile knows nothing of it."""
        if self._stream is None:
            self._stream = self._path.open("ab")
            self._at = self._stream.tell()
        return self._written(self._stream, record_id, card, source)

    def _written(self, stream: BinaryIO, record_id: str, card: str, source: bytes) -> int:
        place = self._at
        parts = (record_id.encode(), card.encode(), source)
        stream.write(_LENGTHS.pack(*map(len, parts)))
        stream.writelines(parts)
        self._at += _LENGTHS.size + sum(map(len, parts))
        return place

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._at

    def sync(self) -> None:
        if self._stream is None:
            self._path.touch()
            return
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()


class CardFile:
    """There as long as it is held: its folder may be dropped meanwhile."""

    def __init__(self, path: Path) -> None:
        self._bytes = PlacedBytes(path)
        self._shown: dict[int, tuple[str, str]] = {}
        self._kept = 0
        self._lock = Lock()

    def expect(self, places: Iterable[int]) -> None:
        """Those of one page, before they are shown: the disk gives them at once, where each would be waited for."""
        for place in places:
            if place not in self._shown:
                self._bytes.expect(place, _READ_AT_ONCE)

    def id(self, place: int) -> str:
        return self.shown(place)[0]

    def shown(self, place: int) -> tuple[str, str]:
        """Id and card. Those shown last are kept: frequent answers, and the same ones on the way back to a list."""
        known = self._shown.get(place)
        if known is None:
            known = self._read(place)
            size = len(known[1])
            with self._lock:
                if self._kept + size > _MAX_KEPT:
                    self._shown.clear()
                    self._kept = 0
                if place not in self._shown:
                    self._shown[place] = known
                    self._kept += size
        return known

    def _read(self, place: int) -> tuple[str, str]:
        (first, second, _), read = self._begun(place)
        middle = _LENGTHS.size + first
        if middle + second > len(read):
            read += self._bytes.read(place + len(read), middle + second - len(read))
        return read[_LENGTHS.size : middle].decode(), read[middle : middle + second].decode()

    def source(self, place: int) -> bytes:
        (first, second, length), read = self._begun(place)
        start = _LENGTHS.size + first + second
        there = read[start : start + length]
        if len(there) == length:
            return there
        return there + self._bytes.read(place + start + len(there), length - len(there))

    def _begun(self, place: int) -> tuple[tuple[int, int, int], bytes]:
        """Lengths, and what most cards need no more than."""
        read = self._bytes.read(place, _READ_AT_ONCE)
        return _LENGTHS.unpack_from(read), read
