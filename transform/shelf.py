"""Drafts on disk between the two passes of a run: memory holds what compares pages, never the pages."""

import os
import pickle
from pathlib import Path
from typing import IO, Any, Self


def packed(thing: object) -> bytes:
    return pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(blob: bytes) -> Any:
    return pickle.loads(blob)  # noqa: S301 (our own file, written a moment ago)


class Shelf:
    """One file, written by one process, then read by all. A place is (offset, length) in bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] = path.open("a+b")

    def put(self, blob: bytes) -> tuple[int, int]:
        offset = self._file.tell()
        self._file.write(blob)
        return offset, len(blob)

    def settle(self) -> None:
        """What was put can be taken from now on, by other processes too."""
        self._file.flush()

    def take(self, place: tuple[int, int]) -> Any:
        return unpacked(os.pread(self._file.fileno(), place[1], place[0]))

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
