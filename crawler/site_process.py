"""The process that harvests one live site, and ends with it.

Signals are taken before anything else: the first one ends the run after the requests in flight, the second at once.
"""

import asyncio
import gc
import json
import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.crawl import Crawl

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_EXIT_AT_ONCE = 3
_REPORT_EVERY, _WAITING_EVERY = 0.2, 1.0
#: So many times what a report takes are left to the harvest before the next one.
_WORK_BETWEEN = 30


class _Wish:
    """Whether somebody wants the run to stop."""

    def __init__(self) -> None:
        self.asked = False
        self.crawl: Crawl | None = None

    def hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            os._exit(_EXIT_AT_ONCE)
        self.asked = True
        if self.crawl is not None:
            self.crawl.stopping = True


def main() -> None:
    wish = _Wish()
    for number in _STOP_SIGNALS:
        signal.signal(number, wish.hear)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    sys.stdout = sys.stderr
    values = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from crawler.errors import HarvestError  # noqa: PLC0415 - signals first: imports take a while

    try:
        _say(out, report=_harvest(values, wish, out))
    except HarvestError as error:
        _say(out, error=str(error), exit_code=error.exit_code)
    except (OSError, sqlite3.Error) as error:
        _say(out, error=_unwritable(values["ledger"], error), exit_code=1)
    for number in _STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _harvest(values: dict[str, Any], wish: _Wish, out: IO[str]) -> dict[str, Any]:
    from crawler.access import Override, about_access, note_override  # noqa: PLC0415
    from crawler.addresses import Addresses  # noqa: PLC0415

    with _uncollected():
        from crawler.answers import Answers  # noqa: PLC0415
        from crawler.crawl import Crawl  # noqa: PLC0415
        from crawler.credentials import Credentials  # noqa: PLC0415
        from crawler.discovery import Discovery  # noqa: PLC0415
        from crawler.download import Downloader  # noqa: PLC0415
        from crawler.holding import hold  # noqa: PLC0415
        from crawler.hours import Hours  # noqa: PLC0415
        from crawler.limits import Limits  # noqa: PLC0415
        from crawler.outcome import Outcome  # noqa: PLC0415
        from crawler.politeness import Politeness  # noqa: PLC0415
        from crawler.preflight import begin_run, learn_missing_page, read_robots, scope_of  # noqa: PLC0415
        from crawler.request import described, report_of, software  # noqa: PLC0415
        from crawler.robots import Robots  # noqa: PLC0415
        from crawler.room import Room  # noqa: PLC0415
        from crawler.scope import Scope  # noqa: PLC0415

    limits = Limits(**{**values["limits"], "retry_waits": tuple(values["limits"]["retry_waits"])})
    agent = software()
    contact = values["contact"]
    full_agent = f"{agent} (+{contact})" if contact else agent
    override = Override(**values["override"]) if values["override"] else None
    credentials = Credentials(**values["credentials"])
    named = Scope.of(values["source"], aliases=tuple(values["aliases"]))
    usual = _default_delay(named.start)
    if usual:
        limits = limits.patient()
    with hold(
        Path(values["ledger"]),
        Path(values["archive"]),
        values["site"],
        values["source"],
        rotate_at=limits.rotate_at,
        software=agent,
        about=(*described(values["site"], contact=contact, agent=full_agent), *about_access(override, credentials)),
        announced=override is not None or bool(credentials),
    ) as frontier:
        scope = scope_of(values, frontier, limits)
        discovery = Discovery(frontier, scope, Robots(agent, override=override), limits)
        answers = Answers(frontier, discovery, limits, identified=bool(credentials))
        downloader = Downloader(
            user_agent=full_agent,
            connect_timeout=limits.connect_timeout,
            read_timeout=limits.read_timeout,
            total_timeout=limits.total_timeout,
            max_body=limits.max_body,
            max_head=limits.max_head,
            contact=contact,
            addresses=Addresses(named.named_hosts),
            credentials=credentials,
            protected=named.protected_origins,
        )
        next_told, told_waiting = [0.0], [""]
        room = Room(Path(values["archive"]), limits, time.monotonic())

        def report() -> None:
            same = crawl.waiting and crawl.waiting == told_waiting[0]
            if time.monotonic() < next_told[0] + (_WAITING_EVERY if same else 0.0):
                return
            began, told_waiting[0] = time.monotonic(), crawl.waiting
            if (why := room.exceeded()) is not None:
                answers.last_problem = why
                crawl.stopping = True
            counts = frontier.counts()
            _say(
                out,
                progress={
                    "done": sum(counts.values()),
                    "queued": frontier.pending(),
                    "failed": counts.get(Outcome.FAILED, 0),
                    "last_problem": answers.last_problem,
                    "fetched": frontier.fetched,
                    "delay": crawl.manners.delay,
                    "waiting": crawl.waiting,
                },
            )
            spent = time.monotonic() - began  # counting takes longer the more addresses there are
            next_told[0] = began + max(_REPORT_EVERY, _WORK_BETWEEN * spent)

        asked = values["delay"]
        manners = Politeness(
            base=usual if asked is None else asked,
            adaptive=asked is None and usual > 0,
            first_pause=limits.retry_waits[0] if limits.retry_waits else 0.0,
            longest_pause=limits.max_wait_asked,
            patient=usual > 0,
        )
        hours = Hours.read(values["hours"]) if values["hours"] else None
        crawl = Crawl(frontier, answers, downloader, manners, report, hours)
        crawl.remember_manners()

        wish.crawl = crawl
        crawl.stopping = wish.asked
        with _committed(crawl):
            asyncio.run(read_robots(crawl, discovery, limits))
            if asked is None:
                manners.base = max(discovery.robots.delay, usual)
            asyncio.run(learn_missing_page(crawl, discovery))
            note_override(frontier, override)
            begin_run(frontier, discovery, tuple(values["probe_ids"] or ()), identified=bool(credentials))
            _run_scrapy(crawl, limits.give_up_after_refusals)
        next_told[0] = 0.0
        report()
        result = report_of(frontier, frozenset(values["accepted"]), answers.last_problem)
        return {
            "outcomes": {outcome.value: count for outcome, count in result.outcomes.items()},
            "pending": result.pending,
            "fetched": result.fetched,
            "complete": result.complete,
            "last_problem": result.last_problem,
            "barren": result.barren,
            "obstacle": result.obstacle,
        }


