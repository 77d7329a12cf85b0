"""Which records hold each value and each frequent stem, as sets that are counted without looking at a record.

`columns.bin` holds one set after the other; `columns.tsv` says where: in its first line the number of records and the
size of the file of records, then field, term (escaped as in a Python string), place and number of records of each. A
set is of records numbered in the order in which they were built: one bit each where many are in it, else their numbers,
of 32 bits, little-endian.
"""

import sys
from array import array
from pathlib import Path

from bitarray import bitarray
from bitarray.util import ones

from indexer.document import VALUE_FIELDS, IndexedDocument
from indexer.engines.embedded.placed_bytes import PlacedBytes
from indexer.engines.embedded.schema import RANK_STEP
from indexer.fields import YEARS_FIELD
from indexer.language import View
from indexer.query.clauses import text_field
from indexer.query.tree import Scope

COLUMNS_FILE, DIRECTORY_FILE = "columns.bin", "columns.tsv"

STEMS_FIELD = text_field(Scope.FULL, View.STEMS)
WHOLE_FIELDS = frozenset((*VALUE_FIELDS, YEARS_FIELD))

#: Of a rarer stem the few records are asked for one by one.
RARE = 64

#: Bytes that the sets of one field may take in a process; a field of more values is counted record by record.
_MAX_FIELD_BYTES = 4_000_000
#: The same of the stems of the last queries.
_MAX_STEMS_BYTES = 4_000_000


def number_of(rank: int) -> int | None:
    """Of a record as it was built; none for one that came between others later."""
    number, between = divmod(rank, RANK_STEP)
    return None if between else number - 1


def as_set(numbers: list[int], documents: int) -> bitarray:
    """Bit n for record n."""
    held = bitarray(documents, "little")
    held[numbers] = 1
    return held


def _size(documents: int) -> int:
    """Bytes of a set of which each record has its bit."""
    return documents // 8 + 1


def _is_dense(count: int, documents: int) -> bool:
    return count * 32 > documents


class ColumnsWriter:
    """Gathers while records are added, in the order of their numbers."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], array[int]] = {}
        self._documents = 0

    def add(self, document: IndexedDocument) -> None:
        pairs = {(STEMS_FIELD, stem) for passage in document.terms[STEMS_FIELD] for stem in passage}
        pairs |= {(name, value) for name, values in document.values.items() for value in values}
        pairs |= {(YEARS_FIELD, str(year)) for year in document.years}
        for pair in pairs:
            held = self._held.get(pair)
            if held is None:
                held = self._held[pair] = array("I")
            held.append(self._documents)
        self._documents += 1

    def write(self, folder: Path, records_bytes: int) -> None:
        place = 0
        with (
            (folder / COLUMNS_FILE).open("wb") as data,
            (folder / DIRECTORY_FILE).open("w", encoding="ascii") as directory,
        ):
            directory.write(f"{self._documents}\t{records_bytes}\n")
            for (field, term), held in sorted(self._held.items()):
                if field == STEMS_FIELD and len(held) < RARE:
                    continue
                written = self._encoded(held)
                escaped = term.encode("unicode_escape").decode()
                directory.write(f"{field}\t{escaped}\t{place}\t{len(held)}\n")
                place += data.write(written)

    def _encoded(self, held: "array[int]") -> bytes:
        if _is_dense(len(held), self._documents):
            return as_set(held.tolist(), self._documents).tobytes().ljust(_size(self._documents), b"\0")
        if sys.byteorder == "big":
            held = array("I", held)
            held.byteswap()
        return held.tobytes()


class Columns:
    """There as long as it is held: its folder may be dropped meanwhile."""

    def __init__(self, folder: Path) -> None:
        with (folder / DIRECTORY_FILE).open(encoding="ascii") as lines:
            documents, records_bytes = next(lines).split("\t")
            self.documents, self.records_bytes = int(documents), int(records_bytes)
            self._places: dict[str, dict[str, tuple[int, int]]] = {}
            for line in lines:
                field, term, place, count = line.rstrip("\n").split("\t")
                term = term if "\\" not in term else term.encode().decode("unicode_escape")
                self._places.setdefault(field, {})[term] = (int(place), int(count))
        self._bytes = PlacedBytes(folder / COLUMNS_FILE)
        self.every = ones(self.documents, "little")
        self.none = ~self.every
        self._stems: dict[str, bitarray] = {}
        self._held_by_each: dict[str, float] = {}
        self._values: dict[str, dict[str, bitarray]] = {}

    def counts_whole(self, field: str) -> bool:
        """Whether so few values stand in the field that all their sets are kept at hand."""
        return len(self._places.get(field, ())) * _size(self.documents) <= _MAX_FIELD_BYTES

    def held_by_each(self, field: str) -> float:
        """How many values of a field a record holds, on average."""
        known = self._held_by_each.get(field)
        if known is None:
            held = sum(count for _, count in self._places.get(field, {}).values())
            known = self._held_by_each[field] = held / max(self.documents, 1)
        return known

    def values(self, field: str) -> dict[str, bitarray]:
        """The set of each value of a field; to read only, as all sets that are given here."""
        known = self._values.get(field)
        if known is None:
            known = self._values[field] = {value: self._read(*at) for value, at in self._places.get(field, {}).items()}
        return known

    def count(self, field: str, term: str) -> int:
        """At most so many records hold a term, of those that were built."""
        at = self._places.get(field, {}).get(term)
        if at is not None:
            return at[1]
        if field == STEMS_FIELD:
            return RARE
        return 0 if field in WHOLE_FIELDS else self.documents

    def holding(self, field: str, term: str) -> bitarray | None:
        """The records that hold a term; null for a stem that is rare, and for fields of which no sets are kept."""
        if field in WHOLE_FIELDS:
            if self.counts_whole(field):
                return self.values(field).get(term, self.none)
            at = self._places[field].get(term)
            return self._read(*at) if at else self.none
        if field != STEMS_FIELD:
            return None
        known = self._stems.get(term)
        if known is None:
            at = self._places.get(field, {}).get(term)
            if at is None:
                return None
            if len(self._stems) * _size(self.documents) >= _MAX_STEMS_BYTES:
                self._stems.clear()
            known = self._stems[term] = self._read(*at)
        return known

    def _read(self, place: int, count: int) -> bitarray:
        if _is_dense(count, self.documents):
            held = bitarray(self._bytes.read(place, _size(self.documents)), "little")
            del held[self.documents :]
            return held
        numbers = array("I", self._bytes.read(place, 4 * count))
        if sys.byteorder == "big":
            numbers.byteswap()
        return as_set(numbers.tolist(), self.documents)
