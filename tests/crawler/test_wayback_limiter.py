"""One pace for all that ask an archive: between processes, over restarts, and whatever the clock does."""

from pathlib import Path

import pytest

from comedie.settings import state_folder
from crawler.errors import HarvestError
from crawler.sources.wayback import pace_file
from crawler.wayback.client import BASE
from crawler.wayback.limiter import CAPTURE, CDX, LONGEST_ASKED, LONGEST_PAUSE, Limiter, StopAsked
from tests.support.memento_server import SimulatedClock


@pytest.fixture
def pace(tmp_path: Path) -> Path:
    return tmp_path / "pace.sqlite"


def test_two_that_share_the_file_share_the_pace(pace: Path) -> None:
    clock = SimulatedClock()
    limiters = [Limiter(pace, clock) for _ in range(3)]
    times = []
    for number in range(60):
        limiters[number % 3].turn(CDX)
        times.append(clock.now())
    assert max(sum(1 for one in times if begin <= one <= begin + 60) for begin in times) <= 24


def test_two_workspaces_share_one_pace(tmp_path: Path) -> None:
    shared = state_folder({"XDG_STATE_HOME": str(tmp_path / "state")})
    one, other = (pace_file(BASE, tmp_path / name / "ledger.sqlite", shared) for name in ("a", "b"))
    assert one == other == tmp_path / "state/comedie/wayback-pace.sqlite"
    local = pace_file("http://127.0.0.1:8000", tmp_path / "ledger.sqlite", shared)
    assert local == tmp_path / "wayback-pace.sqlite", "an archive on this machine"
    (tmp_path / "file").write_text("x")
    unusable = state_folder({"XDG_STATE_HOME": str(tmp_path / "file")})
    assert pace_file(BASE, tmp_path / "ledger.sqlite", unusable) == local, "better a pace of its own than none"


def test_a_restart_does_not_hurry(pace: Path) -> None:
    clock = SimulatedClock()
    Limiter(pace, clock).turn(CDX)
    before = clock.now()
    Limiter(pace, clock).turn(CDX)
    assert clock.now() - before >= 2.5


def test_a_pause_is_for_every_kind_of_call(pace: Path) -> None:
    clock = SimulatedClock()
    Limiter(pace, clock).failed(asked=300.0)
    before = clock.now()
    Limiter(pace, clock).turn(CAPTURE)
    assert clock.now() - before >= 300


def test_pauses_double_up_to_a_bound_and_begin_again(pace: Path) -> None:
    limiter = Limiter(pace, SimulatedClock())
    pauses = [limiter.failed() for _ in range(12)]
    assert pauses[:4] == [5.0, 10.0, 20.0, 40.0]
    assert pauses[-1] == LONGEST_PAUSE
    limiter.answered()
    assert limiter.failed() == 5.0


def test_a_senseless_wait_is_bounded(pace: Path) -> None:
    assert Limiter(pace, SimulatedClock()).failed(asked=1e12) == LONGEST_ASKED


def test_a_clock_set_back_does_not_stop_us(pace: Path) -> None:
    clock = SimulatedClock()
    limiter = Limiter(pace, clock)
    limiter.turn(CDX)
    clock.moment -= 10 * 365 * 86_400
    before = clock.now()
    limiter.turn(CDX)
    assert clock.now() - before < 10


def test_a_wish_to_stop_ends_a_pause(pace: Path) -> None:
    clock = SimulatedClock()
    limiter = Limiter(pace, clock, lambda: clock.now() > 1_800_000_010)
    limiter.failed(asked=3600.0)
    with pytest.raises(StopAsked):
        limiter.turn(CDX)
    assert clock.now() < 1_800_000_012


def test_a_damaged_file_is_named(pace: Path) -> None:
    pace.write_text("rien de lisible, et assez long pour qu’on le voie bien" * 50)
    with pytest.raises(HarvestError, match=r"pace\.sqlite.*Supprimez ce fichier"):
        Limiter(pace, SimulatedClock()).turn(CDX)
