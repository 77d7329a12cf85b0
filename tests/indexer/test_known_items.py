"""Who knows a title finds its record among the first three, without its small words."""

import json
from pathlib import Path

from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.search import Search
from tests.support.known_items import missed
from tests.support.records import make_record, write_records
from transform.schema import Record

TRUTH = Path(__file__).parents[2] / "fixtures" / "truth" / "records.jsonl"


def bundled_records() -> list[Record]:
    lines = TRUTH.read_text(encoding="utf-8").splitlines()
    return [
        make_record(f"comedie-{one['native_id']}", one["title"], one["text"], subtitle=one["subtitle"])
        for one in map(json.loads, lines)
        if one["title"]
    ]


def test_titles_of_the_bundled_site(tmp_path: Path) -> None:
    records = bundled_records()
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    build(engine, write_records(tmp_path / "records.jsonl", records))
    failed = missed(Search(engine), [record.title for record in records])
    assert len(records) >= 60
    assert len(failed) <= 0.02 * len(records), failed
