"""The whole contract with a search engine; nothing here belongs to one of them.

An engine keeps immutable versions of an index, each complete or not there, and a pointer to the one in service.
A version is written beside the others, then the pointer is switched in one step. Whoever reads opens a snapshot and
sees that version alone, whatever is switched meanwhile. Both engines give the same answers in the same order:
scores rounded to three decimals, then ids.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, Self

from indexer.document import IndexedDocument
from indexer.query.clauses import Plan
from indexer.versions import IndexVersion, Manifest
from indexer.vocabulary import Vocabulary

#: Hits beyond are counted, and walked, but not ranked: no page lies so deep.
MAX_RANKED = 10_000


@dataclass(frozen=True, slots=True)
class Filter:
    """Records whose `field` holds one of the values at least."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """Asks how many records of the plan, under these filters, hold each value of the field."""

    field: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """`offset + size` is at most `MAX_RANKED`."""

    plan: Plan = field(default_factory=Plan)
    filters: tuple[Filter, ...] = ()
    facets: tuple[FacetCount, ...] = ()
    offset: int = 0
    size: int = 20


@dataclass(frozen=True, slots=True)
class EngineHit:
    """`score` is Lucene's BM25 in both engines, to three decimals; `source` the record's line."""

    id: str
    score: float
    source: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` and `counts` (by facet's field, by value) are exact; values that no record holds are not there."""

    total: int
    hits: tuple[EngineHit, ...]
    counts: Mapping[str, Mapping[str, int]]


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

    def walk(self, plan: Plan, filters: tuple[Filter, ...] = ()) -> Iterator[EngineHit]:
        """Every record found, in the order of ids, unranked and without bound: for exports."""


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

    def open(self, version: IndexVersion) -> Snapshot: ...

    def switch(self, version: IndexVersion) -> None:
        """Puts a complete version in service, in one step."""

    def drop(self, version: IndexVersion) -> None:
        """Forgets a version that is not in service; one that is not there is no mistake."""

    def sweep(self) -> None:
        """Removes what killed builds left behind. Only under the lock."""

    def lock(self, holder: str) -> AbstractContextManager[None]:
        """One builder at a time; raises `IndexHeld`, naming the other. A killed holder's lock frees itself."""
