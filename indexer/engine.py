"""The whole contract with a search engine; nothing here belongs to one of them.

An engine keeps immutable versions of an index, each complete or not there, and a pointer to the one in service.
A version is written beside the others, then the pointer is switched in one step. Whoever reads opens a snapshot and
sees that version alone, whatever is switched meanwhile; single records may be changed in a version that is complete,
which then bears another name, and only while nobody else builds. Both engines give the same answers in the same order:
scores rounded to three decimals, then ids.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, Self

from indexer.document import IndexedDocument
from indexer.history import Event
from indexer.query.clauses import Clause, Plan
from indexer.versions import IndexVersion, Manifest
from indexer.vocabulary import Vocabulary

#: Hits beyond are counted, and walked, but not ranked: no page lies so deep.
MAX_RANKED = 10_000


class Order(StrEnum):
    """Equals stand in the order of ids."""

    RELEVANCE = "relevance"
    LATEST = "latest"  # published last
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class FacetCount:
    """Asks how many records of the plan, under these filters, hold each value of the field."""

    field: str
    filters: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Asks how many records of the plan satisfy all of the clauses."""

    name: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """`offset + size` is at most `MAX_RANKED`."""

    plan: Plan = field(default_factory=Plan)
    filters: tuple[Clause, ...] = ()
    facets: tuple[FacetCount, ...] = ()
    tallies: tuple[Tally, ...] = ()
    offset: int = 0
    size: int = 20
    order: Order = Order.RELEVANCE


@dataclass(frozen=True, slots=True)
class EngineHit:
    """`score` is Lucene's BM25 in both engines, to three decimals; `card` what is shown of the record."""

    id: str
    score: float
    card: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`total`, `counts` (by facet's field, by value) and `tallies` (by name) are exact.

    Values that no record holds are not there; years are their digits.
    """

    total: int
    hits: tuple[EngineHit, ...]
    counts: Mapping[str, Mapping[str, int]]
    tallies: Mapping[str, int] = field(default_factory=dict)


class Snapshot(Protocol):
    """One complete version, as long as it is held."""

    @property
    def manifest(self) -> Manifest: ...

    @property
    def vocabulary(self) -> Vocabulary: ...

    def search(self, ask: Ask) -> Answer: ...

    def get(self, record_id: str) -> bytes | None: ...

    def recent(self, number: int) -> list[bytes]:
        """The records last published, the latest first, then by id."""

    def ids(self, plan: Plan, filters: tuple[Clause, ...] = (), after: str = "") -> Iterator[str]:
        """Of every record found, in order, unranked and without bound; `after`: those beyond this one."""

    def walk(self, plan: Plan, filters: tuple[Clause, ...] = (), after: str = "") -> Iterator[tuple[str, bytes]]:
        """The same with their lines: for exports."""


@dataclass(frozen=True, slots=True)
class Change:
    """What makes `manifest.version` out of the version before it: documents put in, or in another's place, ids out."""

    documents: Sequence[IndexedDocument]
    removed: Sequence[str]
    manifest: Manifest
    vocabulary: Vocabulary


class VersionWriter(Protocol):
    """A version that nobody sees before `finish`. Leaving without it leaves nothing behind."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *problem: object) -> None: ...

    def add(self, document: IndexedDocument) -> None:
        """Documents come in the order of their ids."""

    def finish(self, manifest: Manifest, vocabulary: Vocabulary) -> None: ...


class Engine(Protocol):
    def alive(self) -> bool:
        """Whether it can be asked at all; never raises."""

    def versions(self) -> list[Manifest]:
        """The complete versions, the latest built last."""

    def current(self) -> IndexVersion | None:
        """The version in service."""

    def write(self, version: IndexVersion) -> VersionWriter: ...

    def change(self, version: IndexVersion, change: Change) -> None:
        """Of a complete version.

        Only under the lock. Raises `BuildRefused` where a new id finds no place between its neighbours.
        """

    def open(self, version: IndexVersion) -> Snapshot: ...

    def switch(self, version: IndexVersion) -> None:
        """Puts a complete version in service, in one step."""

    def drop(self, version: IndexVersion) -> None:
        """Forgets a version that is not in service; one that is not there is no mistake."""

    def sweep(self) -> None:
        """Removes what killed builds left behind. Only under the lock."""

    def lock(self, holder: str) -> AbstractContextManager[None]:
        """One builder at a time; raises `IndexHeld`, naming the other. A killed holder's lock frees itself."""

    def note(self, event: Event) -> None:
        """Adds to the history, which no build or sweep removes."""

    def history(self, number: int) -> list[Event]:
        """What was noted, the last `number` of it, the latest last."""
