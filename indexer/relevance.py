"""How well the product's own search answers judged queries."""

import math
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.engine import Engine
from indexer.judged import JudgedSet, read_judged_set
from indexer.lifecycle import build
from indexer.progress import Progress, silent
from indexer.query.request import Mots, SearchRequest
from indexer.search import Search
from indexer.versions import IndexVersion

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Shares between 0 and 1, means over the queries; times in milliseconds, of whole answers with highlights."""

    queries: int
    success_at_1: float
    success_at_10: float
    mrr_at_10: float
    ndcg_at_10: float
    p50_ms: float
    p95_ms: float

    def to_json(self) -> dict[str, float | int]:
        return {
            "queries": self.queries,
            "success@1": round(self.success_at_1, 4),
            "success@10": round(self.success_at_10, 4),
            "mrr@10": round(self.mrr_at_10, 4),
            "ndcg@10": round(self.ndcg_at_10, 4),
            "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
        }


def evaluate(engine: Engine, folder: Path, *, mots: Mots | None, progress: Progress = silent) -> Evaluation:
    """Indexes the folder's documents and asks its queries; `mots` null reads each as for a reader.

    The engine is given over to it: a folder or a site's name of its own, whose version is dropped in the end.
    """
    judged = read_judged_set(folder)
    version = _build(engine, judged, progress)
    try:
        return measure(Search(engine), judged, mots)
    finally:
        engine.drop(version)


def measure(search: Search, judged: JudgedSet, mots: Mots | None) -> Evaluation:
    """What an index that already holds the documents answers."""
    ranks: list[int | None] = []
    gains: list[float] = []
    times: list[float] = []
    for query in judged.queries:
        started = time.perf_counter()
        results = search.run(SearchRequest(text=query.text, mots=mots, size=DEPTH))
        times.append((time.perf_counter() - started) * 1000)
        found = [hit.id for hit in results.hits]
        ranks.append(next((place for place, id_ in enumerate(found, 1) if id_ in query.relevant), None))
        gains.append(ndcg(found, query.relevant))
    return Evaluation(
        queries=len(judged.queries),
        success_at_1=_mean([float(rank == 1) for rank in ranks]),
        success_at_10=_mean([float(rank is not None) for rank in ranks]),
        mrr_at_10=_mean([1 / rank if rank else 0.0 for rank in ranks]),
        ndcg_at_10=_mean(gains),
        p50_ms=_percentile(times, 0.50),
        p95_ms=_percentile(times, 0.95),
    )


def ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Discounted gain of the first ten, over the best that could be had."""
    gain = sum(relevant.get(id_, 0) / math.log2(place + 1) for place, id_ in enumerate(found[:DEPTH], 1))
    best = sorted(relevant.values(), reverse=True)[:DEPTH]
    return gain / sum(value / math.log2(place + 1) for place, value in enumerate(best, 1))


def _build(engine: Engine, judged: JudgedSet, progress: Progress) -> IndexVersion:
    with tempfile.TemporaryDirectory(prefix="comedie-evaluate-") as scratch:
        records = Path(scratch) / "records.jsonl"
        with records.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{record.to_json_line()}\n" for record in judged.documents)
        return build(engine, records, progress, force=True, holder="comedie evaluate")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
