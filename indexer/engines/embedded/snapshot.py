"""Searching one version of the embedded index."""

import mmap
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import tantivy

from indexer.engine import MAX_RANKED, Answer, Ask, EngineHit, FacetCount, Filter
from indexer.engines.embedded.compiler import Compiler
from indexer.engines.embedded.schema import ADDED, ID, RANK, SOURCE, reopen
from indexer.engines.settling import SCORE_DECIMALS, settled
from indexer.query.clauses import Plan
from indexer.versions import Manifest
from indexer.vocabulary import Vocabulary

TANTIVY_FOLDER, WORDS_FILE = "tantivy", "words.tsv"

#: More values than a facet can have: counts are exact.
_ALL_VALUES = 65_000
_WALK_BATCH = 1_000


class EmbeddedSnapshot:
    def __init__(self, folder: Path, manifest: Manifest) -> None:
        index = reopen(folder / TANTIVY_FOLDER)
        self._searcher = index.searcher()
        self._schema = index.schema
        self._compiler = Compiler(index.schema)
        self._manifest = manifest
        self._words = _mapped(folder / WORDS_FILE)

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary.from_lines(self._words[:].decode().splitlines())

    def search(self, ask: Ask) -> Answer:
        counts = self._counts(ask.plan, ask.facets)
        if ask.plan.ranked:
            total, hits = self._ranked(ask)
        else:
            query = self._compiler.matching(ask.plan, ask.filters)
            total = _total(self._searcher.search(query, 1))
            hits = self._in_order(query, ask.offset, ask.size) if ask.size else []
        return Answer(total, tuple(hits), counts)

    def get(self, record_id: str) -> bytes | None:
        query = tantivy.Query.term_query(self._schema, ID, record_id, "basic")
        hits = self._searcher.search(query, 1, count=False).hits
        return self._source(hits[0][1]) if hits else None

    def recent(self, number: int) -> list[bytes]:
        def latest(limit: int) -> list[tuple[float, int, tantivy.DocAddress]]:
            found = self._searcher.search(tantivy.Query.all_query(), limit, count=False, order_by_field=ADDED).hits
            ranks = self._ranks([address for _, address in found])
            return [(day, rank, address) for (day, address), rank in zip(found, ranks, strict=True)]

        return [self._source(address) for _, _, address in settled(latest, 0, number, self._searcher.num_docs)]

    def walk(self, plan: Plan, filters: tuple[Filter, ...] = ()) -> Iterator[EngineHit]:
        query = self._compiler.matching(plan, filters)
        while True:
            hits = self._searcher.search(
                query, _WALK_BATCH, count=False, order_by_field=RANK, order=tantivy.Order.Asc
            ).hits
            for _, address in hits:
                yield self._hit(0.0, address)
            if len(hits) < _WALK_BATCH:
                return
            beyond = tantivy.Query.range_query(
                self._schema, RANK, tantivy.FieldType.Unsigned, lower_bound=hits[-1][0], include_lower=False
            )
            matching = self._compiler.matching(plan, filters)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), (tantivy.Occur.Must, beyond)])

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
        return total, [self._hit(score, address) for score, _, address in found]

    def _in_order(self, query: tantivy.Query, offset: int, size: int) -> list[EngineHit]:
        found = self._searcher.search(
            query, size, count=False, offset=offset, order_by_field=RANK, order=tantivy.Order.Asc
        )
        return [self._hit(0.0, address) for _, address in found.hits]

    def _counts(self, plan: Plan, facets: tuple[FacetCount, ...]) -> dict[str, dict[str, int]]:
        """One pass for all the facets that are counted under the same filters."""
        counts: dict[str, dict[str, int]] = {}
        ordered = sorted(facets, key=lambda facet: repr(facet.filters))
        for filters, group in groupby(ordered, key=lambda facet: facet.filters):
            wanted = {facet.field: {"terms": {"field": facet.field, "size": _ALL_VALUES}} for facet in group}
            found = self._searcher.aggregate(self._compiler.matching(plan, filters), wanted)
            for name in wanted:
                counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        return counts

    def _ranks(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(rank or 0) for rank in self._searcher.fast_field_values(RANK, addresses)]

    def _hit(self, score: float, address: tantivy.DocAddress) -> EngineHit:
        stored = self._searcher.doc(address)
        return EngineHit(stored[ID][0], score, bytes(stored[SOURCE][0]))

    def _source(self, address: tantivy.DocAddress) -> bytes:
        return bytes(self._searcher.doc(address)[SOURCE][0])


def _mapped(path: Path) -> mmap.mmap | bytes:
    """The file's bytes, there as long as they are held: its folder may be dropped meanwhile."""
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""


def _total(result: Any) -> int:
    """How many documents match: the library's own types do not know this attribute."""
    return int(result.count)
