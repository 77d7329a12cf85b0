"""What a site lists of its own pages: REST collections with their totals, sitemaps, feeds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.links import links_of
from crawler.mime import sniff
from crawler.scope import Scope
from crawler.survey_facts import SiteFacts, SitemapSeen
from crawler.survey_known import Known
from crawler.survey_page import json_of
from crawler.survey_requests import Reply

_SITEMAPS, _TYPES = 14, 12
_TYPES_PATH = "/wp-json/wp/v2/types"
_NO_TYPE = frozenset(
    {"attachment", "media", "blocks", "wp_block", "templates", "template-parts", "navigation"}
    | {"menu-items", "global-styles", "font-families"}
)


@dataclass(slots=True)
class Lists:
    """Asks with `ask`, which gives nothing where nobody answered; what is listed goes into `facts` and `known`."""

    ask: Callable[[str], Reply | None]
    scope: Scope
    facts: SiteFacts
    known: Known
    #: The paths for programs that answered.
    answered: list[str] = field(default_factory=list)

    def read_rest(self) -> None:
        origin = self.scope.origin
        reply = self.ask(f"{origin}{_TYPES_PATH}")
        types = json_of(reply)
        if not isinstance(types, dict):
            return
        self.answered.append(_TYPES_PATH)
        bases = {str(one.get("rest_base") or slug): slug for slug, one in types.items() if isinstance(one, dict)}
        for base in list(bases)[:_TYPES]:
            if base in _NO_TYPE or not re.fullmatch(r"[\w-]{1,60}", base):
                continue
            self.facts.rest[base] = self._total(base)
        self.facts.rest_media = self._total("media") if "media" in bases else None

    def _total(self, base: str) -> int | None:
        reply = self.ask(f"{self.scope.origin}/wp-json/wp/v2/{base}?per_page=1")
        told = reply.headers.get("x-wp-total", "") if reply is not None and reply.status < 300 else ""
        return int(told) if re.fullmatch(r"\d{1,9}", told) else None

    def read_sitemaps(self, named: list[str]) -> None:
        """Those that robots.txt named, else where they usually are."""
        origin = self.scope.origin
        queue = list(dict.fromkeys(named)) or [
            f"{origin}{path}" for path in ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
        ]
        guessed = not named
        seen: set[str] = set()
        while queue and len(seen) < _SITEMAPS:
            url = self.scope.at_home(queue.pop(0))
            if url in seen:
                continue
            seen.add(url)
            reply = self.ask(url)
            if reply is None or reply.status >= 300:
                continue
            if b"<sitemapindex" in reply.payload[:4096]:
                queue = [*self._located(reply), *([] if guessed else queue)]
                self.facts.sitemaps.append(SitemapSeen(url, 0))
                guessed = False
                continue
            pages = self._located(reply)
            if pages or b"<urlset" in reply.payload[:4096]:
                self.facts.sitemaps.append(SitemapSeen(url, len(pages)))
                self.known.listed(pages)
                if guessed:
                    break
        self.facts.sitemaps_unread = len([url for url in queue if url not in seen]) if not guessed else 0

    def _located(self, reply: Reply) -> list[str]:
        name = urlsplit(reply.url).path.rpartition("/")[2]
        links = links_of(reply.payload, reply.headers.get("content-type", "").partition(";")[0], name, 60_000).links
        found = (join(reply.url, link.href) for link in links if link.inventory)
        return [self.scope.at_home(url) for url in found if url]

    def read_feeds(self, home: Reply | None) -> None:
        """The first that the home page names, else where WordPress has one."""
        named = []
        if home is not None:
            for found in re.finditer(rb"<link\b[^>]{0,400}>", home.payload[:200_000]):
                tag = found.group()
                href = re.search(rb"""\bhref\s*=\s*["']([^"']+)""", tag)
                if href and re.search(rb"application/(?:rss|atom)\+xml", tag):
                    named.append(join(home.url, href.group(1).decode("utf-8", "replace")))
        for url in [self.scope.at_home(one) for one in named if one][:1] or [f"{self.scope.origin}/feed/"]:
            reply = self.ask(url)
            if (
                reply is not None
                and reply.status < 300
                and sniff(reply.payload[:16_384]).endswith(("rss+xml", "atom+xml"))
            ):
                self.facts.feeds.append(reply.url)
