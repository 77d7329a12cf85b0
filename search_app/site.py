"""What a page may ask: the search, the archive, the desk, and how to write HTML."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from starlette.requests import Request

from crawler.archive import Archive
from indexer.search import Search
from search_app.archived_files import ArchivedFiles
from search_app.desk.store import DeskStore
from search_app.local_time import LocalTime
from search_app.presentation import NEUTRAL_PRESENTATION, Presentation
from search_app.redirects import OldAddresses
from search_app.templating import Pages

Kept = TypeVar("Kept")

EXAMPLES = (
    "loup berger",
    "rivière",
    '"conflit d’usage"',
    "forêt OU bocage",
    "Comment associer les habitants ?",
    "littoral SAUF port",
    "zone humide",
    "animateur",
    "histoire",
    "projet",
    "association",
)


@dataclass(frozen=True, slots=True)
class AppOptions:
    """`base_url`: the public address, which links are built from, never the Host header.

    `redirects`: the `redirects.csv` of the migration. `hosts`: other names of the legacy site, and the places it
    moved to, which an old address may lead to. `contact`: an e-mail or web address where readers may write.
    `time_zone`: an IANA name, the readers' own; `today` is the day there unless said. `secure_cookies` follows
    `base_url` unless said.
    """

    base_url: str
    redirects: Path | None = None
    presentation: Presentation = NEUTRAL_PRESENTATION
    contact: str = ""
    examples: tuple[str, ...] = EXAMPLES
    hosts: tuple[str, ...] = ()
    time_zone: str = "Europe/Paris"
    today: Callable[[], date] | None = None
    secure_cookies: bool | None = None

    @property
    def has_secure_cookies(self) -> bool:
        return self.base_url.startswith("https:") if self.secure_cookies is None else self.secure_cookies


@dataclass(frozen=True, slots=True)
class Site:
    search: Search
    archive: Archive
    desk: DeskStore
    options: AppOptions
    pages: Pages
    old_addresses: OldAddresses
    files: ArchivedFiles
    time: LocalTime
    #: What was worked out once for an index version: at most a handful of entries.
    remembered: dict[str, tuple[str, object]] = field(default_factory=dict)

    def today(self) -> date:
        return self.options.today() if self.options.today else self.time.today()

    def absolute(self, path: str) -> str:
        return self.options.base_url.rstrip("/") + path

    def once_for_a_version(self, name: str, work: Callable[[], Kept]) -> Kept:
        """What `work` gives, kept until another index version is in service."""
        version = str(self.search.version)
        kept = self.remembered.get(name)
        if kept is None or kept[0] != version:
            kept = (version, work())
            self.remembered[name] = kept
        return cast("Kept", kept[1])


def site_of(request: Request) -> Site:
    site = request.app.state.site
    assert isinstance(site, Site)
    return site
