"""A first look at a live site: in which order a few things are asked, and what is read from the answers."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.canonical import join
from crawler.credentials import Credentials
from crawler.errors import HarvestError
from crawler.loopback import is_loopback
from crawler.mime import HTML, sniff
from crawler.request import software
from crawler.robots import Robots
from crawler.scope import Scope, origin_of, path_of
from crawler.survey import estimate
from crawler.survey_engine import engine_of
from crawler.survey_facts import SiteFacts
from crawler.survey_known import Known
from crawler.survey_lists import Lists
from crawler.survey_page import protections
from crawler.survey_requests import Asker, NotAsked, Reply, polite_delay

_CLOSED = b"User-agent: *\nDisallow: /"
_SAMPLE = 20
_MAX_TOLD = 8


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
    _known: Known = field(default_factory=Known)
    _named: list[str] = field(default_factory=list)

    def run(self) -> None:
        self._read_robots()
        home = self._read_home()
        lists = Lists(self._ask, self.asker.scope, self.facts, self._known)
        lists.read_rest()
        lists.read_sitemaps(self._named)
        lists.read_feeds(home)
        self._read_other_names()
        self._read_sample(home)
        if home is not None:
            text = home.payload[:400_000].decode("utf-8", "replace")
            self.facts.engine = engine_of(text, home.headers, lists.answered)
        known = self._known
        self.facts.linked_variants = known.variants
        self.facts.linked_pages = len(known.pages) - known.variants
        self.facts.linked_files = len(known.files)
        self.facts.hosts |= known.other_names(self.asker.scope.origin)

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
            self.facts.sample.append(self._known.read(reply, self.asker.scope))
        return reply

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
            url = self._known.next_to_look_at(asked, self.asker.robots)
            if url is None or self.asker.left <= 0:
                return
            asked.add(url)
            reply = self._ask(url)
            if reply is not None:
                self.facts.sample.append(self._known.read(reply, self.asker.scope))

    def _protection(self, reply: Reply) -> None:
        for what in protections(reply):
            if what not in self.facts.protections and len(self.facts.protections) < _MAX_TOLD:
                self.facts.protections.append(what)
        if reply.truncated:
            self._problem(f"{reply.url} : réponse coupée avant la fin")
        elif reply.status >= 500 and reply.status != 503:
            self._problem(f"{reply.url} : le serveur répond {reply.status}")
