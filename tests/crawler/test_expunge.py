"""Records taken out of the archive: what stays is byte for byte what it was, and a cut at any moment is made good."""

import gzip
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

import crawler.expunge as expunging
from crawler.archive import Archive
from crawler.errors import ArchiveError
from crawler.expunge import expunge, would_expunge
from crawler.harvest import HarvestRequest, harvest
from crawler.warc.check import check_archive
from tests.support.pages_server import PagesServer

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECRET = "Yseult"
PAGES = {
    "/": "<html><body><p>Accueil.</p><a href='/elle/'>a</a> <a href='/lui/'>b</a></body></html>",
    "/elle/": f"<html><body><p>Le récit de {SECRET}.</p></body></html>",
    "/lui/": "<html><body><p>Un autre récit.</p></body></html>",
}


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("expunge") / "w"
    folder.mkdir()
    with PagesServer(PAGES) as site:
        request = HarvestRequest(
            source=f"{site.url}/", archive=folder / "archive", ledger=folder / "ledger.sqlite", site="essai", delay=0
        )
        harvest(request)
    return folder


@pytest.fixture
def folder(harvested: Path, tmp_path: Path) -> Path:
    return shutil.copytree(harvested, tmp_path / "w")


def hides(url: str, _: str) -> bool:
    return url.endswith("/elle/")


def taken_out(folder: Path) -> expunging.Expunged:
    return expunge(folder / "archive", folder / "ledger.sqlite", hides, AT)


def unpacked(folder: Path) -> bytes:
    return b"".join(gzip.decompress(path.read_bytes()) for path in sorted((folder / "archive").glob("*.warc.gz")))


def assert_clean(folder: Path) -> None:
    assert SECRET.encode() not in unpacked(folder)
    assert [path.name for path in (folder / "archive").iterdir() if path.name.startswith(".")] == []
    archive = Archive(folder / "archive")
    assert len(archive.entries()) > 0
    for entry in archive.entries():
        assert not entry.url.endswith("/elle/")
        archive.read(entry)
    report = check_archive(folder / "archive", folder / "ledger.sqlite")
    assert report.sound
    assert report.missing == ()


def test_what_stays_is_what_it_was(folder: Path) -> None:
    archive = Archive(folder / "archive")
    before = {entry.url: archive.read(entry).payload for entry in archive.entries() if not hides(entry.url, "")}
    done = taken_out(folder)
    assert (done.captures, len(done.files)) == (1, 1)
    assert_clean(folder)
    archive = Archive(folder / "archive")
    assert {entry.url: archive.read(entry).payload for entry in archive.entries()} == before
    assert b"WARC-Refers-To: <urn:uuid:" in unpacked(folder)
    with sqlite3.connect(folder / "ledger.sqlite") as ledger:
        rows = ledger.execute("SELECT outcome, reason FROM url WHERE url LIKE '%/elle/'").fetchall()
    assert rows == [("excluded", expunging.REASON)]
    again = taken_out(folder)
    assert (again.captures, again.files) == (0, [])
    assert_clean(folder)


@pytest.mark.parametrize("step", ["_settle", "export_index", "_tombstone"])
def test_cut_at_any_moment_and_begun_again(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    with monkeypatch.context() as broken:

        def cut(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        broken.setattr(expunging, step, cut)
        with pytest.raises(KeyboardInterrupt):
            taken_out(folder)
    archive = Archive(folder / "archive")
    for entry in archive.entries():
        archive.read(entry)
    taken_out(folder)
    assert would_expunge(folder / "archive", hides) == []
    assert_clean(folder)
    with sqlite3.connect(folder / "ledger.sqlite") as ledger:
        vouched = {name for (name,) in ledger.execute("SELECT name FROM warc")}
    assert vouched == {path.name for path in (folder / "archive").glob("*.warc.gz")}


def test_a_damaged_file_is_left_as_it_is(folder: Path) -> None:
    (path,) = (folder / "archive").glob("*.warc.gz")
    data = path.read_bytes()
    path.write_bytes(data[:-40])
    with pytest.raises(ArchiveError, match="rien n’a été retiré"):
        taken_out(folder)
    assert path.read_bytes() == data[:-40]
