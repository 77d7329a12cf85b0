"""Single records changed in the version in service: searched at once, as if the index had been built so."""

import time
from pathlib import Path

import pytest

from indexer.changes import change
from indexer.decided import Decided, records_concerned
from indexer.engine import Engine
from indexer.errors import BuildRefused, IndexHeld, NothingIndexed
from indexer.history import Act
from indexer.lifecycle import build, rollback
from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.records import make_record, sample_records, write_records
from transform.decisions import Decision, DecisionKind
from transform.schema import Kind, Record

HOLDER = "essai"
#: What an editor waits for at most, with room for a machine that does other things.
SECONDS = 2.0


def found(search: Search, text: str) -> list[str]:
    return [hit.id for hit in search.run(SearchRequest(text=text)).hits]


def words(search: Search) -> list[tuple[str, int]]:
    return sorted((entry.written, entry.documents) for entry in search._snapshot().vocabulary)


def values(search: Search) -> list[object]:
    return sorted(search._snapshot().vocabulary.values.items())


def test_a_changed_a_new_and_a_removed_record(engine: Engine, tmp_path: Path) -> None:
    records = sample_records()
    first = build(engine, write_records(tmp_path / "records.jsonl", records))
    search = Search(engine)
    assert not found(search, "xylophone")
    changed = records[7].model_copy(update={"title": "Un xylophone dans la forêt"})
    new = make_record("essai-1500", "Xylophones et bergers", "Nouvelle fiche.", Kind.VIDEO)
    began = time.monotonic()
    version = change(engine, {changed.id: changed, new.id: new, records[9].id: None}, holder=HOLDER)
    assert time.monotonic() - began < 10 * SECONDS
    assert (version.as_built, version.changes, engine.current()) == (first, 1, version)
    time.sleep(1.1)  # for a reader that looked at the pointer just before
    assert sorted(found(search, "xylophone")) == sorted([changed.id, new.id])
    assert search.record(records[9].id) is None
    assert search.record(new.id) == new
    as_built = [changed if r.id == changed.id else r for r in records if r.id != records[9].id] + [new]
    assert list(search.records()) == sorted(as_built, key=lambda record: record.id)
    assert search.run(SearchRequest()).total == 60
    (manifest,) = engine.versions()
    assert (manifest.documents, manifest.replaced, manifest.heavy) == (60, 2, False)
    said = words(search), values(search), search.kinds(), search.run(SearchRequest(size=0)).facets
    build(engine, write_records(tmp_path / "records.jsonl", as_built))
    fresh = Search(engine)
    assert said == (words(fresh), values(fresh), fresh.kinds(), fresh.run(SearchRequest(size=0)).facets)


def test_new_ids_stand_in_their_order(engine: Engine, tmp_path: Path) -> None:
    build(engine, write_records(tmp_path / "records.jsonl", [make_record(f"r{n}", "Même titre") for n in (2, 4, 6)]))
    for record_id in ("r5", "r1", "r7", "r50", "r51"):
        change(engine, {record_id: make_record(record_id, "Même titre")}, holder=HOLDER)
    search = Search(engine)
    assert found(search, "") == found(search, "même titre") == ["r1", "r2", "r4", "r5", "r50", "r51", "r6", "r7"]
    assert engine.current() is not None
    assert engine.current() == engine.versions()[-1].version
    assert len(engine.versions()) == 1


def test_the_same_record_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    records = sample_records(5)
    version = build(engine, write_records(tmp_path / "records.jsonl", records))
    assert change(engine, {records[0].id: records[0], "absent": None}, holder=HOLDER) == version
    assert change(engine, {records[0].id: records[0]}, holder=HOLDER, decision="d9").changes == 1
    assert engine.versions()[-1].decision == "d9"


def test_many_changes_weigh_and_ask_for_a_build(engine: Engine, tmp_path: Path) -> None:
    build(
        engine, write_records(tmp_path / "records.jsonl", [make_record(f"r{n:02d}", f"Titre {n}") for n in range(30)])
    )
    for n in range(2):
        change(engine, {"r05": make_record("r05", f"Autre titre {n}")}, holder=HOLDER)
    assert engine.versions()[-1].heavy
    with pytest.raises(BuildRefused, match="comedie index"):
        change(engine, {f"n{n}": make_record(f"n{n}", "Trop") for n in range(201)}, holder=HOLDER)


def test_what_cannot_be_changed_is_said(engine: Engine, tmp_path: Path) -> None:
    record = make_record("r1", "Seule")
    with pytest.raises(NothingIndexed, match="comedie index"):
        change(engine, {"r1": record}, holder=HOLDER)
    version = build(engine, write_records(tmp_path / "records.jsonl", [record]))
    with engine.lock("comedie index, lancé par Ana"), pytest.raises(IndexHeld, match="Ana"):
        change(engine, {"r1": None}, holder=HOLDER)
    with pytest.raises(BuildRefused, match="aucune notice"):
        change(engine, {"r1": None}, holder=HOLDER)
    assert engine.current() == version


