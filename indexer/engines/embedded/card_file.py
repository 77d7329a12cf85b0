"""The records of one version and what is shown of them, in one file that is read in place.

A record is its id, its card and its line, each behind its length: three numbers of 32 bits, little-endian.
"""

import mmap
import os
import struct
from pathlib import Path
from typing import BinaryIO

CARDS_FILE = "records.bin"

_LENGTHS = struct.Struct("<III")


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
        with path.open("rb") as stream:
            self._bytes = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""

    def id(self, place: int) -> str:
        length, _, _ = _LENGTHS.unpack_from(self._bytes, place)
        start = place + _LENGTHS.size
        return self._bytes[start : start + length].decode()

    def card(self, place: int) -> str:
        before, length, _ = _LENGTHS.unpack_from(self._bytes, place)
        start = place + _LENGTHS.size + before
        return self._bytes[start : start + length].decode()

    def source(self, place: int) -> bytes:
        first, second, length = _LENGTHS.unpack_from(self._bytes, place)
        start = place + _LENGTHS.size + first + second
        return bytes(self._bytes[start : start + length])
