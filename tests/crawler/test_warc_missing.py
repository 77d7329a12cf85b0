"""Error pages that a WARC file holds with the status of a success are gone, as a live harvest says of them."""

from pathlib import Path

import pytest

from crawler.outcome import Outcome
from tests.crawler.test_warc_source import HOST, response, written
from tests.crawler.web import Workspace, page

DATE = "2015-01-01T00:00:00Z"


def missing(url: str, title: str = "Erreur") -> bytes:
    return page(f"<h1>{title}</h1><p>La page {url} est introuvable sur ce site.</p>", title=title)


def harvested(workspace: Workspace, path: Path, *pages: tuple[str, bytes, str]) -> dict[str, Outcome | None]:
    records = [("response", f"{HOST}{url}", DATE, response(body, status)) for url, body, status in pages]
    workspace.harvest(str(written(path / "copie.warc.gz", *records)))
    return workspace.outcomes(HOST)


GOOD = ("/fiche", page("<p>Le chemin qui n’existe plus : récit d’une concertation.</p>"), "200 OK")


@pytest.mark.parametrize(
    ("bad", "outcome"),
    [
        (
            [("/a", missing("/a"), "200 OK"), ("/b", missing("/b"), "200 OK"), ("/c", missing("/c"), "200 OK")],
            Outcome.GONE,
        ),
        ([("/a", missing("/a"), "200 OK"), ("/vide", missing("/vide"), "404 Not Found")], Outcome.GONE),
        ([("/a", missing("/a"), "200 OK")], Outcome.CAPTURED),
    ],
    ids=["several alike", "the words of a 404", "alone"],
)
def test_pages_that_say_that_there_is_none(
    bad: list[tuple[str, bytes, str]], outcome: Outcome, workspace: Workspace, tmp_path: Path
) -> None:
    found = harvested(workspace, tmp_path, GOOD, *bad)
    assert found["/fiche"] is Outcome.CAPTURED
    assert found["/a"] is outcome
    indexed = {entry.url for entry in workspace.archive.newest()}
    assert f"{HOST}/fiche" in indexed
    assert (f"{HOST}/a" in indexed) == (outcome is Outcome.CAPTURED)


def test_they_are_kept_once_and_say_why(workspace: Workspace, tmp_path: Path) -> None:
    bad = [(f"/{name}", missing(f"/{name}"), "200 OK") for name in "abc"]
    harvested(workspace, tmp_path, GOOD, *bad)
    size = sum(path.stat().st_size for path in workspace.archive_folder.glob("*.warc.gz"))
    assert "page d’erreur du site" in (workspace.rows()[f"{HOST}/a"].reason or "")
    assert harvested(workspace, tmp_path, GOOD, *bad)["/a"] is Outcome.GONE
    assert sum(path.stat().st_size for path in workspace.archive_folder.glob("*.warc.gz")) == size


def test_a_page_that_was_there_before_it_was_missing_stays(workspace: Workspace, tmp_path: Path) -> None:
    bad = [("response", f"{HOST}/{name}", "2019-01-01T00:00:00Z", response(missing(f"/{name}"))) for name in "abc"]
    good = ("response", f"{HOST}/a", DATE, response(GOOD[1]))
    workspace.harvest(str(written(tmp_path / "copie.warc.gz", good, *bad)))
    assert workspace.outcomes(HOST)["/a"] is Outcome.CAPTURED
    assert workspace.outcomes(HOST)["/b"] is Outcome.GONE
    (entry,) = [entry for entry in workspace.archive.newest() if entry.url == f"{HOST}/a"]
    assert workspace.archive.read(entry).payload == GOOD[1]
