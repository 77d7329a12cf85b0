"""What the scheduler, the download handler and the spider of one run share."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from crawler.answers import Answers
from crawler.download import Downloader, Exchange, Unreachable
from crawler.frontier import Frontier
from crawler.hours import Hours
from crawler.politeness import Politeness

#: With 4 connections, at most this many and as many again are fetched twice after a kill.
BATCH, CONNECTIONS = 8, 4
_POLITE_BATCH = 2
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
    _next_turn: float = field(default=0.0, init=False)
    _overloaded_firsts: int = field(default=0, init=False)
    _noted_delay: float = field(default=0.0, init=False)

    @property
    def batch(self) -> int:
        return _POLITE_BATCH if self.manners.base else BATCH

    @property
    def lane(self) -> int:
        """How many leases one connection takes at a time."""
        return 1 if self.manners.base else BATCH // CONNECTIONS

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
            self.manners.unanswered(time.monotonic() - began)
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
            self.frontier.commit()
            self._overloaded_firsts += first
            if self._overloaded_firsts >= _OVERLOADED_FIRSTS:
                self.answers.last_problem = f"{manners.why} à chaque page : relancez la même commande plus tard"
                self.stopping = True
        else:
            self._overloaded_firsts = 0
            if abs(manners.delay - self._noted_delay) > 0.25 * max(self._noted_delay, 0.2):
                self._noted_delay = manners.delay
                self.frontier.note(_MANNERS, manners.state())
