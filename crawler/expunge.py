"""Taking records out of the archive itself: files written anew without them, a tombstone where each stood.

The one exception to « written once », and only at somebody's request. Killed at any moment, the same call finishes
what was begun: new files are complete before the ledger names them, old ones go once nothing names them any more.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from crawler.capture import ArchiveEntry
from crawler.cdxj import INDEX_NAME, read_index, write_index
from crawler.errors import ArchiveError
from crawler.holding import export_index
from crawler.lock import held
from crawler.provenance import ADDRESSES, names, without
from crawler.warc.item import Problem, ScannedRecord
from crawler.warc.record import member
from crawler.warc.scan import record_at, scan

#: Facts of the ledger: old files still to go, new ones not yet vouched for.
_FACT, _BEGUN = "expunged", "expunging"
_PART = ".expunge-"
_STEP = 1 << 20
#: What is kept of a record to see whether it lists addresses: more than any list of ours weighs.
_MAX_LIST = 16 << 20
#: What the ledger says of an address whose captures were taken out.
REASON = "retirée de l’archive à la demande d’une personne concernée"


@dataclass(slots=True)
class Expunged:
    """`captures` taken out, `files` written anew, `bytes` that the archive lost."""

    captures: int = 0
    files: list[str] = field(default_factory=list)
    bytes: int = 0


#: (URL, digest as the index writes it, or nothing) → whether it goes.
Hides = Callable[[str, str], bool]


def would_expunge(folder: Path, hides: Hides) -> list[ArchiveEntry]:
    """The captures that `expunge` would take out."""
    index = folder / INDEX_NAME
    return [one for one in read_index(index) if hides(one.url, one.digest)] if index.is_file() else []


def expunge(folder: Path, ledger: Path, hides: Hides, at: datetime) -> Expunged:
    """Takes out each capture that `hides` names, with the request and whatever else was kept of its URL.

    No harvest may run meanwhile. Raises `ArchiveError` where a file is damaged: mend it first.
    """
    done = Expunged()
    with held(ledger.with_name(f"{ledger.name}.lock")), closing(sqlite3.connect(ledger)) as connection:
        _finish(connection, folder)
        hidden = would_expunge(folder, hides)
        urls = {entry.url for entry in hidden}

        def goes(url: str) -> bool:
            return url in urls or bool(url and hides(url, ""))

        moved: dict[str, str] = {}
        places: dict[tuple[str, int], tuple[str, int, int]] = {}
        for name in [str(row[0]) for row in connection.execute("SELECT name FROM warc ORDER BY name").fetchall()]:
            if not _holds(folder / name, goes):
                continue
            offsets = {entry.offset for entry in hidden if entry.archive == name}
            fresh = _free_name(folder, name, moved.values())
            before = (folder / name).stat().st_size
            kept = _rewritten(folder / name, folder / f"{_PART}{fresh}", fresh, offsets, goes, at)
            places |= {(name, old): (fresh, new, length) for old, (new, length) in kept.items()}
            moved[name] = fresh
            done.bytes += before - (folder / f"{_PART}{fresh}").stat().st_size
        with connection:
            connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (_BEGUN, json.dumps(list(moved.values()))))
        for fresh in moved.values():
            (folder / f"{_PART}{fresh}").replace(folder / fresh)
        _settle(connection, folder, hidden, moved, places)
        done.captures, done.files = len(hidden), list(moved.values())
        _finish(connection, folder)
    return done


def _holds(path: Path, goes: Callable[[str], bool]) -> bool:
    """Also what the index does not name: a capture that a better one replaced."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return any(
            not isinstance(item, Problem) and (goes(item.url) or _speaks(item, goes))
            for item in scan(file, verify=False, keep=_MAX_LIST)
        )


def _speaks(record: ScannedRecord, goes: Callable[[str], bool]) -> bool:
    return record.fields.get("content-type") == ADDRESSES and names(record.block, goes)


def _silenced(record: ScannedRecord, goes: Callable[[str], bool]) -> bytes:
    """A list of addresses without those that go."""
    fields = record.fields
    extra = tuple((name, fields[name.lower()]) for name in ("WARC-Refers-To-Target-URI",) if name.lower() in fields)
    return member(
        record.kind,
        without(record.block, goes),
        date=record.date or datetime.fromtimestamp(0, UTC),
        content_type=ADDRESSES,
        url=record.url,
        extra=extra,
    )


