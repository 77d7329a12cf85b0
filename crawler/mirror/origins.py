"""Where the files of a folder come from: an address is recovered only where something written vouches for it.

| evidence | what it is |
|---|---|
| HTTrack's cache | `hts-cache/new.zip`, `new.txt`: address and file, one line each |
| HTTrack's comment | « Mirrored from HOST/PATH by HTTrack … » in the page |
| saved from | the comment of a browser's « Enregistrer sous… » |
| the page itself | `canonical` or `og:url`, whole, and in agreement with the file's path |
| place in a host's folder | a folder for which pages above, or links to the host that it is named after, vouch |
| a link's query | HTTrack's four figures are those of the query with which a page links to the file |
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from crawler.canonical import canonical
from crawler.mirror.declared import Declared
from crawler.mirror.httrack import Cached, Comment
from crawler.mirror.layout import address_of, has_query, host_named, names_of, unhashed
from crawler.scope import origin_of

CACHE, COMMENT, SAVED_FROM = "cache de HTTrack", "commentaire de HTTrack", "commentaire du navigateur"
DECLARED, PLACE, LINK = "adresse dite par la page, en accord avec le chemin", "place dans le dossier", "liens des pages"
#: A folder's origin counts where at most one page in so many says otherwise.
_DISSENT = 5
_SILENT = Declared()
_WHOLE = re.compile(rb"(https?://[A-Za-z0-9.-]{1,255}(?::\d{1,5})?)(?=[/\"'\s<?#])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one file says of itself. `moved`: HTTrack made it in the place of a redirect."""

    name: bytes
    is_html: bool
    comment: Comment | None = None
    declared: Declared = _SILENT
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """`asked`: the address under which a tool saved a page that says it is another's; same as `url` elsewhere."""

    url: str
    evidence: str
    captured: datetime | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that holds one host's files. `folder` ends with a slash, or is empty."""

    folder: bytes
    origin: str
    why: str
    adjusted: bool


