"""A source that gives no page and no file never ends as complete: a clear sentence, and exit 3."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.command import comedie

HTML = "text/html; charset=utf-8"
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/fiche/</loc></url></urlset>'
Policy = Callable[[str], tuple[int, str, str]]


def forbids_all_but_its_sitemap(path: str) -> tuple[int, str, str]:
    return (200, "application/xml", SITEMAP) if path == "/sitemap.xml" else (403, HTML, "<h1>Forbidden</h1>")


def forbids_robots(path: str) -> tuple[int, str, str]:
    if path == "/robots.txt":
        return 200, "text/plain", "User-agent: *\nDisallow: /\n"
    return 200, HTML, "<p>Une page.</p>"


@contextmanager
def served(policy: Policy) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, text = policy(self.path)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's own name)
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        (forbids_all_but_its_sitemap, "le serveur répond 403"),
        (forbids_robots, "robots.txt le demande"),
    ],
)
def test_a_site_that_refuses_everything_is_not_complete(policy: Policy, why: str, tmp_path: Path) -> None:
    with served(policy) as url:
        done = comedie("harvest", url, "--delay", "0", "--workspace", str(tmp_path))
    assert done.returncode == 3
    assert "Rien n’a été reçu" in done.stderr
    assert why in done.stderr
    assert "Complet." not in done.stderr
    status = comedie("status", "--workspace", str(tmp_path))
    assert "Non\u00a0: rien n’a été reçu que l’on puisse transformer." in status.stderr


def test_a_migration_of_nothing_stops_before_the_transformation(tmp_path: Path) -> None:
    with served(forbids_robots) as url:
        done = comedie("migrate", url, "--delay", "0", "--workspace", str(tmp_path), "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["exit"] == 3
    assert "Rien n’a été reçu" in done.stderr
    assert not (tmp_path / "records" / "records.jsonl").exists()
