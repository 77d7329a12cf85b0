"""Words with their counts: columns of numbers over one text, read where they lie, in a file or in memory.

Nothing is made of the words that are not looked up: a process that only searches holds none of them, and to open half
a million takes no time. In native byte order: magic number, number of words, of slots, bytes of the text; then

    letters   64 bits a word   the set of its folded letters
    offsets   32 bits          where its line begins in the text; one more for the end
    by_stem   32 bits          the words in the order of their stems
    counts    32 bits          how many records hold it
    exacts    32 bits a slot   hash table: folded form → the first of its words, counted from 1
    stems     32 bits a slot   the same of stems, → the first of its places in `by_stem`
    lengths    8 bits a word   of the folded form, 255 at most
    text                       a line a word: folded form, written form, stem; sorted by the folded form
"""

import re
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from mmap import mmap

_MAGIC = 0x636D7731
_HEADER = struct.Struct("=4I")
_LONGEST = 255


class Entry(NamedTuple):
    """`documents`: how many records hold the word in this form."""

    written: str
    exact: str
    stem: str
    documents: int


class WordTable:
    def __init__(self, data: "bytes | mmap") -> None:
        """Raises `ValueError` where the bytes are no table, or that of a machine of another kind."""
        whole = memoryview(data)
        if len(whole) < _HEADER.size:
            raise ValueError("no table of words")
        magic, self._count, slots, size = _HEADER.unpack_from(whole)
        n, at = self._count, _HEADER.size
        widths: tuple[tuple[Literal["Q", "I", "B"], int], ...]
        widths = (("Q", n), ("I", n + 1), ("I", n), ("I", n), ("I", slots), ("I", slots), ("B", n), ("B", size))
        if magic != _MAGIC or len(whole) != at + sum(array(kind).itemsize * number for kind, number in widths):
            raise ValueError("no table of words")
        columns = []
        for kind, number in widths:
            length = array(kind).itemsize * number
            columns.append(whole[at : at + length].cast(kind))
            at += length
        self._data = data
        self._letters, self._offsets, self._by_stem, self._counts, self._exacts, self._stems = columns[:6]
        self._lengths, self._text = columns[6:]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "WordTable":
        return cls(_written(sorted(entries, key=lambda entry: (entry.exact, -entry.documents, entry.written))))

    @property
    def data(self) -> "bytes | mmap":
        """From which the same table is made again."""
        return self._data

    def __len__(self) -> int:
        return int(self._count)

    def __iter__(self) -> Iterator[Entry]:
        return map(self.__getitem__, range(self._count))

    def __getitem__(self, place: int) -> Entry:
        if not 0 <= place < self._count:
            raise IndexError(place)
        line = str(self._text[self._offsets[place] : self._offsets[place + 1] - 1], "utf-8")
        exact, written, stem = line.split("\t")
        return Entry(written, exact, stem, self._counts[place])

    def of_exact(self, exact: str) -> Iterator[Entry]:
        """Those of this folded form, the most frequent first."""
        key = exact.encode("utf-8", "replace") + b"\t"
        place = self._slot(self._exacts, key) - 1
        while 0 <= place < self._count and self._begins(place, key):
            yield self[place]
            place += 1

    def of_stem(self, stem: str) -> Iterator[Entry]:
        key = b"\t" + stem.encode("utf-8", "replace") + b"\n"
        place = self._slot(self._stems, key) - 1
        while 0 <= place < self._count and self._ends(self._by_stem[place], key):
            yield self[self._by_stem[place]]
            place += 1

    def beginning(self, start: str) -> range:
        """The places of those whose folded form begins so."""
        key = start.encode("utf-8", "replace")
        length = len(key)
        places = range(self._count)
        first = bisect_left(places, key, key=lambda place: self._head(place, length))
        return range(first, bisect_right(places, key, lo=first, key=lambda place: self._head(place, length)))

    def ending(self, end: str) -> Iterator[Entry]:
        """Those whose folded form ends so."""
        pattern = re.compile(rb"^[^\t\n]*?" + re.escape(end.encode("utf-8", "replace")) + rb"\t", re.MULTILINE)
        return (self[bisect_right(self._offsets, one.start()) - 1] for one in pattern.finditer(self._text))

    def alike(self, places: range, exact: str, allowed: int) -> Iterator[Entry]:
        """Among these, those that so many errors may have made of a word: of nearly its length and its letters."""
        letters, length = letters_of(exact), len(exact)
        first = places.start
        found = zip(self._letters[first : places.stop], self._lengths[first : places.stop], strict=True)
        return (
            self[place]
            for place, (its, long) in enumerate(found, first)
            if abs(long - length) <= allowed and (letters ^ its).bit_count() <= 2 * allowed
        )

    def _slot(self, slots: "memoryview[int]", key: bytes) -> int:
        mask = len(slots) - 1
        at = crc32(key) & mask
        is_stem = key[:1] == b"\t"
        while found := slots[at]:
            if self._ends(self._by_stem[found - 1], key) if is_stem else self._begins(found - 1, key):
                return int(found)
            at = (at + 1) & mask
        return 0

    def _begins(self, place: int, key: bytes) -> bool:
        start = self._offsets[place]
        return bool(self._text[start : start + len(key)] == key)

    def _ends(self, place: int, key: bytes) -> bool:
        end = self._offsets[place + 1]
        return bool(self._text[end - len(key) : end] == key)

    def _head(self, place: int, length: int) -> bytes:
        start = self._offsets[place]
        return bytes(self._text[start : min(start + length, self._offsets[place + 1])])


def letters_of(word: str) -> int:
    """The set of a word's letters as bits: one error changes two of them at most."""
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) & 63)
    return bits


def _written(ordered: list[Entry]) -> bytes:
    n = len(ordered)
    slots = 1 << max(2 * n, 1).bit_length()
    offsets, text = array("I", [0]), bytearray()
    for entry in ordered:
        text += f"{entry.exact}\t{entry.written}\t{entry.stem}\n".encode()
        offsets.append(len(text))
    by_stem = array("I", sorted(range(n), key=lambda place: ordered[place].stem))
    exacts = _slots(slots, (b"%b\t" % entry.exact.encode() for entry in ordered))
    stems = _slots(slots, (b"\t%b\n" % ordered[place].stem.encode() for place in by_stem))
    letters = array("Q", (letters_of(entry.exact) for entry in ordered))
    counts = array("I", (entry.documents for entry in ordered))
    lengths = bytes(min(len(entry.exact), _LONGEST) for entry in ordered)
    columns = (letters, offsets, by_stem, counts, exacts, stems)
    header = _HEADER.pack(_MAGIC, n, slots, len(text))
    return b"".join((header, *(column.tobytes() for column in columns), lengths, text))


def _slots(number: int, keys: Iterable[bytes]) -> "array[int]":
    """Of keys that stand together where they are the same: where each begins, counted from 1."""
    slots = array("I", bytes(4 * number))
    before = b""
    for place, key in enumerate(keys, 1):
        if key == before:
            continue
        before = key
        at = crc32(key) & (number - 1)
        while slots[at]:
            at = (at + 1) & (number - 1)
        slots[at] = place
    return slots
