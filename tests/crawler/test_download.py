"""The client, on real sockets: connections kept, lost, and answers that come in pieces."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from crawler.connection import tls_problem
from crawler.download import Downloader, Exchange, Unreachable
from tests.crawler.web import Site, answer

Serve = Callable[..., Site]


def fetch(*urls: str, **options: float) -> list[Exchange]:
    async def run() -> list[Exchange]:
        downloader = Downloader("essai", **{"connect_timeout": 1.0, "read_timeout": 1.0} | options)  # type: ignore[arg-type]
        try:
            return [await downloader.fetch(url) for url in urls]
        finally:
            downloader.close()

    return asyncio.run(run())


@contextmanager
def wire(*connections: list[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that sends, on each connection, one piece a request, then closes; what it received is listed."""
    received: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(5)

        def serve() -> None:
            for pieces in connections:
                connection, _ = server.accept()
                with closing(connection):
                    connection.settimeout(5)
                    for piece in pieces:
                        received.append(connection.recv(65_536))
                        connection.sendall(piece)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", received
        thread.join()


def test_one_connection_serves_many_requests(serve: Serve) -> None:
    with wire([answer("un"), answer("deux")]) as (url, received):
        bodies = [exchange.body for exchange in fetch(f"{url}/a", f"{url}/b?c=d")]
    assert bodies == [b"un", b"deux"]
    assert received[1].startswith(b"GET /b?c=d HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"User-Agent: essai\r\n" in received[0]


def test_an_address_that_does_not_answer_does_not_hide_the_next_one(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a network promises IPv6 and lets it fall."""
    site = serve({"/": answer("bonjour")})
    with closing(socket.socket()) as deaf, contextlib.ExitStack() as waiting:
        deaf.bind(("127.0.0.2", site.port))
        deaf.listen(0)
        for _ in range(4):
            client = waiting.enter_context(closing(socket.socket()))
            client.setblocking(False)
            client.connect_ex(("127.0.0.2", site.port))
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, site.port)) for host in ("127.0.0.2", "127.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert [exchange.body for exchange in fetch(f"http://deux.exemple:{site.port}/")] == [b"bonjour"]


@pytest.mark.parametrize(
    ("code", "words"), [(10, "a expiré ; essayez l’adresse en http://"), (62, "un autre nom"), (0, "SSL")]
)
def test_what_ails_a_certificate_is_said_with_what_to_try(code: int, words: str) -> None:
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]")
    error.verify_code = code
    assert words in tls_problem(error)


def test_a_connection_that_went_stale_is_opened_again() -> None:
    with wire([answer("un")], [answer("deux")]) as (url, _):
        assert [exchange.body for exchange in fetch(f"{url}/a", f"{url}/b")] == [b"un", b"deux"]


def test_a_server_that_closes_without_a_word_is_not_asked_for_ever() -> None:
    with wire([b""]) as (url, _), pytest.raises(Unreachable, match="sans répondre") as error:
        fetch(url)
    assert error.value.kind == "closed"


def test_interim_answers_are_passed_over() -> None:
    with wire([b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer("x")]) as (url, _):
        (exchange,) = fetch(url)
    assert (exchange.head.status, exchange.body) == (200, b"x")


@pytest.mark.parametrize(
    ("raw", "body", "truncated"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\njusqu'au bout", b"jusqu'au bout", None),
        (b"HTTP/1.1 200 OK\n\nnu", b"nu", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcdef", b"abcd", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcdef", b"abcdef", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabc", b"abc", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", b"abc", "disconnect"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", b"3\r\nab", "disconnect"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n", b"3\nabc\n0\n\n", None),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", b"", None),
    ],
)
def test_bodies_are_kept_as_sent(raw: bytes, body: bytes, truncated: str | None) -> None:
    with wire([raw]) as (url, _):
        (exchange,) = fetch(url)
    assert (exchange.body, exchange.truncated) == (body, truncated)
    assert raw.startswith(exchange.raw_head)


@pytest.mark.parametrize("size", [1, 7])
def test_an_answer_in_pieces_is_the_same(size: int) -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nT: x\r\n\r\n"

    async def run() -> Exchange:
        async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            for start in range(0, len(raw), size):
                writer.write(raw[start : start + size])
                await writer.drain()
                await asyncio.sleep(0)
            writer.close()

        server = await asyncio.start_server(drip, "127.0.0.1", 0)
        async with server:
            downloader = Downloader("essai")
            exchange = await downloader.fetch(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
            downloader.close()
        return exchange

    exchange = asyncio.run(run())
    assert exchange.raw_head + exchange.body == raw
    assert exchange.truncated is None


def test_a_body_that_drips_for_ever_ends() -> None:
    async def run() -> Exchange:
        async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            try:
                while True:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.01)
            except ConnectionError:
                writer.close()

        server = await asyncio.start_server(drip, "127.0.0.1", 0)
        downloader = Downloader("essai", total_timeout=0.2)
        exchange = await downloader.fetch(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        downloader.close()
        await asyncio.sleep(0.05)
        server.close()
        return exchange

    assert asyncio.run(run()).truncated == "time"


def test_headers_cannot_be_smuggled_in() -> None:
    async def run(url: str) -> None:
        downloader = Downloader("essai\r\nX-Injecte: oui")
        await downloader.fetch(url, (("If-None-Match", '"a"\r\nX: y'),))
        downloader.close()

    with wire([answer("x")]) as (url, received):
        asyncio.run(run(url))
    assert b"\nX" not in received[0]


def test_a_refused_connection(closed_port: int) -> None:
    with pytest.raises(Unreachable) as error:
        fetch(f"http://127.0.0.1:{closed_port}/")
    assert error.value.kind == "refused"


def test_tls_on_a_plain_server_is_said(serve: Serve) -> None:
    site = serve({"/": answer("x")})
    with pytest.raises(Unreachable) as error:
        fetch(site.url.replace("http:", "https:"))
    assert error.value.kind in {"tls", "closed", "refused", "timeout"}
