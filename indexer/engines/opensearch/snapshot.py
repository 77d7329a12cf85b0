"""Searching one version on the server."""

import struct
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from indexer.engine import MAX_RANKED, Answer, Ask, EngineHit, Filter
from indexer.engines.opensearch.compiler import matching, ranked
from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.mapping import ADDED, ID, SOURCE
from indexer.engines.settling import SCORE_DECIMALS, settled
from indexer.query.clauses import Plan
from indexer.versions import Manifest
from indexer.vocabulary import Vocabulary

#: More values than a facet can have: on one shard, counts are exact.
_ALL_VALUES = 65_000
_WALK_BATCH = 200
_BY_ID = [{ID: "asc"}]

Json = dict[str, Any]


class OpenSearchSnapshot:
    def __init__(self, connection: Connection, index: str, words_index: str, manifest: Manifest) -> None:
        self._connection = connection
        self._index = index
        self._words_index = words_index
        self._manifest = manifest

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    @cached_property
    def vocabulary(self) -> Vocabulary:
        found = self._connection.search(self._words_index, {"size": MAX_RANKED, "query": {"match_all": {}}})
        chunks = sorted((hit["_source"] for hit in found["hits"]["hits"]), key=lambda chunk: int(chunk["order"]))
        return Vocabulary.from_lines(line for chunk in chunks for line in chunk["lines"].split("\n") if line)

    def search(self, ask: Ask) -> Answer:
        body: Json = {
            "query": ranked(ask.plan, ()) if ask.plan.ranked else matching(ask.plan, ()),
            "post_filter": matching(Plan(), ask.filters),
            "track_total_hits": True,
            "_source": [SOURCE],
            "aggs": {facet.field: _facet(facet.field, facet.filters) for facet in ask.facets},
        }
        if not ask.facets:
            del body["aggs"], body["post_filter"]
            body["query"] = ranked(ask.plan, ask.filters) if ask.plan.ranked else matching(ask.plan, ask.filters)
        if ask.plan.ranked and ask.size:
            return self._ranked(ask, body)
        answer = self._ask({**body, "sort": _BY_ID, "from": ask.offset if ask.size else 0, "size": ask.size})
        return Answer(_total(answer), tuple(_hit(hit, 0.0) for hit in answer["hits"]["hits"]), _counts(answer))

    def get(self, record_id: str) -> bytes | None:
        hits = self._ask({"query": {"term": {ID: {"value": record_id}}}, "size": 1, "_source": [SOURCE]})["hits"][
            "hits"
        ]
        return _source(hits[0]) if hits else None

    def recent(self, number: int) -> list[bytes]:
        body = {"sort": [{ADDED: "desc"}, {ID: "asc"}], "size": number, "_source": [SOURCE]}
        return [_source(hit) for hit in self._ask(body)["hits"]["hits"]]

    def walk(self, plan: Plan, filters: tuple[Filter, ...] = ()) -> Iterator[EngineHit]:
        body: Json = {"query": matching(plan, filters), "sort": _BY_ID, "size": _WALK_BATCH, "_source": [SOURCE]}
        while True:
            hits = self._ask(body)["hits"]["hits"]
            for hit in hits:
                yield _hit(hit, 0.0)
            if len(hits) < _WALK_BATCH:
                return
            body["search_after"] = hits[-1]["sort"]

    def _ranked(self, ask: Ask, body: Json) -> Answer:
        """Records come with the first page; deeper, only ids and scores do, then the records of the page."""
        answers: list[Json] = []

        def best(limit: int) -> list[tuple[float, str, Json]]:
            wanted = {**body, "sort": [{"_score": "desc"}, {ID: "asc"}], "size": limit, "track_scores": True}
            if ask.offset:
                wanted["_source"] = False
            if answers:
                wanted.pop("aggs", None)
            answers.append(self._ask(wanted))
            return [(_score(hit), hit["_id"], hit) for hit in answers[-1]["hits"]["hits"]]

        page = settled(best, ask.offset, ask.size, min(self._manifest.documents, MAX_RANKED))
        if not answers:
            best(0)
        hits = [(score, hit) for score, _, hit in page]
        if ask.offset and hits:
            hits = self._with_sources(hits)
        return Answer(_total(answers[0]), tuple(_hit(hit, score) for score, hit in hits), _counts(answers[0]))

    def _with_sources(self, hits: list[tuple[float, Json]]) -> list[tuple[float, Json]]:
        ids = [hit["_id"] for _, hit in hits]
        with self._connection.told():
            found = self._connection.client.mget(index=self._index, body={"ids": ids}, _source=[SOURCE])
        return [(score, loaded) for (score, _), loaded in zip(hits, found["docs"], strict=True)]

    def _ask(self, body: Json) -> Json:
        return self._connection.search(self._index, body)


def _facet(field: str, filters: tuple[Filter, ...]) -> Json:
    return {"filter": matching(Plan(), filters), "aggs": {"values": {"terms": {"field": field, "size": _ALL_VALUES}}}}


def _total(answer: Json) -> int:
    return int(answer["hits"]["total"]["value"])


def _counts(answer: Json) -> dict[str, dict[str, int]]:
    found = answer.get("aggregations", {})
    return {
        field: {bucket["key"]: bucket["doc_count"] for bucket in found[field]["values"]["buckets"]} for field in found
    }


def _score(hit: Json) -> float:
    """As the 32 bits that it is: its decimal form would round to another side now and then."""
    score: float = struct.unpack("f", struct.pack("f", hit["_score"]))[0]
    return round(score, SCORE_DECIMALS)


def _hit(hit: Json, score: float) -> EngineHit:
    return EngineHit(hit["_id"], score, _source(hit))


def _source(hit: Json) -> bytes:
    return str(hit["_source"][SOURCE]).encode()
