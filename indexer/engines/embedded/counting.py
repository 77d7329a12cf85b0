"""How many records hold each value: the sets of a version counted where it has them, tantivy's own count elsewhere.

What counts a set does not depend on how many records match. Records that changed after the version was built stand in
no set: those that were there before are taken out of all, those that are there now are counted by tantivy.
"""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_
from threading import Lock
from typing import Any

import tantivy
from bitarray import bitarray
from bitarray.util import count_and

from indexer.engines.embedded.columns import Columns, as_set, number_of
from indexer.engines.embedded.compiler import Compiler
from indexer.engines.embedded.schema import PLACE, RANK
from indexer.fields import YEARS_FIELD
from indexer.query.clauses import Clause, Every, HasTerm, HasYear, Plan, Some, Without

#: More values than a facet can have: counts are exact.
_ALL_VALUES = 65_000

#: Of what no set is kept, the records are asked for one by one, up to so many.
_MAX_ASKED = 1_000

#: What counting takes, in nanoseconds as measured: tantivy's of one answer, of each field in it and of one value of one
#: record that matches; that of sets, of one value and of one record of the version, matching or not.
_ANSWER, _FIELD, _VALUE_OF_RECORD = 150_000, 40_000, 20.0
_SET, _BIT = 350, 0.025

#: What as many queries and filters match is remembered.
_MAX_REMEMBERED = 64

