"""Addresses compared: one page is written in many ways, and a way of writing is not an identity."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

#: The longest address that is looked at, in characters.
MAX_ADDRESS = 4000

_WEB = ("http://", "https://")
_FROM_THE_TOP = (*_WEB, "/")
_MIRROR = "mirror:"
#: Beside letters and figures: other beginnings (`?p=1`, `#haut`) may add to the page's own address.
_BEGIN_A_PATH = frozenset("._-%~")
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_ga|xtor|replytocom|share|phpsessid|pk_\w+", re.IGNORECASE
)
_DEFAULT_DOCUMENT = re.compile(r"/(?:index|default)\.(?:html?(?:\.[a-z]{2})?|php\d?)$", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_IN_MIRROR = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)
_KEPT_IN_PATH = "/:@!$&'()*+,;=~-._%"


def absolute(href: str, base: str) -> str | None:
    """The address a link leads to, or nothing where it leads nowhere: empty, senseless, a script."""
    if href.startswith(_FROM_THE_TOP):
        # Only the site counts of the page where such a link stands: menus are resolved once, not once a page.
        base = top_of(base) or base
    elif href and (href[0].isalnum() or href[0] in _BEGIN_A_PATH) and ":" not in href:
        base = _folder_of(base)
    return _absolute(href, base)


@lru_cache(maxsize=256)
def top_of(base: str) -> str:
    """`https://comedie.org/fiche/` → `https://comedie.org/`, `mirror:SITE/fiche.html` → `mirror:SITE/`.

    Nothing where no slash says where the host ends.
    """
    start = len("https://") if base.startswith(_WEB) else len(_MIRROR) if base.startswith(_MIRROR) else len(base)
    top = base[: base.find("/", start) + 1]
    return top if "?" not in top and "#" not in top else ""


@lru_cache(maxsize=256)
def _folder_of(base: str) -> str:
    """All that counts of a page's address for links that name a place beside it: `/a/b.html?p=1` → `/a/`."""
    if base.startswith(_MIRROR):
        return base[: base.rfind("/") + 1] or base
    top = top_of(base)
    path = base.partition("#")[0].partition("?")[0]
    return path[: path.rfind("/") + 1] if top else base


def is_from_the_top(href: str | None) -> bool:
    """True where the link leads to the same place from every page of a site, or there is none."""
    return not href or href.startswith(_FROM_THE_TOP)


@lru_cache(maxsize=8192)
def _absolute(href: str, base: str) -> str | None:
    text = href.strip().replace("\\", "/")
    if not text or len(text) > MAX_ADDRESS:
        return None
    unsafe = _UNSAFE.search(text) is not None
    scheme = _SCHEME.match(_UNSAFE.sub("", text) if unsafe else text)
    if scheme and scheme.group().lower() not in {"http:", "https:", "mailto:", "mirror:", "ftp:"}:
        return None
    if base.startswith(_MIRROR) and not scheme:
        return _joined_in_mirror(text, base)
    try:
        joined = urljoin(base, _UNSAFE.sub(lambda blank: quote(blank.group()), text) if unsafe else text)
        urlsplit(joined).port  # noqa: B018 (raises on a senseless port)
    except ValueError:
        return None
    return joined


@lru_cache(maxsize=32_768)
def identity_of(url: str) -> str:
    """What two spellings of one address share: no scheme, no `www.`, no fragment, no tracking, one percent-encoding.

    `https://www.comedie.org/Fiche/?utm_source=x&p=1#haut` → `comedie.org/Fiche/?p=1`.
    """
    plain = url.partition("#")[0]
    if plain.startswith(_MIRROR):
        return "mirror:" + _one_encoding(plain[7:])
    try:
        parts = urlsplit(plain)
        port = parts.port
    except ValueError:
        return plain
    if parts.scheme not in _PORTS:
        return plain
    host = (parts.hostname or "").removeprefix("www.")
    if port and port not in _PORTS.values():
        host = f"{host}:{port}"
    pairs = [(n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(n)]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    return f"{host}{_one_encoding(parts.path) or '/'}{query}"


@lru_cache(maxsize=32_768)
def loose_identity_of(url: str) -> str:
    """The same, blind to a final slash and to `index.html`, in whatever language: how hand-made links reach a page."""
    path, mark, query = identity_of(url).partition("?")
    path = _DEFAULT_DOCUMENT.sub("/", path)
    return path.rstrip("/") + mark + query


@lru_cache(maxsize=8192)
def host_of(url: str) -> str:
    """Without `www.`; a port that is no default one belongs to it. `mirror:SITE` for a folder's pages."""
    return identity_of(url).partition("/")[0].partition("?")[0]


def segments_of(url: str) -> list[str]:
    """The path's parts, decoded, lower case."""
    return list(_segments_of(url))


@lru_cache(maxsize=8192)
def _segments_of(url: str) -> tuple[str, ...]:
    path = identity_of(url).partition("?")[0].partition("/")[2]
    return tuple(unquote(part).lower() for part in path.split("/") if part)


def query_of(url: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    except ValueError:
        return {}


def id_in(url: str) -> str | None:
    """The number by which WordPress names an item without a permalink: `/?p=12`."""
    query = query_of(url)
    return next((query[name] for name in ("p", "page_id", "attachment_id") if query.get(name)), None)


def _one_encoding(path: str) -> str:
    """Percent-encoding in one spelling: nothing encoded that need not be, everything else in capitals."""
    return quote(unquote(path, errors="surrogateescape"), safe=_KEPT_IN_PATH, errors="surrogateescape")


def _joined_in_mirror(href: str, base: str) -> str:
    """Relative addresses inside a folder: never above it."""
    site, _, path = base.removeprefix(_MIRROR).partition("/")
    target, mark, rest = _IN_MIRROR.match(href).groups()  # type: ignore[union-attr]
    if not target:
        return f"{base.partition('#')[0]}{mark}{rest}"
    folder = "" if target.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join("/", folder, target.lstrip("/"))).lstrip("/")
    slash = "/" if target.endswith("/") and joined else ""
    return f"mirror:{site}/{joined}{slash}{mark}{rest}"
