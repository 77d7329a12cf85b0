"""`kill -9` at ten moments of a build, on both engines: readers see a whole version, the next run finishes.

The child kills itself just before one of its own calls, so that each moment is the same on any machine.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engine import Engine
from indexer.engines.embedded import EmbeddedEngine
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.search import Search
from indexer.versions import IndexVersion
from tests.indexer.contract.conftest import BOTH, make_engine
from tests.support.records import make_record, write_records

pytestmark = pytest.mark.slow

BUILD = """
import importlib, os, signal, sys
from pathlib import Path
from indexer.engines import open_engine
from indexer.lifecycle import build
engine_name, folder, url, site, records, where, nth = sys.argv[1:]
module, _, name = where.partition(":")
holder = importlib.import_module(module)
*path, last = name.split(".")
for part in path:
    holder = getattr(holder, part)
real, calls = getattr(holder, last), 0
def dying(*arguments, **named):
    global calls
    calls += 1
    if calls == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **named)
setattr(holder, last, dying)
build(open_engine(engine_name, index_folder=Path(folder), opensearch_url=url, site=site), Path(records), keep=2)
"""

EMBEDDED = (
    ("indexer.lifecycle:_read", 1),
    ("indexer.engines.embedded.one_segment:create", 1),
    ("indexer.lifecycle:document_of", 150),
    ("indexer.engines.embedded.one_segment:join", 3),
    ("indexer.engines.embedded.writer:write_durably", 1),
    ("indexer.engines.embedded.writer:os.replace", 2),
    ("indexer.lifecycle:_check", 1),
    ("indexer.engines.embedded.folder:EmbeddedEngine.switch", 1),
    ("indexer.lifecycle:_collect", 1),
    ("indexer.engines.embedded.folder:shutil.rmtree", 3),
)
_CLIENT = "opensearchpy.client.indices:IndicesClient."
OPENSEARCH = (
    ("indexer.lifecycle:_read", 1),
    (f"{_CLIENT}create", 2),
    (f"{_CLIENT}create", 3),
    ("indexer.lifecycle:document_of", 150),
    ("indexer.engines.opensearch.writer:bulk", 2),
    (f"{_CLIENT}forcemerge", 1),
    (f"{_CLIENT}put_mapping", 1),
    ("indexer.lifecycle:_check", 1),
    (f"{_CLIENT}update_aliases", 1),
    ("indexer.lifecycle:_collect", 1),
)


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, list[str]]]:
    """An engine, and how a child opens the same."""
    for engine in make_engine(request.param, request, tmp_path / "index"):
        embedded = isinstance(engine, EmbeddedEngine)
        url = "" if embedded else request.getfixturevalue("opensearch_url")
        site = "essai" if embedded else engine._names.site  # type: ignore[attr-defined]
        yield engine, [request.param, str(tmp_path / "index"), url, site]


def records_of(path: Path, word: str, count: int) -> Path:
    return write_records(path, [make_record(f"r{n:03d}", f"{word} {n}", "mot " * 20) for n in range(count)])


def seen(engine: Engine) -> tuple[set[str], int, set[str]]:
    """What a reader meets: the first words of the titles, the total, and the version they come from."""
    search = Search(engine)
    results = search.run(SearchRequest(size=100))
    return {hit.title.text.split()[0] for hit in results.hits}, results.total, {results.index_version}


def test_ten_kills(place: tuple[Engine, list[str]], tmp_path: Path) -> None:
    engine, opens = place
    serving = build(engine, records_of(tmp_path / "records.jsonl", "Avant", 200))
    whole: dict[str, tuple[str, int]] = {serving.name: ("Avant", 200)}
    moments = EMBEDDED if isinstance(engine, EmbeddedEngine) else OPENSEARCH
    assert len(moments) == 10
    for number, (where, nth) in enumerate(moments):
        word, count = f"Moment{number}", 201 + number
        records = records_of(tmp_path / "records.jsonl", word, count)
        whole[IndexVersion.of(records).name] = (word, count)
        child = [sys.executable, "-c", BUILD, *opens, str(records), where, str(nth)]
        done = subprocess.run(child, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == -signal.SIGKILL, (where, done.stderr[-2000:])
        for reader in (engine, *make_reader(engine)):
            words, total, (version,) = seen(reader)
            assert (words, total) == ({whole[version][0]}, whole[version][1]), where
        assert build(engine, records, keep=2) == IndexVersion.of(records), where
        assert seen(engine) == ({word}, count, {IndexVersion.of(records).name}), where
        assert len(engine.versions()) <= 2
        assert leftovers(engine) == set(), where


def make_reader(engine: Engine) -> list[Engine]:
    """One that opens the index anew, as another process would."""
    if isinstance(engine, EmbeddedEngine):
        return [EmbeddedEngine(engine._folder)]
    from indexer.engines.opensearch.cluster import OpenSearchEngine

    assert isinstance(engine, OpenSearchEngine)
    return [OpenSearchEngine(engine._connection.server, engine._names.site)]


def leftovers(engine: Engine) -> set[str]:
    """What stands there beside complete versions, the pointer, the history and the lock."""
    versions = {manifest.version for manifest in engine.versions()}
    if isinstance(engine, EmbeddedEngine):
        kept = {"current", "history.jsonl", "lock"} | {version.name for version in versions}
        return {path.name for path in engine._folder.iterdir()} - kept
    names, client = engine._names, engine._connection.client  # type: ignore[attr-defined]
    kept = {names.lock, names.history}
    kept |= {index for version in versions for index in (names.index(version), names.words(version))}
    return set(client.indices.get(index=f"{names.alias}-*", expand_wildcards="all")) - kept
