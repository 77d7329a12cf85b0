"""Real pages that nobody on this project wrote, through the whole command."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from indexer.engines import open_engine
from indexer.search import Search
from tests.support.command import comedie, migrate
from tests.support.known_items import missed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def senat(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("senat") / "w"
    summary = migrate(str(corpus / "senat" / "recents"), workspace)
    assert (summary["site"], summary["records"]) == ("recents", 365)
    return workspace


def records_of(workspace: Path) -> list[dict[str, Any]]:
    lines = (workspace / "records" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def test_pages_that_all_lie_about_their_charset_keep_their_titles(senat: Path, corpus: Path) -> None:
    for record in records_of(senat):
        name = record["source"]["url"].removeprefix("mirror:recents/")
        page = html.fromstring((corpus / "senat" / "recents" / name).read_bytes().decode("utf-8"))
        headings = [one_line(heading.text_content()) for heading in page.iter("h1")]
        assert one_line(record["title"]) in headings
        assert one_line(record["title"]) in one_line(page.findtext(".//title"))


def test_no_page_is_wrongly_decoded(senat: Path) -> None:
    text = (senat / "records" / "records.jsonl").read_text(encoding="utf-8")
    assert not re.search("Ã[\u0080-\u00bf©¨ª]|â€|\ufffd|[\u0080-\u009f]", text)


def test_the_search_answers_from_them(senat: Path) -> None:
    done = comedie("search", "budget", "--workspace", str(senat), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["total"] >= 1
    assert len(answer["hits"]) == min(answer["total"], 20)
    assert all(hit["id"].startswith("recents-") for hit in answer["hits"])


def test_who_knows_a_title_finds_its_record(senat: Path) -> None:
    """Among the first three, for 98 titles of 100."""
    titles = {record["title"] for record in records_of(senat) if record["title"]}
    assert len(titles) >= 300
    engine = open_engine("embedded", index_folder=senat / "index", opensearch_url="", site="recents")
    failed = missed(Search(engine), sorted(titles))
    assert len(failed) <= 0.02 * len(titles), failed


def test_the_same_folder_elsewhere_gives_the_same_ids(senat: Path, corpus: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "somewhere" / "recents"
    elsewhere.mkdir(parents=True)
    for path in sorted((corpus / "senat" / "recents").iterdir())[:40]:
        shutil.copyfile(path, elsewhere / path.name)
    migrate(str(elsewhere), tmp_path / "w")
    here = {record["source"]["url"]: record["id"] for record in records_of(senat)}
    there = {record["source"]["url"]: record["id"] for record in records_of(tmp_path / "w")}
    assert len(there) == 40
    assert there == {url: here[url] for url in there}


def test_what_is_no_page_is_in_the_ledger_and_feeds_no_record(corpus: Path, tmp_path: Path) -> None:
    whole = corpus / "httpd-fr"
    pages = tmp_path / "pages" / "httpd-fr"
    shutil.copytree(whole, pages, ignore=shutil.ignore_patterns("*.xml.fr", "LICENSE", "NOTICE"))
    summary = migrate(str(whole), tmp_path / "a")
    assert summary["records"] == 92
    urls = summary["urls"]
    assert isinstance(urls, dict)
    assert urls["captured"] == sum(1 for path in whole.rglob("*") if path.is_file())
    assert migrate(str(pages), tmp_path / "b")["records"] == 92
    assert undated(tmp_path / "a") == undated(tmp_path / "b")


def undated(workspace: Path) -> list[dict[str, Any]]:
    """Records without what differs between any two harvests: when, and where in the archive."""
    kept = []
    for record in records_of(workspace):
        for name in ("captured", "archive", "offset"):
            del record["source"][name]
        kept.append(json.loads(re.sub(r"\b\d{14}/mirror:", "mirror:", json.dumps(record))))
    return kept
