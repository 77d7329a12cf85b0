"""What a transformation is asked, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from transform.decisions import Decision

#: (done, total, stage)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TransformRequest:
    """`archive` and `records` are folders, `ledger` a file that may be missing; `profiles` the workspace's own.

    `lookups`: the corrections declared beside the profiles; `vocabulary`: a folder of vocabularies of the site's own.
    `moved`: the hosts to which pages have moved.
    `accepted_assertions` (names) and `accepted_urls`: the failures that a person accepts. `audit` is left out by
    benchmarks only.
    """

    archive: Path
    ledger: Path
    records: Path
    profiles: tuple[Path, ...] = ()
    decisions: tuple[Decision, ...] = ()
    site: str = "site"
    processes: int = 1
    accepted_assertions: frozenset[str] = frozenset()
    accepted_urls: frozenset[str] = frozenset()
    audit: bool = True
    lookups: Path | None = None
    vocabulary: Path | None = None
    moved: Path | None = None


@dataclass(frozen=True, slots=True)
class TransformSummary:
    """`urls` by outcome, `kinds` by kind; others are counts. `shortfalls`: what a profile expected in vain.

    `losses`: lines of `losses.jsonl`; `words`: those of the pages, and what became of them.
    """

    site: str
    urls: dict[str, int]
    records: int
    kinds: dict[str, int]
    losses: int
    repairs: int
    reviews: int
    shortfalls: tuple[str, ...] = ()
    words: dict[str, int | float] = field(default_factory=dict)


def silence(_done: int, _total: int, _stage: str) -> None:
    """Progress that nobody watches."""
