"""What a change writes does not depend on how much was built."""

from pathlib import Path

import pytest

from indexer.changes import change
from indexer.engines import open_engine
from indexer.engines.embedded import one_segment
from indexer.engines.embedded.segments import added_segments, segment_ids
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.records import make_record, sample_records, write_records

CHANGES = 10


def postings(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (folder / "tantivy").glob("*.idx")}


def test_changes_rewrite_nothing_that_was_built(tmp_path: Path) -> None:
    records = sample_records()
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    version = build(engine, write_records(tmp_path / "records.jsonl", records))
    built = postings(tmp_path / "index" / version.name)
    assert built
    for number, record in enumerate(records[:CHANGES]):
        changed = record.model_copy(update={"title": f"Le xylophone numéro {number}"})
        version = change(engine, {record.id: changed}, holder="essai")
    folder = tmp_path / "index" / version.name
    assert built.items() <= postings(folder).items()
    assert len(postings(folder)) < CHANGES  # what changes wrote is put together
    assert segment_ids(folder / "tantivy") - added_segments(folder) == {
        name for name in segment_ids(folder / "tantivy") if f"{name.replace('-', '')}.idx" in built
    }
    assert Search(engine).run(SearchRequest(text="xylophone")).total == CHANGES
    assert Search(engine).run(SearchRequest()).total == len(records)


@pytest.mark.parametrize("part", [3, 25, 5_000])
@pytest.mark.parametrize("number", [8, 60])
def test_a_build_is_one_segment_and_leaves_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int, number: int
) -> None:
    monkeypatch.setattr(one_segment, "_PART", part)
    records = sample_records()[:number]
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    version = build(engine, write_records(tmp_path / "records.jsonl", records))
    folder = tmp_path / "index" / version.name / "tantivy"
    (segment,) = segment_ids(folder)
    files = {path.name.partition(".")[0] for path in folder.iterdir() if path.suffix == ".idx"}
    assert files == {segment.replace("-", "")}
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["tantivy"]
    assert [hit.id for hit in Search(engine).run(SearchRequest()).hits] == [record.id for record in records[:20]]


def test_neighbours_that_come_together_stand_in_their_order(tmp_path: Path) -> None:
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    build(engine, write_records(tmp_path / "records.jsonl", [make_record(f"r{n}", "Même titre") for n in (2, 4)]))
    new = {f"r{n}": make_record(f"r{n}", "Même titre") for n in ("1", "3", "31", "310", "4", "40", "41", "42")}
    change(engine, {**new, "r2": None}, holder="essai")
    change(engine, {"r2": make_record("r2", "Même titre"), "r311": make_record("r311", "Même titre")}, holder="essai")
    every = sorted([*new, "r2", "r311"])
    for asked in ("", "même titre"):
        assert [hit.id for hit in Search(engine).run(SearchRequest(text=asked)).hits] == every
    assert list(Search(engine).ids(SearchRequest())) == every
