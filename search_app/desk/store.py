"""The editors' desk as one object: their decisions, which each page reads, and all that only editors need.

A worker that serves readers alone never loads the library of databases: 12 MiB, and a third of a second of its start.
"""

import sqlite3
import time
from threading import Lock
from typing import TYPE_CHECKING

from search_app.desk.journal_file import JournalFile, Stamp
from transform.decisions import Decision

if TYPE_CHECKING:
    from search_app.desk.accounts import Accounts
    from search_app.desk.database import Clock, DeskDatabase
    from search_app.desk.sessions import Sessions
    from search_app.desk.throttle import Throttle


class DeskStore:
    """`clock` gives seconds since 1970; tests have their own. Raises `DeskError` for what cannot be opened."""

    def __init__(self, database_url: str, clock: "Clock" = time.time) -> None:
        self._url = database_url
        self._clock = clock
        self._lock = Lock()
        self._opening = Lock()
        self._opened: DeskDatabase | None = None
        self._read: tuple[Stamp, tuple[Decision, ...]] = ((0, None), ())
        self._file = JournalFile.of(database_url)
        if self._file is None:
            self._database()
            self._file = JournalFile.of(database_url)

    @staticmethod
    def is_ready(database_url: str) -> bool:
        """Whether decisions can be read without opening the database for all else."""
        found = JournalFile.of(database_url)
        if found is not None:
            found.close()
        return found is not None

    def decisions(self) -> tuple[Decision, ...]:
        """All of them, in the order in which they were taken. Those already read are kept: none ever changes."""
        if self._file is None:
            return self._decisions(self._database())
        try:
            return self._decisions(self._file)
        except sqlite3.Error:
            return self._decisions(self._database())

    def _decisions(self, journal: "JournalFile | DeskDatabase") -> tuple[Decision, ...]:
        stamp = journal.stamp()
        with self._lock:
            known, kept = self._read
        if stamp == known:
            return kept
        fresh = tuple(Decision.model_validate_json(content) for content in journal.contents())
        if len(fresh) == stamp[0]:
            with self._lock:
                self._read = (stamp, fresh)
        return fresh

    def append(self, decision: Decision) -> None:
        """Raises `DeskError` for an id that is already there."""
        self._database().append(decision)

    @property
    def accounts(self) -> "Accounts":
        return self._database().accounts

    @property
    def sessions(self) -> "Sessions":
        return self._database().sessions

    @property
    def throttle(self) -> "Throttle":
        return self._database().throttle

    def add_user(self, name: str, password: str) -> None:
        self.accounts.add(name, password)

    def set_password(self, name: str, password: str) -> None:
        """Opens the account where there is none; closes its sessions where there is one."""
        self.accounts.set_password(name, password)
        self.sessions.close_all_of(name)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        if self._opened is not None:
            self._opened.close()

    def _database(self) -> "DeskDatabase":
        from search_app.desk.database import DeskDatabase  # noqa: PLC0415

        with self._opening:
            if self._opened is None:
                self._opened = DeskDatabase(self._url, self._clock)
            return self._opened
