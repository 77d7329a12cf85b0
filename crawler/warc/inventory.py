"""The first reading of a WARC: which host is the site's, what its pages name, what they need from elsewhere."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.errors import HarvestError
from crawler.limits import Limits
from crawler.links import Link, PageLinks, links_of
from crawler.scope import Rule, Scope
from crawler.warc.capture import ArchivedCapture, host_of

_MAX_LINKS = 500_000
_LEADS_AWAY = frozenset({"a", "area", "blockquote"})
_LOADED = frozenset({"stylesheet", "icon", "apple-touch-icon", "image_src", "preload"})


@dataclass(slots=True)
class Inventory:
    """`named`: URL → (page, words of the link) of the first page that names it. Of at most half a million links."""

    limits: Limits
    named: dict[str, tuple[str, str]] = field(default_factory=dict)
    _pages: Counter[str] = field(default_factory=Counter)
    _captures: Counter[str] = field(default_factory=Counter)
    #: What a page or a stylesheet loads from another host, and where redirects lead.
    _loads: dict[str, list[str]] = field(default_factory=dict)
    _redirects: dict[str, list[str]] = field(default_factory=dict)
    _kept: int = 0

    def note(self, capture: ArchivedCapture) -> None:
        host = host_of(capture.url)
        self._captures[host] += 1
        if capture.record.kind == "revisit":
            return
        if capture.is_page:
            self._pages[host] += 1
        status = capture.status
        if status is not None and 300 <= status < 400:
            target = self.target_of(capture)
            if target is not None:
                self._name(target, capture.url, "")
                self._keep(self._redirects, capture.url, target)
        elif status is None or status < 300:
            self._read(capture, host)

    def target_of(self, capture: ArchivedCapture) -> str | None:
        """Where a redirect leads."""
        location = capture.head.value("location") if capture.head else None
        if not location:
            return None
        return join(capture.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))

    @property
    def main_host(self) -> str:
        """The host with most pages, with and without `www.` taken together; where there is no page, with most captures.

        Of equals, the first in the file.
        """
        counts = self._pages or self._captures
        sites: Counter[str] = Counter()
        for host, count in counts.items():
            sites[host.removeprefix("www.")] += count
        best = sites.most_common(1)
        names = [host for host in counts if host.removeprefix("www.") == best[0][0]] if best else [""]
        return max(names, key=lambda host: counts[host])

    def name_page(self, url: str, title: str) -> None:
        """A page that a list in the file names."""
        self._name(url, None, title)

    def needed_elsewhere(self, inside: "WarcScope") -> set[str]:
        """What the site's own pages load from other hosts, directly or through stylesheets, frames and redirects."""
        needed: set[str] = set()
        queue = [target for url, targets in self._loads.items() if inside.exclusion(url) is None for target in targets]
        while queue:
            url = queue.pop()
            if url not in needed and inside.exclusion(url) is not None:
                needed.add(url)
                queue += self._loads.get(url, []) + self._redirects.get(url, [])
        return needed

    def _read(self, capture: ArchivedCapture, host: str) -> None:
        page = links_of(capture.payload, capture.mime, urlsplit(capture.url).path, self.limits.max_links)
        for target, link in _targets(capture.url, page):
            if capture.is_page:
                self._name(target, capture.url, link.text if target not in self.named else "")
            if _loads(link) and (host_of(target) != host or capture.mime == "text/css"):
                self._keep(self._loads, capture.url, target)

    def _name(self, url: str, page: str | None, text: str) -> None:
        if url not in self.named and len(self.named) < _MAX_LINKS and len(url) <= self.limits.max_url:
            self.named[url] = (page or "", text)

    def _keep(self, table: dict[str, list[str]], url: str, target: str) -> None:
        if self._kept < _MAX_LINKS:
            self._kept += 1
            table.setdefault(url, []).append(target)


@dataclass(frozen=True, slots=True)
class WarcScope:
    """The main host under each of its names, the aliases, and what the rules take in or leave out."""

    scope: Scope | None
    host: str
    include: tuple[Rule, ...]
    exclude: tuple[Rule, ...]

    def exclusion(self, url: str) -> str | None:
        """Why a capture of the file is not taken, in French, or nothing where it is."""
        for rule in self.exclude:
            if rule.matches(url):
                return f"exclue par la règle « {rule.written} »"
        elsewhere = [rule for rule in self.include if rule.prefix and not rule.prefix.startswith("/")]
        if any(rule.matches(url) for rule in elsewhere):
            return None
        if not self._own(url):
            return f"hors du périmètre : autre site ({host_of(url)[:100]})"
        paths = [rule for rule in self.include if rule not in elsewhere]
        if paths and not any(rule.matches(url) for rule in paths):
            return "hors du périmètre : aucune règle --include ne la retient"
        return None

    def _own(self, url: str) -> bool:
        if self.scope is None:
            return host_of(url) == self.host
        parts = urlsplit(url)
        named = {parts.netloc, parts.hostname or ""} & (self.scope.aliases | {self.host})
        return bool(named) or (bool(parts.netloc) and self.scope.is_itself(url))


def scope_of(host: str, aliases: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...]) -> WarcScope:
    """Raises `HarvestError` for a rule or an alias that cannot be read."""
    scope = None
    if host and not host.startswith("mirror:"):
        try:
            scope = Scope.of(f"http://{host}/", aliases=aliases)
        except HarvestError:
            if aliases:
                raise
    rules = tuple(Rule.read(one) for one in include), tuple(Rule.read(one) for one in exclude)
    return WarcScope(scope, host, *rules)


def _targets(url: str, page: PageLinks) -> Iterator[tuple[str, Link]]:
    base = (join(url, page.base) if page.base else None) or url
    for link in page.links:
        target = join(base, link.href)
        if target is not None:
            yield target, link


def _loads(link: Link) -> bool:
    """Whether a browser fetches it to show the page."""
    if link.element is None:
        return not link.inventory
    if link.element.tag == "link":
        return bool(set(str(link.element.get("rel", "")).lower().split()) & _LOADED)
    return link.element.tag not in _LEADS_AWAY
