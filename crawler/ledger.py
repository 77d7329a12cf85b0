"""Every URL ever seen: where from, in which state, what became of it, and why (law 1). This side only reads."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from crawler.errors import HarvestError
from crawler.outcome import Outcome

#: Raised whenever the tables change: an older ledger is brought up to date, a newer one refused, not guessed at.
LEDGER_VERSION = 4

SCHEMA = """
CREATE TABLE IF NOT EXISTS url (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'done')),
    priority INTEGER NOT NULL DEFAULT 5,
    outcome TEXT,
    reason TEXT NOT NULL DEFAULT '',
    found_on TEXT,
    link_text TEXT NOT NULL DEFAULT '',
    probe INTEGER NOT NULL DEFAULT 0,
    hops INTEGER NOT NULL DEFAULT 0,
    chain INTEGER NOT NULL DEFAULT 0,
    depth INTEGER NOT NULL DEFAULT 0,
    leases INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    status INTEGER,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    body_digest TEXT,
    redirect_to TEXT,
    captured_at TEXT,
    checked_at TEXT,
    run INTEGER NOT NULL DEFAULT 0,
    size INTEGER,
    seconds REAL,
    harvest INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS url_to_do ON url (not_before, priority, id) WHERE state = 'queued';
CREATE TABLE IF NOT EXISTS alias (alias TEXT PRIMARY KEY, url TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS capture (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    captured TEXT NOT NULL,
    status INTEGER,
    mime TEXT NOT NULL,
    digest TEXT NOT NULL,
    type TEXT NOT NULL,
    warc TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    harvest INTEGER NOT NULL DEFAULT 0,
    UNIQUE (warc, offset)
) STRICT;
CREATE TABLE IF NOT EXISTS warc (name TEXT PRIMARY KEY, committed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listing (
    url INTEGER NOT NULL,
    source TEXT NOT NULL,
    page INTEGER NOT NULL,
    PRIMARY KEY (url, source, page)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
    run INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('new', 'changed', 'gone')),
    url INTEGER NOT NULL,
    PRIMARY KEY (run, what, url)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS harvest (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    source TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT,
    told INTEGER NOT NULL DEFAULT 0
) STRICT;
"""

#: What brings a ledger of each earlier version to the next one. Of version 1 only the first finder is known; depths are
#: of what is found from version 3 on, harvests those from version 4 on.
_MIGRATIONS = {
    1: """
ALTER TABLE url ADD COLUMN size INTEGER;
ALTER TABLE url ADD COLUMN seconds REAL;
CREATE TABLE listing (url INTEGER NOT NULL, source TEXT NOT NULL, page INTEGER NOT NULL,
    PRIMARY KEY (url, source, page)) STRICT, WITHOUT ROWID;
INSERT INTO listing SELECT u.id, 'link', p.id FROM url u JOIN url p ON p.url = u.found_on;
""",
    2: """
ALTER TABLE url ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE url ADD COLUMN body_digest TEXT;
CREATE TABLE change (run INTEGER NOT NULL, what TEXT NOT NULL CHECK (what IN ('new', 'changed', 'gone')),
    url INTEGER NOT NULL, PRIMARY KEY (run, what, url)) STRICT, WITHOUT ROWID;
""",
    3: """
ALTER TABLE url ADD COLUMN harvest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE capture ADD COLUMN harvest INTEGER NOT NULL DEFAULT 0;
CREATE TABLE harvest (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, source TEXT NOT NULL, began TEXT NOT NULL,
    ended TEXT, told INTEGER NOT NULL DEFAULT 0) STRICT;
""",
}

_COLUMNS = (
    "url, outcome, reason, found_on, link_text, redirect_to, status, attempts, state, digest, captured_at, checked_at"
)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`outcome` is null for a URL whose turn never came. `found_on` is the URL of the page that named it first.

    `settled` is false while a run still has to ask; `outcome` is then the previous run's.
    """

    url: str
    outcome: Outcome | None
    reason: str
    found_on: str | None
    link_text: str
    redirect_to: str | None
    status: int | None
    attempts: int
    settled: bool
    digest: str | None
    captured_at: datetime | None
    checked_at: datetime | None


class Ledger:
    """A view of `ledger.sqlite`, also while a harvest writes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises `HarvestError` where there is no ledger, or none of this version."""
        if not Path(path).is_file():
            raise HarvestError(
                f"Aucun registre des adresses dans « {path} ». Commencez par « comedie harvest SOURCE » "
                "avec le même dossier de travail."
            )
        connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            if check_version(connection, path) < LEDGER_VERSION:
                with closing(sqlite3.connect(path, isolation_level=None)) as writing:
                    bring_up_to_date(writing, path)
        except HarvestError:
            connection.close()
            raise
        return cls(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def counts(self) -> dict[Outcome, int]:
        """How many settled URLs have each outcome; outcomes that never occur are left out."""
        query = "SELECT outcome, count(*) FROM url WHERE state = 'done' GROUP BY outcome ORDER BY outcome"
        with closing(self._connection.execute(query)) as cursor:
            return {Outcome(outcome): count for outcome, count in cursor}

    def pending(self) -> int:
        """URLs that still have to be asked."""
        with closing(self._connection.execute("SELECT count(*) FROM url WHERE state <> 'done'")) as cursor:
            return int(cursor.fetchone()[0])

    def rows(self) -> Iterator[LedgerRow]:
        """Every URL, sorted."""
        query = f"SELECT {_COLUMNS} FROM url ORDER BY url"  # noqa: S608 - constants only
        with closing(self._connection.execute(query)) as cursor:
            for values in cursor:
                yield _row(values)

    def row(self, url: str) -> LedgerRow | None:
        query = f"SELECT {_COLUMNS} FROM url WHERE url = ?"  # noqa: S608 - constants only
        with closing(self._connection.execute(query, (url,))) as cursor:
            values = cursor.fetchone()
        return _row(values) if values else None

    def aliases(self) -> Iterator[tuple[str, str]]:
        """(other address, the URL it was asked as), sorted: another host's, or a file's without its language."""
        with closing(self._connection.execute("SELECT alias, url FROM alias ORDER BY alias")) as cursor:
            yield from cursor

    def fact(self, name: str) -> str | None:
        """What the harvest noted: `source`, `site`, `origin`, `run`, `probes_unanswered`, `rest_total:COLLECTION`."""
        with closing(self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,))) as cursor:
            values = cursor.fetchone()
        return str(values[0]) if values else None

    def select(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """The rows of one reading query, for whoever counts and compares."""
        with closing(self._connection.execute(query, values)) as cursor:
            return cursor.fetchall()


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The ledger's version. Raises `HarvestError` for one that nobody here can read."""
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise unreadable(path) from error
    if version != LEDGER_VERSION and version not in _MIGRATIONS:
        raise HarvestError(
            f"« {path} » vient d’une autre version de comedie (registre {version}, attendu {LEDGER_VERSION}). "
            "Moissonnez de nouveau dans un dossier de travail neuf."
        )
    return version


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """In one transaction, nothing lost; does nothing to a ledger of this version. Raises `HarvestError`."""
    try:
        while (version := check_version(connection, path)) < LEDGER_VERSION:
            connection.executescript(
                f"BEGIN IMMEDIATE; {_MIGRATIONS[version]} PRAGMA user_version = {version + 1}; COMMIT;"
            )
    except sqlite3.OperationalError as error:
        raise HarvestError(
            f"« {path} » vient d’une version antérieure de comedie et ne peut pas être mis à jour ({error}). "
            "Vérifiez que ce fichier peut être écrit et qu’aucune moisson n’est en cours, puis relancez."
        ) from error


def unreadable(path: Path) -> HarvestError:
    return HarvestError(
        f"« {path} » n’est pas un registre d’adresses lisible. Déplacez ce fichier, ou choisissez un autre "
        "dossier de travail avec --workspace, puis relancez la même commande."
    )


def _row(values: tuple[object, ...]) -> LedgerRow:
    url, outcome, reason, found_on, link_text, redirect_to, status, attempts, state, digest, captured, checked = values
    return LedgerRow(
        url=str(url),
        outcome=Outcome(str(outcome)) if outcome else None,
        reason=str(reason),
        found_on=None if found_on is None else str(found_on),
        link_text=str(link_text),
        redirect_to=None if redirect_to is None else str(redirect_to),
        status=status if isinstance(status, int) else None,
        attempts=attempts if isinstance(attempts, int) else 0,
        settled=state == "done",
        digest=None if digest is None else str(digest),
        captured_at=_moment(captured),
        checked_at=_moment(checked),
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None
