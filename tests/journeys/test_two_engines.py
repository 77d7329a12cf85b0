"""The command on a real OpenSearch: the same answers as the embedded engine's, word for word."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import Migrated, clean_environment

pytestmark = [pytest.mark.opensearch, pytest.mark.slow]
QUERIES = ("rivière pêcheurs", "loup", "Comment associer les habitants ?", '"réunion publique"', "titre:charte", "")


def on_opensearch(url: str, folder: Path, *arguments: str) -> dict[str, object]:
    environ = {**clean_environment(), "COMEDIE_ENGINE": "opensearch", "COMEDIE_OPENSEARCH_URL": url}
    command = [sys.executable, "-m", "comedie", *arguments, "--workspace", str(folder), "--json"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(values, dict)
    return values


def embedded(folder: Path, *arguments: str) -> dict[str, object]:
    command = [sys.executable, "-m", "comedie", *arguments, "--workspace", str(folder), "--json"]
    done = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, check=True, timeout=120)
    values = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(values, dict)
    return values


def test_both_engines_give_one_answer(migrated: Migrated, opensearch_url: str) -> None:
    built = on_opensearch(opensearch_url, migrated.folder, "index")
    assert built["index_version"] == migrated.summary["index_version"]
    for query in QUERIES:
        assert on_opensearch(opensearch_url, migrated.folder, "search", query) == embedded(
            migrated.folder, "search", query
        )


def test_a_server_that_does_not_answer_gets_a_sentence(migrated: Migrated, unused_tcp_port: int) -> None:
    environ = {
        **clean_environment(),
        "COMEDIE_ENGINE": "opensearch",
        "COMEDIE_OPENSEARCH_URL": f"http://127.0.0.1:{unused_tcp_port}",
    }
    command = [sys.executable, "-m", "comedie", "search", "loup", "--workspace", str(migrated.folder)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "OpenSearch" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def unused_tcp_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
