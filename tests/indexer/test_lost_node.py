"""Three OpenSearch nodes, one of them killed while it builds and searches: no wrong answer, and the build finishes."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.engines.opensearch.cluster import OpenSearchEngine
from indexer.engines.opensearch.server import Server
from indexer.errors import EngineUnavailable
from indexer.lifecycle import build
from indexer.progress import BuildProgress
from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.opensearch_distribution import ServerUnavailable
from tests.support.opensearch_server import Node, running_cluster
from tests.support.records import make_record, write_records

pytestmark = [pytest.mark.slow, pytest.mark.opensearch]


@pytest.fixture
def nodes() -> Iterator[list[Node]]:
    try:
        with running_cluster() as started:
            yield started
    except ServerUnavailable as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no OpenSearch: {reason}")
        pytest.skip(f"no OpenSearch: {reason}")


def library(path: Path, word: str, count: int) -> Path:
    return write_records(path, [make_record(f"r{n:04d}", f"{word} {n}", "mot " * 30) for n in range(count)])


def test_a_node_lost_in_a_search_and_in_a_build(nodes: list[Node], tmp_path: Path) -> None:
    server = Server.at(" ".join(node.url for node in nodes), shards=2, replicas=1)
    engine = OpenSearchEngine(server, "essai-noeuds")
    build(engine, library(tmp_path / "first.jsonl", "Avant", 300))
    second = library(tmp_path / "second.jsonl", "Ensuite", 1200)
    met: Counter[str] = Counter()
    ended = threading.Event()
    reader = threading.Thread(target=read, args=(Search(OpenSearchEngine(server, "essai-noeuds")), met, ended))
    reader.start()
    try:
        version = build(engine, second, killing(nodes[0]))
        assert nodes[0].process.wait(30) < 0
        at_the_end = met["Ensuite 1200"]
        assert eventually(lambda: met["Ensuite 1200"] > at_the_end)
    finally:
        ended.set()
        reader.join()
    assert set(met) <= {"Avant 300", "Ensuite 1200", "indisponible"}, met
    assert met["Avant 300"]
    search = Search(OpenSearchEngine(server, "essai-noeuds"))
    assert (search.version, search.run(SearchRequest(text="ensuite")).total) == (version, 1200)


def read(search: Search, met: Counter[str], ended: threading.Event) -> None:
    """What each answer holds, whole or not; a sentence for whoever reads meanwhile is no wrong answer."""
    while not ended.is_set():
        try:
            found = search.run(SearchRequest(text="mot", size=100))
        except EngineUnavailable:
            met["indisponible"] += 1
        else:
            words = {hit.title.text.split()[0] for hit in found.hits}
            met[f"{'/'.join(sorted(words))} {found.total}"] += 1


def killing(node: Node) -> Callable[[BuildProgress], None]:
    """Kills a node with half of the documents sent."""

    def progress(state: BuildProgress) -> None:
        if state.stage == "indexation" and state.done >= 600 and node.process.poll() is None:
            node.process.kill()

    return progress


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False
