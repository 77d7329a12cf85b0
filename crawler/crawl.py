"""What the scheduler, the download handler and the spider of one run share."""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from crawler.answers import Answers
from crawler.download import Downloader, Exchange, Unreachable
from crawler.errors import HarvestError
from crawler.frontier import Frontier
from crawler.hours import Hours
from crawler.politeness import Politeness
from crawler.visit import Lease

BATCH, CONNECTIONS = 12, 4
_POLITE_BATCH = 2
#: So many URLs are handed out without an answer in the ledger, and no more: what a kill makes us fetch twice.
MOST_UNSETTLED = 16
_MANNERS = "politeness"
#: So many URLs in a row whose very first answer is that the host cannot follow: it will not today.
_OVERLOADED_FIRSTS = 10
#: The wish to stop is looked at so often, in seconds.
_LOOK_EVERY = 0.1


class Stopped(Exception):
    """The run was asked to stop before this request went out."""


@dataclass(slots=True)
class Crawl:
    """What scheduler, handler and spider share."""

    frontier: Frontier
    answers: Answers
    downloader: Downloader
    manners: Politeness
    report: Callable[[], None]
    hours: Hours | None = None
    stopping: bool = False
    #: Why nothing is asked at the moment, in French; empty while the host is asked.
    waiting: str = field(default="", init=False)
    #: Why the archive or the ledger cannot be written any more.
    unwritable: Exception | None = field(default=None, init=False)
    _next_turn: float = field(default=0.0, init=False)
    _overloaded_firsts: int = field(default=0, init=False)
    _noted_delay: float = field(default=0.0, init=False)
    _leases: deque[Lease] = field(default_factory=deque, init=False)

    @property
    def batch(self) -> int:
        """How many leases to take with the next commit; answers may lag behind the connections that brought them."""
        wished = _POLITE_BATCH if self.manners.base else BATCH
        return min(wished, MOST_UNSETTLED - self.frontier.unsettled)

    @property
    def lane(self) -> int:
        """How many leases one connection takes before Scrapy looks what else there is to do."""
        return 1 if self.manners.base else BATCH

    @property
    def has_leases(self) -> bool:
        return bool(self._leases)

    def next_lease(self) -> Lease | None:
        """The next URL to ask for, or nothing where none is left now. Commits, once a batch."""
        if self.stopping:
            return None
        if not self._leases:
            self._leases.extend(self.commit(lease=self.batch))
            self.report()
        return self._leases.popleft() if self._leases else None

    def commit(self, lease: int = 0) -> list[Lease]:
        """What cannot be written ends the run, and is raised after it: Scrapy would go on, and wait for ever."""
        if self.unwritable is not None:
            return []
        try:
            return self.frontier.commit(lease=lease)
        except (HarvestError, OSError, sqlite3.Error) as error:
            self.answers.last_problem = str(error)
            self.unwritable = error
            self.stopping = True
            return []

    def give_back(self) -> None:
        """The run stops: what was leased and not asked for is in the queue again."""
        while self._leases:
            self.answers.unasked(self._leases.popleft())

    def remember_manners(self) -> None:
        """A host that asked an earlier run to wait, or to slow down, need not ask again."""
        self.manners.restore(self.frontier.fact(_MANNERS), time.time())

    async def ask(
        self, url: str, headers: tuple[tuple[str, str], ...] = (), *, not_before: float = 0.0, first: bool = False
    ) -> Exchange:
        """One request, when its turn has come. `first`: never asked before. Raises `Unreachable`, `Stopped`."""
        await self._turn(not_before)
        began = time.monotonic()
        try:
            exchange = await self.downloader.fetch(url, headers)
        except Unreachable:
            self.manners.unanswered(time.monotonic() - began, time.time())
            raise
        else:
            self._heard(exchange, first=first)
        finally:
            self._next_turn = max(self._next_turn, began + self.manners.delay)
        return exchange

    async def _turn(self, not_before: float) -> None:
        while not self.stopping:
            wait = max(self._next_turn - time.monotonic(), not_before - time.time(), self._not_now())
            if wait <= 0:
                self.waiting = ""
                self._next_turn = time.monotonic() + self.manners.delay
                return
            if wait > _LOOK_EVERY:
                self.report()
            await asyncio.sleep(min(wait, _LOOK_EVERY))
        raise Stopped

    def _not_now(self) -> float:
        """Seconds during which nothing at all is asked of the host."""
        closed = self.hours.closed_for(datetime.now()) if self.hours is not None else 0.0  # noqa: DTZ005 - hours of here
        pause = self.manners.pause(time.time())
        if closed > pause:
            self.waiting = f"hors des heures permises ({self.hours})"
        elif pause:
            self.waiting = f"{self.manners.why}, jusqu’à {datetime.fromtimestamp(self.manners.paused_until):%H:%M:%S}"  # noqa: DTZ006
        else:
            self.waiting = ""
        return max(closed, pause)

    def _heard(self, exchange: Exchange, *, first: bool) -> None:
        """Before anything else is done with an answer: whether the host needs rest, which outlives us at once."""
        manners = self.manners
        status = exchange.head.status or 0
        asked = exchange.head.value("retry-after")
        overloaded = manners.answered(status, exchange.waited, asked, time.time(), first=first)
        if overloaded:
            self.answers.last_problem = manners.why
            self.frontier.note(_MANNERS, manners.state())
            self.commit()
            self._overloaded_firsts += first
            if self._overloaded_firsts >= _OVERLOADED_FIRSTS:
                self.answers.last_problem = f"{manners.why} à chaque page : relancez la même commande plus tard"
                self.stopping = True
        else:
            self._overloaded_firsts = 0
            if abs(manners.delay - self._noted_delay) > 0.25 * max(self._noted_delay, 0.2):
                self._noted_delay = manners.delay
                self.frontier.note(_MANNERS, manners.state())
