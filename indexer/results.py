"""What a search gives back: values only, no markup; whoever shows them does the marking.

A page is made of hundreds of the small ones: these are tuples, or are not frozen, for a frozen dataclass takes five
times as long to make.
"""

from dataclasses import dataclass
from typing import NamedTuple

from indexer.card import Said
from indexer.query.request import Mots, SearchRequest


class Marked(NamedTuple):
    """Original text with the spans that matched, as (start, end) offsets in characters, sorted, disjoint."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Snippet(NamedTuple):
    """A passage that shows why a record was found.

    `where` is a section's heading, or « chapeau », « intertitre », « document »; empty for the beginning of a text in
    which nothing that was asked for stands.
    `cut_before` and `cut_after`: the text goes on there, which an ellipsis may show.
    """

    passage: Marked
    where: str
    cut_before: bool = False
    cut_after: bool = False

    @property
    def points(self) -> tuple[str, str]:
        """What goes before and after where the passage begins or ends inside a sentence that goes on there."""
        text = self.passage.text.strip()
        inside = self.cut_before and not (text[:1].isupper() or text[:1] in _OPENING)
        goes_on = self.cut_after and text[-1:] not in _CLOSING
        return "… " if inside else "", "\u00a0…" if goes_on else ""


#: What a sentence begins with beside a capital, and what it ends with.
_OPENING, _CLOSING = "«“—–", '.!?…»"'


class Hit(NamedTuple):
    """`path` is the record's address on the new site; `score` is comparable within one result only.

    `promoted`: the reason why editors put it first for this query; null for all others.
    """

    id: str
    kind: str
    path: str
    title: Marked
    subtitle: Marked | None
    snippets: tuple[Snippet, ...]
    score: float
    line: tuple[Said, ...] = ()
    language: str | None = None
    promoted: str | None = None


@dataclass(slots=True)
class FacetValue:
    """`count` of them, `inferred` hold it by inference alone; `parent` is the value that contains it."""

    value: str
    label: str
    count: int
    active: bool
    excluded: bool = False
    inferred: int = 0
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """`count` of each value is how many results the page shows after its tick (law 9).

    `any_is_enough`: ticked values are alternatives, and `count` is of the value ticked alone.
    `more`: values not listed.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]
    any_is_enough: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many records a filter hides only because they say nothing in its field (law 10)."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A word that stands nowhere in the archive, and the one that was searched instead."""

    typed: str
    searched: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """What was typed, and the other names under which it was searched too."""

    typed: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`mots` is the reading shown: asked for, or chosen because no record has all the words.

    `fallback` is true when "tous" was the reading and gave nothing, so that "certains" is shown;
    `question`, when "certains" was chosen because the text is a question in words.
    `absent`: the words that stand nowhere in the archive, and were not replaced.
    """

    request: SearchRequest
    understood: str
    mots: Mots
    fallback: bool
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    rewrites: tuple[Rewrite, ...]
    index_version: str
    question: bool = False
    hidden: tuple[Hidden, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    canonical: str = ""
    synonyms: tuple[Synonym, ...] = ()
    absent: tuple[str, ...] = ()
