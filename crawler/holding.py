"""One run's hold on a workspace: its lock, its ledger mended and brought up to date, its index written at the end."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from crawler.archive_writer import ArchiveWriter
from crawler.capture import ArchiveEntry, RecordType
from crawler.cdxj import INDEX_NAME, write_index
from crawler.frontier import Frontier
from crawler.ledger import LEDGER_VERSION, SCHEMA, bring_up_to_date, unreadable
from crawler.lock import held
from crawler.outcome import Outcome
from crawler.provenance import begin, end

#: A URL that was leased so often without ever being answered takes the process down with it.
_MAX_LEASES = 20
#: robots.txt is asked for before a run really begins: left over alone, it makes no unfinished run.
_UNFINISHED = "SELECT count(*) FROM url WHERE state <> 'done' AND url NOT LIKE '%/robots.txt'"


@contextmanager
def hold(
    ledger: Path,
    archive: Path,
    site: str,
    source: str,
    *,
    rotate_at: int,
    software: str,
    about: tuple[tuple[str, str], ...] = (),
    announced: bool = False,
) -> Iterator[Frontier]:
    """Takes the workspace's lock, mends what an interrupted run left, and writes the index at the end, come what may.

    A run goes on where URLs were left unasked; otherwise a new one begins. `about` stands in the description of each
    new file and in the records that tell how the archive was made, and where it is `announced` before this run's first
    record. Raises `HarvestError`.
    """
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with held(ledger.with_name(f"{ledger.name}.lock")):
        connection = sqlite3.connect(ledger, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, ledger)
            sizes = dict(connection.execute("SELECT name, committed FROM warc"))
            writer = ArchiveWriter(
                archive, site, sizes, rotate_at=rotate_at, software=software, about=about, announced=announced
            )
            left = connection.execute(_UNFINISHED).fetchone()[0]
            last = connection.execute("SELECT value FROM fact WHERE name = 'run'").fetchone()
            run = int(last[0]) if last else 0
            run = run if left and run else run + 1
            frontier = Frontier(connection, writer, run, bool(left), begin(connection, run, source))
            frontier.note("run", str(frontier.run))
            frontier.note("site", site)
            frontier.note("source", source)
            frontier.commit()
            try:
                yield frontier
                end(connection, frontier, about)
            except BaseException:
                with suppress(OSError, sqlite3.Error):  # what ended the run is told, not what could not follow
                    export_index(connection, archive)
                raise
            export_index(connection, archive)
        finally:
            connection.close()


def export_index(connection: sqlite3.Connection, archive: Path) -> None:
    query = "SELECT url, captured, status, mime, digest, type, warc, offset, length FROM capture"
    entries = [
        ArchiveEntry(
            url, datetime.fromisoformat(captured), status, mime, digest, RecordType(kind), warc, offset, length
        )
        for url, captured, status, mime, digest, kind, warc, offset, length in connection.execute(query)
    ]
    if entries or not (archive / INDEX_NAME).exists():
        write_index(archive, entries, dict(connection.execute("SELECT name, committed FROM warc")))


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _begun(connection, path):
        bring_up_to_date(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {LEDGER_VERSION}; COMMIT;")
    connection.execute(
        "UPDATE url SET state = 'done', outcome = ?, reason = ? WHERE state = 'leased' AND leases > ?",
        (Outcome.FAILED.value, "le moissonneur s’arrête chaque fois qu’il la demande", _MAX_LEASES),
    )
    connection.execute("UPDATE url SET state = 'queued' WHERE state = 'leased'")


def _begun(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file already holds tables: a harvest killed in its first instant leaves none."""
    try:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise unreadable(path) from error
