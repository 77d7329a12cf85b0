"""What a first look finds: facts alone, the same for people and for programs."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Engine:
    """`certainty`: `sûr` where the site says it itself, `probable`, `inconnu`. `evidence` in a few words each."""

    name: str
    version: str | None
    certainty: str
    evidence: tuple[str, ...]


UNKNOWN_ENGINE = Engine("inconnu", None, "inconnu", ())


@dataclass(frozen=True, slots=True)
class SitemapSeen:
    """`count`: pages listed in it; an index lists none itself."""

    url: str
    count: int


@dataclass(frozen=True, slots=True)
class SamplePage:
    """`size` in bytes, `seconds` until the whole answer. Charsets in lower case; null where none is declared."""

    url: str
    status: int
    size: int
    seconds: float
    declared_charset: str | None
    real_charset: str | None
    links: int


@dataclass(slots=True)
class SiteFacts:
    """`delay` in seconds, `hours` at that delay, `disk` in bytes. `pages` is null where nothing tells how many.

    `rest`: type → total (null where the site does not say). `hosts`: other names of the site → how many of its paths
    are linked under them. `linked_variants`: addresses with a query, asked for too. `refused_by_robots`: not asked for.
    """

    source: str
    requests: int = 0
    limit: int = 60
    engine: Engine = UNKNOWN_ENGINE
    moved_to: str | None = None
    robots: str = "absent"
    crawl_delay: float = 0.0
    refused_by_robots: list[str] = field(default_factory=list)
    rest: dict[str, int | None] = field(default_factory=dict)
    rest_media: int | None = None
    sitemaps: list[SitemapSeen] = field(default_factory=list)
    sitemaps_unread: int = 0
    feeds: list[str] = field(default_factory=list)
    sample: list[SamplePage] = field(default_factory=list)
    protections: list[str] = field(default_factory=list)
    hosts: dict[str, int] = field(default_factory=dict)
    other_schemes: list[str] = field(default_factory=list)
    linked_pages: int = 0
    linked_variants: int = 0
    linked_files: int = 0
    problems: list[str] = field(default_factory=list)
    pages: int | None = None
    pages_from: str = ""
    files: int | None = None
    delay: float = 1.0
    hours: float | None = None
    disk: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {"kind": "site", **asdict(self)}


@dataclass(slots=True)
class FileFacts:
    """A folder, an archive or an export. `counts`: (heading → what → how many). `unknown`: what it cannot tell."""

    source: str
    kind: str
    made_by: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    pages: int | None = None
    disk: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and the command that does it, where one does."""

    text: str
    command: str | None = None
