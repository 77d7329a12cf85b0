"""However late the answers come, a kill never makes us ask for more than sixteen URLs again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.answers import Answers
from crawler.archive_writer import FileCapture
from crawler.crawl import Crawl
from crawler.discovery import Discovery
from crawler.download import Downloader
from crawler.holding import hold
from crawler.limits import Limits
from crawler.outcome import Outcome
from crawler.politeness import Politeness
from crawler.robots import Robots
from crawler.scope import Scope
from crawler.visit import Answer, Lease

SITE = "http://h/"
PAGES = 60
MOST = 16  # DESIGN §11


@contextmanager
def crawl_in(folder: Path) -> Iterator[Crawl]:
    limits = Limits()
    with hold(
        folder / "ledger.sqlite", folder / "archive", "h", SITE, rotate_at=limits.rotate_at, software="essai"
    ) as frontier:
        discovery = Discovery(frontier, Scope.of(SITE), Robots("essai"), limits)
        for number in range(PAGES):
            discovery.name(f"{SITE}{number}")
        answers = Answers(frontier, discovery, limits)
        yield Crawl(frontier, answers, Downloader("essai"), Politeness(), lambda: None)


def leased(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as ledger:
        return int(ledger.execute("SELECT count(*) FROM url WHERE state = 'leased'").fetchone()[0])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-1, 20), max_size=80))
def test_answers_that_lag_behind_leave_no_more_than_sixteen_unsettled(moves: list[int]) -> None:
    """-1 draws a URL; any other number answers one of those that are out, the oldest or a later one."""
    with TemporaryDirectory() as scratch, crawl_in(Path(scratch)) as crawl:
        out: list[Lease] = []
        for move in [*moves, *[-1] * 40]:
            if move >= 0 and out:
                lease = out.pop(move % len(out))
                crawl.frontier.answered(Answer(lease.url, Outcome.GONE))
            elif (drawn := crawl.next_lease()) is not None:
                out.append(drawn)
            assert leased(Path(scratch)) <= MOST
        assert len(out) <= MOST
        while out or (drawn := crawl.next_lease()) is not None:
            if out:
                crawl.frontier.answered(Answer(out.pop().url, Outcome.GONE))
            else:
                assert drawn is not None
                out.append(drawn)
        crawl.frontier.commit()
        assert crawl.frontier.counts() == {Outcome.GONE: PAGES}


def test_what_was_not_asked_is_in_the_queue_again(tmp_path: Path) -> None:
    with crawl_in(tmp_path) as crawl:
        drawn = crawl.next_lease()
        assert drawn is not None
        assert leased(tmp_path) > 1
        crawl.answers.unasked(drawn)
        crawl.give_back()
        crawl.frontier.commit()
        assert leased(tmp_path) == 0
        assert crawl.frontier.pending() == PAGES
        assert not crawl.has_leases


def test_an_archive_that_cannot_be_written_ends_the_run_and_says_why(tmp_path: Path) -> None:
    with crawl_in(tmp_path) as crawl:
        writer = crawl.frontier.writer
        writer.add_file(FileCapture(SITE, datetime.now(UTC), b"x"))
        writer.folder.rmdir()
        assert crawl.next_lease() is None
        assert crawl.stopping
        assert "ne peut pas être écrite" in crawl.answers.last_problem
        assert leased(tmp_path) == 0
        writer.folder.mkdir()
