"""The Scrapy spider: it yields nothing. Links go to the ledger as strings, and come back as leases."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from scrapy import Spider
from scrapy.http import Response

from crawler.crawl import CONNECTIONS, Crawl, Stopped
from crawler.download import Unreachable

if TYPE_CHECKING:
    from crawler.frontier import Lease

#: Without middlewares, and with one item slot: each of Scrapy's own would decode, swallow or delay an answer.
SETTINGS: dict[str, Any] = {
    "SCHEDULER": "crawler.scheduler.LedgerScheduler",
    "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), "crawler.scheduler.LedgerDownloadHandler"),
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "SPIDER_MIDDLEWARES_BASE": {},
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {},
    "CONCURRENT_ITEMS": 1,
    "CONCURRENT_REQUESTS": CONNECTIONS,
    "CONCURRENT_REQUESTS_PER_DOMAIN": CONNECTIONS,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_DELAY_JITTER": 0,
    "LOG_ENABLED": False,
    "STATS_DUMP": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "MEMUSAGE_ENABLED": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}


class LedgerSpider(Spider):
    name = "comedie"

    def __init__(self, crawl: Crawl, give_up_after: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.crawl = crawl
        self._give_up_after = give_up_after

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the ledger knows where to begin."""
        return
        yield

    def answered(self, response: Response) -> None:
        lease: Lease = response.meta["lease"]
        try:
            self.crawl.answers.received(lease, response.meta["exchange"])
        except Exception as error:  # noqa: BLE001 - every lease is settled, whatever a page does to us
            self.crawl.answers.broken(lease, error)

    def unanswered(self, failure: Any) -> None:
        lease: Lease = failure.request.meta["lease"]
        if isinstance(failure.value, Stopped):
            self.crawl.answers.unasked(lease)
        elif isinstance(failure.value, Unreachable):
            self.crawl.answers.unreachable(lease, failure.value)
            if self.crawl.answers.failures_in_a_row >= self._give_up_after:
                self.crawl.answers.last_problem = f"le site ne répond plus ({failure.value})"
                self.crawl.stopping = True
        else:
            self.crawl.answers.broken(lease, failure.value)
