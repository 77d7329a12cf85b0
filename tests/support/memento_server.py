"""A web archive in small, on loopback: CDX list with resume keys, captures by `id_`, and every mood of the real one.

It reads a simulated clock that its client moves, and notes a fault whenever the client asks faster than is allowed.
"""

import base64
import hashlib
import json
import os
import signal
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
HOUR = 3600.0


@dataclass
class SimulatedClock:
    """Time passes only when somebody sleeps."""

    moment: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds


def digest_of(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


def urlkey_of(original: str) -> str:
    parts = urlsplit(original)
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    return f"{host}){parts.path.lower()}" + (f"?{parts.query}" if parts.query else "")


@dataclass
class Held:
    """A capture that the archive holds. `body` null: a revisit, whose content is that of `digest`."""

    timestamp: str
    original: str
    body: bytes | None = b""
    status: int = 200
    mime: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)
    digest: str = ""

    @property
    def row(self) -> list[str]:
        digest = self.digest or digest_of(self.body or b"")
        if self.body is None:
            return [urlkey_of(self.original), self.timestamp, self.original, self.mime, "-", digest, "500"]
        return [urlkey_of(self.original), self.timestamp, self.original, self.mime, str(self.status), digest, "900"]


@dataclass(frozen=True)
class Call:
    kind: str
    target: str
    at: float
    headers: dict[str, str]


Reply = bytes | None


@dataclass
class FakeArchive:
    """`answers` may replace the archive's answer to a call: it is given the call, and returns bytes or nothing."""

    clock: SimulatedClock
    held: list[Held] = field(default_factory=list)
    extra_rows: list[object] = field(default_factory=list)
    as_text: bool = False
    per_minute: dict[str, int] = field(default_factory=lambda: {"cdx": 24, "capture": 60})
    answers: Callable[[Call], Reply] = lambda _: None
    kill_at: tuple[int, int] | None = None
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fetched(self) -> Counter[str]:
        """How often each capture was asked for, by `TIMESTAMP/URL`."""
        return Counter(call.target for call in self.calls if call.kind == "capture")

    def listed(self) -> int:
        return sum(1 for call in self.calls if call.kind == "cdx")

    def reply(self, target: str, headers: dict[str, str]) -> bytes:
        parts = urlsplit(target)
        kind = "cdx" if parts.path == "/cdx/search/cdx" else "capture"
        shown = target if kind == "cdx" else unquote(target.removeprefix("/web/").replace("id_/", "/", 1))
        with self._lock:
            call = Call(kind, shown, self.clock.now(), headers)
            self.calls.append(call)
            recent = sum(1 for one in self.calls if one.kind == kind and call.at - one.at <= 60.0)
            if recent > self.per_minute[kind]:
                self.faults.append(f"{recent} calls of {kind} within a minute")
        if self.kill_at is not None and len(self.calls) >= self.kill_at[0]:
            pid, self.kill_at = self.kill_at[1], None
            os.kill(pid, signal.SIGKILL)
            return b""
        special = self.answers(call)
        if special is not None:
            return special
        return self._list(parse_qs(parts.query)) if kind == "cdx" else self._capture(target)

    def _list(self, query: dict[str, list[str]]) -> bytes:
        host = query["url"][0].removeprefix("www.")
        first, last = query.get("from", [""])[0], query.get("to", [""])[0]
        rows: list[object] = [
            held.row
            for held in sorted(self.held, key=lambda held: (urlkey_of(held.original), held.timestamp))
            if (urlsplit(held.original).hostname or "").removeprefix("www.") == host.partition(":")[0]
            and (not first or held.timestamp[: len(first)] >= first)
            and (not last or held.timestamp[: len(last)] <= last)
        ]
        rows += self.extra_rows
        begin = int(query["resumeKey"][0].removeprefix("key+")) if "resumeKey" in query else 0
        end = begin + int(query["limit"][0])
        page, key = rows[begin:end], f"key+{end}" if end < len(rows) else None
        if self.as_text:
            lines = [" ".join(map(str, row)) if isinstance(row, list) else str(row) for row in page]
            return answer("\n".join(lines + (["", key] if key else [])) + "\n", content_type="text/plain")
        listed: list[object] = [FIELDS, *page] if page else []
        listed += [[], [key]] if key else []
        body = "[" + ",\n ".join(json.dumps(row) for row in listed) + "]\n"
        return answer(body, content_type="application/json")

    def _capture(self, target: str) -> bytes:
        stamp, _, original = target.removeprefix("/web/").partition("id_/")
        original = unquote(original)
        same = [held for held in self.held if urlkey_of(held.original) == urlkey_of(original)]
        exact = [held for held in same if held.timestamp == stamp]
        held = next((one for one in exact if one.original == original), exact[0] if exact else None)
        if held is None:
            if not same:
                return answer("<html>The Wayback Machine has not archived that URL.</html>", "404 Not Found")
            nearest = min(same, key=lambda one: abs(int(one.timestamp) - int(stamp)))
            return elsewhere(nearest.timestamp, nearest.original)
        body = held.body
        if body is None:
            body = next(one.body for one in self.held if one.body is not None and digest_of(one.body) == held.digest)
        return memento(held, body)


def memento(held: Held, body: bytes, **changed: str) -> bytes:
    """A capture as the Wayback Machine gives it."""
    dated = datetime.strptime(held.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    mime = "text/html" if held.body is None else held.mime
    headers = {
        "content_type": mime,
        "memento_datetime": format_datetime(dated, usegmt=True),
        "link": f'<{held.original}>; rel="original", </web/timemap/link/{held.original}>; rel="timemap"',
        "x_archive_orig_server": "Apache/2.2",
        "x_archive_orig_content_type": f"{mime}; charset=UTF-8",
    }
    if 300 <= held.status < 400:
        headers["location"] = f"/web/{held.timestamp}id_/{held.headers['location']}"
        headers["x_archive_orig_location"] = held.headers["location"]
    headers |= {f"x_archive_orig_{name}": value for name, value in held.headers.items() if name != "location"}
    return answer(body, f"{held.status} WHATEVER", **(headers | changed))


def elsewhere(timestamp: str, original: str) -> bytes:
    """A redirect in time: the archive proposes another capture, and it is no capture itself."""
    return answer("", "302 Found", location=f"/web/{timestamp}id_/{original}")


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Length": str(len(data))} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, archive: FakeArchive) -> None:
        self.archive = archive
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed leaves broken connections behind."""


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        while line := self.rfile.readline():
            headers: dict[str, str] = {}
            while (field_line := self.rfile.readline().decode("latin-1").strip()) != "":
                name, _, value = field_line.partition(":")
                headers[name.lower()] = value.strip()
            reply = self.server.archive.reply(line.split()[1].decode("latin-1"), headers)
            self.wfile.write(reply)
            if not reply or b"connection: close" in reply.partition(b"\r\n\r\n")[0].lower():
                return


@contextmanager
def running(archive: FakeArchive) -> Iterator[FakeArchive]:
    """Serves until the block ends; then the pace must have been kept."""
    server = _Server(archive)
    archive.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield archive
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert archive.faults == []
