"""How often a web archive is asked: one pace for all that ask it, kept on disk, so that a restart does not hurry."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from crawler.errors import HarvestError

CDX, CAPTURE = "cdx", "capture"
#: Seconds between two calls: at most 24 calls of the list in any 60 seconds; a capture every two seconds.
INTERVALS: Mapping[str, float] = {CDX: 2.6, CAPTURE: 2.0}
#: Pauses in seconds: after a failure, after a 429 that names none, our longest one, the longest that is obeyed.
FIRST_PAUSE, RATE_PAUSE, LONGEST_PAUSE, LONGEST_ASKED = 5.0, 60.0, 900.0, 86_400.0
_SLICE = 0.5
_NEAR = 0.001

_SCHEMA = """
CREATE TABLE IF NOT EXISTS call (kind TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pause (id INTEGER PRIMARY KEY CHECK (id = 1), until REAL NOT NULL, failures INTEGER NOT NULL)
 STRICT;
INSERT OR IGNORE INTO pause VALUES (1, 0, 0);
"""


class Clock(Protocol):
    """Seconds of the epoch, and a way to let them pass."""

    def now(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class StopAsked(Exception):
    """Somebody wants the run to end: nothing more is asked."""


class Limiter:
    """`path` is shared by every process that asks the same archive."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        stopping: Callable[[], bool] = lambda: False,
        intervals: Mapping[str, float] = INTERVALS,
    ) -> None:
        self.clock = clock
        self._path = path
        self._stopping = stopping
        self._intervals = intervals

    def turn(self, kind: str) -> None:
        """Returns when a call of this kind may go out, and notes it first. Raises `StopAsked`."""
        while not self._stopping():
            wait = self._take(kind)
            if wait <= 0:
                return
            self.wait(wait)
        raise StopAsked

    def wait(self, seconds: float) -> None:
        """Lets time pass, in slices, so that a wish to stop is heard. Raises `StopAsked`."""
        end = self.clock.now() + seconds
        while (left := end - self.clock.now()) > _NEAR:
            if self._stopping():
                raise StopAsked
            self.clock.sleep(min(left, _SLICE))

    def failed(self, asked: float = 0.0, first: float = FIRST_PAUSE) -> float:
        """Nobody asks for a while: as long as `asked`, twice as long after each failure in a row. Returns seconds."""
        with self._transaction() as execute:
            until, failures = execute("SELECT until, failures FROM pause").fetchone()
            own = min(first * 2.0 ** min(failures, 20), LONGEST_PAUSE)
            pause = max(own, min(asked, LONGEST_ASKED))
            now = self.clock.now()
            execute("UPDATE pause SET until = ?, failures = ?", (max(until, now + pause), failures + 1))
        return float(pause)

    def answered(self) -> None:
        """The archive works: the next failure is a first one again."""
        with self._transaction() as execute:
            execute("UPDATE pause SET failures = 0 WHERE failures > 0")

    def _take(self, kind: str) -> float:
        """Seconds still to wait; 0 where the call is noted and may go out."""
        with self._transaction() as execute:
            now = self.clock.now()
            # A clock that was set back must not stop us for years.
            execute("UPDATE call SET at = min(at, ?)", (now,))
            execute("UPDATE pause SET until = min(until, ?)", (now + LONGEST_ASKED,))
            row = execute("SELECT at FROM call WHERE kind = ?", (kind,)).fetchone()
            until = float(execute("SELECT until FROM pause").fetchone()[0])
            allowed = max(row[0] + self._intervals[kind] if row else 0.0, until)
            if allowed - now > _NEAR:
                return allowed - now
            execute("INSERT OR REPLACE INTO call VALUES (?, ?)", (kind, now))
            return 0.0

    @contextmanager
    def _transaction(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        try:
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=30.0)
            try:
                connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA}")
                yield connection.execute
                connection.execute("COMMIT")
            finally:
                connection.close()
        except sqlite3.DatabaseError as error:
            raise HarvestError(
                f"« {self._path} », qui règle le rythme des demandes, ne se lit ou ne s’écrit pas ({error}). "
                "Supprimez ce fichier s’il est abîmé, ou libérez de la place, puis relancez la même commande."
            ) from error
