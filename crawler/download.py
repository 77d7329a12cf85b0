"""Asks a server and keeps the bytes as sent: an HTTP/1.1 client for archiving, on asyncio alone.

What had arrived before a time-out, a broken chunk or a lost connection is kept. Nothing is decoded, joined or recased.
"""

import asyncio
import re
import ssl
import time
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler.addresses import Addresses
from crawler.canonical import DEFAULT_PORTS
from crawler.connection import READ, Connection, Unreachable, open_connection
from crawler.credentials import Credentials
from crawler.framing import Framing, framing_of
from crawler.http_message import EncodingError, Head, end_of_head, parse_head

__all__ = ["Downloader", "Exchange", "Unreachable"]

#: Interim answers (1xx) that are passed over before the real one.
_MAX_INTERIM = 8
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Exchange:
    """`head` and `body` as sent, chunk framing and content encoding included. `truncated` as in WARC, or nothing.

    `seconds` from the request to the last byte, `waited` to the first ones. `masked`: the
    server repeated our credentials, which are struck out. `peer`: the server's address in figures.
    """

    url: str
    request: bytes
    raw_head: bytes
    head: Head
    body: bytes
    truncated: str | None
    seconds: float = 0.0
    waited: float = 0.0
    masked: bool = False
    peer: str = ""


