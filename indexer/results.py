"""What a search gives back: values only, no markup; whoever shows them does the marking."""

from dataclasses import dataclass

from indexer.query.request import Mots, SearchRequest
from transform.schema import Record


@dataclass(frozen=True, slots=True)
class Marked:
    """Original text with the spans that matched, as (start, end) offsets in characters, sorted, disjoint."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage that shows why a record was found.

    `where` is a section's heading, or « chapeau », « intertitre », « document »; empty for the beginning of a text in
    which nothing that was asked for stands.
    `cut_before` and `cut_after`: the text goes on there, which an ellipsis may show.
    """

    passage: Marked
    where: str
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """`path` is the record's address on the new site; `score` is comparable within one result only."""

    id: str
    kind: str
    path: str
    title: Marked
    subtitle: Marked | None
    snippets: tuple[Snippet, ...]
    score: float
    record: Record


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    active: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """`count` of each value is how many results the page shows when that value alone is ticked (law 9)."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A word that stands nowhere in the archive, and the one that was searched instead."""

    typed: str
    searched: str


@dataclass(frozen=True, slots=True)
class Results:
    """`mots` is the reading shown: asked for, or chosen because no record has all the words.

    `fallback` is true when "tous" was the reading and gave nothing, so that "certains" is shown;
    `question`, when "certains" was chosen because the text is a question in words.
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
