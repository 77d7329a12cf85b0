"""The ledger as others read it, and the frontier that writes it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive_writer import FileCapture
from crawler.errors import HarvestError
from crawler.frontier import Answer, Found, Frontier
from crawler.holding import hold
from crawler.ledger import Ledger
from crawler.outcome import Outcome

NOW = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with hold(tmp_path / "l.sqlite", tmp_path / "a", "s", "source", rotate_at=10**9, software="essai") as held:
        yield held


def test_rows_counts_and_what_is_left(frontier: Frontier, tmp_path: Path) -> None:
    frontier.found(Found("http://h/b", "http://h/a", "Une fiche"))
    frontier.found(Found("http://h/a"))
    frontier.found(Found("http://h/c", outcome=Outcome.EXCLUDED, reason="règle"))
    frontier.commit()
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        assert [row.url for row in ledger.rows()] == ["http://h/a", "http://h/b", "http://h/c"]
        assert ledger.counts() == {Outcome.EXCLUDED: 1}
        assert ledger.pending() == 2
        row = ledger.row("http://h/b")
        assert row is not None
        assert (row.outcome, row.found_on, row.link_text, row.settled) == (None, "http://h/a", "Une fiche", False)
        assert ledger.row("http://h/absent") is None
        assert (ledger.fact("site"), ledger.fact("run"), ledger.fact("rien")) == ("s", "1", None)

        frontier.answered(Answer("http://h/a", Outcome.GONE, "le serveur répond 404", 404))
        assert ledger.pending() == 2, "nothing is true before the commit"
        frontier.commit()
        assert ledger.pending() == 1


def test_leases_come_by_inventory_then_by_age_and_wait_for_their_time(frontier: Frontier) -> None:
    frontier.found(Found("http://h/1"))
    frontier.found(Found("http://h/2"))
    frontier.found(Found("http://h/plan.xml", priority=1))
    assert [lease.url for lease in frontier.commit(lease=2)] == ["http://h/plan.xml", "http://h/1"]
    frontier.answered(Answer("http://h/1", None, "500", not_before=4e9))
    assert [lease.url for lease in frontier.commit(lease=5)] == ["http://h/2"]
    (late,) = frontier.commit(lease=5)
    assert (late.url, late.attempts, late.not_before) == ("http://h/1", 1, 4e9)
    assert frontier.commit(lease=5) == []


def test_a_url_that_takes_the_process_down_is_given_up(tmp_path: Path) -> None:
    def begin() -> Iterator[Frontier]:
        with hold(tmp_path / "l.sqlite", tmp_path / "a", "s", "x", rotate_at=10**9, software="essai") as held:
            yield held

    for turn in range(21):
        for frontier in begin():
            frontier.found(Found("http://h/mortelle"))
            assert len(frontier.commit()) == 0
            assert len(frontier.commit(lease=8)) == 1, turn
    for frontier in begin():
        assert frontier.commit(lease=8) == []
        assert frontier.counts() == {Outcome.FAILED: 1}


def test_the_index_and_the_ledger_tell_the_same(tmp_path: Path) -> None:
    with hold(tmp_path / "l.sqlite", tmp_path / "a", "s", "x", rotate_at=10**9, software="essai") as frontier:
        frontier.found(Found("mirror:s/a"))
        entry = frontier.writer.add_file(FileCapture("mirror:s/a", NOW, b"a"))
        frontier.answered(Answer("mirror:s/a", Outcome.CAPTURED, entry=entry))
        frontier.commit()
    from crawler.archive import Archive

    assert Archive(tmp_path / "a").entries() == [entry]
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        row = ledger.row("mirror:s/a")
    assert row is not None
    assert (row.digest, row.captured_at) == (entry.digest, NOW)


def test_two_holders_in_one_process_exclude_each_other(frontier: Frontier, tmp_path: Path) -> None:
    with (
        pytest.raises(HarvestError, match="en cours"),
        hold(tmp_path / "l.sqlite", tmp_path / "a", "s", "x", rotate_at=10**9, software="essai"),
    ):
        pass


def test_without_ledger_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HarvestError, match="comedie harvest"):
        Ledger.open(tmp_path / "absent.sqlite")
