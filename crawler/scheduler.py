"""The ledger as Scrapy's scheduler, and our downloader as its download handler.

Scrapy's own work for a request costs as much as ours for a page: one Request stands for a lane of a few leases.
"""

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.http import Response

from crawler.crawl import Crawl
from crawler.spider import Lane, LedgerSpider
from crawler.visit import Lease

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler


class LedgerScheduler(BaseScheduler):
    """Hands out leases; finds and answers go to the ledger in the same commit that takes the next leases."""

    def __init__(self) -> None:
        self._crawl: Crawl | None = None
        self._leases: list[Lease] = []

    def open(self, spider: "Spider") -> None:
        assert isinstance(spider, LedgerSpider)
        self._crawl = spider.crawl
        self._spider = spider

    def close(self, reason: str) -> None:
        crawl = self._open_crawl
        for lease in self._leases:
            crawl.answers.unasked(lease)
        self._leases.clear()
        crawl.frontier.commit()
        crawl.report()

    def enqueue_request(self, request: Request) -> bool:
        raise NotImplementedError(f"the spider yields no request, and did: {request}")

    def has_pending_requests(self) -> bool:
        crawl = self._open_crawl
        return not crawl.stopping and bool(self._leases or crawl.frontier.dirty)

    def next_request(self) -> Request | None:
        crawl = self._open_crawl
        if crawl.stopping:
            return None
        if not self._leases:
            self._leases = crawl.frontier.commit(lease=crawl.batch)
            crawl.report()
        if not self._leases:
            return None
        lane = self._leases[: crawl.lane]
        del self._leases[: crawl.lane]
        return Request(
            lane[0].url,
            callback=self._spider.answered,
            errback=self._spider.unanswered,
            dont_filter=True,
            meta={"lane": Lane(lane), "download_slot": "site", "download_timeout": 1e9},
        )

    @property
    def _open_crawl(self) -> Crawl:
        assert self._crawl is not None
        return self._crawl


class LedgerDownloadHandler:
    """Scrapy's door to `Downloader`: the exchanges with their exact bytes ride in the request's meta."""

    lazy = True

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """One after the other; what a URL of the lane answers, or why it does not, is kept for the spider."""
        crawl = self._crawl
        lane: Lane = request.meta["lane"]
        for lease in lane.leases:
            try:
                first = not lease.attempts
                exchange = await crawl.ask(lease.url, conditions(lease), not_before=lease.not_before, first=first)
                lane.answers.append(exchange)
            except Exception as error:  # noqa: BLE001 - a lane goes on, whatever one of its URLs does to us
                lane.answers.append(error)
        return Response(request.url, request=request)

    async def close(self) -> None:
        self._crawl.downloader.close()

    @property
    def _crawl(self) -> Crawl:
        spider = self._crawler.spider
        assert isinstance(spider, LedgerSpider)
        return spider.crawl


def conditions(lease: Lease) -> tuple[tuple[str, str], ...]:
    """What makes a server answer "not modified" instead of sending what we have."""
    if lease.digest is None:
        return ()
    headers: list[tuple[str, str]] = []
    if lease.etag:
        headers.append(("If-None-Match", lease.etag))
    if lease.modified:
        headers.append(("If-Modified-Since", lease.modified))
    return tuple(headers)
