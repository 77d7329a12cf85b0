"""Finds and answers as they enter the ledger's tables, within the frontier's transaction."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.capture import ArchiveEntry
from crawler.outcome import HELD, Outcome
from crawler.visit import Answer, Found

_FIND = """INSERT INTO url (url, state, priority, outcome, reason, found_on, link_text, probe, hops, chain, depth, run,
 harvest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET probe = 0,
 found_on = excluded.found_on, link_text = excluded.link_text WHERE probe = 1 AND excluded.probe = 0"""
_ASK_AGAIN = """UPDATE url SET state = 'queued', leases = 0, attempts = attempts + ?, not_before = ?, reason = ?,
 status = ? WHERE url = ?"""
_SETTLE = """UPDATE url SET state = 'done', leases = 0, probe = 0, not_before = 0, attempts = attempts + :attempted,
 outcome = :outcome, reason = :reason, redirect_to = :redirect_to, checked_at = :now, run = :run, harvest = :harvest,
 size = COALESCE(:size, size), seconds = COALESCE(:seconds, seconds){} WHERE url = :url"""
_SETTLE_ONLY = _SETTLE.format("")
_SETTLE_AND_REMEMBER = _SETTLE.format(
    ", status = :status, etag = :etag, modified = :modified, digest = :digest, body_digest = :body_digest,"
    " captured_at = :captured"
)
_INDEX = """INSERT INTO capture (url, captured, status, mime, digest, type, warc, offset, length, harvest)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_CHANGE = "INSERT OR IGNORE INTO change SELECT ?, ?, id FROM url WHERE url = ?"
_LOST = frozenset({Outcome.GONE, Outcome.ABSENT, Outcome.REFUSED})


def insert_finds(connection: sqlite3.Connection, finds: Iterable[Found], run: int, harvest: int) -> None:
    connection.executemany(
        _FIND,
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
                find.depth,
                run,
                harvest,
            )
            for find in finds
        ),
    )


def insert_captures(connection: sqlite3.Connection, entries: Iterable[ArchiveEntry], harvest: int) -> None:
    connection.executemany(
        _INDEX,
        (
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
                harvest,
            )
            for entry in entries
        ),
    )


def settle(connection: sqlite3.Connection, answer: Answer, run: int, harvest: int) -> None:
    """One answer into its URL's row, and what it changes since the run before."""
    if answer.outcome is None:
        again = (int(answer.attempted), answer.not_before, answer.reason, answer.status, answer.url)
        connection.execute(_ASK_AGAIN, again)
        return
    if run > 1:
        _note_change(connection, answer, run)
    values: dict[str, str | float | None] = {
        "url": answer.url,
        "outcome": answer.outcome.value,
        "reason": answer.reason,
        "redirect_to": answer.redirect_to,
        "attempted": int(answer.attempted),
        "now": datetime.now(UTC).replace(microsecond=0).isoformat(),
        "run": run,
        "harvest": harvest,
        "size": answer.size,
        "seconds": answer.seconds,
    }
    entry = answer.entry
    if entry is None or answer.outcome in {Outcome.FAILED, Outcome.UNCHANGED}:
        connection.execute(_SETTLE_ONLY, values)
        return
    values |= {
        "status": answer.status,
        "etag": answer.etag,
        "modified": answer.modified,
        "digest": entry.digest,
        "body_digest": answer.body_digest,
        "captured": entry.captured.isoformat(),
    }
    connection.execute(_SETTLE_AND_REMEMBER, values)


def forget_probe(connection: sqlite3.Connection, url: str) -> bool:
    """A probe of ours that finds nothing is counted, not listed; one that a page links to is no probe."""
    query = "DELETE FROM url WHERE url = ? AND probe = 1 AND found_on IS NULL RETURNING id"
    gone = connection.execute(query, (url,)).fetchall()
    connection.executemany("DELETE FROM listing WHERE url = ?", gone)
    return bool(gone)


def _note_change(connection: sqlite3.Connection, answer: Answer, run: int) -> None:
    """`new`, `changed` or `gone`, against what was held before this run."""
    row = connection.execute("SELECT outcome, digest, run FROM url WHERE url = ?", (answer.url,)).fetchone()
    outcome, digest, last = row or (None, None, run)
    held = digest is not None and outcome in HELD and last < run
    what = None
    if answer.outcome is Outcome.CAPTURED and answer.entry is not None:
        if held:
            what = "changed" if answer.entry.digest != digest else None
        elif digest is None or last < run:
            what = "new"
    elif held and answer.outcome in _LOST:
        what = "gone"
    elif held and answer.outcome is Outcome.REDIRECTED:
        what = "changed"
    if what is not None:
        connection.execute(_CHANGE, (run, what, answer.url))