#: So many counts are: the next page of an answer, or another order of it, has the same. Some 3 MB.
_MAX_COUNTS = 20_000

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
        self._sets: dict[Clause, bitarray | None] = {}
        self._later_totals: dict[Clause, int] = {}
        self._counted: dict[tuple[Clause, tuple[str, ...]], Counts] = {}
        self._kept = 0
        self._lock = Lock()

    def counts(self, clause: Clause, filters: tuple[Clause, ...], fields: Iterable[str]) -> Counts:
        """Of the records that satisfy the clause and the filters: value → how many hold it, in each field."""
        asked = Every((clause, *filters)), tuple(fields)
        known = self._counted.get(asked)
        if known is None:
            known = self._counts(clause, filters, asked[1])
            self._remember(asked, known)
        return known

    def _remember(self, asked: tuple[Clause, tuple[str, ...]], counts: Counts) -> None:
        size = sum(map(len, counts.values()))
        with self._lock:
            if asked in self._counted or size > _MAX_COUNTS:
                return
            self._counted[asked] = counts
            self._kept += size
            while self._kept > _MAX_COUNTS or len(self._counted) > _MAX_COUNTS // 30:
                oldest = self._counted.pop(next(iter(self._counted)))
                self._kept -= sum(map(len, oldest.values()))

    def _counts(self, matched: Clause, filters: tuple[Clause, ...], fields: tuple[str, ...]) -> Counts:
        clause = Every((matched, *filters))
        whole = tuple(name for name in fields if self._columns.counts_whole(name))
        if matched not in self._sets and self._few(self._at_most(clause), whole):
            return self._by_record(clause, fields)  # whatever its set is, it need not be read
        matching = self._matching(matched, filters)
        if matching is not None and not matching.any() and not (self._changed and self._later_total(clause)):
            return {name: {} for name in fields}
        if matching is None or self._few(matching.count(), whole):
            return self._by_record(clause, fields)
        counts = {name: _held(matching, self._columns.values(name)) for name in whole}
        if self._changed and self._later_total(clause):
            later = self._by_record(clause, whole, later=True)
            counts = {name: dict(Counter(held) + Counter(later[name])) for name, held in counts.items()}
        return counts | self._by_record(clause, tuple(name for name in fields if name not in counts))

    def _at_most(self, clause: Clause) -> int:
        """No fewer records than satisfy a clause, from what is known without reading a set."""
        match clause:
            case HasTerm(field, term):
                return self._columns.count(field, term)
            case Every(clauses):
                return min(map(self._at_most, clauses), default=self._columns.documents)
            case Some(clauses):
                return min(sum(map(self._at_most, clauses)), self._columns.documents)
            case _:
                return self._columns.documents

    def _few(self, matching: int, fields: tuple[str, ...]) -> bool:
        """Whether so few match that to look at each of them is quicker than to count sets of all records."""
        sets = sum(len(self._columns.values(name)) for name in fields)
        looked_at = matching * sum(map(self._columns.held_by_each, fields))
        asked = _ANSWER + len(fields) * _FIELD + looked_at * _VALUE_OF_RECORD
        return asked < sets * (_SET + self._columns.documents * _BIT)

    def total(self, clause: Clause, filters: tuple[Clause, ...]) -> int:
        """How many satisfy the clause and the filters."""
        matching = self._matching(clause, filters)
        if matching is None:
            return self._asked_total(self._compiler.matching(Plan(clause), filters))
        found = matching.count()
        if self._changed and self._later_total(clause):
            found += self._later_total(Every((clause, *filters)))
        return found

    def _later_total(self, clause: Clause) -> int:
        """Of the records that came later; remembered, for all that is counted of one query asks it."""
        known = self._later_totals.get(clause)
        if known is None:
            query = self._compiler.matching(Plan(clause), ())
            known = self._asked_total(
                tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._later)])
            )
            if len(self._later_totals) >= _MAX_REMEMBERED:
                self._later_totals.pop(next(iter(self._later_totals)), None)
            self._later_totals[clause] = known
        return known

    def _asked_total(self, query: tantivy.Query) -> int:
        found: Any = self._searcher.search(query, 1)
        return int(found.count)

    def _matching(self, clause: Clause, filters: tuple[Clause, ...]) -> bitarray | None:
        """Of the records as they were built; null where that is not known without asking for very many."""
        found: bitarray | None = self._standing
        for one in (clause, *filters):
            held = self._remembered(one)
            if found is None or held is None:
                return None
            found = found & held
        return found

    def _remembered(self, clause: Clause) -> bitarray | None:
        try:
            return self._sets[clause]
        except KeyError:
            known = self._set(clause)
        if len(self._sets) >= _MAX_REMEMBERED:
            self._sets.pop(next(iter(self._sets)), None)
        self._sets[clause] = known
        return known

    def _set(self, clause: Clause) -> bitarray | None:
        match clause:
            case HasTerm(field, term):
                held = self._columns.holding(field, term)
                return self._asked(clause) if held is None else held
            case HasYear(first, last):
                years = self._columns.values(YEARS_FIELD).items()
                return reduce(or_, (held for year, held in years if first <= int(year) <= last), self._columns.none)
            case Every(clauses):
                return self._all(clauses)
            case Some(clauses):
                either = self._columns.none
                for inner in clauses:
                    held = self._set(inner)
                    if held is None:
                        return None
                    either = either | held
                return either
            case Without(inner):
                held = self._set(inner)
                return None if held is None else self._columns.every & ~held
            case _:
                return self._asked(clause)

    def _all(self, clauses: tuple[Clause, ...]) -> bitarray | None:
        found = self._columns.every
        for inner in clauses:
            held = self._set(inner)
            if held is None:
                return None
            found = found & held
        return found

    def _asked(self, clause: Clause) -> bitarray | None:
        found: Any = self._searcher.search(self._compiler.matching(Plan(clause), ()), _MAX_ASKED)
        if found.count > _MAX_ASKED:
            return None
        ranks = self._searcher.fast_field_values(RANK, [address for _, address in found.hits])
        numbers = (number_of(int(rank or 0)) for rank in ranks)
        known = [number for number in numbers if number is not None and 0 <= number < self._columns.documents]
        return as_set(known, self._columns.documents)

    def _by_record(self, clause: Clause, fields: tuple[str, ...], *, later: bool = False) -> Counts:
        """Counted by tantivy; of the records that came `later` alone, if so asked."""
        if not fields:
            return {}
        query = self._compiler.matching(Plan(clause), ())
        if later:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._later)])
        wanted = {name: {"terms": {"field": name, "size": _ALL_VALUES}} for name in fields}
        found = self._searcher.aggregate(query, wanted)
        return {name: _counted(name, found[name]["buckets"]) for name in fields}


def _held(matching: bitarray, values: dict[str, bitarray]) -> dict[str, int]:
    return {value: count for value, held in values.items() if (count := count_and(matching, held))}


def _counted(field: str, buckets: list[dict[str, Any]]) -> dict[str, int]:
    if field == YEARS_FIELD:
        return {str(int(bucket["key"])): bucket["doc_count"] for bucket in buckets}
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
