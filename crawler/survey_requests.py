"""Asks a site a few things: a hard limit on how many, robots obeyed, nothing outside, no private address."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from crawler.addresses import Addresses
from crawler.canonical import join
from crawler.credentials import Credentials
from crawler.download import Downloader, Exchange, Unreachable
from crawler.http_message import EncodingError, payload_of
from crawler.loopback import is_loopback
from crawler.request import software
from crawler.robots import Robots
from crawler.scope import Scope

MAX_REQUESTS = 60
_MAX_HOPS = 4
_MAX_BODY = 8_000_000
_MAX_PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The end of a chain of redirects. `seconds` for the last request; `payload` empty where it cannot be decoded."""

    url: str
    status: int
    headers: dict[str, str]
    payload: bytes
    seconds: float
    truncated: bool


class NotAsked(Exception):
    """Nobody was asked, or nobody answered: the budget is spent, robots.txt forbids it, it leads outside. In French."""


@dataclass(slots=True)
class Asker:
    """`used` requests so far, redirects included; there are never more than `limit`."""

    scope: Scope
    contact: str | None = None
    delay: float = 1.0
    limit: int = MAX_REQUESTS
    robots: Robots = field(default_factory=lambda: Robots(software()))
    credentials: Credentials = field(default_factory=Credentials, repr=False)
    used: int = field(default=0, init=False)
    left_out: dict[str, str] = field(default_factory=dict, init=False)
    _next: float = field(default=0.0, init=False)
    _runner: asyncio.Runner = field(default_factory=asyncio.Runner, init=False)
    _downloader: Downloader = field(init=False)

    def __post_init__(self) -> None:
        agent = software()
        self.limit = min(self.limit, MAX_REQUESTS)
        self._downloader = Downloader(
            user_agent=f"{agent} (+{self.contact})" if self.contact else agent,
            connect_timeout=10.0,
            read_timeout=15.0,
            total_timeout=30.0,
            max_body=_MAX_BODY,
            contact=self.contact,
            addresses=Addresses(self.scope.named_hosts),
            credentials=self.credentials,
            protected=self.scope.protected_origins,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._downloader.close()
        self._runner.run(asyncio.sleep(0))
        self._runner.close()

    @property
    def left(self) -> int:
        return self.limit - self.used

    def ask(self, url: str, *, itself: bool = False) -> Reply:
        """Follows redirects within the site. `itself`: robots.txt, which needs no leave. Raises `NotAsked`."""
        for _ in range(_MAX_HOPS):
            self._judge(url, itself=itself)
            exchange, seconds = self._fetch(url)
            status = exchange.head.status or 0
            target = join(url, exchange.head.value("location") or "") if 300 <= status < 400 else None
            if target is None or target == url:
                return _reply(url, exchange, seconds)
            if not self._is_ours(target):
                raise NotAsked(f"{url} renvoie hors du site ({urlsplit(target).netloc[:80]})")
            url = target
        raise NotAsked(f"{url} : trop de redirections à la suite")

    def _judge(self, url: str, *, itself: bool) -> None:
        if self.left <= 0:
            raise NotAsked(f"les {self.limit} demandes sont épuisées")
        if not self._is_ours(url):
            raise NotAsked(f"{url} est hors du site")
        if not itself and not self.robots.allows(url):
            self.left_out[url] = "robots.txt"
            raise NotAsked(f"robots.txt demande de laisser {urlsplit(url).path or '/'}")

    def _is_ours(self, url: str) -> bool:
        home = self.scope.at_home(url)
        return home.startswith(f"{self.scope.origin}/") or self.scope.is_itself(url)

    def _fetch(self, url: str) -> tuple[Exchange, float]:
        time.sleep(max(self._next - time.monotonic(), 0.0))
        start = time.monotonic()
        self.used += 1
        try:
            exchange = self._runner.run(self._downloader.fetch(url))
        except Unreachable as error:
            if error.kind == "private":
                self.used -= 1
            raise NotAsked(f"{url} : {error}") from error
        finally:
            self._next = time.monotonic() + min(self.delay, _MAX_PAUSE)
        return exchange, time.monotonic() - start


def polite_delay(url: str) -> float:
    """Seconds between two requests where nobody asks for more: none on this machine, one elsewhere."""
    return 0.0 if is_loopback(url) else 1.0


def _reply(url: str, exchange: Exchange, seconds: float) -> Reply:
    try:
        payload = payload_of(exchange.head, exchange.body, _MAX_BODY)
    except EncodingError:
        payload = b""
    headers = {name.lower(): value for name, value in exchange.head.headers}
    return Reply(url, exchange.head.status or 0, headers, payload, seconds, exchange.truncated is not None)
