"""Sets of records kept with a version count what tantivy counts, also once records changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.changes import change
from indexer.engine import Ask, FacetCount, Snapshot
from indexer.engines import open_engine
from indexer.engines.embedded import columns, counting
from indexer.engines.embedded.columns import STEMS_FIELD
from indexer.lifecycle import build
from indexer.query.clauses import Clause, Every, HasTerm, HasYear, Plan, Some, Without
from indexer.search import Search
from tests.support.library import library
from tests.support.records import write_records

FIELDS = ("kind", "themes", "regions", "places", "years", "organisations")
STEMS = ("eau", "commun", "projet", "habit", "absent")
TERMS = st.one_of(
    st.sampled_from([HasTerm(STEMS_FIELD, stem) for stem in STEMS]),
    st.sampled_from([HasTerm("title_stems", "eau"), HasTerm("kind", "video"), HasTerm("themes", "eau")]),
    st.tuples(st.integers(1990, 2020), st.integers(1990, 2020)).map(lambda years: HasYear(min(years), max(years))),
)
CLAUSES: st.SearchStrategy[Clause] = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(Without),
        st.lists(inner, max_size=3).map(tuple).map(Every),
        st.lists(inner, max_size=3).map(tuple).map(Some),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module", params=["as built", "changed"])
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Three hundred generated records, a few of them taken out, put in and replaced since."""
    folder = tmp_path_factory.mktemp("columns")
    records = sorted(library(310), key=lambda record: record.id)
    engine = open_engine("embedded", index_folder=folder / "index", opensearch_url="", site="essai")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "RARE", 8)
        patch.setattr(counting, "_MAX_ASKED", 20)
        patch.setattr(counting, "_ANSWER", 0)
        patch.setattr(counting, "_FIELD", 0)  # so that some of these are counted in one way, some in the other
        build(engine, write_records(folder / "records.jsonl", [*records[:100], *records[110:]]))
        if request.param == "changed":
            moved = records[3].model_copy(update={"title": "De l’eau, un projet", "themes": records[5].themes})
            change(engine, {records[0].id: None, records[105].id: records[105]}, holder="test")
            change(engine, {records[1].id: None, moved.id: moved, records[0].id: records[0]}, holder="test")
        yield Search(engine)._snapshot()


@settings(max_examples=50, deadline=None)
@given(clause=CLAUSES)
def test_sets_count_what_a_walk_counts(snapshot: Snapshot, clause: Clause) -> None:
    asked = Ask(Plan(clause), facets=tuple(FacetCount(name) for name in FIELDS), size=0)
    answer = snapshot.search(asked)
    assert answer.total == len(list(snapshot.ids(Plan(clause))))
    for name in FIELDS:
        for value, count in answer.counts[name].items():
            held = HasYear(int(value), int(value)) if name == "years" else HasTerm(name, value)
            assert count == len(list(snapshot.ids(Plan(Every((clause, held))))))


def test_a_field_of_very_many_values_is_counted_by_record(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = Ask(Plan(), facets=tuple(FacetCount(name) for name in FIELDS), size=0)
    before = snapshot.search(everything).counts
    monkeypatch.setattr(columns, "_MAX_FIELD_BYTES", 0)
    other = Ask(Plan(Every((Every(),))), facets=everything.facets, size=0)
    assert snapshot.search(other).counts == before


def test_any_value_is_read_as_it_was_written(tmp_path: Path) -> None:
    writer = columns.ColumnsWriter()
    values = ["a\tb", "a\nb", "\\n", "é", "\u2028", "x" * 300]
    writer._held = {("kind", value): columns.array("I", [number]) for number, value in enumerate(values)}
    writer._documents = len(values)
    writer.write(tmp_path, 0)
    held = columns.Columns(tmp_path).values("kind")
    assert {value: [*found.search(1)] for value, found in held.items()} == {v: [n] for n, v in enumerate(values)}


def test_what_was_counted_is_kept_within_bounds(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_MAX_COUNTS", 200)
    asked = [Ask(Plan(HasYear(year, 2020)), facets=(FacetCount("themes"),), size=0) for year in range(1900, 2000)]
    before = [snapshot.search(one).counts for one in asked]
    assert [snapshot.search(one).counts for one in asked] == before
    kept = snapshot._counting._counted  # type: ignore[attr-defined]
    assert 0 < sum(len(held) for counts in kept.values() for held in counts.values()) <= 200
