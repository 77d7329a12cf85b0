"""What the scheduler, the download handler and the spider of one run share."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.answers import Answers
from crawler.download import Downloader
from crawler.frontier import Frontier

BATCH, CONNECTIONS = 8, 4
#: So many URLs are handed out without an answer in the ledger, and no more: what a kill makes us fetch twice.
_MOST_UNSETTLED = 16
_POLITE_BATCH = 2


class Stopped(Exception):
    """The run was asked to stop before this request went out."""


@dataclass(slots=True)
class Crawl:
    """What scheduler, handler and spider share. `delay` in seconds between the starts of two requests."""

    frontier: Frontier
    answers: Answers
    downloader: Downloader
    delay: float
    report: Callable[[], None]
    stopping: bool = False
    _next_turn: float = field(default=0.0, init=False)

    @property
    def batch(self) -> int:
        """How many leases to take with the next commit; answers may lag behind the connections that brought them."""
        wished = BATCH if self.delay == 0 else _POLITE_BATCH
        return min(wished, _MOST_UNSETTLED - self.frontier.unsettled)

    @property
    def lane(self) -> int:
        """How many leases one connection takes at a time."""
        return BATCH // CONNECTIONS if self.delay == 0 else 1

    async def turn(self, not_before: float) -> None:
        """Returns when the next request may go out. Raises `Stopped`."""
        while not self.stopping:
            wait = max(self._next_turn - time.monotonic(), not_before - time.time())
            if wait <= 0:
                self._next_turn = time.monotonic() + self.delay
                return
            await asyncio.sleep(min(wait, 0.1))
        raise Stopped
