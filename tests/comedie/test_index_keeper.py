"""The desk's decisions reach the index while the site is open; one process writes, readers follow."""

from pathlib import Path

from comedie.index_keeper import IndexKeeper
from indexer.decided import Decided
from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.records_file import find_record
from indexer.search import Search
from tests.support.records import sample_records, write_records
from transform.decisions import Decision, DecisionKind

RECORDS = sample_records(30)


def decision(number: int, kind: DecisionKind, record: str | None, undoes: str | None = None, **values: str) -> Decision:
    return Decision(
        id=f"d{number}", at="2026-11-27T10:00:00Z", by="Ana", kind=kind, record=record, undoes=undoes, values=values
    )


def test_what_is_decided_is_searched_and_what_is_undone_is_back(tmp_path: Path) -> None:
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    path = write_records(tmp_path / "records.jsonl", RECORDS)
    build(engine, path)
    journal: list[Decision] = []
    keeper = IndexKeeper(engine, path, lambda: tuple(journal))
    search = Search(engine)
    assert not keeper.turn()
    target, gone = RECORDS[4], RECORDS[8]
    values = {"field": "/title", "act": "set", "value": "Xylophone", "saw": target.title}
    journal += [decision(1, DecisionKind.CORRECT, target.id, **values), decision(2, DecisionKind.WITHDRAW, gone.id)]
    with engine.lock("comedie index"):
        assert not keeper.turn()  # a build runs: later
    assert keeper.turn()
    assert not keeper.turn()
    assert [hit.id for hit in search.run(SearchRequest(text="xylophone")).hits] == [target.id]
    assert (search.run(SearchRequest()).total, search.record(gone.id)) == (29, None)
    assert engine.history(1)[0].details["decision"] == "d2"
    assert build(engine, path, decided=Decided.of(journal)).changes == 0
    assert not keeper.turn()
    journal += [decision(3, DecisionKind.UNDO, None, "d2"), decision(4, DecisionKind.FEATURE, target.id)]
    assert keeper.turn()
    assert search.record(gone.id) == gone
    journal.append(decision(5, DecisionKind.FEATURE, gone.id))
    assert not keeper.turn()


def test_a_record_is_found_by_its_id_in_a_sorted_file(tmp_path: Path) -> None:
    path = write_records(tmp_path / "records.jsonl", RECORDS)
    assert [find_record(path, record.id) for record in RECORDS] == RECORDS
    assert [find_record(path, absent) for absent in ("", "essai-0", "zzz", "essai-10371")] == [None] * 4
    assert find_record(tmp_path / "absent", "essai-1") is None
