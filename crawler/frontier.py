"""The ledger's writing side: what is found, leased, answered, and the one commit that makes it true."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from datetime import datetime

from crawler.archive_writer import ArchiveWriter
from crawler.listed_by import ListedBy, presumed
from crawler.listings import Listings
from crawler.outcome import CONTENT_SQL, Outcome
from crawler.settling import forget_probe, insert_captures, insert_finds, settle
from crawler.visit import FIRST, LEASED, NORMAL, Answer, Found, Lease, lease_of

__all__ = ["FIRST", "NORMAL", "Answer", "Found", "Frontier", "Lease"]

_SEEN = 200_000
_WARC = "INSERT INTO warc VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET committed = excluded.committed"
_PROBE_LOST = frozenset({Outcome.GONE, Outcome.ABSENT, Outcome.FAILED})


class Frontier:
    """Use `crawler.holding.hold`. Nothing given to `found` or `answered` is on disk before `commit`.

    `run` goes on over interruptions; `harvest` is this process's turn in it, with its own source.
    """

    def __init__(
        self, connection: sqlite3.Connection, writer: ArchiveWriter, run: int, resumed: bool, harvest: int = 0
    ) -> None:
        self._connection = connection
        self.writer = writer
        self.run = run
        self.resumed = resumed
        self.harvest = harvest
        self.fetched = 0
        self._finds: list[Found] = []
        self._answers: list[Answer] = []
        self._leased: set[str] = set()
        self._aliases: dict[str, str] = {}
        self._facts: dict[str, str] = {}
        self._seen: set[str] = set()
        self._listings = Listings()
        self._unanswered_probes = int(self.fact("probes_unanswered") or 0)

    @property
    def dirty(self) -> bool:
        return bool(self._finds or self._answers or self._aliases or self._facts or self._listings.dirty)

    def fact(self, name: str) -> str | None:
        if name in self._facts:
            return self._facts[name]
        row = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def note(self, name: str, value: str) -> None:
        self._facts[name] = value

    @property
    def unsettled(self) -> int:
        """How many URLs are handed out and not answered: what a kill right after the next commit would ask again."""
        return len(self._leased.difference(answer.url for answer in self._answers))

    def doubts(self) -> tuple[str, ...]:
        """What cannot be known of the files that were read, one sentence a file."""
        query = "SELECT substr(name, 7), value FROM fact WHERE name LIKE 'doubt:%' AND value <> '' ORDER BY name"
        return tuple(f"{name} : {said}" for name, said in self._connection.execute(query))

    @property
    def seen(self) -> set[str]:
        """The URLs that this run has heard of: asked before a find is judged, which costs more. To read only."""
        return self._seen

    def well_known(self, source: ListedBy) -> set[str]:
        """The URLs for which no more pages of this source need to be remembered. To read only."""
        return self._listings.well_known[source]

    def listed(self, url: str, source: ListedBy, page: str | None) -> None:
        """Remembers that a page names the URL."""
        self._listings.add(url, source, page)

    def probe_unanswered(self) -> None:
        """One address that we made up, asked, and found nothing at."""
        self._unanswered_probes += 1

    def found(self, find: Found) -> None:
        source = find.listed_by or (ListedBy.PROBE if find.probe else presumed(find.found_on))
        self._listings.add(find.url, source, find.found_on)
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
        execute, executemany = self._connection.execute, self._connection.executemany
        execute("BEGIN IMMEDIATE")
        try:
            insert_finds(self._connection, self._finds, self.run, self.harvest)
            self._listings.write(self._connection)
            self._settle_answers()
            executemany(_WARC, self.writer.sizes.items())
            executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", self._aliases.items())
            self._facts["probes_unanswered"] = str(self._unanswered_probes)
            executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", self._facts.items())
            leases = self._take(lease)
            execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has ended it already
                execute("ROLLBACK")
            raise
        self._leased.difference_update(answer.url for answer in self._answers)
        self._leased.update(lease.url for lease in leases)
        self._finds.clear()
        self._listings.written()
        self._answers.clear()
        self._aliases.clear()
        self._facts.clear()
        return leases

    def lease(self, url: str) -> Lease | None:
        """One URL out of its turn, once what was found is committed."""
        self.commit()
        query = f"UPDATE url SET state = 'leased', leases = leases + 1 WHERE url = ? RETURNING {LEASED}"  # noqa: S608
        rows = self._connection.execute(query, (url,)).fetchall()
        if not rows:
            return None
        self._leased.add(url)
        return lease_of(rows[0])

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

    def holds_content(self) -> bool:
        """Whether any page or file is held (`crawler.outcome.CONTENT_SQL`)."""
        return self._connection.execute(f"SELECT 1 FROM url WHERE {CONTENT_SQL} LIMIT 1").fetchone() is not None  # noqa: S608 - ours

    def obstacle(self) -> str:
        """The reason why most URLs were not had, in French; empty where none has any."""
        query = "SELECT reason FROM url WHERE reason <> '' GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 1"
        row = self._connection.execute(query).fetchone()
        return str(row[0]) if row else ""

    def known(self) -> Iterator[tuple[str, Outcome | None, bool, str | None]]:
        """(url, outcome, settled, digest) of every URL, read at once."""
        query = "SELECT url, outcome, state = 'done', digest FROM url ORDER BY id"
        for url, outcome, settled, digest in self._connection.execute(query).fetchall():
            yield url, Outcome(outcome) if outcome else None, bool(settled), digest

    def refused(self) -> Iterator[tuple[str, str, int | None]]:
        """(url, reason, status) of what was refused: by robots.txt, or by the server, whose status is then known."""
        query = "SELECT url, reason, status FROM url WHERE state = 'done' AND outcome = 'refused'"
        yield from self._connection.execute(query).fetchall()

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

    def _settle_answers(self) -> None:
        insert_captures(self._connection, (one.entry for one in self._answers if one.entry and one.index), self.harvest)
        for answer in self._answers:
            if answer.outcome in _PROBE_LOST and forget_probe(self._connection, answer.url):
                self._listings.forget(answer.url)
                self._unanswered_probes += 1
            else:
                settle(self._connection, answer, self.run, self.harvest)

    def _take(self, count: int) -> list[Lease]:
        """What is due, the source's inventory first; where nothing is, what will be due soonest."""
        if count <= 0:
            return []
        due = "SELECT id FROM url WHERE state = 'queued' AND not_before <= ? ORDER BY priority, id LIMIT ?"
        soonest = "SELECT id FROM url WHERE state = 'queued' AND ? < not_before ORDER BY not_before, id LIMIT ?"
        for choice in (due, soonest):
            rows = self._connection.execute(
                f"UPDATE url SET state = 'leased', leases = leases + 1 WHERE id IN ({choice})"  # noqa: S608
                f" RETURNING {LEASED}, priority",
                (time.time(), count),
            ).fetchall()
            if rows:
                rows.sort(key=lambda row: (row[3] if choice is soonest else row[15], row[0]))
                return [lease_of(row) for row in rows]
        return []
