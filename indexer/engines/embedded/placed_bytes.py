"""A file read here and there, by several threads, without ever being in the memory of the process as a whole.

It is read, not mapped: what a process has looked at of a mapped file counts as its own until memory is short.
"""

import os
import weakref
from pathlib import Path


class PlacedBytes:
    """There as long as it is held: its folder may be dropped meanwhile."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        weakref.finalize(self, os.close, self._file)

    def expect(self, place: int, length: int) -> None:
        """Soon read: where it is not in memory the disk is asked for it now, while the next is expected too."""
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self._file, place, length, os.POSIX_FADV_WILLNEED)

    def read(self, place: int, length: int) -> bytes:
        """Fewer bytes where the file ends before."""
        found = os.pread(self._file, length, place)
        while found and len(found) < length and (more := os.pread(self._file, length - len(found), place + len(found))):
            found += more
        return found