def _run_scrapy(crawl: "Crawl", give_up_after: int) -> None:
    with _uncollected():
        from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415

        from crawler.spider import SETTINGS, LedgerSpider  # noqa: PLC0415

    settings = dict(SETTINGS)
    if crawl.manners.base:
        settings |= {"CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # the collector looks at each page's short-lived objects less often
    process = AsyncCrawlerProcess(settings)
    process.crawl(LedgerSpider, crawl=crawl, give_up_after=give_up_after)
    process.start(install_signal_handlers=False)
    if crawl.unwritable is not None:
        raise crawl.unwritable


@contextmanager
def _uncollected() -> Iterator[None]:
    """Modules make objects that stay: to look for garbage among them is a fifth of the time that imports take."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _committed(crawl: "Crawl") -> Iterator[None]:
    """Whatever ends the run, what was received is kept, if it can be."""
    try:
        yield
    finally:
        if crawl.unwritable is None:
            crawl.frontier.commit()


def _unwritable(ledger: str, error: Exception) -> str:
    return (
        f"Le registre « {ledger} » et l’archive ne peuvent plus être écrits ({error}). Rien de ce qui y était n’est "
        "perdu : libérez de la place ou vérifiez les droits, puis relancez la même commande."
    )


def _default_delay(url: str) -> float:
    """Seconds: none on this machine, one elsewhere."""
    from crawler.loopback import is_loopback  # noqa: PLC0415

    return 0.0 if is_loopback(url) else 1.0


def _end_with_parent() -> None:
    """Standard input stays open as long as somebody waits for us; it ends when they are killed."""
    while os.read(sys.stdin.fileno(), 4096):  # not the buffered reader: its lock would abort an interpreter that ends
        pass
    os._exit(_EXIT_AT_ONCE)


def _say(out: IO[str], **message: Any) -> None:
    out.write(json.dumps(message, ensure_ascii=False) + "\n")
    out.flush()
