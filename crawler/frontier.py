"""The ledger's writing side: what is found, leased, answered, and the one commit that makes it true."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.archive_writer import ArchiveWriter
from crawler.capture import ArchiveEntry, RecordType
from crawler.cdxj import INDEX_NAME, write_index
from crawler.ledger import LEDGER_VERSION, SCHEMA, bring_up_to_date, unreadable
from crawler.listed_by import ListedBy, presumed
from crawler.lock import held
from crawler.outcome import Outcome

#: A URL that was leased so often without ever being answered takes the process down with it.
_MAX_LEASES = 20
_SEEN = 200_000
#: As many pages as are remembered for a URL and a source of discovery: a menu names the same few everywhere.
_LISTINGS = 5

_SETTLE = """UPDATE url SET state = 'done', leases = 0, probe = 0, not_before = 0, attempts = attempts + :attempted,
 outcome = :outcome, reason = :reason, redirect_to = :redirect_to, checked_at = :now, run = :run,
 size = COALESCE(:size, size), seconds = COALESCE(:seconds, seconds) WHERE url = :url"""
_LIST = """INSERT OR IGNORE INTO listing SELECT id, ?, COALESCE((SELECT id FROM url WHERE url = ?), 0) FROM url
 WHERE url = ?"""
#: robots.txt is asked for before a run really begins: left over alone, it makes no unfinished run.
_UNFINISHED = "SELECT count(*) FROM url WHERE state <> 'done' AND url NOT LIKE '%/robots.txt'"
_LEASED = "id, url, attempts, not_before, hops, chain, probe, etag, modified, digest, status, redirect_to"
_REMEMBER = """UPDATE url SET status = :status, etag = :etag, modified = :modified, digest = :digest,
 captured_at = :captured WHERE url = :url"""

#: A source leads to its pages first by its own inventory.
FIRST, NORMAL = 1, 5


@dataclass(frozen=True, slots=True)
class Found:
    """A URL that somebody named. With an outcome it is settled at once: nobody will ask for it."""

    url: str
    found_on: str | None = None
    link_text: str = ""
    outcome: Outcome | None = None
    reason: str = ""
    priority: int = NORMAL
    probe: bool = False
    hops: int = 0
    chain: int = 0
    listed_by: ListedBy | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """A URL to ask for now. `etag`, `modified` and `digest` are those of its last capture."""

    id: int
    url: str
    attempts: int
    not_before: float
    hops: int
    chain: int
    probe: bool
    etag: str | None
    modified: str | None
    digest: str | None
    status: int | None
    redirect_to: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a URL. `entry` is where its capture lies.

    `index` is false for a capture that a better one replaces, and for an error page that calls itself a success.
    Without outcome it is asked again, not before `not_before` (seconds of the epoch). `size` in bytes, of the payload;
    `seconds` from the request to the last byte.
    """

    url: str
    outcome: Outcome | None
    reason: str = ""
    status: int | None = None
    redirect_to: str | None = None
    etag: str | None = None
    modified: str | None = None
    entry: ArchiveEntry | None = None
    index: bool = True
    attempted: bool = True
    not_before: float = 0.0
    size: int | None = None
    seconds: float | None = None


