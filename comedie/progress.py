"""Progress on stderr: a bar on a terminal, JSON log lines elsewhere."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

#: Seconds between two log lines of one stage, where there is no terminal.
LOG_EVERY = 5.0


class Bar(Protocol):
    def update(self, done: int, total: int | None, note: str = "") -> None: ...


@contextmanager
def progress(stage: str, label: str) -> Iterator[Bar]:
    """A bar for one stage; `stage` is its name in logs, `label` what a person reads."""
    if sys.stderr.isatty():
        with _terminal(label) as bar:
            yield bar
    else:
        yield _LogLines(stage)


def log(event: str, **values: Any) -> None:
    """One JSON line on stderr, for whoever runs this without a terminal; silent on a terminal."""
    if not sys.stderr.isatty():
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "event": event, **values}
        sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")


class _LogLines:
    def __init__(self, stage: str) -> None:
        self._stage = stage
        self._next = time.monotonic() + LOG_EVERY

    def update(self, done: int, total: int | None, note: str = "") -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + LOG_EVERY
            log(f"{self._stage}.progress", done=done, total=total, note=note)


@contextmanager
def _terminal(label: str) -> Iterator[Bar]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}", style="dim"),
    )
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(label, total=None, note="")

        class Terminal:
            def update(self, done: int, total: int | None, note: str = "") -> None:
                shown.update(task, completed=done, total=total, note=note[:40])

        yield Terminal()
