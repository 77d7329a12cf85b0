"""Which addresses are the site's, and by which rule the others are not."""

import re
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from crawler.canonical import canonical
from crawler.errors import HarvestError

#: What the sharing buttons of WordPress's plugins may name.
_SHARED_WITH = (
    "(?:jetpack-)?(?:e?mail|print|facebook|twitter|x|linkedin|pinterest|tumblr|reddit|pocket|telegram|whatsapp|skype"
    "|google-plus-1|mastodon|bluesky|threads|nextdoor|viadeo|scoopit|diaspora|press-this|stumbleupon|digg)|custom-\\d+"
)
#: Doors for programs and for editors, and links that do something instead of showing a page: nothing is behind them.
#: The page that such a link acts on is asked for under its own address, to which the old one will lead.
_NEVER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("connexion de l’éditeur", re.compile(r"/(?:wp-login|xmlrpc|wp-cron)\.php|/wp-admin(?:/|$)")),
    ("la même page avec un formulaire de réponse", re.compile(r"[?&](?:replytocom|unapproved)=\d")),
    (
        "lien de partage, sans page à lui",
        re.compile(rf"[?&]share=(?:{_SHARED_WITH})(?:&|$)"),
    ),
    (
        "lien d’action (panier, vote, suivi), sans page à lui",
        re.compile(r"[?&](?:add-to-cart|remove_item|like_comment|doing_wp_cron|_wpnonce|moderation-hash)="),
    ),
    ("fiche technique d’une page (oEmbed)", re.compile(r"/wp-json/oembed/|[?&]rest_route=(?:%2F|/)oembed")),
)
_REGEX_SIGNS = frozenset("*+()[]{}|\\^$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A prefix of a path (`/fiche/`) or of a URL (`https://…/fiche/`), or a regular expression found in the URL."""

    written: str
    prefix: str | None = None
    pattern: re.Pattern[str] | None = None

    @classmethod
    def read(cls, written: str) -> Self:
        """Raises `HarvestError` for an expression that cannot be read."""
        if written.startswith(("/", "http://", "https://")) and not _REGEX_SIGNS & set(written):
            return cls(written, prefix=written)
        try:
            return cls(written, pattern=re.compile(written))
        except re.error as error:
            raise HarvestError(
                f"La règle « {written} » n’est ni un début d’adresse (« /fiche/ ») ni une expression régulière "
                f"lisible ({error}). Corrigez --include ou --exclude.",
                exit_code=2,
            ) from error

    def matches(self, url: str) -> bool:
        if self.pattern is not None:
            return self.pattern.search(url) is not None
        prefix = self.prefix or ""
        return (path_of(url) if prefix.startswith("/") else url).startswith(prefix)


@dataclass(frozen=True, slots=True)
class Scope:
    """`origin` is scheme and host with its port where it is not the default one; `aliases` are hosts of the same site.

    An alias without port stands for that host on any port.
    """

    origin: str
    start: str
    aliases: frozenset[str] = frozenset()
    include: tuple[Rule, ...] = ()
    exclude: tuple[Rule, ...] = ()
    max_url: int = 2_000

    @classmethod
    def of(
        cls,
        source: str,
        *,
        aliases: tuple[str, ...] = (),
        include: tuple[str, ...] = (),
        exclude: tuple[str, ...] = (),
        max_url: int = 2_000,
    ) -> Self:
        """Raises `HarvestError` where the source is no address."""
        start = canonical(source)
        if start is None:
            raise HarvestError(
                f"« {source} » n’est pas une adresse de site. Écrivez-la en entier, par exemple "
                "« https://www.comedie.org/ ».",
                exit_code=2,
            )
        if "@" in urlsplit(source).netloc:
            raise HarvestError(
                "L’adresse contient un compte ou un mot de passe, qui resterait écrit dans le dossier. Écrivez-la sans "
                "eux, et donnez-les par COMEDIE_SITE_USER et COMEDIE_SITE_PASSWORD.",
                exit_code=2,
            )
        return cls(
            origin=origin_of(start),
            start=start,
            aliases=frozenset(_alias_host(alias) for alias in aliases),
            include=tuple(Rule.read(written) for written in include),
            exclude=tuple(Rule.read(written) for written in exclude),
            max_url=max_url,
        )

    @property
    def named_hosts(self) -> frozenset[str]:
        """The hosts that the owner wrote, without ports: where a private address is no surprise."""
        return frozenset(urlsplit(f"//{network}").hostname or "" for network in (_network(self.origin), *self.aliases))

    @property
    def protected_origins(self) -> frozenset[str]:
        """Where credentials that the owner gave for the source may go: its own host, and over https as well."""
        scheme, _, network = self.origin.partition("://")
        upgraded = {f"https://{network}"} if scheme == "http" and ":" not in network else set()
        return frozenset({self.origin} | upgraded)

    def moved_to(self, url: str) -> Self:
        """The same scope when the source sends its own home page to another name of itself."""
        before = self.origin.partition("://")[2]
        moved = f"{origin_of(url)}{self.start[len(self.origin) :]}"
        return replace(self, origin=origin_of(url), start=moved, aliases=self.aliases | {before})

    def is_itself(self, url: str) -> bool:
        """Whether a URL of default port is this host's, with or without `www.`, over http or https."""
        other, own = origin_of(url).partition("://")[2], self.origin.partition("://")[2]
        return ":" not in other + own and other.removeprefix("www.") == own.removeprefix("www.")

    def is_other_scheme(self, url: str) -> bool:
        """Whether it is this very host, over http instead of https, or the reverse, both on their default ports."""
        other, own = origin_of(url).partition("://")[2], self.origin.partition("://")[2]
        return other == own and ":" not in own

    def at_home(self, url: str) -> str:
        """A canonical URL of an alias, or of the other scheme, as it is asked of the source; others unchanged."""
        parts = urlsplit(url)
        scheme, _, network = self.origin.partition("://")
        if parts.netloc == network and (parts.scheme == scheme or ":" in network):
            return url
        if parts.netloc != network and not {parts.netloc, parts.hostname} & self.aliases:
            return url
        return urlunsplit((scheme, network, parts.path, parts.query, ""))

    def exclusion(self, url: str) -> str | None:
        """Why a URL is not asked for, in French, or nothing where it is."""
        if len(url) > self.max_url:
            return f"adresse de plus de {self.max_url} caractères"
        if origin_of(url) != self.origin and not self.is_other_scheme(url):
            return f"hors du périmètre : autre site ({urlsplit(url).netloc[:100]})"
        if url == self.start:
            return None
        ruled_out = rule_against(url, self.include, self.exclude)
        if ruled_out is not None:
            return ruled_out
        for why, pattern in _NEVER:
            if pattern.search(path_of(url)):
                return f"sans contenu : {why}"
        return None


def rule_against(url: str, include: tuple[Rule, ...], exclude: tuple[Rule, ...]) -> str | None:
    """Which of the user's rules leaves a URL out, in French, or nothing."""
    for rule in exclude:
        if rule.matches(url):
            return f"exclue par la règle « {rule.written} »"
    if include and not any(rule.matches(url) for rule in include):
        return "hors du périmètre : aucune règle --include ne la retient"
    return None


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _network(origin: str) -> str:
    return origin.partition("://")[2]


def path_of(url: str) -> str:
    """Path and query."""
    return url[len(origin_of(url)) :]


def _alias_host(alias: str) -> str:
    url = canonical(alias if "://" in alias else f"http://{alias}")
    if url is None:
        raise HarvestError(
            f"« {alias} » n’est pas un nom d’hôte. Écrivez par exemple --alias comedie.org.", exit_code=2
        )
    return urlsplit(url).netloc
