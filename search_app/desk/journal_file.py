"""The desk's journal read from its SQLite file: what every page asks, without the libraries that writing needs."""

import sqlite3
from pathlib import Path
from threading import Lock

#: How many decisions there are, and the number of the last one.
Stamp = tuple[int, int | None]

#: Of the schema that is read here: the newest of the migrations.
REVISION = "0001"

#: As text: a library that builds it takes longer than the database that answers.
STAMP = "SELECT count(*), max(seq) FROM decisions"

_BEGINS = "sqlite:///"
_SECONDS = 10.0


class JournalFile:
    """One connection, for one thread at a time. Raises `sqlite3.Error` where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        self._lock = Lock()

    @classmethod
    def of(cls, database_url: str) -> "JournalFile | None":
        """None where the address is no file's, or where the file is still to be made or brought up to date."""
        path = database_url.removeprefix(_BEGINS)
        if path in {database_url, "", ":memory:"} or "?" in path:
            return None
        try:
            found = cls(Path(path))
            if found._rows("SELECT version_num FROM alembic_version") == [(REVISION,)]:
                return found
            found.close()
        except sqlite3.Error:
            pass
        return None

    def stamp(self) -> Stamp:
        ((count, last),) = self._rows(STAMP)
        return count, last

    def contents(self) -> list[str]:
        return [content for (content,) in self._rows("SELECT content FROM decisions ORDER BY seq")]

    def close(self) -> None:
        self._connection.close()

    def _rows(self, query: str) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._connection.execute(query).fetchall()
