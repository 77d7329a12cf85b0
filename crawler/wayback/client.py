"""Asks a web archive for its list and for captures: at its pace, with pauses where it asks for them."""

import asyncio
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from crawler.addresses import Addresses
from crawler.download import Downloader, Exchange, Unreachable
from crawler.errors import HarvestError
from crawler.http_message import EncodingError, payload_of
from crawler.limits import Limits
from crawler.request import software
from crawler.wayback.cdx import CdxPage, query_of, read_page
from crawler.wayback.limiter import CAPTURE, CDX, FIRST_PAUSE, RATE_PAUSE, Limiter
from crawler.wayback.memento import Judgement, Verdict, asked_wait, blocked_reason, judge, memento_url
from crawler.wayback.source import WaybackSource

BASE = "https://web.archive.org"
#: Failures in a row after which the run ends, its queue kept for the next one.
PATIENCE = 8


class ResumeRefused(Exception):
    """The archive no longer knows the key under which its list was to go on."""


class ArchiveUnavailable(Exception):
    """The web archive itself does not answer any more, for now. The text is French."""


@dataclass(slots=True)
class WaybackClient:
    """`base` is the address of the archive, without a slash at its end. `page_size` in lines of the list."""

    limiter: Limiter
    limits: Limits
    base: str = BASE
    contact: str | None = None
    page_size: int = 3_000
    _downloader: Downloader = field(init=False)
    _runner: asyncio.Runner = field(init=False)
    _failures: int = field(default=0, init=False)
    _calm: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        agent = software()
        self._runner = asyncio.Runner()
        self._downloader = Downloader(
            user_agent=f"{agent} (+{self.contact})" if self.contact else agent,
            connect_timeout=self.limits.connect_timeout,
            read_timeout=self.limits.read_timeout,
            total_timeout=self.limits.total_timeout,
            max_body=self.limits.max_body,
            max_head=self.limits.max_head,
            contact=self.contact,
            addresses=_reachable(self.base),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._close())
        self._runner.close()

    def listed(self, source: WaybackSource, host: str, resume_key: str | None) -> CdxPage:
        """The next page of the list.

        Raises `ArchiveUnavailable`, `ResumeRefused`, `StopAsked`, or `HarvestError` for a site that is not shown.
        """
        query = query_of(host, source.first, source.last, self.page_size, resume_key)
        while True:
            problem, wait, first = "", 0.0, FIRST_PAUSE
            try:
                exchange = self._asked(CDX, f"{self.base}/cdx/search/cdx?{query}")
                if exchange.head.status == 400 and resume_key:
                    raise ResumeRefused
                page = self._page(exchange, host)
                if page is not None:
                    self._succeeded()
                    return page
                problem = f"l’archive répond {exchange.head.status} à la demande de sa liste"
                wait = asked_wait(exchange, self.limiter.clock.now())
                first = RATE_PAUSE if exchange.head.status == 429 else FIRST_PAUSE
            except Unreachable as error:
                problem = str(error)
            self._failed(problem, wait, first)

    def capture(self, timestamp: str, original: str) -> Judgement:
        """What the archive answers for one capture; pauses are obeyed. Raises `ArchiveUnavailable`, `StopAsked`."""
        while True:
            try:
                exchange = self._asked(CAPTURE, memento_url(self.base, timestamp, original))
            except Unreachable as error:
                self._failed(str(error), 0.0, FIRST_PAUSE)
                return Judgement(Verdict.FAULT, str(error))
            found = judge(exchange, timestamp, original, now=self.limiter.clock.now(), limit=self.limits.max_body)
            if found.verdict is Verdict.BUSY:
                self._failed(found.reason, found.wait, RATE_PAUSE if exchange.head.status == 429 else FIRST_PAUSE)
                continue
            if found.verdict is Verdict.FAULT and (exchange.head.status or 0) >= 500 and not _about_one(exchange):
                self._failed(found.reason, found.wait, FIRST_PAUSE)
            else:
                self._succeeded()
            return found

    def _page(self, exchange: Exchange, host: str) -> CdxPage | None:
        """Nothing where the answer is a failure of the moment. Raises `HarvestError` where the site is not shown."""
        status = exchange.head.status or 0
        page = None
        if status == 200 and not exchange.truncated:
            try:
                payload = payload_of(exchange.head, exchange.body, self.limits.max_body)
            except EncodingError:
                return None
            page = None if payload.lstrip()[:1] == b"<" else read_page(payload)
        if page is not None and (page.lines or page.cut):
            return None if page.cut else page
        blocked = blocked_reason(exchange, self.limits.max_body) if status != 429 else ""
        if blocked:
            raise HarvestError(
                f"La Wayback Machine refuse de montrer « {host} » ({blocked}). Demandez au propriétaire du site "
                "de lever l’exclusion auprès d’archive.org, ou migrez depuis une autre source : export WordPress, "
                "copie du site, fichiers WARC."
            )
        return page

    def _asked(self, kind: str, url: str) -> Exchange:
        self.limiter.turn(kind)
        return self._runner.run(self._downloader.fetch(url))

    def _succeeded(self) -> None:
        if not self._calm:
            self.limiter.answered()
        self._failures, self._calm = 0, True

    def _failed(self, problem: str, wait: float, first: float) -> None:
        self._failures += 1
        self._calm = False
        self.limiter.failed(wait, first)
        if self._failures >= PATIENCE:
            raise ArchiveUnavailable(problem)

    async def _close(self) -> None:
        self._downloader.close()


def _about_one(exchange: Exchange) -> bool:
    """Whether the archive says that it is this one capture which it cannot show."""
    return exchange.head.value("x-archive-wayback-runtime-error") is not None


def _reachable(base: str) -> Addresses:
    """The usual archive stands on public addresses; one set in its place may stand on the machine's own network."""
    host = (urlsplit(base).hostname or "").lower()
    return Addresses(frozenset() if base == BASE else frozenset({host}))