class Frontier:
    """Use `hold`. Nothing given to `found` or `answered` is on disk before `commit`."""

    def __init__(self, connection: sqlite3.Connection, writer: ArchiveWriter, run: int, resumed: bool) -> None:
        self._connection = connection
        self.writer = writer
        self.run = run
        self.resumed = resumed
        self.fetched = 0
        self._finds: list[Found] = []
        self._answers: list[Answer] = []
        self._aliases: dict[str, str] = {}
        self._facts: dict[str, str] = {}
        self._seen: set[str] = set()
        self._listings: list[tuple[str, str | None, str]] = []
        self._listed: dict[ListedBy, dict[str, int]] = {source: {} for source in ListedBy}
        self._unanswered_probes = int(self.fact("probes_unanswered") or 0)

    @property
    def dirty(self) -> bool:
        return bool(self._finds or self._answers or self._aliases or self._facts or self._listings)

    def fact(self, name: str) -> str | None:
        if name in self._facts:
            return self._facts[name]
        row = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def note(self, name: str, value: str) -> None:
        self._facts[name] = value

    def is_new(self, url: str) -> bool:
        """Whether this run hears of the URL for the first time; asked before a find is judged, which costs more."""
        return url not in self._seen

    def wants_listing(self, url: str, source: ListedBy) -> bool:
        """Whether one more page of this source is to be remembered for the URL."""
        return self._listed[source].get(url, 0) < _LISTINGS

    def listed(self, url: str, source: ListedBy, page: str | None) -> None:
        """Remembers that a page names the URL; a page that names itself says nothing."""
        known = self._listed[source]
        if url == page or not self.wants_listing(url, source):
            return
        if len(known) >= _SEEN:
            known.clear()
        known[url] = known.get(url, 0) + 1
        self._listings.append((source.value, page, url))

    def probe_unanswered(self) -> None:
        """One address that we made up, asked, and found nothing at."""
        self._unanswered_probes += 1

    def found(self, find: Found) -> None:
        self.listed(
            find.url, find.listed_by or (ListedBy.PROBE if find.probe else presumed(find.found_on)), find.found_on
        )
        if find.url in self._seen:
            return
        if len(self._seen) >= _SEEN:
            self._seen.clear()
        if not find.probe:
            self._seen.add(find.url)
        self._finds.append(find)

    def alias(self, alias: str, url: str) -> None:
        self._aliases[alias] = url

    def answered(self, answer: Answer) -> None:
        self._answers.append(answer)
        if answer.outcome is not None:
            self.fetched += 1

    def commit(self, lease: int = 0) -> list[Lease]:
        """The archive first, then in one transaction what was found, what was answered, and the next leases."""
        if not self.dirty and not lease:
            return []
        self.writer.sync()
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            self._insert_finds()
            self._connection.executemany(_LIST, self._listings)
            for answer in self._answers:
                self._settle(answer)
            self._connection.executemany(
                "INSERT INTO warc VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET committed = excluded.committed",
                self.writer.sizes.items(),
            )
            self._connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", self._aliases.items())
            self._facts["probes_unanswered"] = str(self._unanswered_probes)
            self._connection.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", self._facts.items())
            leases = self._take(lease)
            execute("COMMIT")
        except BaseException:
            execute("ROLLBACK")
            raise
        self._finds.clear()
        self._listings.clear()
        self._answers.clear()
        self._aliases.clear()
        self._facts.clear()
        return leases

    def lease(self, url: str) -> Lease | None:
        """One URL out of its turn, once what was found is committed."""
        self.commit()
        query = f"UPDATE url SET state = 'leased', leases = leases + 1 WHERE url = ? RETURNING {_LEASED}"  # noqa: S608
        rows = self._connection.execute(query, (url,)).fetchall()
        return _lease_of(rows[0]) if rows else None

    def counts(self) -> dict[Outcome, int]:
        query = "SELECT outcome, count(*) FROM url WHERE state = 'done' GROUP BY outcome"
        return {Outcome(outcome): count for outcome, count in self._connection.execute(query)}

    def pending(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM url WHERE state <> 'done'").fetchone()[0])

    def total(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM url").fetchone()[0])

    def failed_urls(self) -> list[str]:
        query = "SELECT url FROM url WHERE state = 'done' AND outcome = ? ORDER BY url"
        return [url for (url,) in self._connection.execute(query, (Outcome.FAILED.value,))]

    def known(self) -> Iterator[tuple[str, Outcome | None, bool, str | None]]:
        """(url, outcome, settled, digest) of every URL, read at once."""
        query = "SELECT url, outcome, state = 'done', digest FROM url ORDER BY id"
        for url, outcome, settled, digest in self._connection.execute(query).fetchall():
            yield url, Outcome(outcome) if outcome else None, bool(settled), digest

    def captures(self) -> set[tuple[str, datetime, str]]:
        """(url, date, digest) of all that the archive holds."""
        rows = self._connection.execute("SELECT url, captured, digest FROM capture")
        return {(url, datetime.fromisoformat(captured), digest) for url, captured, digest in rows}

    def requeue(self, urls: Iterable[str]) -> None:
        """Asks again, in this run."""
        self._connection.executemany(
            "UPDATE url SET state = 'queued', attempts = 0, not_before = 0 WHERE url = ?", ((url,) for url in urls)
        )

    def close_without_asking(self, verdicts: Iterable[tuple[str, Outcome, str]]) -> None:
        """(url, outcome, reason) of URLs that today's rules no longer let through."""
        self._connection.executemany(
            "UPDATE url SET state = 'done', outcome = ?, reason = ? WHERE url = ?",
            ((outcome.value, reason, url) for url, outcome, reason in verdicts),
        )

    def _insert_finds(self) -> None:
        self._connection.executemany(
            "INSERT INTO url (url, state, priority, outcome, reason, found_on, link_text, probe, hops, chain, run)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET probe = 0,"
            " found_on = excluded.found_on, link_text = excluded.link_text WHERE probe = 1 AND excluded.probe = 0",
            (
                (
                    find.url,
                    "done" if find.outcome else "queued",
                    find.priority,
                    find.outcome.value if find.outcome else None,
                    find.reason,
                    find.found_on,
                    find.link_text,
                    int(find.probe),
                    find.hops,
                    find.chain,
                    self.run,
                )
                for find in self._finds
            ),
        )

    def _settle(self, answer: Answer) -> None:
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        entry = answer.entry
        if entry is not None and answer.index:
            self._index(entry)
        if answer.outcome is None:
            self._connection.execute(
                "UPDATE url SET state = 'queued', leases = 0, attempts = attempts + ?, not_before = ?, reason = ?,"
                " status = ? WHERE url = ?",
                (int(answer.attempted), answer.not_before, answer.reason, answer.status, answer.url),
            )
            return
        if answer.outcome in {Outcome.GONE, Outcome.ABSENT, Outcome.FAILED} and self._forget_probe(answer.url):
            return
        values: dict[str, str | float | None] = {
            "url": answer.url,
            "outcome": answer.outcome.value,
            "reason": answer.reason,
            "redirect_to": answer.redirect_to,
            "attempted": int(answer.attempted),
            "now": now,
            "run": self.run,
            "size": answer.size,
            "seconds": answer.seconds,
        }
        self._connection.execute(_SETTLE, values)
        if entry is not None and answer.outcome is not Outcome.FAILED:
            values |= {
                "status": answer.status,
                "etag": answer.etag,
                "modified": answer.modified,
                "digest": entry.digest,
                "captured": entry.captured.isoformat(),
            }
            self._connection.execute(_REMEMBER, values)

    def _index(self, entry: ArchiveEntry) -> None:
        self._connection.execute(
            "INSERT INTO capture (url, captured, status, mime, digest, type, warc, offset, length)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.url,
                entry.captured.isoformat(),
                entry.status,
                entry.mime,
                entry.digest,
                entry.record_type.value,
                entry.archive,
                entry.offset,
                entry.length,
            ),
        )

    def _forget_probe(self, url: str) -> bool:
        """A probe of ours that finds nothing is counted, not listed; one that a page links to is no probe."""
        query = "DELETE FROM url WHERE url = ? AND probe = 1 AND found_on IS NULL RETURNING id"
        gone = self._connection.execute(query, (url,)).fetchall()
        self._connection.executemany("DELETE FROM listing WHERE url = ?", gone)
        if gone:
            for known in self._listed.values():
                known.pop(url, None)
        self._unanswered_probes += len(gone)
        return bool(gone)

    def _take(self, count: int) -> list[Lease]:
        """What is due, the source's inventory first; where nothing is, what will be due soonest."""
        if count <= 0:
            return []
        due = "SELECT id FROM url WHERE state = 'queued' AND not_before <= ? ORDER BY priority, id LIMIT ?"
        soonest = "SELECT id FROM url WHERE state = 'queued' AND ? < not_before ORDER BY not_before, id LIMIT ?"
        for choice in (due, soonest):
            rows = self._connection.execute(
                f"UPDATE url SET state = 'leased', leases = leases + 1 WHERE id IN ({choice})"  # noqa: S608
                f" RETURNING {_LEASED}, priority",
                (time.time(), count),
            ).fetchall()
            if rows:
                rows.sort(key=lambda row: (row[3] if choice is soonest else row[12], row[0]))
                return [_lease_of(row) for row in rows]
        return []


def _lease_of(row: tuple[Any, ...]) -> Lease:
    return Lease(*row[:12])


@contextmanager
def hold(ledger: Path, archive: Path, site: str, source: str, *, rotate_at: int, software: str) -> Iterator[Frontier]:
    """Takes the workspace's lock, mends what an interrupted run left, and writes the index at the end, come what may.

    A run goes on where URLs were left unasked; otherwise a new one begins. Raises `HarvestError`.
    """
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with held(ledger.with_name(f"{ledger.name}.lock")):
        connection = sqlite3.connect(ledger, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, ledger)
            sizes = dict(connection.execute("SELECT name, committed FROM warc"))
            writer = ArchiveWriter(archive, site, sizes, rotate_at=rotate_at, software=software)
            left = connection.execute(_UNFINISHED).fetchone()[0]
            last = connection.execute("SELECT value FROM fact WHERE name = 'run'").fetchone()
            run = int(last[0]) if last else 0
            frontier = Frontier(connection, writer, run if left and run else run + 1, bool(left))
            frontier.note("run", str(frontier.run))
            frontier.note("site", site)
            frontier.note("source", source)
            frontier.commit()
            try:
                yield frontier
            finally:
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
        write_index(archive, entries)


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
