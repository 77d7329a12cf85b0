"""The ledger as Scrapy's scheduler, and our downloader as its download handler.

Scrapy's own work for a request costs as much as ours for a page: one Request stands for a lane, in which one
connection asks for one lease after the other.
"""

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.http import Response

from crawler.crawl import Crawl
from crawler.spider import LedgerSpider
from crawler.visit import Lease

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler


class LedgerScheduler(BaseScheduler):
    """Opens a lane for as long as there are leases; finds and answers are in the ledger before more are taken."""

    def __init__(self) -> None:
        self._crawl: Crawl | None = None

    def open(self, spider: "Spider") -> None:
        assert isinstance(spider, LedgerSpider)
        self._crawl = spider.crawl
        self._spider = spider

    def close(self, reason: str) -> None:
        crawl = self._open_crawl
        crawl.give_back()
        crawl.commit()
        crawl.report()

    def enqueue_request(self, request: Request) -> bool:
        raise NotImplementedError(f"the spider yields no request, and did: {request}")

    def has_pending_requests(self) -> bool:
        crawl = self._open_crawl
        return not crawl.stopping and (crawl.has_leases or crawl.frontier.dirty)

    def next_request(self) -> Request | None:
        lease = self._open_crawl.next_lease()
        if lease is None:
            return None
        return Request(
            lease.url,
            callback=self._spider.parse,
            errback=self._spider.unanswered,
            dont_filter=True,
            meta={"lease": lease, "download_slot": "site", "download_timeout": 1e9},
        )

    @property
    def _open_crawl(self) -> Crawl:
        assert self._crawl is not None
        return self._crawl


class LedgerDownloadHandler:
    """Scrapy's door to `Downloader`. An exchange, with its exact bytes, is settled where it arrives."""

    lazy = True

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """A lane: the lease that began it, then others, so many that Scrapy looks again soon what else there is."""
        spider = self._spider
        crawl = spider.crawl
        lease: Lease | None = request.meta["lease"]
        for left in reversed(range(crawl.lane)):
            assert lease is not None
            try:
                first = not lease.attempts
                exchange = await crawl.ask(lease.url, conditions(lease), not_before=lease.not_before, first=first)
            except Exception as error:  # noqa: BLE001 - a lane goes on, whatever one of its URLs does to us
                spider.unreceived(lease, error)
            else:
                spider.received(lease, exchange)
            lease = crawl.next_lease() if left else None
            if lease is None:
                break
        return Response(request.url, request=request)

    async def close(self) -> None:
        self._spider.crawl.downloader.close()

    @property
    def _spider(self) -> LedgerSpider:
        spider = self._crawler.spider
        assert isinstance(spider, LedgerSpider)
        return spider


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
