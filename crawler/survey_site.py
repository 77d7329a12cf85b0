"""A first look at a live site: in which order a few things are asked, and what is read from the answers."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.credentials import Credentials
from crawler.errors import HarvestError
from crawler.links import links_of
from crawler.loopback import is_loopback
from crawler.mime import HTML, sniff
from crawler.request import software
from crawler.robots import Robots
from crawler.scope import Scope, origin_of, path_of
from crawler.survey import engine_of, estimate
from crawler.survey_facts import SamplePage, SiteFacts, SitemapSeen
from crawler.survey_requests import Asker, NotAsked, Reply, polite_delay

_CLOSED = b"User-agent: *\nDisallow: /"
_SAMPLE, _SITEMAPS, _TYPES = 20, 14, 12
_MAX_LINKS = 5_000
_MAX_TOLD = 8
_CAPTCHA = re.compile(rb"captcha|cf-challenge|challenge-platform|Just a moment\.\.\.|datadome|anubis", re.IGNORECASE)
_COOKIES = re.compile(rb"(?:enable|activer|accepter|accept|autoriser)[^<>]{0,40}(?:les )?cookies", re.IGNORECASE)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*"?([\w.:-]{2,40})""", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|gif|webp|svg|mp3|mp4|zip|css|js|ico)$", re.IGNORECASE)
_NO_TYPE = frozenset(
    {"attachment", "media", "blocks", "wp_block", "templates", "template-parts", "navigation"}
    | {"menu-items", "global-styles", "font-families"}
)


def survey_site(
    source: str,
    *,
    contact: str | None,
    aliases: tuple[str, ...] = (),
    delay: float | None = None,
    credentials: Credentials | None = None,
) -> SiteFacts:
    """At most 60 requests. Raises `HarvestError`: no contact (2), a site that does not answer (1)."""
    scope = Scope.of(source, aliases=aliases)
    if not is_loopback(scope.start) and not (contact or "").strip():
        raise HarvestError(
            "Un premier regard hors de cette machine doit dire qui le jette. Donnez une adresse où vous joindre, "
            "par exemple COMEDIE_CONTACT=nom@exemple.fr, puis relancez la même commande.",
            exit_code=2,
        )
    facts = SiteFacts(source=scope.start)
    facts.delay = delay if delay is not None else polite_delay(scope.start)
    with Asker(scope, contact, facts.delay, credentials=credentials or Credentials()) as asker:
        try:
            _Look(asker, facts, delay).run()
        finally:
            facts.requests, facts.limit = asker.used, asker.limit
            facts.refused_by_robots = sorted(path_of(url) for url in asker.left_out)[:_MAX_TOLD]
    estimate(facts)
    return facts


