"""Who knows a title finds its record among the first three, without its small words."""

import json
from pathlib import Path

from indexer.engines import open_engine
from indexer.language import tokens
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.search import Search
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


def without_small_words(title: str) -> str:
    return " ".join(title[token.start : token.end] for token in tokens(title) if token.forms.stem)


def missed(search: Search, records: list[Record]) -> list[str]:
    """Titles under which neither the record nor one of the same title is among the first three."""
    typed = {record.title: without_small_words(record.title) for record in records}
    return [
        title
        for title, text in typed.items()
        if text and title not in [hit.title.text for hit in search.run(SearchRequest(text=text, size=3)).hits]
    ]


def test_titles_of_the_bundled_site(tmp_path: Path) -> None:
    records = bundled_records()
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    build(engine, write_records(tmp_path / "records.jsonl", records))
    failed = missed(Search(engine), records)
    assert len(records) >= 60
    assert len(failed) <= 0.02 * len(records), failed
