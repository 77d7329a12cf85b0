"""What a reader's text becomes: a small tree in the reader's own words, before any analysis."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

MAX_CHARACTERS = 2000
MAX_WORDS = 64
MAX_DEPTH = 8

#: Each makes many words of the version be looked at.
MAX_OPEN_WORDS = 4

#: Words between two that must stand near each other.
MAX_BETWEEN = 20

#: Leaves of a tree: words, sequences, fields.
MAX_LEAVES = 128


class Scope(StrEnum):
    """Where words are looked for."""

    FULL = "full"  # everything that is written in a record
    TITLE = "title"
    TEXT = "text"  # everything but the title


class Open(StrEnum):
    """What of a word is left open."""

    START = "start"  # *mot
    END = "end"  # mot*
    LETTERS = "letters"  # mot~: with an error or two


@dataclass(frozen=True, slots=True)
class Word:
    """`initial`: it begins the query, so that a capital says nothing about it.

    `open_at`: any word of the version that has the rest is meant.
    """

    text: str
    scope: Scope = Scope.FULL
    initial: bool = False
    open_at: Open | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """An exact sequence; with `between`, words of which each has at most so many others between it and the next."""

    text: str
    scope: Scope = Scope.FULL
    between: int | None = None


@dataclass(frozen=True, slots=True)
class InField:
    """`theme:eau`, as written; `field` is the parameter's own name."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class InYears:
    """`annee:2003..2008`; null where an end is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    nodes: tuple["Node", ...]


Leaf: TypeAlias = Word | Phrase | InField | InYears
Node: TypeAlias = Leaf | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """`cut`: the text held more than is searched. Raises `ValueError` beyond the bounds, whoever made the tree."""

    root: AllOf = AllOf(())
    cut: bool = False

    def __post_init__(self) -> None:
        if depth(self.root) > MAX_DEPTH + _DEPTH_OF_LEAVES or len(leaves(self.root, positive_only=False)) > MAX_LEAVES:
            raise ValueError("Cette recherche est trop longue ou trop imbriquée.")


#: A group at the greatest depth may hold alternatives, excluded groups among them.
_DEPTH_OF_LEAVES = 3 * MAX_DEPTH


def depth(node: Node) -> int:
    """How many nodes stand above the deepest leaf."""
    deepest, level = 0, [node]
    while level:
        level = [child for above in level for child in _children(above)]
        deepest += bool(level)
        if deepest > 1000:
            break
    return deepest


def leaves(node: Node, *, positive_only: bool = True) -> list[Leaf]:
    """In the order of the text."""
    return list(_leaves(node, positive_only=positive_only))


def _leaves(node: Node, *, positive_only: bool) -> Iterator[Leaf]:
    match node:
        case Not(inner):
            if not positive_only:
                yield from _leaves(inner, positive_only=False)
        case AllOf(nodes) | AnyOf(nodes):
            for child in nodes:
                yield from _leaves(child, positive_only=positive_only)
        case _:
            yield node


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Not(inner):
            return (inner,)
        case AllOf(nodes) | AnyOf(nodes):
            return nodes
        case _:
            return ()
