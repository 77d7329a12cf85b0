import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crawler.web import NOT_FOUND, Reply, Server, Site, Workspace


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Starts a site for the length of the test; paths are given as `{"/": reply}`."""
    running: list[tuple[Server, threading.Thread]] = []

    def start(replies: dict[str, Reply] | None = None, otherwise: Reply = NOT_FOUND) -> Site:
        site = Site(dict(replies or {}), otherwise)
        server = Server(site)
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        running.append((server, thread))
        return site

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "travail")
