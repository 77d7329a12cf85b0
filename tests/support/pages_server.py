"""A small real site: paths and what stands under them."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

_TYPES = {
    "png": "image/png",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "css": "text/css",
    "xml": "application/rss+xml",
    "json": "application/json",
}


class PagesServer:
    """Text is served as HTML unless the path's ending says otherwise. `url` has no final slash."""

    def __init__(self, pages: Mapping[str, str | bytes]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = pages.get(self.path)
                body = found.encode() if isinstance(found, str) else found or b""
                self.send_response(200 if found is not None else 404)
                ending = self.path.rpartition(".")[2]
                self.send_header("Content-Type", _TYPES.get(ending, "text/html; charset=utf-8"))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's own name)
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
