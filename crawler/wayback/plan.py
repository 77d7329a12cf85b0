"""What is asked of a web archive: for each page of the site the captures wanted, less those that are already here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from crawler.canonical import canonical
from crawler.frontier import Frontier
from crawler.ledger import LedgerRow
from crawler.outcome import Outcome
from crawler.scope import Scope
from crawler.visit import Found
from crawler.wayback.choice import Candidate, candidates
from crawler.wayback.inventory import Inventory
from crawler.wayback.source import WaybackSource

#: As many captures of a page are tried where the best ones cannot be shown.
FALLBACKS = 5
#: As many versions of one page are asked for, newest first, where all are wanted.
MAX_VERSIONS = 2_000
_HAD = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED})
#: Outcomes of another way in that only a page, or a redirect, of the archive replaces.
_KNOWN_LOST = frozenset({Outcome.GONE, Outcome.REDIRECTED})


class Versions(StrEnum):
    BEST = "best"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Had:
    """What a capture that was asked for gave. `captured`, 14 digits, is null where the archive could not show it."""

    captured: str | None
    original: str
    status: int | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """`wanted` is what is still to be asked for, in order. Under `url` the page stands in the ledger."""

    page: str
    url: str
    wanted: tuple[Candidate, ...]


class Memory:
    """What this way in gave for each URL, as facts of the ledger: committed with the captures themselves."""

    def __init__(self, frontier: Frontier) -> None:
        self._frontier = frontier

    def of(self, url: str) -> dict[str, Had]:
        """By `key_of` the candidate."""
        noted = self._frontier.fact(f"wayback {url}")
        return {key: Had(*values) for key, values in json.loads(noted).items()} if noted else {}

    def note(self, url: str, had: dict[str, Had]) -> None:
        values = {key: [one.captured, one.original, one.status, one.location] for key, one in sorted(had.items())}
        self._frontier.note(f"wayback {url}", json.dumps(values, ensure_ascii=False))


def key_of(candidate: Candidate) -> str:
    return f"{candidate.timestamp} {candidate.original}"


@dataclass(slots=True)
class Planner:
    frontier: Frontier
    inventory: Inventory
    source: WaybackSource
    scopes: dict[str, Scope]
    versions: Versions
    rows: dict[str, LedgerRow]

    def jobs(self) -> Iterator[Job]:
        """Every listed page becomes a row of the ledger, to be asked for, or settled with its reason."""
        statuses = self.inventory.statuses()
        by_page: dict[str, list[LedgerRow]] = {}
        for row in self.rows.values():
            name = self.source.page_of(row.url)
            if name is not None:
                by_page.setdefault(name, []).append(row)
        memory = Memory(self.frontier)
        for page, lines in self.inventory.pages():
            ordered = candidates(lines, statuses)
            url = canonical(ordered[0].original) or page
            names = {canonical(line.original) or page for line in lines}
            same = by_page.get(page, [])
            mine = next((row for row in same if memory.of(row.url)), None)
            if mine is not None or len(same) == 1:
                url = (mine or same[0]).url
            for name in sorted(names - {url}):
                self.frontier.alias(name, url)
            why = exclusion(self.scopes, page, url)
            if why is not None:
                self.frontier.found(Found(url, self.source.name, outcome=Outcome.EXCLUDED, reason=why))
                if mine is not None and not mine.settled:
                    self.frontier.close_without_asking([(url, Outcome.EXCLUDED, why)])
                continue
            if mine is None and any(self._suffices(row, ordered[0]) for row in same):
                continue
            had = memory.of(url)
            wanted = self._wanted(ordered, had)
            if wanted or (mine is not None and not mine.settled):
                yield Job(page, url, wanted)

    def _wanted(self, ordered: list[Candidate], had: dict[str, Had]) -> tuple[Candidate, ...]:
        if self.versions is Versions.BEST:
            wanted = []
            for candidate in ordered[:FALLBACKS]:
                if _gave(had, candidate):
                    break
                wanted.append(candidate)
            return tuple(wanted)
        return tuple(one for one in ordered[:MAX_VERSIONS] if not _gave(had, one))

    def _suffices(self, row: LedgerRow, best: Candidate) -> bool:
        """Whether another way in already gave this page as well as the archive could."""
        if not row.settled or row.outcome is None or self.versions is Versions.ALL:
            return False
        if row.outcome in _HAD or (row.outcome is Outcome.REFUSED and "robots" in row.reason):
            return True
        return row.outcome in _KNOWN_LOST and best.status is not None and not 200 <= best.status < 300


def exclusion(scopes: dict[str, Scope], page: str, url: str) -> str | None:
    """Why a page is not asked for: rules may name either scheme, so they are asked about the URL's own."""
    scheme = "https" if url.startswith("https:") else "http"
    return scopes[scheme].exclusion(f"{scheme}{page[4:]}")


def _gave(had: dict[str, Had], candidate: Candidate) -> bool:
    gave = had.get(key_of(candidate))
    return gave is not None and gave.captured is not None