@dataclass(slots=True)
class Origins:
    """`mentions`: how often whole addresses of each origin stand in the files of the folder."""

    cached: Mapping[bytes, Cached]
    mentions: Mapping[str, int]
    _roots: list[Root] = field(default_factory=list)
    _known: dict[bytes, Origin] = field(default_factory=dict)

    @property
    def roots(self) -> tuple[Root, ...]:
        return tuple(self._roots)

    def recover(self, files: Iterable[Seen], links: Mapping[bytes, bytes]) -> dict[bytes, Origin]:
        """Origins by file name; a file without any stays out. `links`: file → the query with which pages link to it."""
        every = sorted(files, key=lambda seen: seen.name)
        claims: Counter[str] = Counter(seen.declared.url for seen in every if seen.declared.url)
        for seen in every:
            found = self._written(seen)
            if found is not None:
                self._known[seen.name] = found
        self._roots = self._found_roots(every)
        for seen in every:
            if seen.name not in self._known:
                placed = self._placed(seen, claims, links)
                if placed is not None:
                    self._known[seen.name] = placed
        return self._known

    def _written(self, seen: Seen) -> Origin | None:
        told = self.cached.get(seen.name)
        moment = seen.comment.moment if seen.comment else None
        if told is not None:
            return Origin(told.url, CACHE, moment)
        if seen.comment is not None:
            url = self._address(seen.comment.address, seen.declared)
            if url is not None:
                return Origin(url, COMMENT, moment)
        if seen.declared.saved_from is not None:
            return Origin(seen.declared.saved_from, SAVED_FROM)
        return None

    def _address(self, written: str, declared: Declared) -> str | None:
        """HTTrack leaves the scheme out: the page's own address tells it, else the links to that host, else http."""
        if written.startswith(("http://", "https://")):
            return canonical(written)
        url = canonical(f"http://{written}")
        if url is None:
            return None
        host = urlsplit(url).netloc
        own = declared.url or declared.short
        if own is not None and urlsplit(own).netloc == host:
            scheme = urlsplit(own).scheme
        else:
            scheme = "https" if self._mentioned("https", host) > self._mentioned("http", host) else "http"
        return canonical(f"{scheme}://{written}")

    def _mentioned(self, scheme: str, host: str) -> int:
        return self.mentions.get(f"{scheme}://{host}", 0)

    def _found_roots(self, every: list[Seen]) -> list[Root]:
        votes: dict[bytes, Counter[str]] = defaultdict(Counter)
        sure: set[bytes] = set()
        for seen in every:
            known = self._known.get(seen.name)
            url = known.url if known else seen.declared.url
            folder = _folder_that_agrees(seen.name, url) if url is not None else None
            if url is not None and folder is not None:
                votes[folder][origin_of(url)] += 1
                if known is not None:
                    sure.add(folder)
        dissent = self._dissent(every, votes)
        found: dict[bytes, tuple[str, str]] = {}
        for folder, origins in sorted(votes.items(), key=lambda pair: (len(pair[0]), pair[0])):
            origin, count = min(origins.items(), key=lambda pair: (-pair[1], pair[0]))
            named = host_named(folder.rstrip(b"/").rpartition(b"/")[2]) == urlsplit(origin).netloc
            within = any(folder.startswith(above) for above in found)
            others = sum(origins.values()) - count + dissent[folder]
            if (named or count >= 2 or folder in sure) and (named or not within) and others * _DISSENT <= count:
                found[folder] = (origin, f"{count} page{'s' if count > 1 else ''} en accord")
        for folder in sorted({seen.name.partition(b"/")[0] + b"/" for seen in every if b"/" in seen.name}):
            host = host_named(folder[:-1])
            if host is None or folder in found:
                continue
            origin, count = max(
                ((f"{scheme}://{host}", self._mentioned(scheme, host)) for scheme in ("http", "https")),
                key=lambda pair: pair[1],
            )
            if count:
                found[folder] = (origin, f"dossier nommé d’après l’hôte, que {count} adresses citent")
        return [
            Root(folder, origin, why, _is_adjusted(folder, every)) for folder, (origin, why) in sorted(found.items())
        ]

    def _dissent(self, every: list[Seen], votes: Mapping[bytes, Counter[str]]) -> Counter[bytes]:
        """Pages below each folder that say they are another host's."""
        against: Counter[bytes] = Counter()
        for seen in every:
            if seen.declared.url is None or seen.name in self._known:
                continue
            for folder in _folders_above(seen.name):
                if folder in votes and origin_of(seen.declared.url) not in votes[folder]:
                    against[folder] += 1
        return against

    def _placed(self, seen: Seen, claims: Counter[str], links: Mapping[bytes, bytes]) -> Origin | None:
        root = self.root_of(seen.name)
        if root is None:
            own = seen.declared.url
            if own is not None and urlsplit(own).path.strip("/") and _folder_that_agrees(seen.name, own) is not None:
                return Origin(own, DECLARED)
            return None
        below = seen.name[len(root.folder) :]
        evidence = f"{PLACE} ({root.why})"
        query = links.get(seen.name)
        plain = unhashed(below, query) if query else None
        if plain is not None and query is not None:
            url = address_of(root.origin, plain + b"?" + query, adjusted=False)
            return Origin(url, f"{LINK} : la requête donne le nom du fichier") if url else None
        asked = address_of(root.origin, below, adjusted=(root.adjusted and seen.is_html) or _css(below, root))
        if asked is None:
            return None
        own = seen.declared.url
        if own is None or origin_of(own) != root.origin or own == asked:
            return Origin(asked, DECLARED if own == asked else evidence)
        return self._other_than_asked(seen, asked, own, evidence, claims)

    def _other_than_asked(self, seen: Seen, asked: str, own: str, evidence: str, claims: Counter[str]) -> Origin:
        """Wget saves a redirected page under the address it asked for: the page says which one it is.

        Only a query or an ending may stand between the two: a site whose pages all call themselves the home page
        would else be lost.
        """
        one, other = urlsplit(asked), urlsplit(own)
        stem = one.path.removesuffix(".html") if seen.is_html else one.path
        if stem.rstrip("/") == other.path.rstrip("/") and not one.query and not other.query:
            return Origin(own, DECLARED, asked=canonical(f"{origin_of(asked)}{stem}"))
        if one.query and other.path.strip("/") and claims[own] <= 3:
            return Origin(own, "adresse dite par la page", asked=asked)
        return Origin(asked, evidence)

    def root_of(self, name: bytes) -> Root | None:
        """The deepest known folder that holds a file."""
        return max((root for root in self._roots if name.startswith(root.folder)), key=_depth, default=None)


def _depth(root: Root) -> int:
    return len(root.folder)


def _folders_above(name: bytes) -> Iterator[bytes]:
    yield b""
    position = name.find(b"/")
    while position >= 0:
        yield name[: position + 1]
        position = name.find(b"/", position + 1)


def _css(below: bytes, root: Root) -> bool:
    return root.adjusted and below.endswith(b".css") and has_query(below)


def _folder_that_agrees(name: bytes, url: str) -> bytes | None:
    """The folder below which a file's path is what a tool would make of the address."""
    for below in names_of(url):
        if name == below:
            return b""
        if name.endswith(b"/" + below):
            return name[: -len(below)]
    return None


def _is_adjusted(folder: bytes, every: list[Seen]) -> bool:
    """Whether each page with a query in its name ends with `.html`: no site's queries do."""
    named = [seen.name for seen in every if seen.is_html and seen.name.startswith(folder) and has_query(seen.name)]
    return bool(named) and all(name.endswith(b".html") for name in named)


def mentions_in(payload: bytes) -> Iterator[str]:
    """Origins of the whole addresses in a text, as written."""
    for found in _WHOLE.finditer(payload):
        yield found.group(1).decode("ascii").lower()
