"""Raw items of an export are kept and never shown: neither at `/archive/`, nor at `/fichier/`, nor as a picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.archive_writer import ArchiveWriter, FileCapture, HttpExchange
from crawler.capture import ArchiveEntry
from crawler.cdxj import write_index
from crawler.wxr.media_types import CHANNEL_TYPE, ITEM_TYPE
from indexer.search import Search
from search_app.app import AppOptions, create_app
from search_app.archived_files import ArchivedFiles
from search_app.desk import DeskStore
from tests.search_app.small_site import BASE, CAPTURED, OLD, TestClient

SECRET = "camille.privee@exemple.test"
NOTICE = "/notice/comedie-1/une-cooperation-a-propos-du-loup"
AT = "/archive/20210312101010"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    writer = ArchiveWriter(tmp_path / "archive", "comedie")
    item = f"<item><wp:comment_author_email>{SECRET}</wp:comment_author_email></item>".encode()
    page = b"<html><body><h1>La page</h1></body></html>"
    entries = [
        writer.add_file(FileCapture(f"{OLD}/fiche/1/", CAPTURED, item, "comedie.xml", ITEM_TYPE)),
        writer.add_file(FileCapture(f"{OLD}/fiche/2/", CAPTURED, item, "comedie.xml", ITEM_TYPE)),
        writer.add_file(FileCapture("wxr:comedie/comedie.xml", CAPTURED, item, "comedie.xml", CHANNEL_TYPE)),
        writer.add_exchange(
            HttpExchange(
                url=f"{OLD}/fiche/2/",
                captured=CAPTURED,
                request=b"GET / HTTP/1.1\r\n\r\n",
                head=b"HTTP/1.1 200 OK\r\n\r\n",
                body=page,
                status=200,
                content_type="text/html",
                payload=page,
            )
        ),
    ]
    writer.sync()
    write_index(tmp_path / "archive", entries)
    return tmp_path / "archive"


@pytest.fixture
def entries(folder: Path) -> list[ArchiveEntry]:
    return [entry for entry in Archive(folder).entries() if entry.mime in {ITEM_TYPE, CHANNEL_TYPE}]


@pytest.fixture
def client(search: Search, folder: Path, desk: DeskStore, redirects: Path) -> Iterator[TestClient]:
    app = create_app(search, Archive(folder), desk, AppOptions(base_url=BASE, redirects=redirects))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def test_the_archive_says_where_its_public_form_is(client: TestClient) -> None:
    answer = client.get(f"{AT}/{OLD}/fiche/1/")
    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert "La notice en est la forme publique." in answer.text
    assert f'href="{NOTICE}"' in answer.text


def test_the_page_of_the_same_address_is_shown_instead(client: TestClient) -> None:
    for date in ("20210312101010", "2020", "2026"):
        answer = client.get(f"/archive/{date}/{OLD}/fiche/2/", follow_redirects=True)
        assert "<h1>La page</h1>" in answer.text
        assert SECRET not in answer.text


def test_no_digest_opens_them(client: TestClient, entries: list[ArchiveEntry], folder: Path) -> None:
    assert entries
    files = ArchivedFiles(Archive(folder))
    for entry in entries:
        digest = entry.digest.removeprefix("sha256:")
        for name in (digest, f"{digest}.bin", f"{digest}.xml"):
            answer = client.get(f"/fichier/{name}")
            assert (answer.status_code, SECRET in answer.text) == (404, False)
        assert digest not in (files.path_of(entry.url, f"{digest}.bin") or "")


def test_the_frame_of_the_export_is_withheld_too(client: TestClient) -> None:
    answer = client.get(f"{AT}/wxr:comedie/comedie.xml")
    assert SECRET not in answer.text
