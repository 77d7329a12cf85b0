"""A web server on loopback that answers exactly the bytes it is told to, and a workspace to harvest it into."""

import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive import Archive
from crawler.harvest import HarvestProgress, HarvestReport, HarvestRequest, harvest
from crawler.ledger import Ledger, LedgerRow
from crawler.limits import Limits
from crawler.not_found import impossible_name
from crawler.outcome import Outcome

#: Patience for tests: a server on loopback that has not answered in a second never will.
QUICK = Limits(retry_waits=(0.05, 0.1), connect_timeout=1.0, read_timeout=1.0, total_timeout=3.0)


@dataclass(frozen=True)
class Asked:
    """A request as it reached the server; header names in lower case."""

    path: str
    headers: dict[str, str]


Reply = bytes | Callable[[Asked], bytes]


def page(body: str, *, title: str = "Page", head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; `content_type="…"` gives the header `Content-Type`."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
    fields |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


def redirect(location: str, status: str = "301 Moved Permanently") -> bytes:
    return answer("", status, location=location)


#: What is asked of every site although no page names it.
GUESSED = (
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
    "/feed/",
    "/wp-json/wp/v2/types",
)
NOT_FOUND = answer("<html><body>Introuvable</body></html>", "404 Not Found")


@dataclass
class Site:
    """What each path answers, and all that was asked. A reply may be bytes, or made from the request."""

    replies: dict[str, Reply] = field(default_factory=dict)
    otherwise: Reply = NOT_FOUND
    #: What is answered to the harvester's question for a page that cannot exist.
    missing: Reply = NOT_FOUND
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    #: Connections that a client holds open at the moment.
    connections: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> Counter[str]:
        with self._lock:
            return Counter(asked.path for asked in self.asked)

    def fetched(self) -> Counter[str]:
        """What was asked for because somebody named it, not to learn how the site is made."""
        guessed = {*GUESSED, f"/{impossible_name(self.url)}"}
        return Counter({path: count for path, count in self.paths().items() if path not in guessed})

    def connected(self, change: int) -> None:
        with self._lock:
            self.connections += change

    def settle(self, quiet: float = 0.1, patience: float = 10.0) -> None:
        """Returns when no client has been connected for `quiet` seconds: what it sent last has been counted."""
        deadline = time.monotonic() + patience
        since = time.monotonic()
        while time.monotonic() - since < quiet:
            assert time.monotonic() < deadline, f"{self.connections} connections are still open"
            time.sleep(0.01)
            if self.connections:
                since = time.monotonic()

    def reply(self, asked: Asked) -> bytes:
        with self._lock:
            self.asked.append(asked)
            missing = asked.path.endswith(impossible_name(self.url))
            chosen = self.replies.get(asked.path, self.missing if missing else self.otherwise)
        return chosen(asked) if callable(chosen) else chosen


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A harvester that was killed leaves broken connections behind."""


class _Handler(socketserver.StreamRequestHandler):
    server: Server

    def setup(self) -> None:
        self.server.site.connected(1)
        super().setup()

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.server.site.connected(-1)

    def handle(self) -> None:
        while (asked := self._request()) is not None:
            reply = self.server.site.reply(asked)
            self.wfile.write(reply)
            head = reply.partition(b"\r\n\r\n")[0].lower()
            if b"content-length" not in head and b"chunked" not in head and b" 304 " not in head:
                return
            if b"connection: close" in head:
                return

    def _request(self) -> Asked | None:
        first = self.rfile.readline().split()
        if len(first) < 2:
            return None
        headers: dict[str, str] = {}
        while (line := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return Asked(first[1].decode("latin-1"), headers)


@dataclass
class Workspace:
    folder: Path
    limits: Limits = QUICK
    progress: list[HarvestProgress] = field(default_factory=list)

    @property
    def archive_folder(self) -> Path:
        return self.folder / "archive"

    @property
    def ledger_file(self) -> Path:
        return self.folder / "ledger.sqlite"

    def request(self, source: str, **options: object) -> HarvestRequest:
        options.setdefault("limits", self.limits)
        return HarvestRequest(source, self.archive_folder, self.ledger_file, **options)  # type: ignore[arg-type]

    def harvest(self, source: str, **options: object) -> HarvestReport:
        return harvest(self.request(source, **options), self.progress.append)

    @property
    def archive(self) -> Archive:
        return Archive(self.archive_folder)

    def rows(self) -> dict[str, LedgerRow]:
        with Ledger.open(self.ledger_file) as ledger:
            return {row.url: row for row in ledger.rows()}

    def outcomes(self, base: str = "") -> dict[str, Outcome | None]:
        """Outcome by URL, `base` taken off where it begins one."""
        return {url.removeprefix(base): row.outcome for url, row in self.rows().items()}
