"""Searching one version of the embedded index."""

import json
import mmap
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from indexer.engine import MAX_RANKED, Answer, Ask, EngineHit, FacetCount, Order
from indexer.engines.embedded.card_file import CARDS_FILE, CardFile
from indexer.engines.embedded.columns import Columns, number_of
from indexer.engines.embedded.compiler import Compiler
from indexer.engines.embedded.counting import Counting
from indexer.engines.embedded.schema import ADDED, ID, PLACE, RANK, reopen
from indexer.engines.settling import SCORE_DECIMALS, settled
from indexer.query.clauses import Clause, Plan
from indexer.versions import Manifest
from indexer.vocabulary import Vocabulary
from indexer.word_table import WordTable

TANTIVY_FOLDER = "tantivy"
#: The words as they were built, and what is said of them: those that changed, acronyms, values.
WORDS_FILE, SAID_FILE = "words.bin", "words.tsv"

#: The numbers of the records that are no longer as they were when the version was built; no file where all are.
REPLACED_FILE = "replaced.json"

_WALK_BATCH = 1_000


class EmbeddedSnapshot:
    def __init__(self, folder: Path, manifest: Manifest) -> None:
        index = reopen(folder / TANTIVY_FOLDER)
        self._searcher = index.searcher()
        self._schema = index.schema
        self._compiler = Compiler(index.schema)
        self._manifest = manifest
        self._words, self._said = _mapped(folder / WORDS_FILE), _mapped(folder / SAID_FILE)
        self._cards = CardFile(folder / CARDS_FILE)
        self._counting = Counting(self._searcher, self._schema, self._compiler, Columns(folder), replaced_in(folder))

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary.from_lines(self._said[:].decode().split("\n")[:-1], WordTable(self._words))

    def search(self, ask: Ask) -> Answer:
        # First, for they need the set of what matches: it is then at hand for the counts.
        tallies = {tally.name: self._counting.total(ask.plan.matching, tally.clauses) for tally in ask.tallies}
        counts = self._counts(ask.plan, ask.facets)
        if ask.order is not Order.RELEVANCE:
            total, hits = self._total(ask.plan, ask.filters), self._dated(ask)
        elif ask.plan.ranked:
            total, hits = self._ranked(ask)
        else:
            query = self._compiler.matching(ask.plan, ask.filters)
            total = _total(self._searcher.search(query, 1))
            hits = self._in_order(query, ask.offset, ask.size) if ask.size else []
        return Answer(total, tuple(hits), counts, tallies)

    def get(self, record_id: str) -> bytes | None:
        address = self._address(record_id)
        return self._cards.source(self._places([address])[0]) if address else None

    def recent(self, number: int) -> list[bytes]:
        found = self._by_day(tantivy.Query.all_query(), tantivy.Order.Desc, 0, number)
        return [self._cards.source(place) for place in self._places([address for _, _, address in found])]

    def ids(self, plan: Plan, filters: tuple[Clause, ...] = (), after: str = "") -> Iterator[str]:
        return map(self._cards.id, self._walked(plan, filters, after))

    def walk(self, plan: Plan, filters: tuple[Clause, ...] = (), after: str = "") -> Iterator[tuple[str, bytes]]:
        return ((self._cards.id(place), self._cards.source(place)) for place in self._walked(plan, filters, after))

    def _walked(self, plan: Plan, filters: tuple[Clause, ...], after: str) -> Iterator[int]:
        """Places of the records found, in the order of ids."""
        matching = self._compiler.matching(plan, filters)
        rank = self._rank_of(after) if after else 0
        while True:
            beyond = tantivy.Query.range_query(
                self._schema, RANK, tantivy.FieldType.Unsigned, lower_bound=rank, include_lower=False
            )
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), (tantivy.Occur.Must, beyond)])
            hits = self._searcher.search(
                query, _WALK_BATCH, count=False, order_by_field=RANK, order=tantivy.Order.Asc
            ).hits
            yield from self._places([address for _, address in hits])
            if len(hits) < _WALK_BATCH:
                return
            rank = hits[-1][0]

    def _rank_of(self, record_id: str) -> int:
        """Of a record that is no longer there, that of the last one before it."""
        address = self._address(record_id)
        if address:
            return self._ranks([address])[0]
        low, high = 0, self._searcher.num_docs
        every = tantivy.Query.all_query()
        while low < high:
            middle = (low + high) // 2
            ((_, found),) = self._searcher.search(
                every, 1, count=False, offset=middle, order_by_field=RANK, order=tantivy.Order.Asc
            ).hits
            if self._cards.id(self._places([found])[0]) < record_id:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return 0
        return int(
            self._searcher.search(
                every, 1, count=False, offset=low - 1, order_by_field=RANK, order=tantivy.Order.Asc
            ).hits[0][0]
        )

    def ranks_around(self, record_id: str) -> tuple[int, int | None]:
        """Of the records before and after an id, null after the last one; twice its own where it is there."""
        before = self._rank_of(record_id)
        if self._address(record_id):
            return before, before
        beyond = tantivy.Query.range_query(
            self._schema, RANK, tantivy.FieldType.Unsigned, lower_bound=before, include_lower=False
        )
        hits = self._searcher.search(beyond, 1, count=False, order_by_field=RANK, order=tantivy.Order.Asc).hits
        return before, int(hits[0][0]) if hits else None

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Of those among these records that are as they were built."""
        addresses = [address for one in ids if (address := self._address(one))]
        return [number for rank in self._ranks(addresses) if (number := number_of(rank)) is not None]

    def _ranked(self, ask: Ask) -> tuple[int, list[EngineHit]]:
        query = self._compiler.ranked(ask.plan, ask.filters)
        if not ask.size:
            return _total(self._searcher.search(query, 1)), []
        total = 0

        def best(limit: int) -> list[tuple[float, int, tantivy.DocAddress]]:
            nonlocal total
            result = self._searcher.search(query, limit)
            total = _total(result)
            ranks = self._ranks([address for _, address in result.hits])
            return [
                (round(score, SCORE_DECIMALS), rank, address)
                for (score, address), rank in zip(result.hits, ranks, strict=True)
            ]

        limit = min(self._searcher.num_docs, MAX_RANKED)
        found = settled(best, ask.offset, ask.size, limit)
        if ask.offset >= limit:
            total = _total(self._searcher.search(query, 1))
        return total, self._hits([(score, address) for score, _, address in found])

    def _dated(self, ask: Ask) -> list[EngineHit]:
        query = self._compiler.matching(ask.plan, ask.filters)
        order = tantivy.Order.Desc if ask.order is Order.LATEST else tantivy.Order.Asc
        found = self._by_day(query, order, ask.offset, ask.size)
        return self._hits([(0.0, address) for _, _, address in found])

    def _by_day(
        self, query: tantivy.Query, order: tantivy.Order, offset: int, size: int
    ) -> list[tuple[float, int, tantivy.DocAddress]]:
        sign = 1 if order == tantivy.Order.Desc else -1

        def first(limit: int) -> list[tuple[float, int, tantivy.DocAddress]]:
            found = self._searcher.search(query, limit, count=False, order_by_field=ADDED, order=order).hits
            ranks = self._ranks([address for _, address in found])
            return [(sign * (day or 0), rank, address) for (day, address), rank in zip(found, ranks, strict=True)]

        return settled(first, offset, size, min(self._searcher.num_docs, MAX_RANKED))

    def _in_order(self, query: tantivy.Query, offset: int, size: int) -> list[EngineHit]:
        found = self._searcher.search(
            query, size, count=False, offset=offset, order_by_field=RANK, order=tantivy.Order.Asc
        )
        return self._hits([(0.0, address) for _, address in found.hits])

    def _counts(self, plan: Plan, facets: tuple[FacetCount, ...]) -> dict[str, dict[str, int]]:
        """One pass for all the facets that are counted under the same filters."""
        counts: dict[str, dict[str, int]] = {}
        by_filters: dict[tuple[Clause, ...], list[str]] = {}
        for facet in facets:
            by_filters.setdefault(facet.filters, []).append(facet.field)
        for filters, fields in by_filters.items():
            counts |= self._counting.counts(plan.matching, filters, fields)
        return counts

    def _total(self, plan: Plan, filters: tuple[Clause, ...]) -> int:
        return _total(self._searcher.search(self._compiler.matching(plan, filters), 1))

    def _address(self, record_id: str) -> tantivy.DocAddress | None:
        query = tantivy.Query.term_query(self._schema, ID, record_id, "basic")
        hits = self._searcher.search(query, 1, count=False).hits
        return hits[0][1] if hits else None

    def _ranks(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(rank or 0) for rank in self._searcher.fast_field_values(RANK, addresses)]

    def _places(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(place or 0) for place in self._searcher.fast_field_values(PLACE, addresses)]

    def _hits(self, found: list[tuple[float, tantivy.DocAddress]]) -> list[EngineHit]:
        places = self._places([address for _, address in found])
        self._cards.expect(places)
        hits = []
        for (score, _), place in zip(found, places, strict=True):
            record_id, card = self._cards.shown(place)
            hits.append(EngineHit(record_id, score, card))
        return hits


def replaced_in(folder: Path) -> list[int] | None:
    """None of a version as it was built."""
    try:
        found: list[int] = json.loads((folder / REPLACED_FILE).read_bytes())
    except FileNotFoundError:
        return None
    return found


def _mapped(path: Path) -> mmap.mmap | bytes:
    """The file's bytes, there as long as they are held: its folder may be dropped meanwhile."""
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""


def _total(result: Any) -> int:
    """How many documents match: the library's own types do not know this attribute."""
    return int(result.count)