def _rewritten(
    source: Path, target: Path, name: str, offsets: set[int], goes: Callable[[str], bool], at: datetime
) -> dict[int, tuple[int, int]]:
    """Old offset → (new offset, length) of what stays. Each member is copied as it is, byte for byte."""
    kept: dict[int, tuple[int, int]] = {}
    with source.open("rb") as reading, source.open("rb") as copying, target.open("wb") as writing:
        for item in scan(reading, verify=False):
            if isinstance(item, Problem) or not item.length or item.inner:
                raise ArchiveError(
                    f"{source.name} est abîmé : rien n’a été retiré. Restaurez ce fichier depuis une copie, puis "
                    "relancez la même commande."
                )
            start = writing.tell()
            if item.kind == "warcinfo":
                writing.write(_named(copying, item.offset, item.length, source.name, name))
            elif item.offset in offsets or goes(item.url):
                writing.write(_tombstone(at, item.fields.get("warc-record-id", "")))
            elif _speaks(item, goes):
                data = _silenced(item, goes)
                writing.write(data)
                kept[item.offset] = (start, len(data))
            else:
                copying.seek(item.offset)
                for piece in _pieces(copying, item.length):
                    writing.write(piece)
                kept[item.offset] = (start, item.length)
        writing.flush()
        os.fsync(writing.fileno())
    return kept


def _named(file: BinaryIO, offset: int, length: int, old: str, new: str) -> bytes:
    """The file's own description, under its new name."""
    record = record_at(file, offset)
    if record is None or record.fields.get("warc-filename") != old or record.date is None:
        file.seek(offset)
        return file.read(length)
    content_type = record.fields.get("content-type", "application/warc-fields")
    extra = (("WARC-Filename", new),)
    return member("warcinfo", record.block, date=record.date, content_type=content_type, extra=extra)


def _tombstone(at: datetime, identifier: str) -> bytes:
    """Says that a record stood here and when it was taken out; its address may name a person, and is not repeated."""
    extra = (("WARC-Refers-To", identifier),) if identifier else ()
    block = f"withdrawn: {REASON}\r\n".encode()
    return member("metadata", block, date=at, content_type="application/warc-fields", extra=extra)


def _pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0:
        piece = file.read(min(_STEP, length))
        if not piece:
            raise ArchiveError("Un fichier de l’archive s’est raccourci pendant sa lecture : rien n’a été retiré.")
        length -= len(piece)
        yield piece


def _settle(
    connection: sqlite3.Connection,
    folder: Path,
    hidden: list[ArchiveEntry],
    moved: dict[str, str],
    places: dict[tuple[str, int], tuple[str, int, int]],
) -> None:
    """In one transaction: what the ledger vouches for, where each capture lies, what became of each address."""
    with connection:
        rows = connection.execute("SELECT id, warc, offset FROM capture").fetchall()
        for identifier, name, offset in rows:
            if name not in moved:
                continue
            if (place := places.get((name, offset))) is None:
                connection.execute("DELETE FROM capture WHERE id = ?", (identifier,))
            else:
                connection.execute("UPDATE capture SET warc = ?, offset = ? WHERE id = ?", (*place[:2], identifier))
        for old, new in moved.items():
            size = (folder / new).stat().st_size
            connection.execute("DELETE FROM warc WHERE name = ?", (old,))
            connection.execute("INSERT INTO warc VALUES (?, ?)", (new, size))
        connection.executemany(
            "UPDATE url SET outcome = 'excluded', reason = ?, etag = NULL, modified = NULL, digest = NULL,"
            " captured_at = NULL, size = NULL WHERE url = ?",
            [(REASON, entry.url) for entry in hidden],
        )
        connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (_FACT, json.dumps(sorted(moved))))
        connection.execute("DELETE FROM fact WHERE name = ?", (_BEGUN,))


def _finish(connection: sqlite3.Connection, folder: Path) -> None:
    """Index first: until then readers find what stays in the old files."""
    for part in folder.glob(f"{_PART}*"):
        part.unlink()
    begun = connection.execute("SELECT value FROM fact WHERE name = ?", (_BEGUN,)).fetchone()
    for name in json.loads(begun[0]) if begun else ():
        (folder / Path(name).name).unlink(missing_ok=True)
    row = connection.execute("SELECT value FROM fact WHERE name = ?", (_FACT,)).fetchone()
    if row is None:
        return
    export_index(connection, folder)
    if connection.execute("SELECT count(*) FROM capture").fetchone()[0] == 0:
        write_index(folder, ())
    for name in json.loads(row[0]):
        (folder / Path(name).name).unlink(missing_ok=True)
    with connection:
        connection.execute("DELETE FROM fact WHERE name = ?", (_FACT,))


def _free_name(folder: Path, name: str, taken: Iterable[str]) -> str:
    """The next number of the same site: no name is used twice."""
    stem = name.removesuffix(".warc.gz").rpartition("-")
    site = stem[0] if stem[2].isdecimal() and stem[0] else name.removesuffix(".warc.gz")
    used = {path.name for path in folder.iterdir()} | set(taken)
    number = 1
    while f"{site}-{number:05d}.warc.gz" in used:
        number += 1
    return f"{site}-{number:05d}.warc.gz"
