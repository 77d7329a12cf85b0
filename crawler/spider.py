"""The Scrapy spider: it yields nothing. Links go to the ledger as strings, and come back as leases."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Spider
from scrapy.http import Response

from crawler.crawl import CONNECTIONS, Crawl, Stopped
from crawler.download import Exchange, Unreachable
from crawler.visit import Lease

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

    def parse(self, response: Response, **_: Any) -> None:
        """A lane came to its end: each of its leases is settled."""

    def unanswered(self, failure: Any) -> None:
        """Scrapy itself failed, before the lane's first lease was asked for."""
        self.crawl.answers.broken(failure.request.meta["lease"], failure.value)

    def received(self, lease: Lease, exchange: Exchange) -> None:
        try:
            self.crawl.answers.received(lease, exchange)
        except Exception as error:  # noqa: BLE001 - every lease is settled, whatever a page does to us
            self.crawl.answers.broken(lease, error)

    def unreceived(self, lease: Lease, error: Exception) -> None:
        answers = self.crawl.answers
        if isinstance(error, Stopped):
            answers.unasked(lease)
        elif isinstance(error, Unreachable):
            answers.unreachable(lease, error)
            if answers.failures_in_a_row >= self._give_up_after:
                answers.last_problem = f"le site ne répond plus ({error})"
                self.crawl.stopping = True
        else:
            answers.broken(lease, error)
