"""The text of a WARC or ARC file, pulled as it is read: plain bytes, or what gzip members hold. Memory is bounded."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from crawler.warc.head import is_record
from crawler.warc.item import ScannedRecord
from crawler.warc.quick import MAX_MEMBER, quick_record

GZIP = b"\x1f\x8b\x08"
_READ = 262_144
#: Inflating begins in small steps, because each end of a member copies the rest of its step, and doubles within it.
_FIRST_STEP, _LAST_STEP = 16_384, 262_144
_MAX_PIECE = 1_048_576
_SALVAGE_STEP = 64
#: What a file may grow to once inflated: beyond, it is a trap.
_MAX_RATIO, _ALWAYS_ALLOWED = 250, 1 << 30


class Text:
    """`data[at:]` is what is at hand. `total` bytes were pulled so far, counted from the beginning of the text.

    `error` says, in French, why no more comes; it is empty where the text simply ends.
    """

    def __init__(self) -> None:
        self.data = b""
        self.at = 0
        self.total = 0
        self.error = ""

    @property
    def inner(self) -> int:
        """The place of `data[at]` in the text, in bytes."""
        return self.total - len(self.data) + self.at

    def more(self) -> bool:
        """Adds a piece to what is at hand; false at the end, or where `error` says why."""
        piece = self._pull()
        if not piece:
            return False
        self.data = self.data[self.at :] + piece if self.at < len(self.data) else piece
        self.at = 0
        self.total += len(piece)
        return True

    def go_on(self) -> bool:
        """Adds a piece within a record, which may lie across the borders of what holds it."""
        return self.more()

    def holds(self, length: int) -> bool | None:
        """Whether `length` bytes follow; null where only reading them tells."""
        return None

    def take(self, length: int) -> bytes | None:
        """The next `length` bytes; nothing where the text ends first: what there was stays at hand."""
        end = self.at + length
        if end <= len(self.data):
            taken = self.data[self.at : end]
            self.at = end
            return taken
        pieces = [self.data[self.at :]]
        size = len(pieces[0])
        while size < length:
            self.data, self.at = b"", 0
            if not self.go_on():
                self.data = b"".join(pieces)
                return None
            pieces.append(self.data)
            size += len(self.data)
        whole = b"".join(pieces)
        self.data, self.at = whole[length:], 0
        return whole[:length]

    def give_back(self, taken: bytes) -> None:
        """What was taken for a block and is none: it is read again, at the reader's cost."""
        self.data, self.at = taken + self.data[self.at :], 0

    def _pull(self) -> bytes:
        raise NotImplementedError


class PlainText(Text):
    """A file from `offset` on. Its places are those of the file."""

    def __init__(self, file: BinaryIO, size: int, offset: int) -> None:
        super().__init__()
        self._file = file
        self._size = size
        self.total = offset

    def holds(self, length: int) -> bool | None:
        return self.inner + length <= self._size

    def peek(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        return self._file.read(length)

    def _pull(self) -> bytes:
        self._file.seek(self.total)
        return self._file.read(_READ)


class GzipText(Text):
    """What one gzip member holds, then, after `begin`, the next one. `member` and `position` are places in the file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__()
        self._file = file
        self._size = size
        self._allowed = max(_ALWAYS_ALLOWED, _MAX_RATIO * size)
        self._raw = memoryview(b"")
        self._raw_start = self._raw_at = 0
        self._step = _FIRST_STEP
        self._inflate = zlib.decompressobj(31)
        self._failure = ""
        self._spent = 0
        self.member = 0
        self.ended = False
        #: Whether a record went on from an earlier member into this one.
        self.joined = False

    @property
    def position(self) -> int:
        """The place in the file of the next byte to inflate."""
        return self._raw_start + self._raw_at

    @property
    def endless(self) -> bool:
        return self._spent > self._allowed

    def begin(self, offset: int) -> None:
        self.data, self.at, self.total, self.error, self.joined = b"", 0, 0, "", False
        self._open(offset)

    def quick(self, *, keep: int, verify: bool) -> Iterator[ScannedRecord]:
        """The records, from here on, that have a member for themselves and are sound; then the text stands behind.

        To be asked before anything is read of a member.
        """
        offset = self.position
        while not self.endless and (raw := self._at_hand(MAX_MEMBER))[:3] == GZIP:
            record = quick_record(raw, offset, keep=keep, verify=verify)
            if record is None:
                return
            self._raw_at += record.length
            offset += record.length
            self._spent += record.block_length
            yield record

    def next_magic(self) -> bool:
        """Whether another member follows the one that ended."""
        return self._at_hand(len(GZIP)) == GZIP

    def give_back(self, taken: bytes) -> None:
        super().give_back(taken)
        self._spent += len(taken)

    def go_on(self) -> bool:
        if self.more():
            return True
        if not self.ended or not self.next_magic() or is_record(beginning(bytes(self._at_hand(_FIRST_STEP)))):
            return False
        self.joined = True
        self._open(self.position)
        return self.more()

    def _open(self, offset: int) -> None:
        here = offset - self._raw_start
        if 0 <= here <= len(self._raw):
            self._raw_at = here
        else:
            self._raw, self._raw_start, self._raw_at = memoryview(b""), offset, 0
        self.member = offset
        self.ended = False
        self._failure = ""
        self._step = _FIRST_STEP
        self._inflate = zlib.decompressobj(31)

    def _pull(self) -> bytes:
        while not self.ended and not self.error:
            if self._failure:
                self.error = self._failure
                return b""
            chunk = self._at_hand(self._step)
            inflate = self._inflate
            before = inflate.copy() if self._step > _FIRST_STEP else None
            try:
                piece = inflate.decompress(chunk, _MAX_PIECE)
            except zlib.error:
                self._failure = "les données compressées sont abîmées"
                piece = _salvaged(before or zlib.decompressobj(31), chunk)
                self._spent += len(piece)
                if piece:
                    return piece
                continue
            # At a member's end, what follows stands in `unused_data`, and sometimes in `unconsumed_tail` too.
            self._raw_at += len(chunk) - len(inflate.unused_data if inflate.eof else inflate.unconsumed_tail)
            if self._step < _LAST_STEP:
                self._step *= 2
            self.ended = inflate.eof
            self._spent += len(piece)
            if self.endless:
                self.error = "le fichier se décompresse sans fin"
                return b""
            if piece:
                return piece
            if not chunk and not self.ended:
                self.error = "les données compressées sont coupées avant leur fin"
        return b""

    def _at_hand(self, length: int) -> memoryview:
        if len(self._raw) - self._raw_at < length and self._raw_start + len(self._raw) < self._size:
            self._raw_start += self._raw_at
            self._file.seek(self._raw_start)
            self._raw = memoryview(self._file.read(max(length, _READ)))
            self._raw_at = 0
        return self._raw[self._raw_at : self._raw_at + length]


def beginning(compressed: bytes) -> bytes:
    """The first bytes of a gzip member that may be damaged further on."""
    try:
        return zlib.decompressobj(31).decompress(compressed, 1024)
    except zlib.error:
        return b""


def _salvaged(inflate: "zlib._Decompress", chunk: memoryview) -> bytes:
    """What a chunk holds before the place where it is damaged."""
    pieces: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(chunk), _SALVAGE_STEP):
            rest: bytes | memoryview = chunk[start : start + _SALVAGE_STEP]
            while rest and size < _MAX_PIECE:
                pieces.append(inflate.decompress(rest, _MAX_PIECE))
                size += len(pieces[-1])
                rest = inflate.unconsumed_tail
    except zlib.error:
        pass
    return b"".join(pieces)
