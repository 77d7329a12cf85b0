"""Searching one version on the server."""

import struct
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from indexer.engine import MAX_RANKED, Answer, Ask, EngineHit, Order
from indexer.engines.opensearch.compiler import matching, ranked
from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.mapping import ADDED, CARD, ID, SOURCE
from indexer.engines.settling import SCORE_DECIMALS, settled
from indexer.query.clauses import Clause, Plan
from indexer.versions import Manifest
from indexer.vocabulary import Vocabulary

#: More values than a facet can have: on one shard, counts are exact.
_ALL_VALUES = 65_000
_WALK_BATCH = 200
_WALK_IDS = 5_000
_BY_ID = [{ID: "asc"}]
_BY_SCORE = [{"_score": "desc"}, {ID: "asc"}]
_SORTED = {Order.LATEST: [{ADDED: "desc"}, {ID: "asc"}], Order.OLDEST: [{ADDED: "asc"}, {ID: "asc"}]}
#: Hits asked for beyond the page: each costs its card, and of twenty queries one has equals across its end.
_MARGIN = 10
_SHOWN = {"_source": False, "stored_fields": [CARD]}
_CARDS_ONLY = {"_source": "false", "stored_fields": CARD}
_FACET, _TALLY = "facet:", "tally:"

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
        by_score = ask.plan.ranked and ask.order is Order.RELEVANCE
        compiled = ranked if by_score else matching
        shared = _shared(ask)
        body: Json = {"track_total_hits": True, **_SHOWN, "query": compiled(ask.plan, shared)}
        if left := _beyond(ask.filters, shared):
            body["post_filter"] = matching(Plan(), left)
        if ask.facets or ask.tallies:
            body["aggs"] = {
                **{
                    f"{_FACET}{facet.field}": _facet(facet.field, _beyond(facet.filters, shared))
                    for facet in ask.facets
                },
                **{
                    f"{_TALLY}{tally.name}": {"filter": matching(Plan(), _beyond(tally.clauses, shared))}
                    for tally in ask.tallies
                },
            }
        if by_score and ask.size:
            return self._ranked(ask, body)
        sort = _SORTED.get(ask.order, _BY_ID)
        answer = self._ask({**body, "sort": sort, "from": ask.offset if ask.size else 0, "size": ask.size})
        hits = tuple(_hit(hit, 0.0) for hit in answer["hits"]["hits"])
        return Answer(_total(answer), hits, _counts(answer), _tallies(answer))

    def get(self, record_id: str) -> bytes | None:
        hits = self._ask({"query": {"term": {ID: {"value": record_id}}}, "size": 1, "_source": [SOURCE]})["hits"][
            "hits"
        ]
        return _source(hits[0]) if hits else None

    def recent(self, number: int) -> list[bytes]:
        body = {"sort": [{ADDED: "desc"}, {ID: "asc"}], "size": number, "_source": [SOURCE]}
        return [_source(hit) for hit in self._ask(body)["hits"]["hits"]]

    def ids(self, plan: Plan, filters: tuple[Clause, ...] = (), after: str = "") -> Iterator[str]:
        return (hit["_id"] for hit in self._walked(plan, filters, after, source=False))

    def walk(self, plan: Plan, filters: tuple[Clause, ...] = (), after: str = "") -> Iterator[tuple[str, bytes]]:
        return ((hit["_id"], _source(hit)) for hit in self._walked(plan, filters, after, source=[SOURCE]))

    def _walked(
        self, plan: Plan, filters: tuple[Clause, ...], after: str, *, source: list[str] | bool
    ) -> Iterator[Json]:
        size = _WALK_BATCH if source else _WALK_IDS
        body: Json = {"query": matching(plan, filters), "sort": _BY_ID, "size": size, "_source": source}
        if after:
            body["search_after"] = [after]
        while True:
            hits = self._ask(body)["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            body["search_after"] = hits[-1]["sort"]

    def _ranked(self, ask: Ask, body: Json) -> Answer:
        """Records come with the first page; deeper, or beyond it, ids and scores do, then the records of the page."""
        wanted: Json = {**body, "sort": _BY_SCORE, "track_scores": True, "size": 0}
        if ask.offset:
            wanted["stored_fields"] = []
        answers: list[Json] = []
        found: list[tuple[float, str, Json]] = []

        def best(limit: int) -> list[tuple[float, str, Json]]:
            asked = {**wanted, "size": limit - len(found), **(_beyond_hit(found[-1][2]) if found else {})}
            answers.append(self._ask(asked))
            found.extend((_score(hit), hit["_id"], hit) for hit in answers[-1]["hits"]["hits"])
            return found

        page = settled(best, ask.offset, ask.size, MAX_RANKED, _MARGIN)
        if not answers:
            best(0)
        first = answers[0]
        shown = tuple(_hit(hit, score) for score, hit in self._with_cards([(score, hit) for score, _, hit in page]))
        return Answer(_total(first), shown, _counts(first), _tallies(first))

    def _with_cards(self, hits: list[tuple[float, Json]]) -> list[tuple[float, Json]]:
        """In one request for those that came without."""
        ids = [hit["_id"] for _, hit in hits if "fields" not in hit]
        if not ids:
            return hits
        with self._connection.told():
            found = self._connection.client.mget(index=self._index, body={"ids": ids}, params=_CARDS_ONLY)
        cards = {one["_id"]: one for one in self._connection.documents(found)}
        return [(score, cards.get(hit["_id"], hit)) for score, hit in hits]

    def _ask(self, body: Json) -> Json:
        return self._connection.search(self._index, body)


def _beyond_hit(last: Json) -> Json:
    """What to ask for next: only hits behind this one, and of them only ids and scores."""
    return {"search_after": last["sort"], "stored_fields": [], "track_total_hits": False, "aggs": {}}


def _shared(ask: Ask) -> tuple[Clause, ...]:
    """The filters under which all is counted: they belong to the query, which then has fewer records to look at."""
    under = [facet.filters for facet in ask.facets] + [tally.clauses for tally in ask.tallies]
    return tuple(clause for clause in ask.filters if all(clause in others for others in under))


def _beyond(filters: tuple[Clause, ...], shared: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return tuple(clause for clause in filters if clause not in shared)


def _facet(field: str, filters: tuple[Clause, ...]) -> Json:
    values = {"terms": {"field": field, "size": _ALL_VALUES}}
    return {"filter": matching(Plan(), filters), "aggs": {"values": values}} if filters else values


def _total(answer: Json) -> int:
    return int(answer["hits"]["total"]["value"])


def _counts(answer: Json) -> dict[str, dict[str, int]]:
    return {
        name.removeprefix(_FACET): {
            str(bucket["key"]): bucket["doc_count"] for bucket in found.get("values", found)["buckets"]
        }
        for name, found in answer.get("aggregations", {}).items()
        if name.startswith(_FACET)
    }


def _tallies(answer: Json) -> dict[str, int]:
    return {
        name.removeprefix(_TALLY): int(found["doc_count"])
        for name, found in answer.get("aggregations", {}).items()
        if name.startswith(_TALLY)
    }


def _score(hit: Json) -> float:
    """As the 32 bits that it is: its decimal form would round to another side now and then."""
    score: float = struct.unpack("f", struct.pack("f", hit["_score"]))[0]
    return round(score, SCORE_DECIMALS)


def _hit(hit: Json, score: float) -> EngineHit:
    return EngineHit(hit["_id"], score, str(hit["fields"][CARD][0]))


def _source(hit: Json) -> bytes:
    return str(hit["_source"][SOURCE]).encode()
