"""What a capture names becomes rows of the ledger: judged by scope, robots and traps, asked for or not."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.frontier import Frontier
from crawler.limits import Limits
from crawler.links import Link, PageLinks, links_of
from crawler.listed_by import ListedBy
from crawler.not_found import is_missing_page
from crawler.outcome import Outcome
from crawler.references import References
from crawler.rest import collection_of, collections_of, further_pages, is_types, items_of
from crawler.robots import Robots
from crawler.scope import Scope, origin_of
from crawler.traps import Tally, Traps, likeness_of, pattern_of, session_shape, weight
from crawler.visit import FIRST, NORMAL, Found, Lease

ROBOTS_SAY_NO = "robots.txt le demande"
_PATTERNS = 100_000


@dataclass(slots=True)
class Discovery:
    frontier: Frontier
    scope: Scope
    robots: Robots
    limits: Limits
    #: What the site's error pages have in common if they call themselves a success; see `crawler.not_found`.
    missing: bytes | None = None
    _traps: Traps = field(default_factory=Traps, init=False)
    _tally: Tally = field(default_factory=Tally, init=False)
    _patterns: set[str] = field(default_factory=set, init=False)
    _likenesses: set[bytes] = field(default_factory=set, init=False)
    _references: References = field(init=False)
    _urls: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._urls = self.frontier.total()
        self._references = References(self.resolve)

    def read(self, lease: Lease, payload: bytes, mime: str) -> None:
        """Hands to the ledger every URL that a capture names."""
        name = urlsplit(lease.url).path.rpartition("/")[2]
        page = links_of(payload, mime, name, self.limits.max_links)
        base = (join(lease.url, page.base) if page.base else None) or lease.url
        new = self._new_links(lease.url, base, page)
        shape = session_shape(lease.url)
        repeated = self._is_repeated(payload, session=shape is not None)
        if shape is not None and repeated:
            self._traps.repeated(shape)
        own = pattern_of(lease.url)
        self._tally.count(own, repeated=repeated)
        self._traps.read(lease.url, payload)
        if not new:
            return
        patterns = {url: pattern_of(url) for url in new}
        is_page = page.source is ListedBy.LINK
        chain = self._chain(lease, own, set(patterns.values()), repeated=repeated, page=is_page)
        for url, link in new.items():
            self.name(
                url,
                found_on=lease.url,
                text=link.text,
                priority=FIRST if link.inventory else NORMAL,
                chain=chain if patterns[url] == own else 0,
                depth=lease.depth + 1,
                listed_by=page.source,
            )

    def read_rest(self, lease: Lease, payload: bytes, total: str | None, pages: str | None) -> None:
        """Hands to the ledger what a WordPress list of types or of items names; `total` and `pages` as it promises."""
        if is_types(lease.url):
            for url in collections_of(lease.url, payload):
                self._name_rest(lease.url, url, ListedBy.REST, FIRST)
            return
        found = collection_of(lease.url)
        if found is None:
            return
        collection, number = found
        if total and total.isdecimal() and len(total) < 10:
            self.frontier.note(f"rest_total:{collection}", total)
        if number == 1:
            for url in further_pages(collection, pages):
                self._name_rest(lease.url, url, ListedBy.REST, FIRST)
        for item in items_of(payload):
            self._name_rest(lease.url, item.page, ListedBy.REST)
            if item.file:
                self._name_rest(lease.url, item.file, ListedBy.REST_FILE)

    def is_missing(self, url: str, payload: bytes) -> bool:
        """Whether a page that calls itself a success is the site's way to say that there is none."""
        return self.missing is not None and url != self.scope.start and is_missing_page(url, payload, self.missing)

    def _name_rest(self, found_on: str, href: str, source: ListedBy, priority: int = NORMAL) -> None:
        url = self.resolve(found_on, href)
        if url is not None:
            self.name(url, found_on=found_on, priority=priority, listed_by=source)

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
        depth: int = 0,
        listed_by: ListedBy | None = None,
    ) -> None:
        """One canonical URL, as it is asked of the source's own host."""
        outcome, reason = self.verdict(url, hops, chain, depth, found_on)
        self._urls += 1
        cut = url[: self.limits.max_url + 1]
        self.frontier.found(Found(cut, found_on, text, outcome, reason, priority, probe, hops, chain, listed_by, depth))

    def verdict(
        self, url: str, hops: int = 0, chain: int = 0, depth: int = 0, found_on: str | None = None
    ) -> tuple[Outcome | None, str]:
        """What is decided of a URL before anybody asks for it: nothing, or an outcome and its reason."""
        why = self.scope.exclusion(url) or self.too_deep(depth)
        if why is not None:
            return Outcome.EXCLUDED, why
        if not self.robots.allows(url):
            return Outcome.REFUSED, ROBOTS_SAY_NO
        if hops > self.limits.max_redirects:
            return Outcome.TRAP, f"plus de {self.limits.max_redirects} redirections à la suite"
        if self._urls >= self.limits.max_urls:
            return Outcome.TRAP, f"plus de {self.limits.max_urls} adresses"
        why = self._traps.trap(url, chain, found_on)
        return (Outcome.TRAP, why) if why is not None else (None, "")

    def too_deep(self, depth: int) -> str | None:
        most = self.limits.max_depth
        return f"à plus de {most} liens du départ (--max-depth)" if most is not None and depth > most else None

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
        self._references.forget()

    def _new_links(self, page_url: str, base: str, page: PageLinks) -> dict[str, Link]:
        """The page's links that this run hears of for the first time, by URL; the others are counted as listings."""
        seen, well_known = self.frontier.seen, self.frontier.well_known(page.source)
        lead = self._references.of(base)
        new: dict[str, Link] = {}
        here: set[str] = set()
        for link in page.links:
            url = lead(link.href)
            if url is None or url in here:
                continue
            here.add(url)
            if url not in seen:
                new[url] = link
            elif url not in well_known:
                self.frontier.listed(url, page.source, page_url)
        return new

    def _chain(self, lease: Lease, own: str, patterns: set[str], *, repeated: bool, page: bool) -> int:
        """How far the next pages of this one's pattern lie in a chain of them."""
        others = patterns - {own}
        unknown = others - self._patterns
        if len(self._patterns) < _PATTERNS:
            self._patterns |= patterns
        if unknown or own not in patterns:
            return 0
        return lease.chain + weight(own, others, repeated=repeated, page=page, tally=self._tally)

    def _is_repeated(self, payload: bytes, *, session: bool = False) -> bool:
        """Whether an earlier page of this run said the same, figures aside, and session ids where there are any."""
        likeness = likeness_of(payload, session=session)
        repeated = likeness in self._likenesses
        if len(self._likenesses) < _PATTERNS:
            self._likenesses.add(likeness)
        return repeated
