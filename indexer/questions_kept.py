"""The archive's own judged queries: a new version must not answer them worse than the one in service."""

from collections.abc import Sequence
from pathlib import Path

from indexer.engine import Engine, Snapshot
from indexer.errors import NothingIndexed
from indexer.judged import JudgedQuery, read_questions
from indexer.query.request import SearchRequest
from indexer.search import Search
from indexer.versions import IndexVersion

DEPTH = 10
#: The share of questions that may be answered worse, since scores move with the records.
WORSE_SHARE = 0.05


def questions_of(folder: Path) -> tuple[JudgedQuery, ...]:
    """`queries.jsonl` and `qrels.tsv`; none where nobody wrote any. Raises `JudgedSetUnreadable`."""
    return read_questions(folder) if (folder / "queries.jsonl").exists() else ()


def worse_answers(
    engine: Engine, before: IndexVersion | None, after: IndexVersion, asked: Sequence[JudgedQuery]
) -> list[str]:
    """The questions that only the old version answers among its first ten hits, where they are more than a few.

    A record that the new version no longer holds is no answer that it lost.
    """
    if before is None or before == after or not before.readable:
        return []
    try:
        old, new = _Pinned(engine, before), _Pinned(engine, after)
    except NothingIndexed:
        return []
    lost = []
    for query in asked:
        relevant = [record_id for record_id in query.relevant if new.snapshot.get(record_id) is not None]
        if _answered(old, query, relevant) and not _answered(new, query, relevant):
            lost.append(f"« {query.text} »")
    return lost if len(lost) > len(asked) * WORSE_SHARE else []


def _answered(pinned: "_Pinned", query: JudgedQuery, relevant: Sequence[str]) -> bool:
    if not relevant:
        return False
    hits = pinned.run(SearchRequest(text=query.text, size=DEPTH)).hits
    return any(hit.id in relevant for hit in hits)


class _Pinned(Search):
    """The search as on a page, on one version, in service or not."""

    def __init__(self, engine: Engine, version: IndexVersion) -> None:
        super().__init__(engine)
        self.snapshot = engine.open(version)

    def _snapshot(self) -> Snapshot:
        return self.snapshot
