"""A host that cannot follow is left in peace: on a simulated clock first, then on a real server."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import HarvestError
from crawler.hours import Hours
from crawler.ledger import Ledger
from crawler.limits import Limits
from crawler.politeness import Politeness, seconds_asked
from tests.crawler.kills import running, wait_until
from tests.crawler.web import GUESSED, NOT_FOUND, QUICK, Asked, Site, Workspace, answer, page

Serve = Callable[..., Site]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()
QUICKER = replace(QUICK, retry_waits=(0.001, 0.002), max_wait_asked=0.02)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Mon, 02 Mar 2026 12:01:00 GMT", 60.0),
        ("Mon, 02 Mar 2026 12:01:00 -0000", 60.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),
        *((odd, 0.0) for odd in (None, "", "-3", "bientôt", "1.5", "٣", "Mon, 99 Mar 2026 12:01:00 GMT")),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_read_in_figures_and_as_a_date(written: str | None, seconds: float) -> None:
    assert seconds_asked(written, NOW) == seconds


def test_a_host_that_asks_for_a_pause_gets_it_within_bounds() -> None:
    manners = Politeness(base=1.0, longest_pause=600.0)
    assert manners.answered(429, 0.1, "30", NOW)
    assert manners.pause(NOW) == 30.0
    assert manners.pause(NOW + 31) == 0.0
    assert manners.answered(503, 0.1, "99999999", NOW)
    assert manners.pause(NOW) == 600.0


def test_pauses_that_nobody_named_grow_and_the_delay_with_them() -> None:
    manners = Politeness(base=1.0, first_pause=5.0, longest_pause=60.0)
    pauses, delays, now = [], [], NOW
    for _ in range(6):
        assert manners.answered(429, 0.1, None, now)
        pauses.append(manners.pause(now))
        delays.append(manners.delay)
        now += pauses[-1]
    assert pauses == [5.0, 10.0, 20.0, 40.0, 60.0, 60.0]
    assert delays == [2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    for _ in range(100):
        manners.answered(200, 0.1, None, now)
    assert manners.delay == 1.0


def test_one_broken_page_is_no_overloaded_host_but_three_pages_in_a_row_are() -> None:
    manners = Politeness()
    assert not manners.answered(503, 0.1, None, NOW)
    assert not any(manners.answered(503, 0.1, None, NOW, first=False) for _ in range(20))
    assert not manners.answered(502, 0.1, None, NOW)
    assert manners.answered(504, 0.1, None, NOW)
    assert manners.pause(NOW) > 0
    assert manners.answered(200, 0.1, None, NOW + 60) is False
    assert not manners.answered(503, 0.1, None, NOW + 60)


def test_the_delay_follows_the_time_that_answers_take() -> None:
    manners = Politeness(base=1.0, adaptive=True)
    for _ in range(40):
        manners.answered(200, 0.2, None, NOW)
    assert manners.delay == 1.0
    for _ in range(40):
        manners.answered(200, 3.0, None, NOW)
    assert manners.delay == pytest.approx(6.0, abs=0.1)
    for _ in range(40):
        manners.unanswered(30.0, NOW)
    assert manners.delay == 30.0
    fixed = Politeness(base=1.0)
    fixed.unanswered(30.0, NOW)
    assert fixed.delay == 1.0


def test_a_host_that_falls_silent_is_given_time_to_come_back() -> None:
    """A server that starts again, a laptop that wakes before its network: twenty tries last some ten minutes."""
    manners = Politeness(base=1.0, first_pause=10.0, patient=True)
    pauses, now = [], NOW
    for _ in range(20):
        manners.unanswered(0.0, now)
        pauses.append(manners.pause(now))
        now += pauses[-1]
    assert pauses[:6] == [0.0, 0.0, 10.0, 20.0, 40.0, 60.0]
    assert 600 < sum(pauses) < 1200
    assert manners.answered(200, 0.1, None, now) is False
    manners.unanswered(0.0, now)
    assert manners.pause(now) == 0.0
    here = Politeness()
    for _ in range(20):
        here.unanswered(0.0, NOW)
    assert here.pause(NOW) == 0.0


def test_attempts_on_the_internet_are_further_apart_unless_somebody_chose() -> None:
    assert Limits().patient().retry_waits == (10.0, 60.0)
    assert QUICK.patient() == QUICK


def test_what_a_host_asked_for_outlives_the_process() -> None:
    before = Politeness(base=1.0)
    before.answered(429, 0.1, "300", NOW)
    after = Politeness(base=1.0)
    after.restore(before.state(), NOW + 10)
    assert (after.pause(NOW + 10), after.delay, after.why) == (290.0, 2.0, before.why)
    after.restore(before.state(), NOW - 1_000_000)
    assert after.pause(NOW - 1_000_000) == after.longest_pause


@given(
    st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["[]", "null", '{"slowed": "x"}', '{"usual": 1e999}']))
)
def test_a_spoilt_memory_is_no_reason_to_stop(state: str | None) -> None:
    manners = Politeness(base=1.0)
    manners.restore(state, NOW)
    assert 0 <= manners.pause(NOW) <= manners.longest_pause
    assert 1.0 <= manners.delay <= 30.0


@pytest.mark.parametrize(
    ("written", "shown"),
    [("22:00-06:00", "22:00-06:00"), ("22h-6h", "22:00-06:00"), ("1-5", "01:00-05:00"), ("0h30 à 24h", "00:30-00:00")],
)
def test_hours_are_read_as_people_write_them(written: str, shown: str) -> None:
    assert str(Hours.read(written)) == shown


@pytest.mark.parametrize("written", ["", "la nuit", "22:00", "25:00-06:00", "22:60-06:00", "6-6", "24:30-06:00"])
def test_hours_that_make_no_sense_are_refused(written: str) -> None:
    with pytest.raises(HarvestError, match="--hours 22:00-06:00") as error:
        Hours.read(written)
    assert error.value.exit_code == 2


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - the clock on the wall
def test_closed_hours_end_when_the_next_ones_begin(now: datetime) -> None:
    for hours in (Hours.read("22:00-06:00"), Hours.read("09:00-17:30")):
        wait = hours.closed_for(now)
        assert 0 <= wait <= 24 * 3600
        assert not hours.closed_for(now + timedelta(seconds=wait))
        if wait:
            assert (now + timedelta(seconds=wait)).time() == hours.begins


class _Overloaded:
    """Answers 429 to one request, and lists those that come too early after it; asked over one connection."""

    def __init__(self, retry_after: Callable[[], str], pause: float) -> None:
        self.retry_after = retry_after
        self.pause = pause
        self.refused_at: float | None = None
        self.early: list[str] = []

    def __call__(self, asked: Asked) -> bytes:
        now = time.time()
        if asked.path == "/busy" and self.refused_at is None:
            self.refused_at = now
            return answer("", "429 Too Many Requests", retry_after=self.retry_after())
        if self.refused_at is not None and now < self.refused_at + self.pause:
            self.early.append(asked.path)
        if asked.path == "/robots.txt":
            return answer("User-agent: *\nCrawl-delay: 0.01", content_type="text/plain")
        if asked.path in GUESSED:
            return NOT_FOUND
        links = "".join(f'<a href="/{n}">{n}</a>' for n in range(20)) if asked.path == "/" else ""
        return answer(page(f'<a href="/busy">b</a>{links}'))


def test_a_pause_that_is_asked_holds_for_the_whole_host(serve: Serve, workspace: Workspace) -> None:
    host = _Overloaded(lambda: "1", 1.0)
    site = serve({}, host)
    report = workspace.harvest(site.url)
    assert report.complete
    assert len(site.fetched()) == 22
    assert host.early == []
    assert any("demande de ralentir (429)" in state.waiting for state in workspace.progress)


def is_paused(workspace: Workspace) -> bool:
    """As the ledger has it, while the harvest runs."""
    try:
        with Ledger.open(workspace.ledger_file) as ledger:
            return json.loads(ledger.fact("politeness") or "{}").get("paused_until", 0) > 0
    except (HarvestError, sqlite3.Error):
        return False


def test_a_pause_outlives_kill_9(serve: Serve, workspace: Workspace) -> None:
    host = _Overloaded(lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True), 3.0)
    site = serve({}, host)
    with running(site, workspace.folder) as process:
        wait_until(process, lambda: is_paused(workspace))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    report = workspace.harvest(site.url)
    assert report.complete
    assert len(site.fetched()) == 22
    assert host.early == []


def test_a_host_that_cannot_follow_at_all_is_left_for_another_day(serve: Serve, workspace: Workspace) -> None:
    links = "".join(f'<a href="/{n}">{n}</a>' for n in range(40))
    site = serve({"/": answer(page(links))}, otherwise=answer("", "429 Too Many Requests"))
    report = workspace.harvest(site.url, delay=0.001, limits=QUICKER)
    assert not report.complete
    assert report.pending
    assert "plus tard" in report.last_problem
    assert len([path for path in site.fetched() if path != "/"]) < 20


def test_outside_its_hours_a_site_is_not_asked(serve: Serve, workspace: Workspace) -> None:
    """A window that opens in two hours; the run is stopped, nothing was asked, and nothing is lost."""
    begins = datetime.now() + timedelta(hours=2)  # noqa: DTZ005 - the clock on the wall
    hours = f"{begins:%H:%M}-{begins + timedelta(minutes=30):%H:%M}"
    site = serve({"/": answer(page("x"))})
    report = workspace.harvest(site.url, hours=hours, limits=replace(workspace.limits, max_seconds=1.5))
    assert not site.asked
    assert not report.complete
    assert any(hours in state.waiting for state in workspace.progress)