def test_going_back_from_a_changed_version(engine: Engine, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    first = build(engine, write_records(records, sample_records(10)))
    build(engine, write_records(records, sample_records(12)))
    change(engine, {"essai-new": make_record("essai-new", "Nouvelle")}, holder=HOLDER)
    assert rollback(engine) == first
    assert Search(engine).run(SearchRequest()).total == 10


def test_the_history_says_who_did_what(engine: Engine, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    assert engine.history(10) == []
    first = build(engine, write_records(records, sample_records(10)), holder="comedie index")
    build(engine, write_records(records, sample_records(12)))
    change(engine, {"essai-new": make_record("essai-new", "Nouvelle")}, holder="comedie serve", decision="d1")
    rollback(engine)
    with pytest.raises(BuildRefused):
        build(engine, write_records(records, sample_records(2)))
    told = engine.history(20)
    acts = [Act.BUILD, Act.SWITCH, Act.BUILD, Act.SWITCH, Act.CHANGE, Act.ROLLBACK, Act.REFUSE]
    assert [event.act for event in told] == acts
    assert told[0].version == first.name
    assert told[0].by.startswith("comedie index (")
    assert (told[4].details["put"], told[4].details["decision"]) == (["essai-new"], "d1")
    assert "--force" in str(told[6].details["reason"])
    assert [event.act for event in engine.history(2)] == acts[-2:]
    assert sorted(told, key=lambda event: event.at) == told


def decision(number: int, kind: DecisionKind, record: str | None, **values: object) -> Decision:
    undoes = values.pop("undoes", None)
    return Decision.model_validate(
        {
            "id": f"d{number}",
            "at": f"2026-11-{number:02d}T10:00:00Z",
            "by": "Ana",
            "kind": kind,
            "record": record,
            "values": values,
            "undoes": undoes,
        }
    )


def set_title(number: int, record: str, value: str, saw: str) -> Decision:
    return decision(number, DecisionKind.CORRECT, record, field="/title", act="set", value=value, saw=saw)


def test_what_was_decided_survives_the_next_build(engine: Engine, tmp_path: Path) -> None:
    records = sample_records(12)
    corrected, withdrawn = records[3], records[5]
    journal = [
        decision(
            1, DecisionKind.CORRECT, corrected.id, field="/title", act="set", value="Xylophone", saw=corrected.title
        ),
        decision(2, DecisionKind.WITHDRAW, withdrawn.id, urls=[]),
        decision(3, DecisionKind.FEATURE, records[0].id, start="2026-11-01", end="2026-12-01"),
    ]
    decided = Decided.of(journal)
    path = write_records(tmp_path / "records.jsonl", records)
    before = build(engine, path)
    version = build(engine, path, decided=decided)
    assert version != before
    search = Search(engine)
    assert found(search, "xylophone") == [corrected.id]
    assert search.record(withdrawn.id) is None
    shown = search.record(corrected.id)
    assert shown is not None
    assert shown.provenance["/title"].decision == "d1"
    assert engine.versions()[-1].decision == "d3"
    carried = [r for record in records if (r := decided.amended(record)) is not None]
    assert build(engine, write_records(path, carried), decided=decided) == version
    assert build(engine, write_records(path, records), decided=Decided.of(journal[2:])) == before


def test_which_records_a_journal_is_about() -> None:
    journal = [
        decision(1, DecisionKind.CORRECT, "a", field="/title"),
        decision(2, DecisionKind.FEATURE, "b"),
        decision(3, DecisionKind.WITHDRAW, "c"),
        decision(4, DecisionKind.UNDO, None, undoes="d1"),
        decision(5, DecisionKind.UNDO, None, undoes="d2"),
    ]
    assert records_concerned(journal, "d2") == {"a", "c"}
    assert records_concerned(journal, "d4") == set()
    assert records_concerned(journal, "unknown") == records_concerned(journal, "") == {"a", "c"}


def test_a_decision_that_transform_carried_is_not_taken_twice() -> None:
    record = make_record("a", "Titre")
    first = set_title(1, "a", "Autre", "Titre")
    once = Decided.of([first]).amended(record)
    assert once is not None
    assert (once.title, once.provenance["/title"].raw) == ("Autre", "Titre")
    assert Decided.of([first]).amended(once) is once
    second = set_title(2, "a", "Encore", "Titre")
    twice: Record | None = Decided.of([first, second]).amended(once)
    assert twice is not None
    assert (twice.title, twice.provenance["/title"].raw) == ("Encore", "Titre")
