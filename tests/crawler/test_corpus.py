"""Real inputs that nobody on this project wrote."""

import os
from pathlib import Path

import pytest

from crawler.outcome import Outcome
from tests.crawler.web import Workspace

CORPUS = os.environ.get("COMEDIE_CORPUS", "")
pytestmark = pytest.mark.skipif(not CORPUS or not Path(CORPUS).is_dir(), reason="COMEDIE_CORPUS names no folder")


@pytest.mark.parametrize(
    ("name", "pages"), [pytest.param("senat/recents", 365, marks=pytest.mark.slow), ("httpd-fr", 92)]
)
def test_every_page_of_a_corpus_is_captured(workspace: Workspace, name: str, pages: int) -> None:
    report = workspace.harvest(str(Path(CORPUS, name)))
    files = [path for path in Path(CORPUS, name).rglob("*") if path.is_file()]
    entries = workspace.archive.entries()
    assert report.complete
    assert report.outcomes[Outcome.CAPTURED] == len(files) == len(entries)
    assert sum(entry.mime == "text/html" for entry in entries) == pages
    assert sorted(workspace.archive.read(entry).payload for entry in entries) == sorted(p.read_bytes() for p in files)
    by_place = sorted(entries, key=lambda entry: entry.offset)
    assert [entry.mime == "text/html" for entry in by_place] == [True] * pages + [False] * (len(files) - pages)
