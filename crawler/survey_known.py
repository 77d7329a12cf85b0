"""The addresses that a first look has heard of, by what they are, and which of them to look at next."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.links import links_of
from crawler.robots import Robots
from crawler.scope import Scope, origin_of
from crawler.survey_facts import SamplePage
from crawler.survey_page import declared_charset, real_charset
from crawler.survey_requests import Reply

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|gif|webp|svg|mp3|mp4|zip|css|js|ico)$", re.IGNORECASE)
_MAX_LINKS = 5_000
#: A host that differs by `www.` alone counts as if so many paths were linked under it.
_ALIKE = 2


@dataclass(slots=True)
class Known:
    """`pages` and `files` of the site, and what is linked on other hosts."""

    pages: dict[str, None] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    _outside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def variants(self) -> int:
        """Pages whose address has a query."""
        return sum(1 for url in self.pages if urlsplit(url).query)

    def next_to_look_at(self, asked: set[str], robots: Robots) -> str | None:
        """A page of the part of the site that was looked at least so far, from the middle of it."""
        groups: dict[str, list[str]] = defaultdict(list)
        for url in self.pages:
            if url not in asked and robots.allows(url):
                groups[_part(url)].append(url)
        if not groups:
            return None
        done = Counter(_part(url) for url in asked)
        group = min(groups, key=lambda name: (done[name], -len(groups[name]), name))
        return groups[group][len(groups[group]) // 2]

    def read(self, reply: Reply, scope: Scope) -> SamplePage:
        """Notes what a page links to."""
        name = urlsplit(reply.url).path.rpartition("/")[2]
        mime = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        links = links_of(reply.payload, mime, name, _MAX_LINKS)
        base = (join(reply.url, links.base) if links.base else None) or reply.url
        targets = {url for url in (join(base, link.href) for link in links.links) if url}
        for target in targets:
            self._note(target, scope)
        return SamplePage(
            reply.url,
            reply.status,
            len(reply.payload),
            round(reply.seconds, 3),
            declared_charset(reply),
            real_charset(reply.payload),
            len(targets),
        )

    def listed(self, urls: Iterable[str]) -> None:
        """Pages that a list of the site's own names."""
        self.pages |= dict.fromkeys(url for url in urls if not _FILE.search(urlsplit(url).path))

    def other_names(self, origin: str) -> dict[str, int]:
        """Hosts under which pages link to paths that this site has, and how many: other names of the site."""
        ours = {urlsplit(url).path for url in (*self.pages, *self.files) if urlsplit(url).path.strip("/")}
        own = urlsplit(origin).netloc.removeprefix("www.")
        shared = {host: len(paths & ours) for host, paths in sorted(self._outside.items())}
        alike = {host: _ALIKE for host in shared if host.removeprefix("www.") == own}
        return {host: max(count, alike.get(host, 0)) for host, count in shared.items() if count or host in alike}

    def _note(self, url: str, scope: Scope) -> None:
        home = scope.at_home(url)
        if origin_of(home) != scope.origin:
            self._outside[urlsplit(url).netloc].add(urlsplit(url).path)
        elif scope.exclusion(home) is None:
            if _FILE.search(urlsplit(home).path):
                self.files.add(home)
            elif not urlsplit(home).path.startswith("/wp-json"):
                self.pages[home] = None


def _part(url: str) -> str:
    return urlsplit(url).path.strip("/").partition("/")[0]
