"""OpenSearch as production runs it: nodes, an account, certificates; a server that is overloaded is waited for."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from opensearchpy.exceptions import TransportError

from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.patience import READING_PATIENCE, PatientTransport
from indexer.engines.opensearch.server import Server
from indexer.errors import EngineUnavailable


def test_an_account_comes_from_the_settings_or_from_the_address() -> None:
    assert Server.at("https://ana:mot%20secret@a:9200").access == ("ana", "mot secret")
    assert Server.at("https://ana:x@a:9200", user="eva", password="y").access == ("eva", "y")
    assert Server.at("https://a:9200").access is None


def test_several_nodes_are_given_with_commas_or_spaces_and_shown_without_passwords() -> None:
    server = Server.at("https://ana:secret@a:9200/os, http://b")
    assert [(host["host"], host["port"], host["use_ssl"], host["url_prefix"]) for host in server.hosts] == [
        ("a", 9200, True, "os"),
        ("b", 9200, False, ""),
    ]
    assert server.shown == "https://a:9200/os, http://b"


def test_a_file_of_certificates_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="COMEDIE_OPENSEARCH_CA"):
        Connection(Server.at("https://127.0.0.1:9200", ca=str(tmp_path / "none.pem")))


@contextmanager
def answering(statuses: list[int], problem: str = "") -> Iterator[tuple[str, list[str]]]:
    """A server that answers these statuses, the last one ever after; what it is asked is kept."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = statuses[min(len(asked), len(statuses) - 1)]
            asked.append(self.path)
            body = json.dumps({"error": {"type": problem}, "version": {"number": "3.4.0"}}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr(PatientTransport, "sleep", staticmethod(slept.append))
    return slept


@pytest.mark.parametrize("status", [429, 503])
def test_an_overloaded_server_is_asked_again_later_and_later(status: int, pauses: list[float]) -> None:
    with answering([status, status, status, 200]) as (url, asked):
        Connection(Server.at(url)).client.info()
    assert len(asked) == 4
    assert len(pauses) == 3
    assert pauses[0] < pauses[2]


def test_a_storm_without_end_is_told_after_a_bounded_wait(pauses: list[float]) -> None:
    with answering([429]) as (url, _):
        connection = Connection(Server.at(url))
        with pytest.raises(EngineUnavailable, match="surchargé"), connection.told():
            connection.client.info()
    assert sum(pauses) <= READING_PATIENCE + 0.01


def test_a_build_waits_longer_than_a_reader(pauses: list[float]) -> None:
    with answering([429]) as (url, _):
        connection = Connection(Server.at(url))
        with connection.building(), pytest.raises(TransportError):
            connection.client.info()
    assert sum(pauses) > 10 * READING_PATIENCE


def test_a_full_disk_is_told_by_its_name(pauses: list[float]) -> None:
    with answering([429], "cluster_block_exception: disk usage exceeded flood-stage watermark") as (url, _):
        connection = Connection(Server.at(url))
        with pytest.raises(EngineUnavailable, match=r"disque d’OpenSearch .* est plein"), connection.told():
            connection.client.info()
    assert pauses
