"""What a record must hold, in the index's own fields and terms: what each engine's compiler translates."""

from dataclasses import dataclass
from typing import TypeAlias

from indexer.language import View
from indexer.query.tree import Scope


def text_field(scope: Scope, view: View) -> str:
    return f"{scope.value}_{view.value}"


@dataclass(frozen=True, slots=True)
class HasTerm:
    field: str
    term: str


@dataclass(frozen=True, slots=True)
class HasSequence:
    """Terms that follow each other; at least two."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasNear:
    """Two different terms with at most `between` others between them, in either order."""

    field: str
    first: str
    second: str
    between: int


@dataclass(frozen=True, slots=True)
class HasYear:
    """One of the years from `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Every:
    """All of the clauses; of none, every record."""

    clauses: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the clauses; of none, no record."""

    clauses: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Without:
    clause: "Clause"


Clause: TypeAlias = HasTerm | HasSequence | HasNear | HasYear | Every | Some | Without


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term whose BM25 score counts `weight` times."""

    field: str
    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Bonus:
    """`points` for each record that satisfies the clause."""

    clause: Clause
    points: float


@dataclass(frozen=True, slots=True)
class Plan:
    """`matching` alone decides which records are found; the score is the sum of `scoring` and `bonuses`.

    With neither, records stand in the order of their ids.
    """

    matching: Clause = Every()
    scoring: tuple[Weighted, ...] = ()
    bonuses: tuple[Bonus, ...] = ()

    @property
    def ranked(self) -> bool:
        return bool(self.scoring or self.bonuses)
