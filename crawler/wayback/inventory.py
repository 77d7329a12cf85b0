"""The list of captures as received, in a file beside the ledger: each part is kept with the key of the next."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Self

from crawler.errors import HarvestError
from crawler.wayback.cdx import CdxLine, CdxPage
from crawler.wayback.source import WaybackSource

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS line (
    source TEXT NOT NULL, page TEXT NOT NULL, timestamp TEXT NOT NULL, original TEXT NOT NULL, urlkey TEXT NOT NULL,
    mime TEXT NOT NULL, status INTEGER, digest TEXT NOT NULL,
    PRIMARY KEY (source, page, timestamp, original, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listing (
    source TEXT NOT NULL, host TEXT NOT NULL, resume_key TEXT, run INTEGER NOT NULL, whole INTEGER NOT NULL,
    malformed INTEGER NOT NULL, empty INTEGER NOT NULL, PRIMARY KEY (source, host)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS example (source TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (source, line))
 STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Listing:
    """How far the list of one host is read. `resume_key` is null at its beginning."""

    resume_key: str | None
    run: int
    whole: bool


class Inventory:
    """What the archive lists for one source: host and dates."""

    def __init__(self, connection: sqlite3.Connection, source: WaybackSource) -> None:
        self._connection = connection
        self._source = source
        self._key = f"{source.name}@{source.first}-{source.last}"

    @classmethod
    def open(cls, path: Path, source: WaybackSource) -> Self:
        """Raises `HarvestError`."""
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version in {0, _VERSION}:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
                return cls(connection, source)
            why = f"version {version}"
        except sqlite3.DatabaseError as error:
            why = str(error)
        connection.close()
        raise HarvestError(
            f"« {path} », la liste des captures, n’est pas lisible ({why}). Supprimez ce fichier : "
            "la liste sera redemandée, et rien de ce qui est archivé n’est perdu."
        )

    def close(self) -> None:
        self._connection.close()

    def listing(self, host: str) -> Listing | None:
        query = "SELECT resume_key, run, whole FROM listing WHERE source = ? AND host = ?"
        row = self._connection.execute(query, (self._key, host)).fetchone()
        return Listing(row[0], row[1], bool(row[2])) if row else None

    def begin(self, host: str, run: int) -> None:
        """The list of a host is asked for anew; lines of earlier lists are kept."""
        self._connection.execute(
            "INSERT OR REPLACE INTO listing VALUES (?, ?, NULL, ?, 0, 0, 0)", (self._key, host, run)
        )

    def add(self, host: str, page: CdxPage) -> int:
        """The lines of one answer and the key of the next, in one transaction. Returns how many lines were new."""
        rows = []
        foreign = 0
        for line in page.lines:
            name = self._source.page_of(line.original)
            if name is None or not self._source.covers(line.timestamp):
                foreign += 1
                page.examples.append(line.original[:100])
                continue
            rows.append(
                (self._key, name, line.timestamp, line.original, line.urlkey, line.mime, line.status, line.digest)
            )
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            before = self._connection.total_changes
            self._connection.executemany("INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            added = self._connection.total_changes - before
            self._connection.execute(
                "UPDATE listing SET resume_key = ?, whole = ?, malformed = malformed + ?, empty = empty + ?"
                " WHERE source = ? AND host = ?",
                (page.resume_key, page.resume_key is None, page.malformed + foreign, page.empty, self._key, host),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO example VALUES (?, ?)", [(self._key, line) for line in page.examples[:20]]
            )
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        return added

    def pages(self) -> Iterator[tuple[str, list[CdxLine]]]:
        """Every page of the site with its captures, sorted by name."""
        query = (
            "SELECT page, urlkey, timestamp, original, mime, status, digest FROM line WHERE source = ?"
            " ORDER BY page, timestamp, original"
        )
        with closing(self._connection.execute(query, (self._key,))) as rows:
            for page, group in groupby(rows, key=lambda row: str(row[0])):
                yield page, [CdxLine(*row[1:]) for row in group]

    def statuses(self) -> Mapping[str, int]:
        """The status that captures of each revisited content had, by digest."""
        query = (
            "SELECT digest, min(status) FROM line WHERE source = ?1 AND status IS NOT NULL AND digest IN"
            " (SELECT digest FROM line WHERE source = ?1 AND status IS NULL) GROUP BY digest"
        )
        return {str(digest): int(status) for digest, status in self._connection.execute(query, (self._key,))}

    def lists(self, page: str) -> bool:
        query = "SELECT 1 FROM line WHERE source = ? AND page = ? LIMIT 1"
        return self._connection.execute(query, (self._key, page)).fetchone() is not None

    def figures(self) -> dict[str, int]:
        """`lines`, `revisits`, `malformed`, `empty`."""
        counted = self._connection.execute(
            "SELECT count(*), coalesce(sum(status IS NULL AND mime IN ('warc/revisit', '-')), 0) FROM line"
            " WHERE source = ?",
            (self._key,),
        ).fetchone()
        odd = self._connection.execute(
            "SELECT coalesce(sum(malformed), 0), coalesce(sum(empty), 0) FROM listing WHERE source = ?", (self._key,)
        ).fetchone()
        return {"lines": counted[0], "revisits": counted[1], "malformed": odd[0], "empty": odd[1]}

    def examples(self) -> list[str]:
        """A few of the malformed lines, sorted."""
        query = "SELECT line FROM example WHERE source = ? ORDER BY line LIMIT 5"
        return [str(line) for (line,) in self._connection.execute(query, (self._key,))]
