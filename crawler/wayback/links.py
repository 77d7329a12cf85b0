"""What archived pages name: other pages of the site that the web archive does not list are absent, and said so."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.archive_writer import declared_type
from crawler.canonical import join
from crawler.frontier import Frontier
from crawler.limits import Limits
from crawler.links import links_of
from crawler.mime import sniff
from crawler.outcome import Outcome
from crawler.scope import Scope
from crawler.visit import Found
from crawler.wayback.inventory import Inventory
from crawler.wayback.memento import Memento
from crawler.wayback.plan import exclusion
from crawler.wayback.source import WaybackSource


@dataclass(slots=True)
class AbsentLinks:
    """`urls`: under which URL the ledger has a page that the archive lists."""

    frontier: Frontier
    inventory: Inventory
    source: WaybackSource
    scopes: dict[str, Scope]
    limits: Limits
    urls: dict[str, str] = field(default_factory=dict)

    def read(self, page: str, memento: Memento) -> None:
        """Every link of a page that no one has named before in this run."""
        name = urlsplit(page).path.rpartition("/")[2]
        mime = declared_type(memento.header("content-type")) or sniff(memento.payload, name)
        found = links_of(memento.payload, mime, name, self.limits.max_links)
        base = (join(page, found.base) if found.base else None) or page
        for link in found.links:
            url = join(base, link.href)
            if url is not None and url not in self.frontier.seen:
                self.name(url, page, link.text)

    def name(self, url: str, page: str, text: str) -> None:
        name = self.source.page_of(url)
        if name is None or len(url) > self.limits.max_url:
            return
        if self.inventory.lists(name):
            known = self.urls.get(name)
            if known is not None and known != url:
                self.frontier.alias(url, known)
            return
        why = exclusion(self.scopes, name, url)
        outcome = Outcome.EXCLUDED if why else Outcome.ABSENT
        reason = why or "citée par une page, mais pas dans la Wayback Machine"
        self.frontier.found(Found(url, page, text, outcome, reason))
