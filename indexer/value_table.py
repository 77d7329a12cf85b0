"""The values of one index version, kept with its words: their names, how many records hold them, what contains them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from indexer.fields import folded_name
from indexer.language import words
from indexer.values import Named

#: The rarest beyond are searched and counted, but shown under their own value.
MAX_NAMED = 200_000

#: Of those that a name given in words may mean.
MAX_MEANT = 64

_SIGN = "="
_SPACES = str.maketrans("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)


class Entry(NamedTuple):
    value: str
    label: str
    parent: str
    documents: int


class ValueCounter:
    """Counts how many documents hold each value, and under which names, while they are indexed."""

    def __init__(self, begun: "ValueTable | None" = None) -> None:
        self._documents: Counter[tuple[str, str]] = Counter()
        self._names: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
        for field, entry in begun.items() if begun else ():
            self._documents[field, entry.value] = entry.documents
            self._names[field, entry.value] = Counter({(entry.label, entry.parent): entry.documents})

    def remove(self, named: Mapping[str, Iterable[Named]]) -> None:
        for field, values in named.items():
            for value in values:
                place = (field, value.value)
                self._documents[place] -= 1
                names = self._names.get(place, Counter())
                names[value.label.translate(_SPACES), value.parent] -= 1
                if self._documents[place] <= 0:
                    self._documents.pop(place)
                    self._names.pop(place, None)

    def add(self, named: Mapping[str, Iterable[Named]]) -> None:
        for field, values in named.items():
            for value in values:
                place = (field, value.value)
                self._documents[place] += 1
                self._names.setdefault(place, Counter())[value.label.translate(_SPACES), value.parent] += 1

    def table(self) -> "ValueTable":
        """Each value under its most frequent name."""
        ordered = sorted(self._documents.items(), key=lambda item: (-item[1], item[0]))[:MAX_NAMED]
        fields: dict[str, list[Entry]] = {}
        for (field, value), documents in ordered:
            label, parent = min(self._names[field, value].items(), key=lambda item: (-item[1], item[0]))[0]
            fields.setdefault(field, []).append(Entry(value, label, parent, documents))
        return ValueTable(fields)


class ValueTable:
    """By index field, the most frequent first."""

    def __init__(self, fields: Mapping[str, Iterable[Entry]] | None = None) -> None:
        self._fields = {field: {entry.value: entry for entry in entries} for field, entries in (fields or {}).items()}
        self._labels: dict[str, dict[str, list[str]]] = {}

    def items(self) -> Iterator[tuple[str, Entry]]:
        return ((field, entry) for field, entries in self._fields.items() for entry in entries.values())

    def entries(self, field: str) -> Mapping[str, Entry]:
        return self._fields.get(field, {})

    def label(self, field: str, value: str) -> str:
        entry = self._fields.get(field, {}).get(value)
        return entry.label if entry else ""

    def parent(self, field: str, value: str) -> str:
        entry = self._fields.get(field, {}).get(value)
        return entry.parent if entry else ""

    def documents(self, field: str, value: str) -> int:
        entry = self._fields.get(field, {}).get(value)
        return entry.documents if entry else 0

    def called(self, field: str, name: str) -> tuple[str, ...]:
        """The values that bear this very name, whatever its accents, capitals and hyphens."""
        if field not in self._labels:
            labels: dict[str, list[str]] = {}
            for entry in self._fields.get(field, {}).values():
                for written in {folded_name(entry.label or entry.value), folded_name(entry.value)}:
                    labels.setdefault(written, []).append(entry.value)
            self._labels[field] = labels
        return tuple(self._labels[field].get(folded_name(name), ()))

    def holding(self, field: str, name: str) -> tuple[str, ...]:
        """The values in whose names all these words stand, in any form; the most frequent `MAX_MEANT`."""
        asked = {word.stem or word.exact for word in words(name)}
        if not asked:
            return ()
        found = (value for value, named in self._stems(field).items() if asked <= named)
        return tuple(value for value, _ in zip(found, range(MAX_MEANT), strict=False))

    def _stems(self, field: str) -> Mapping[str, frozenset[str]]:
        if field not in self._stems_of:
            self._stems_of[field] = {
                value: frozenset(word.stem or word.exact for word in words(entry.label or value))
                for value, entry in self._fields.get(field, {}).items()
            }
        return self._stems_of[field]

    @cached_property
    def _stems_of(self) -> dict[str, Mapping[str, frozenset[str]]]:
        return {}

    def to_lines(self) -> Iterator[str]:
        for field in sorted(self._fields):
            for entry in self._fields[field].values():
                yield "\t".join((_SIGN, field, entry.value, entry.label, entry.parent, str(entry.documents)))

    @staticmethod
    def is_line(line: str) -> bool:
        return line.startswith(f"{_SIGN}\t")

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> "ValueTable":
        fields: dict[str, list[Entry]] = {}
        for line in lines:
            _, field, value, label, parent, documents = line.rstrip("\n").split("\t")
            fields.setdefault(field, []).append(Entry(value, label, parent, int(documents)))
        return cls(fields)
