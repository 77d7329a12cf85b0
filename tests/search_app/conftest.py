"""A small site on the real engine, a real archive and a real desk's database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from crawler.archive import Archive
from crawler.archive_writer import ArchiveWriter, FileCapture, HttpExchange
from crawler.cdxj import write_index
from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.search import Search
from search_app.app import AppOptions, create_app
from search_app.desk import DeskStore
from tests.search_app.small_site import BASE, CAPTURED, OLD, PAGES, PASSWORD, Clock, TestClient, log_in, records
from tests.support.postgresql import cluster


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    writer = ArchiveWriter(folder, "comedie")
    entries = [
        writer.add_exchange(
            HttpExchange(
                url=OLD + path,
                captured=CAPTURED,
                request=b"GET / HTTP/1.1\r\n\r\n",
                head=f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\n".encode(),
                body=body,
                status=200,
                content_type=mime,
                payload=body,
            )
        )
        for path, (mime, body) in PAGES.items()
    ]
    entries.append(
        writer.add_file(
            FileCapture("mirror:comedie/a/page.html", CAPTURED, b'<p>miroir</p><a href="b.html">b</a>', "page.html")
        )
    )
    writer.sync()
    write_index(folder, entries)
    return folder


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("index")
    path = root / "records.jsonl"
    path.write_text("".join(r.to_json_line() + "\n" for r in sorted(records(), key=lambda r: r.id)), encoding="utf-8")
    build(open_engine("embedded", index_folder=root / "index", opensearch_url="", site="comedie"), path)
    return root / "index"


@pytest.fixture(scope="session")
def search(index_folder: Path) -> Search:
    return Search(open_engine("embedded", index_folder=index_folder, opensearch_url="", site="comedie"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk_url(tmp_path: Path) -> str:
    """Of an empty database; the desk's own tests have another fixture of this name, for both kinds."""
    return f"sqlite:///{tmp_path / 'desk.sqlite'}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    with cluster() as url:
        yield url


@pytest.fixture
def desk(desk_url: str, clock: Clock) -> Iterator[DeskStore]:
    store = DeskStore(desk_url, clock)
    yield store
    store.close()


@pytest.fixture
def redirects(tmp_path: Path) -> Path:
    path = tmp_path / "redirects.csv"
    path.write_text(
        "old,new,status,reason,archive\n"
        f"{OLD}/fiche/1/,/notice/comedie-1/une-cooperation-a-propos-du-loup,301,,\n"
        f"{OLD}/?p=1,/notice/comedie-1/une-cooperation-a-propos-du-loup,301,,\n"
        f"{OLD}/latin/,,410,c’était une liste,/archive/20210312101010/{OLD}/latin/\n"
        f"{OLD}/piege/,//evil.test/,301,,\n"
        f"{OLD}/parti/,http://evil.test/ailleurs,301,déplacée,\n"
        f"{OLD}/ami/,https://www.i-cpc.test/document/9,301,,\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def app(search: Search, archive_folder: Path, desk: DeskStore, redirects: Path, clock: Clock) -> Starlette:
    options = AppOptions(base_url=BASE, redirects=redirects, hosts=("www.i-cpc.test",), today=lambda: clock.today)
    return create_app(search, Archive(archive_folder), desk, options)


@pytest.fixture
def reader(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def editor(app: Starlette, desk: DeskStore) -> Iterator[TestClient]:
    """Logged in as « claire »."""
    desk.add_user("claire", PASSWORD)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False) as client:
        assert log_in(client).status_code == 303
        yield client
