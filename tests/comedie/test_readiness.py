"""A worker opens each version in service before a reader asks, and sets aside what lasts."""

import gc
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from comedie.readiness import Readiness
from indexer.changes import change
from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.search import Search
from tests.support.library import library
from tests.support.records import write_records


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The collector is left as it was found."""
    before = gc.get_threshold()
    yield open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    gc.unfreeze()
    gc.set_threshold(*before)


def test_each_version_is_made_ready_once(engine: Engine, tmp_path: Path) -> None:
    search = Search(engine)
    readiness = Readiness(search)
    assert not readiness.turn()  # nothing is indexed
    records = [*library(12)]
    build(engine, write_records(tmp_path / "records.jsonl", records))
    assert readiness.turn()
    assert search._open is not None
    assert search._open.manifest.version == engine.current()
    assert gc.get_freeze_count()
    assert not readiness.turn()
    change(engine, {records[0].id: None}, holder="test")
    assert readiness.turn()
    assert search._open.manifest.version == engine.current()


def test_it_ends_when_the_service_does(engine: Engine) -> None:
    ended = Event()
    thread = Readiness(Search(engine)).start(ended)
    ended.set()
    thread.join(10)
    assert not thread.is_alive()