@dataclass(slots=True)
class Downloader:
    """Keeps idle connections for the next request to the same server; `close()` ends them.

    `addresses` judges where a connection may lead; without it, whoever gives the URLs vouches for them. `credentials`
    go to the origins `protected` (scheme, host, port) alone; no exchange holds them.
    """

    user_agent: str
    connect_timeout: float = 15.0
    read_timeout: float = 30.0
    total_timeout: float = 600.0
    max_body: int = 64 * 1024 * 1024
    max_head: int = 256 * 1024
    contact: str | None = None
    addresses: Addresses | None = None
    credentials: Credentials | None = None
    protected: frozenset[str] = frozenset()
    _idle: dict[tuple[str, str, int], list[Connection]] = field(default_factory=dict, init=False)
    _tls: ssl.SSLContext | None = field(default=None, init=False)
    _own_lines: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self._own_lines = _lines(
            (
                ("User-Agent", self.user_agent),
                *((("From", self.contact),) if self.contact and "@" in self.contact else ()),
                ("Accept", "*/*"),
                ("Accept-Language", "fr, *;q=0.5"),
                ("Accept-Encoding", "identity"),
            )
        )

    async def fetch(self, url: str, headers: tuple[tuple[str, str], ...] = ()) -> Exchange:
        """One GET, no redirect followed. Raises `Unreachable` where not even a head came back."""
        parts = urlsplit(url)
        server = (parts.scheme, parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        recorded = self._request(url, headers)
        secret = self.credentials if self.credentials and f"{parts.scheme}://{parts.netloc}" in self.protected else None
        request = self._request(url, (*headers, *secret.headers)) if secret else recorded
        connection = await self._connect(server)
        fresh = not connection.used
        try:
            exchange, reusable = await self._exchange(connection, url, request)
        except _Stale:
            connection.close()
            if fresh:
                raise Unreachable("closed", "le serveur a coupé la connexion sans répondre") from None
            connection = await self._open(server)
            exchange, reusable = await self._again(connection, url, request)
        except BaseException:
            connection.close()
            raise
        if reusable:
            connection.used = True
            self._idle.setdefault(server, []).append(connection)
        else:
            connection.close()
        return _without(secret, replace(exchange, request=recorded)) if secret else exchange

    def close(self) -> None:
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    async def _again(self, connection: Connection, url: str, request: bytes) -> tuple[Exchange, bool]:
        try:
            return await self._exchange(connection, url, request)
        except _Stale:
            connection.close()
            raise Unreachable("closed", "le serveur a coupé la connexion sans répondre") from None
        except BaseException:
            connection.close()
            raise

    def _request(self, url: str, headers: tuple[tuple[str, str], ...]) -> bytes:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        head = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n{self._own_lines}{_lines(headers)}\r\n"
        return head.encode("latin-1", "replace")

    async def _connect(self, server: tuple[str, str, int]) -> Connection:
        idle = self._idle.get(server)
        while idle:
            connection = idle.pop()
            if not connection.reader.at_eof() and not connection.writer.is_closing():
                return connection
            connection.close()
        return await self._open(server)

    async def _open(self, server: tuple[str, str, int]) -> Connection:
        scheme, host, port = server
        context = None
        if scheme == "https":
            self._tls = context = self._tls or ssl.create_default_context()
        return await open_connection(host, port, tls=context, addresses=self.addresses, within=self.connect_timeout)

    async def _exchange(self, connection: Connection, url: str, request: bytes) -> tuple[Exchange, bool]:
        data = connection.rest
        connection.rest = bytearray()
        began = time.monotonic()
        try:
            connection.writer.write(request)
            async with asyncio.timeout(self.read_timeout):
                raw_head, head = await self._head(connection, data)
        except TimeoutError:
            raise Unreachable("timeout", "pas de réponse dans le délai") from None
        except OSError:
            raise _Stale from None
        waited = time.monotonic() - began
        body, truncated, framed = await self._body(connection, data, head)
        keep = framed and not truncated and _keeps_alive(raw_head, head) and not data
        return Exchange(
            url, request, raw_head, head, body, truncated, time.monotonic() - began, waited, peer=connection.peer
        ), keep

    async def _head(self, connection: Connection, data: bytearray) -> tuple[bytes, Head]:
        for _ in range(_MAX_INTERIM):
            searched = 0
            while (end := end_of_head(data, max(searched - 4, 0))) < 0:
                if len(data) > self.max_head or (len(data) >= 5 and data[:5].upper() != b"HTTP/"):
                    raise Unreachable("not-http", "la réponse n’est pas du HTTP")
                searched = len(data)
                piece = await connection.reader.read(READ)
                if not piece:
                    if not data:
                        raise _Stale
                    raise Unreachable("closed", "réponse coupée avant la fin de ses en-têtes")
                data += piece
            raw = bytes(data[:end])
            del data[:end]
            head = parse_head(raw)
            if head.status is None:
                raise Unreachable("not-http", "la réponse n’est pas du HTTP")
            if head.status >= 200:
                return raw, head
        raise Unreachable("not-http", "le serveur n’en finit pas d’annoncer sa réponse")

    async def _body(self, connection: Connection, data: bytearray, head: Head) -> tuple[bytes, str | None, bool]:
        """(body as sent, why it is not whole, whether its end was marked). What follows it stays in `data`."""
        if head.status in {204, 304}:
            return b"", None, True
        framing = framing_of(head)
        try:
            async with asyncio.timeout(self.total_timeout):
                truncated = await self._fill(connection, data, framing)
        except TimeoutError:
            truncated = "time"
        end = min(framing.end if framing.end >= 0 else len(data), self.max_body)
        body = bytes(data[:end])
        del data[:end]
        return body, truncated, framing.end >= 0

    async def _fill(self, connection: Connection, data: bytearray, framing: Framing) -> str | None:
        try:
            while not framing.whole(data):
                if len(data) > self.max_body:
                    return "length"
                async with asyncio.timeout(self.read_timeout):
                    piece = await connection.reader.read(READ)
                if not piece:
                    return None if framing.until_close else "disconnect"
                data += piece
        except TimeoutError:
            return "time"
        except EncodingError:
            return "unspecified"
        except OSError:
            return "disconnect"
        return "length" if framing.end > self.max_body else None


def _without(secret: Credentials, exchange: Exchange) -> Exchange:
    raw_head, body = secret.hidden(exchange.raw_head, exchange.body)
    if raw_head == exchange.raw_head and body == exchange.body:
        return exchange
    return replace(exchange, raw_head=raw_head, head=parse_head(raw_head), body=body, masked=True)


def _lines(headers: tuple[tuple[str, str], ...]) -> str:
    """No value can bring in a line of its own."""
    return "".join(f"{name}: {_CONTROLS.sub('', value)}\r\n" for name, value in headers)


class _Stale(Exception):
    """The server closed a connection before any byte of its answer."""


def _keeps_alive(raw_head: bytes, head: Head) -> bool:
    connection = (head.value("connection") or "").lower()
    if raw_head[:8].upper() == b"HTTP/1.0":
        return "keep-alive" in connection
    return "close" not in connection
