"""What an extractor found on one page, before pages are compared with each other."""

from dataclasses import dataclass, field
from functools import lru_cache

from transform.extract.headline import Heading
from transform.schema import (
    Document,
    Evidence,
    Image,
    Kind,
    Nature,
    Note,
    Person,
    Section,
    Step,
    Video,
    XPathSelector,
)


@dataclass(slots=True)
class Anchor:
    """A link as it stands: absolute address, and the words one clicks on."""

    url: str
    text: str


@dataclass(slots=True)
class Content:
    """The main text of a page, taken apart. `evidence` maps JSON pointers to the element each part comes from.

    `announced`: headings that left the text with the list of files or links that they announced.
    """

    lead: str | None = None
    sections: list[Section] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    media: list[Image | Video] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.lead or self.sections or self.media or self.documents)


@dataclass(slots=True)
class Verdict:
    """A kind with its reasons; `confidence` from 0 to 1."""

    kind: Kind
    confidence: float
    reasons: tuple[str, ...]
    written: bool


@dataclass(slots=True)
class Draft:
    """A record still without id. Links are addresses; `title` is null where pages must be compared.

    `dropped`: places (`div.partage`) of what the profile takes out, with its name for it; `matched`: the selector by
    which each field was found.
    """

    template: str
    content: Content
    verdict: Verdict
    title: str | None = None
    headings: tuple[Heading, ...] = ()
    window_title: str = ""
    window_title_path: str | None = None
    subtitle: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    terms: dict[str, list[str]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    step: Step | None = None
    related: list[str] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)
    matched: dict[str, str] = field(default_factory=dict)


def written(rule: str, capture: str, path: str | None = None, raw: str | None = None) -> Evidence:
    """Evidence for a value that stands in the page; `raw` only where it differs from the value."""
    selector = _at(path) if path else None
    return Evidence(nature=Nature.WRITTEN, rule=rule, capture=capture, selector=selector, raw=raw)


@lru_cache(maxsize=4096)
def _at(path: str) -> XPathSelector:
    """Never changed: values stand in the same places on page after page of a template."""
    return XPathSelector(value=path)
