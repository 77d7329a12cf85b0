"""A generated site walked without network: what becomes of every URL, and how many were asked for."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from crawler.answers import Answers
from crawler.discovery import Discovery
from crawler.download import Exchange
from crawler.holding import hold
from crawler.http_message import parse_head
from crawler.ledger import Ledger
from crawler.limits import Limits
from crawler.outcome import Outcome
from crawler.robots import Robots
from crawler.scope import Scope

HOST = "http://h"
_BATCH = 400


def walk(page: Callable[[str], str | None], *, most: int = 30_000) -> dict[str, Outcome]:
    """Outcome by path and query. `page` gives the body of a path, or nothing where there is none.

    Fails where more than `most` addresses are asked for: a walk has an end.
    """
    limits = Limits()
    with TemporaryDirectory() as scratch:
        ledger = Path(scratch, "ledger.sqlite")
        with hold(
            ledger, Path(scratch, "archive"), "h", HOST, rotate_at=limits.rotate_at, software="essai"
        ) as frontier:
            discovery = Discovery(frontier, Scope.of(HOST), Robots("essai"), limits)
            answers = Answers(frontier, discovery, limits)
            discovery.name(f"{HOST}/")
            asked = 0
            while leases := frontier.commit(lease=_BATCH):
                for lease in leases:
                    answers.received(lease, _exchange(lease.url, page(lease.url.removeprefix(HOST))))
                asked += len(leases)
                assert asked <= most, f"still at {lease.url}"
        with Ledger.open(ledger) as view:
            rows = {row.url.removeprefix(HOST): row.outcome for row in view.rows()}
    return {url: outcome for url, outcome in rows.items() if outcome is not None}


def query_of(target: str) -> dict[str, str]:
    return dict(pair.partition("=")[::2] for pair in urlsplit(target).query.split("&") if pair)


def links(*hrefs: str) -> str:
    return "".join(f'<p><a href="{href.replace("&", "&amp;")}">lire</a></p>' for href in hrefs)


def _exchange(url: str, body: str | None) -> Exchange:
    status = "404 Not Found" if body is None else "200 OK"
    data = f"<html><body>{body or 'Introuvable'}</body></html>".encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode()
    return Exchange(url, b"GET / HTTP/1.1\r\n\r\n", head, parse_head(head), data, None)
