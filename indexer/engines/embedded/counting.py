"""How many records hold each value: the sets of a version counted where it has them, tantivy's own count elsewhere.

What counts a set does not depend on how many records match. Records that changed after the version was built stand in
no set: those that were there before are taken out of all, those that are there now are counted by tantivy.
"""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

import tantivy

from indexer.engines.embedded.columns import Columns, as_set, number_of
from indexer.engines.embedded.compiler import Compiler
from indexer.engines.embedded.schema import PLACE, RANK
from indexer.fields import YEARS_FIELD
from indexer.query.clauses import Clause, Every, HasTerm, HasYear, Plan, Some, Without

#: More values than a facet can have: counts are exact.
_ALL_VALUES = 65_000

#: Of what no set is kept, the records are asked for one by one, up to so many.
_MAX_ASKED = 1_000

#: What as many queries match is remembered, and so is what tantivy counted for them.
_MAX_REMEMBERED = 24

Counts = dict[str, dict[str, int]]


class Counting:
    """`replaced`: the numbers of the records that are no longer as they were built, where any changed."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        compiler: Compiler,
        columns: Columns,
        replaced: Iterable[int] | None,
    ) -> None:
        self._searcher = searcher
        self._compiler = compiler
        self._columns = columns
        self._later = tantivy.Query.range_query(
            schema, PLACE, tantivy.FieldType.Unsigned, lower_bound=columns.records_bytes
        )
        self._changed = replaced is not None
        self._standing = columns.every & ~as_set(list(replaced or ()), columns.documents)
        self._sets: dict[Clause, int | None] = {}
        self._counted: dict[tuple[Clause, tuple[str, ...], bool], Counts] = {}

    def counts(self, clause: Clause, fields: Iterable[str]) -> Counts:
        """Of the records that satisfy the clause: value → how many hold it, in each field."""
        matching = self._matching(clause)
        if matching is None:
            return self._by_record(clause, tuple(fields))
        whole = tuple(name for name in fields if self._columns.counts_whole(name))
        counts = {name: _held(matching, self._columns.values(name)) for name in whole}
        if self._changed:
            later = self._by_record(clause, whole, later=True)
            counts = {name: dict(Counter(held) + Counter(later[name])) for name, held in counts.items()}
        return counts | self._by_record(clause, tuple(name for name in fields if name not in counts))

    def total(self, clause: Clause) -> int:
        """How many satisfy it."""
        matching = None if self._changed else self._matching(clause)
        if matching is not None:
            return matching.bit_count()
        found: Any = self._searcher.search(self._compiler.matching(Plan(clause), ()), 1)
        return int(found.count)

    def _matching(self, clause: Clause) -> int | None:
        """Of the records as they were built; null where that is not known without asking for very many."""
        if clause not in self._sets:
            if len(self._sets) >= _MAX_REMEMBERED:
                self._sets.pop(next(iter(self._sets)), None)
            found = self._set(clause)
            self._sets[clause] = None if found is None else found & self._standing
        return self._sets[clause]

    def _set(self, clause: Clause) -> int | None:
        match clause:
            case HasTerm(field, term):
                held = self._columns.holding(field, term)
                return self._asked(clause) if held is None else held
            case HasYear(first, last):
                years = self._columns.values(YEARS_FIELD)
                return reduce(or_, (held for year, held in years.items() if first <= int(year) <= last), 0)
            case Every(clauses):
                return self._all(clauses)
            case Some(clauses):
                either = 0
                for inner in clauses:
                    held = self._set(inner)
                    if held is None:
                        return None
                    either |= held
                return either
            case Without(inner):
                held = self._set(inner)
                return None if held is None else self._columns.every & ~held
            case _:
                return self._asked(clause)

    def _all(self, clauses: tuple[Clause, ...]) -> int | None:
        found = self._columns.every
        for inner in clauses:
            held = self._set(inner)
            if held is None:
                return None
            found &= held
        return found

    def _asked(self, clause: Clause) -> int | None:
        found: Any = self._searcher.search(self._compiler.matching(Plan(clause), ()), _MAX_ASKED)
        if found.count > _MAX_ASKED:
            return None
        ranks = self._searcher.fast_field_values(RANK, [address for _, address in found.hits])
        numbers = (number_of(int(rank or 0)) for rank in ranks)
        known = [number for number in numbers if number is not None and 0 <= number < self._columns.documents]
        return as_set(known, self._columns.documents)

    def _by_record(self, clause: Clause, fields: tuple[str, ...], *, later: bool = False) -> Counts:
        """Counted by tantivy; of the records that came `later` alone, if so asked."""
        asked = (clause, fields, later)
        known = self._counted.get(asked, {} if not fields else None)
        if known is None:
            query = self._compiler.matching(Plan(clause), ())
            if later:
                query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._later)])
            wanted = {name: {"terms": {"field": name, "size": _ALL_VALUES}} for name in fields}
            found = self._searcher.aggregate(query, wanted)
            known = {
                name: {_key(name, bucket["key"]): bucket["doc_count"] for bucket in found[name]["buckets"]}
                for name in fields
            }
            if len(self._counted) >= _MAX_REMEMBERED:
                self._counted.pop(next(iter(self._counted)), None)
            self._counted[asked] = known
        return known


def _held(matching: int, values: dict[str, int]) -> dict[str, int]:
    counts = ((value, (matching & held).bit_count()) for value, held in values.items())
    return {value: count for value, count in counts if count}


def _key(field: str, key: str | float) -> str:
    return str(int(key)) if field == YEARS_FIELD else str(key)