@dataclass(slots=True)
class _Look:
    asker: Asker
    facts: SiteFacts
    wanted_delay: float | None
    _urls: dict[str, None] = field(default_factory=dict)
    _files: set[str] = field(default_factory=set)
    _outside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _named: list[str] = field(default_factory=list)
    _answered: list[str] = field(default_factory=list)

    def run(self) -> None:
        self._read_robots()
        home = self._read_home()
        self._read_rest()
        self._read_sitemaps()
        self._read_feeds(home)
        self._read_other_names()
        self._read_sample(home)
        if home is not None:
            text = home.payload[:400_000].decode("utf-8", "replace")
            self.facts.engine = engine_of(text, home.headers, self._answered)
        self.facts.linked_pages = sum(1 for url in self._urls if not urlsplit(url).query)
        self.facts.linked_variants = len(self._urls) - self.facts.linked_pages
        self.facts.linked_files = len(self._files)
        self._judge_hosts()

    def _ask(self, url: str) -> Reply | None:
        """Nothing where nobody was asked or nobody answered; told once."""
        try:
            reply = self.asker.ask(url)
        except NotAsked as why:
            if "robots.txt" not in str(why) and "épuisées" not in str(why):
                self._problem(str(why))
            return None
        self._protection(reply)
        return reply

    def _problem(self, what: str) -> None:
        if len(self.facts.problems) < _MAX_TOLD and what not in self.facts.problems:
            self.facts.problems.append(what)

    def _read_robots(self) -> None:
        origin = self.asker.scope.origin
        try:
            reply = self.asker.ask(f"{origin}/robots.txt", itself=True)
        except NotAsked as why:
            if "hors du site" in str(why) or "redirections" in str(why):
                self.facts.robots = "absent"
                return
            raise HarvestError(
                f"Le site ne répond pas : {why}. Vérifiez l’adresse dans un navigateur ; s’il a disparu, essayez "
                f"« comedie harvest wayback:{urlsplit(origin).hostname} »."
            ) from why
        if reply.status >= 500:
            self.facts.robots = f"illisible ({reply.status}) : rien n’est demandé tant qu’il ne répond pas"
            self.asker.robots = Robots.read(_CLOSED, software())
        elif reply.status < 300 and sniff(reply.payload, "robots.txt") != HTML:
            robots = Robots.read(reply.payload, software())
            self.asker.robots = robots
            allowed = robots.allows(f"{origin}/")
            self.facts.robots = "présent" if allowed else "tout interdit"
            self.facts.crawl_delay = robots.delay
            self._named = [url for url in (join(reply.url, one) for one in robots.sitemaps) if url]
            if self.wanted_delay is None:
                self.facts.delay = max(self.facts.delay, robots.delay)
                self.asker.delay = self.facts.delay

    def _read_home(self) -> Reply | None:
        reply = self._ask(self.asker.scope.start)
        if reply is None:
            return None
        if origin_of(reply.url) != self.asker.scope.origin and self.asker.scope.is_itself(reply.url):
            self.facts.moved_to = reply.url
            self.asker.scope = self.asker.scope.moved_to(reply.url)
        if reply.status < 300:
            self._note_page(reply)
        return reply

    def _read_rest(self) -> None:
        origin = self.asker.scope.origin
        reply = self._ask(f"{origin}/wp-json/wp/v2/types")
        types = _json_of(reply)
        if not isinstance(types, dict):
            return
        self._answered.append("/wp-json/wp/v2/types")
        bases = {str(one.get("rest_base") or slug): slug for slug, one in types.items() if isinstance(one, dict)}
        for base in list(bases)[:_TYPES]:
            if base in _NO_TYPE or not re.fullmatch(r"[\w-]{1,60}", base):
                continue
            self.facts.rest[base] = self._total(base)
        self.facts.rest_media = self._total("media") if "media" in bases else None

    def _total(self, base: str) -> int | None:
        reply = self._ask(f"{self.asker.scope.origin}/wp-json/wp/v2/{base}?per_page=1")
        told = reply.headers.get("x-wp-total", "") if reply is not None and reply.status < 300 else ""
        return int(told) if re.fullmatch(r"\d{1,9}", told) else None

    def _read_sitemaps(self) -> None:
        origin = self.asker.scope.origin
        queue = list(dict.fromkeys(self._named)) or [
            f"{origin}{path}" for path in ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
        ]
        guessed = not self._named
        seen: set[str] = set()
        while queue and len(seen) < _SITEMAPS:
            url = self.asker.scope.at_home(queue.pop(0))
            if url in seen:
                continue
            seen.add(url)
            reply = self._ask(url)
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
                self._urls |= dict.fromkeys(page for page in pages if not _FILE.search(urlsplit(page).path))
                if guessed:
                    break
        self.facts.sitemaps_unread = len([url for url in queue if url not in seen]) if not guessed else 0

    def _located(self, reply: Reply) -> list[str]:
        name = urlsplit(reply.url).path.rpartition("/")[2]
        links = links_of(reply.payload, reply.headers.get("content-type", "").partition(";")[0], name, 60_000).links
        found = (join(reply.url, link.href) for link in links if link.inventory)
        return [self.asker.scope.at_home(url) for url in found if url]

    def _read_feeds(self, home: Reply | None) -> None:
        named = []
        if home is not None:
            for found in re.finditer(rb"<link\b[^>]{0,400}>", home.payload[:200_000]):
                tag = found.group()
                href = re.search(rb"""\bhref\s*=\s*["']([^"']+)""", tag)
                if href and re.search(rb"application/(?:rss|atom)\+xml", tag):
                    named.append(join(home.url, href.group(1).decode("utf-8", "replace")))
        for url in [self.asker.scope.at_home(one) for one in named if one][:1] or [f"{self.asker.scope.origin}/feed/"]:
            reply = self._ask(url)
            if (
                reply is not None
                and reply.status < 300
                and sniff(reply.payload[:16_384]).endswith(("rss+xml", "atom+xml"))
            ):
                self.facts.feeds.append(reply.url)

    def _read_other_names(self) -> None:
        """The same host over the other scheme, and with or without `www.`; not on this machine, nor on odd ports."""
        parts = urlsplit(self.asker.scope.origin)
        if is_loopback(self.asker.scope.origin) or parts.port is not None or not re.search("[a-z]", parts.netloc):
            return
        other = parts.netloc.removeprefix("www.") if parts.netloc.startswith("www.") else f"www.{parts.netloc}"
        for url in (
            f"{'http' if parts.scheme == 'https' else 'https'}://{parts.netloc}/",
            f"{parts.scheme}://{other}/",
        ):
            try:
                reply = self.asker.ask(url)
            except NotAsked:
                continue
            if reply.status < 400:
                led = "" if reply.url == url else f" → {origin_of(reply.url)}"
                self.facts.other_schemes.append(f"{origin_of(url)}{led}")

    def _read_sample(self, home: Reply | None) -> None:
        """Evenly over all that is known, so that every part of the site is seen."""
        start = home.url if home is not None else ""
        asked = {start}
        for _ in range(_SAMPLE):
            url = self._next(asked)
            if url is None or self.asker.left <= 0:
                return
            asked.add(url)
            reply = self._ask(url)
            if reply is not None:
                self._note_page(reply)

    def _next(self, asked: set[str]) -> str | None:
        known = [url for url in self._urls if url not in asked and self.asker.robots.allows(url)]
        groups: dict[str, list[str]] = defaultdict(list)
        for url in known:
            groups[urlsplit(url).path.strip("/").partition("/")[0]].append(url)
        if not groups:
            return None
        done = Counter(urlsplit(url).path.strip("/").partition("/")[0] for url in asked)
        group = min(groups, key=lambda name: (done[name], -len(groups[name]), name))
        return groups[group][len(groups[group]) // 2]

    def _note_page(self, reply: Reply) -> None:
        name = urlsplit(reply.url).path.rpartition("/")[2]
        mime = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        links = links_of(reply.payload, mime, name, _MAX_LINKS)
        base = (join(reply.url, links.base) if links.base else None) or reply.url
        targets = {url for url in (join(base, link.href) for link in links.links) if url}
        for target in targets:
            self._note_link(target)
        self.facts.sample.append(
            SamplePage(
                reply.url,
                reply.status,
                len(reply.payload),
                round(reply.seconds, 3),
                _declared(reply),
                _real(reply.payload),
                len(targets),
            )
        )

    def _note_link(self, url: str) -> None:
        home = self.asker.scope.at_home(url)
        if origin_of(home) != self.asker.scope.origin:
            self._outside[urlsplit(url).netloc].add(urlsplit(url).path)
        elif self.asker.scope.exclusion(home) is None:
            if _FILE.search(urlsplit(home).path):
                self._files.add(home)
            elif not urlsplit(home).path.startswith("/wp-json"):
                self._urls[home] = None

    def _judge_hosts(self) -> None:
        """A host under which pages link to paths that this site has is another name of the site."""
        ours = {urlsplit(url).path for url in (*self._urls, *self._files) if urlsplit(url).path.strip("/")}
        own = urlsplit(self.asker.scope.origin).netloc
        for host, paths in sorted(self._outside.items()):
            shared = len(paths & ours)
            if shared or host.removeprefix("www.") == own.removeprefix("www."):
                self.facts.hosts[host] = max(shared, 2 if host.removeprefix("www.") == own.removeprefix("www.") else 0)

    def _protection(self, reply: Reply) -> None:
        for what in _protections(reply):
            if what not in self.facts.protections and len(self.facts.protections) < _MAX_TOLD:
                self.facts.protections.append(what)
        if reply.truncated:
            self._problem(f"{reply.url} : réponse coupée avant la fin")
        elif reply.status >= 500 and reply.status != 503:
            self._problem(f"{reply.url} : le serveur répond {reply.status}")


def _protections(reply: Reply) -> Iterator[str]:
    path = urlsplit(reply.url).path
    if reply.status in {401, 403} and path.startswith("/wp-json"):
        yield f"interface REST fermée ({reply.status})"
        return
    if reply.status in {403, 429, 503} and _CAPTCHA.search(reply.payload[:100_000]):
        yield f"captcha ou filtre contre les programmes ({reply.status})"
    elif reply.status == 401:
        yield "mot de passe demandé (401)"
    elif reply.status == 403:
        yield "accès interdit (403)"
    elif reply.status == 429:
        yield "trop de demandes (429)"
    elif reply.status == 503:
        yield "service indisponible (503)"
    elif reply.status < 300 and len(reply.payload) < 4_000 and _CAPTCHA.search(reply.payload):
        yield "captcha ou filtre contre les programmes (200)"
    elif reply.status < 300 and len(reply.payload) < 4_000 and _COOKIES.search(reply.payload):
        yield "mur de cookies"


def _json_of(reply: Reply | None) -> object:
    if reply is None or reply.status >= 300:
        return None
    try:
        return json.loads(reply.payload)
    except (ValueError, RecursionError):
        return None


def _declared(reply: Reply) -> str | None:
    told = _HEADER_CHARSET.search(reply.headers.get("content-type", ""))
    if told:
        return told.group(1).lower()
    found = _META_CHARSET.search(reply.payload[:4096])
    return found.group(1).decode("ascii", "replace").lower() if found else None


def _real(payload: bytes) -> str | None:
    """`ascii`, `utf-8`, or what Western pages are otherwise."""
    if not payload:
        return None
    if payload.isascii():
        return "ascii"
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
