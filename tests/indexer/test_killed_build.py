"""`kill -9` at any moment of a build: readers see a whole version, the next run finishes (laws 2 and 11)."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.records import make_record, write_records

BUILD = """
import sys
from pathlib import Path
from indexer.engines import open_engine
from indexer.lifecycle import build
engine = open_engine("embedded", index_folder=Path(sys.argv[1]), opensearch_url="", site="essai")
print("begins", flush=True)
build(engine, Path(sys.argv[2]))
"""


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.2, 0.5])
def test_a_killed_build_changes_nothing(tmp_path: Path, delay: float) -> None:
    engine = open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="essai")
    first = [make_record(f"r{number:04d}", f"Ancienne {number}") for number in range(300)]
    build(engine, write_records(tmp_path / "first.jsonl", first))
    second = [make_record(f"r{number:04d}", f"Nouvelle {number}", "mot " * 200) for number in range(600)]
    records = write_records(tmp_path / "second.jsonl", second)
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(tmp_path / "index"), str(records)], stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    with process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
    assert Search(engine).run(SearchRequest()).total in {300, 600}
    version = build(engine, records)
    assert (engine.current(), Search(engine).run(SearchRequest(text="nouvelle")).total) == (version, 600)
    assert not [path for path in (tmp_path / "index").iterdir() if path.name.startswith(".building")]
