"""What a person sees of a harvest while it works: some lines that change on a terminal, JSON log lines elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from comedie.output import count
from comedie.progress import LOG_EVERY, log
from crawler.request import HarvestProgress

#: The rate is that of the last minute; before a few seconds have passed there is none to tell.
_WINDOW, _SHORTEST = 60.0, 3.0
_BAR, _NARROW = 20, 60


@dataclass(slots=True)
class Pace:
    """How many URLs a second, by what was done during the last minute in which anything could be asked."""

    clock: Callable[[], float] = time.monotonic
    _seen: deque[tuple[float, int]] = field(default_factory=deque, init=False)

    def hear(self, state: HarvestProgress) -> None:
        if state.waiting:
            self._seen.clear()
            return
        now = self.clock()
        self._seen.append((now, state.done if state.fetched is None else state.fetched))
        while self._seen[0][0] < now - _WINDOW:
            self._seen.popleft()

    @property
    def rate(self) -> float | None:
        if not self._seen:
            return None
        (began, first), (ended, last) = self._seen[0], self._seen[-1]
        return (last - first) / (ended - began) if ended - began >= _SHORTEST and last > first else None

    def left(self, state: HarvestProgress) -> float | None:
        """Seconds for what is in the queue; what will still be found is not in it."""
        rate = self.rate
        if rate is None or not state.queued:
            return None
        return state.queued * max(1 / rate, state.delay or 0.0)


def lines_of(state: HarvestProgress, pace: Pace, width: int) -> list[str]:
    """As few lines as `width` columns allow, none of them wider."""
    failed = count(state.failed, "en échec", "en échec")
    facts = [
        count(state.done, "faite", "faites"),
        count(state.queued, "en attente", "en attente"),
        *([failed] if state.failed else []),
    ]
    speed = []
    if pace.rate is not None:
        speed.append(
            f"{_decimal(pace.rate * 60)}\u00a0par minute"
            if pace.rate < 2
            else f"{_decimal(pace.rate)}\u00a0par seconde"
        )
    if state.delay:
        speed.append(f"{_decimal(state.delay)}\u00a0s entre deux demandes")
    left = pace.left(state)
    if left is not None:
        speed.append(f"encore {_duration(left)} au moins")
    lines = facts + speed if width < _NARROW else [_bar(state) + " · ".join(facts), " · ".join(speed)]
    if state.waiting:
        lines.append(f"En pause\u00a0: {state.waiting}")
    if state.last_problem and not state.waiting.startswith(state.last_problem):
        lines.append(f"Dernier problème\u00a0: {state.last_problem}")
    return [_cut(line, width - 2) for line in lines if line]


@contextmanager
def harvest_view(source: str) -> Iterator[Callable[[HarvestProgress], None]]:
    """Yields what is to be called with each state of the harvest."""
    pace = Pace()
    if sys.stderr.isatty():
        with _terminal(source, pace) as show:
            yield show
    else:
        yield _logged(pace)


def _logged(pace: Pace) -> Callable[[HarvestProgress], None]:
    due = time.monotonic() + LOG_EVERY

    def show(state: HarvestProgress) -> None:
        nonlocal due
        pace.hear(state)
        if time.monotonic() < due:
            return
        due = time.monotonic() + LOG_EVERY
        rate, left = pace.rate, pace.left(state)
        log(
            "harvest.progress",
            done=state.done,
            total=state.done + state.queued,
            queued=state.queued,
            failed=state.failed,
            rate=None if rate is None else round(rate, 2),
            delay=state.delay,
            seconds_left=None if left is None else round(left),
            waiting=state.waiting,
            note=state.last_problem,
        )

    return show


@contextmanager
def _terminal(source: str, pace: Pace) -> Iterator[Callable[[HarvestProgress], None]]:
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(stderr=True, highlight=False)
    head = _cut(f"Moisson de {source}", console.width)
    with Live(Text(head), console=console, refresh_per_second=4) as live:

        def show(state: HarvestProgress) -> None:
            pace.hear(state)
            text = Text(_cut(f"Moisson de {source}", console.width), style="bold")
            for line in lines_of(state, pace, console.width):
                text.append(f"\n  {line}", style="not bold yellow" if line.startswith(_WARNINGS) else "not bold")
            live.update(text)

        yield show


_WARNINGS = ("En pause", "Dernier problème")


def _bar(state: HarvestProgress) -> str:
    total = state.done + state.queued
    full = _BAR * state.done // total if total else 0
    return f"{'━' * full}{'╌' * (_BAR - full)}  "


def _decimal(number: float) -> str:
    return (
        f"{number:.0f}"
        if number >= 10
        else f"{number:.1f}".replace(".", ",")
        if number >= 1
        else f"{number:.2g}".replace(".", ",")
    )


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds), 1)}\u00a0s"
    if seconds < 5400:
        return f"{round(seconds / 60)}\u00a0min"
    return f"{_decimal(seconds / 3600)}\u00a0h"


def _cut(line: str, width: int) -> str:
    """What a site writes reaches the terminal without its control characters; the end of an address matters too."""
    plain = "".join(sign for sign in line if sign.isprintable() or sign in "\u00a0\u202f")
    if len(plain) <= max(width, 10):
        return plain
    keep = max(width, 10) - 1
    return f"{plain[: keep - keep // 3]}…{plain[-(keep // 3) :]}"
