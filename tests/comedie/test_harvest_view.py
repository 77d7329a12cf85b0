"""The lines of a harvest at work: what they say, that they fit, and that a file gets none of them."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comedie import harvest_view
from comedie.harvest_view import Pace, lines_of
from crawler.request import HarvestProgress

ROOT = Path(__file__).parents[2]
STATE = HarvestProgress(1234, 566, 3, "https://h/x : le serveur répond 500", fetched=1000, delay=1.0)
SCRIPT = """
from comedie.harvest_view import harvest_view
from crawler.request import HarvestProgress
with harvest_view("https://www.exemple.org/") as show:
    for done in (10, 20):
        show(HarvestProgress(done, 5, 1, "https://h/\\x1b[31mx : coupée", fetched=done, delay=0.5, waiting="la nuit"))
"""


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def paced(per_second: float, seconds: int = 30) -> Pace:
    clock = Clock()
    pace = Pace(clock)
    for second in range(seconds + 1):
        clock.now = 1_000.0 + second
        pace.hear(replace(STATE, fetched=round(second * per_second)))
    return pace


STEADY = paced(1.0)


def test_a_wide_terminal_has_all_of_it_in_three_lines() -> None:
    assert [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines_of(STATE, paced(0.5), 100)] == [
        "━━━━━━━━━━━━━╌╌╌╌╌╌╌  1 234 faites · 566 en attente · 3 en échec",
        "30 par minute · 1,0 s entre deux demandes · encore 19 min au moins",
        "Dernier problème : https://h/x : le serveur répond 500",
    ]


def test_time_left_is_never_shorter_than_the_delay_allows() -> None:
    assert paced(10.0).left(STATE) == pytest.approx(566.0)
    assert paced(0.5).left(STATE) == pytest.approx(1132.0, rel=0.05)
    assert paced(0.5).left(replace(STATE, queued=0)) is None
    assert Pace().left(STATE) is None


def test_a_pause_is_said_and_does_not_count_as_slowness() -> None:
    pace = paced(2.0)
    resting = replace(STATE, waiting="hors des heures permises (22:00-06:00)")
    pace.hear(resting)
    assert pace.rate is None
    assert "En pause\u00a0: hors des heures permises (22:00-06:00)" in lines_of(resting, pace, 100)


def test_the_rate_is_that_of_the_last_minute() -> None:
    pace = paced(10.0, 60)
    clock = pace.clock
    assert isinstance(clock, Clock)
    for second in range(1, 61):
        clock.now += 1
        pace.hear(replace(STATE, fetched=600 + second))
    assert pace.rate == pytest.approx(1.0, rel=0.05)


@given(st.text(max_size=120), st.text(max_size=40), st.integers(20, 200), st.integers(0, 10**7))
def test_no_line_is_wider_than_the_terminal_nor_carries_control_characters(
    problem: str, waiting: str, width: int, done: int
) -> None:
    lines = lines_of(HarvestProgress(done, done // 3, 1, problem, done, 0.25, waiting), STEADY, width)
    assert all(len(line) <= width - 2 for line in lines)
    assert all(sign.isprintable() or sign in "\u00a0\u202f" for line in lines for sign in line)


def test_a_file_gets_json_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest_view, "LOG_EVERY", 0.0)
    with harvest_view.harvest_view("https://h/") as show:
        show(STATE)
    told = json.loads(capsys.readouterr().err)
    assert told["event"] == "harvest.progress"
    assert (told["done"], told["queued"], told["failed"], told["delay"]) == (1234, 566, 3, 1.0)


@pytest.mark.parametrize("columns", [40, 120])
def test_a_terminal_shows_the_last_state(columns: int) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns)}
    with subprocess.Popen([sys.executable, "-c", SCRIPT], stderr=theirs, cwd=ROOT, env=environment):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:
            pass
    os.close(ours)
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode()).replace("\u00a0", " ")
    assert "Moisson de https://www.exemple.org/" in text
    assert "20 faites" in text
    assert "En pause : la nuit" in text
    assert "1mx : coupée" in text
    assert "\x1b[31mx" not in shown.decode()
