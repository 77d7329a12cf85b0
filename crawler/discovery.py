"""What a capture names becomes rows of the ledger: judged by scope, robots and traps, asked for or not."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.frontier import FIRST, NORMAL, Found, Frontier, Lease
from crawler.limits import Limits
from crawler.links import Link, links_of
from crawler.outcome import Outcome
from crawler.robots import Robots
from crawler.scope import Scope, origin_of
from crawler.traps import NUMBERED, REPEATED, Traps, likeness_of, pattern_of

_JOINS = 50_000
_PATTERNS = 100_000


@dataclass(slots=True)
class Discovery:
    frontier: Frontier
    scope: Scope
    robots: Robots
    limits: Limits
    _traps: Traps = field(default_factory=Traps, init=False)
    _patterns: set[str] = field(default_factory=set, init=False)
    _likenesses: set[bytes] = field(default_factory=set, init=False)
    _joined: dict[tuple[str, str], str | None] = field(default_factory=dict, init=False)
    _urls: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._urls = self.frontier.total()

    def read(self, lease: Lease, payload: bytes, mime: str) -> None:
        """Hands to the ledger every URL that a capture names."""
        name = urlsplit(lease.url).path.rpartition("/")[2]
        page = links_of(payload, mime, name, self.limits.max_links)
        base = (join(lease.url, page.base) if page.base else None) or lease.url
        new: dict[str, Link] = {}
        for link in page.links:
            url = self._resolved(base, link.href)
            if url is not None and url not in new and self.frontier.is_new(url):
                new[url] = link
        if not new:
            return
        own = pattern_of(lease.url)
        patterns = {url: pattern_of(url) for url in new}
        chain = self._chain(lease, own, set(patterns.values()), payload)
        for url, link in new.items():
            self.name(
                url,
                found_on=lease.url,
                text=link.text,
                priority=FIRST if link.inventory else NORMAL,
                chain=chain if patterns[url] == own else 0,
            )

    def name(
        self,
        url: str,
        *,
        found_on: str | None = None,
        text: str = "",
        priority: int = NORMAL,
        probe: bool = False,
        hops: int = 0,
        chain: int = 0,
    ) -> None:
        """One canonical URL, as it is asked of the source's own host."""
        outcome, reason = self.verdict(url, hops, chain)
        self._urls += 1
        cut = url[: self.limits.max_url + 1]
        self.frontier.found(Found(cut, found_on, text, outcome, reason, priority, probe, hops, chain))

    def verdict(self, url: str, hops: int = 0, chain: int = 0) -> tuple[Outcome | None, str]:
        """What is decided of a URL before anybody asks for it: nothing, or an outcome and its reason."""
        why = self.scope.exclusion(url)
        if why is not None:
            return Outcome.EXCLUDED, why
        if not self.robots.allows(url):
            return Outcome.REFUSED, "robots.txt le demande"
        if hops > self.limits.max_redirects:
            return Outcome.TRAP, f"plus de {self.limits.max_redirects} redirections à la suite"
        if self._urls >= self.limits.max_urls:
            return Outcome.TRAP, f"plus de {self.limits.max_urls} adresses"
        why = self._traps.trap(url, chain)
        return (Outcome.TRAP, why) if why is not None else (None, "")

    def resolve(self, base: str, href: str) -> str | None:
        """The canonical URL at the source's own host; an alias is kept as such."""
        url = join(base, href)
        if url is None:
            return None
        home = self.scope.at_home(url)
        if home != url:
            self.frontier.alias(url, home)
        return home

    def move_to(self, url: str) -> None:
        """The source sends its home page to another name of itself: that name is the site's from now on."""
        if origin_of(url) == self.scope.origin:
            return
        self.scope = self.scope.moved_to(url)
        self.frontier.note("origin", self.scope.origin)
        self._joined.clear()

    def _resolved(self, base: str, href: str) -> str | None:
        """A site repeats its menus: the same words in the same folder lead to the same place."""
        alone = not href or href[0] in "?#"
        key = (base if alone else base[: base.rfind("/") + 1], href)
        if key in self._joined:
            return self._joined[key]
        if len(self._joined) >= _JOINS:
            self._joined.clear()
        url = self._joined[key] = self.resolve(base, href)
        return url

    def _chain(self, lease: Lease, own: str, patterns: set[str], payload: bytes) -> int:
        """How far the next pages of this one's pattern lie in a chain of them."""
        unknown = patterns - {own} - self._patterns
        if len(self._patterns) < _PATTERNS:
            self._patterns |= patterns
        if unknown or own not in patterns:
            return 0
        likeness = likeness_of(payload)
        repeated = likeness in self._likenesses
        if len(self._likenesses) < _PATTERNS:
            self._likenesses.add(likeness)
        return lease.chain + (REPEATED if repeated else NUMBERED)
