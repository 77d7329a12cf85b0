"""What a reader's text becomes: a small tree in the reader's own words, before any analysis."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Scope(StrEnum):
    """Where words are looked for."""

    FULL = "full"  # everything that is written in a record
    TITLE = "title"
    TEXT = "text"  # everything but the title


class Open(StrEnum):
    """The end of a word that is not written."""

    START = "start"  # *mot
    END = "end"  # mot*


@dataclass(frozen=True, slots=True)
class Word:
    """`initial`: it begins the query, so that a capital says nothing about it.

    `open_at`: which end of it an asterisk leaves open; any word of the version that has the rest is meant.
    """

    text: str
    scope: Scope = Scope.FULL
    initial: bool = False
    open_at: Open | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """An exact sequence."""

    text: str
    scope: Scope = Scope.FULL


@dataclass(frozen=True, slots=True)
class OfKind:
    """`type:…`, with the kind's own name."""

    kind: str


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    nodes: tuple["Node", ...]


Node: TypeAlias = Word | Phrase | OfKind | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """`cut`: the text held more than is searched (the bounds of the parser)."""

    root: AllOf = AllOf(())
    cut: bool = False


def leaves(node: Node, *, positive_only: bool = True) -> list[Word | Phrase | OfKind]:
    """In the order of the text."""
    match node:
        case Not(inner):
            return [] if positive_only else leaves(inner, positive_only=False)
        case AllOf(nodes) | AnyOf(nodes):
            return [leaf for child in nodes for leaf in leaves(child, positive_only=positive_only)]
        case _:
            return [node]
