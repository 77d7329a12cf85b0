"""One suite for both engines: a test names no engine, the fixtures do."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.search import Search
from tests.support.opensearch_cleaning import remove_site
from tests.support.records import sample_records, write_records
from transform.schema import Record

BOTH = [pytest.param("embedded"), pytest.param("opensearch", marks=pytest.mark.opensearch)]


def make_engine(name: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Engine]:
    url = request.getfixturevalue("opensearch_url") if name == "opensearch" else ""
    site = f"essai-{uuid.uuid4().hex[:12]}"
    yield open_engine(name, index_folder=folder, opensearch_url=url, site=site)
    if url:
        remove_site(url, site)


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine where nothing is indexed."""
    yield from make_engine(request.param, request, tmp_path / "index")


@pytest.fixture(params=BOTH, scope="module")
def search(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The sixty sample records, to be read only."""
    folder = tmp_path_factory.mktemp("library")
    for made in make_engine(request.param, request, folder / "index"):
        build(made, write_records(folder / "records.jsonl", sample_records()))
        yield Search(made)


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Search, Search]]:
    """The same sixty records on the embedded engine and on OpenSearch."""
    folder = tmp_path_factory.mktemp("both")
    records = write_records(folder / "records.jsonl", sample_records())
    embedded = open_engine("embedded", index_folder=folder / "index", opensearch_url="", site="essai")
    build(embedded, records)
    for server in make_engine("opensearch", request, folder):
        build(server, records)
        yield Search(embedded), Search(server)


@pytest.fixture
def indexed(engine: Engine, tmp_path: Path) -> Callable[[list[Record]], Search]:
    """From records to a search over them."""

    def index(records: list[Record]) -> Search:
        build(engine, write_records(tmp_path / "records.jsonl", records), force=True)
        return Search(engine)

    return index
