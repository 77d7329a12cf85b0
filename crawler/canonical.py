"""One address, one spelling: without this, one page is asked for many times."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|phpsessid|jsessionid)", re.IGNORECASE)
#: Names that may also be a document's number: they are a session's only with a value as long as session ids are.
_SESSION_NAME = re.compile(
    r"(?:sid|sess|session|session_?id|oscsid|zenid|cfid|cftoken|aspsessionid\w*|s)", re.IGNORECASE
)
_SESSION_VALUE = re.compile(r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z,-]{16,}")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BEYOND_ASCII = re.compile(r"%[89A-F][0-9A-F]")
_BEYOND_ASCII_RUN = re.compile(r"(?:%[89A-F][0-9A-F])+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?[]|"
#: What is read otherwise than written: such a reference is joined as it stands.
_UNSHARED = re.compile(r"[\\\s\x00-\x20]")
_WHOLE = re.compile(r"https?://[^/?#]")
_JUNK = re.compile(r"[\t\r\n]")


def canonical(url: str) -> str | None:
    """The spelling under which a URL is asked for and kept, or nothing where it is no http(s) address.

    Host in lower case, no default port, no fragment, no tracking parameter, no dot segments; percent-escapes in
    capitals, undone where they need not be; everything else as written.
    """
    text = _JUNK.sub("", url).strip()
    try:
        parts = urlsplit(text)
        port = parts.port
        host = parts.hostname
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        return None
    ascii_host = _ascii_host(host)
    if ascii_host is None:
        return None
    network = ascii_host if port in (None, DEFAULT_PORTS[scheme]) else f"{ascii_host}:{port}"
    path = _without_dots(_SESSION_IN_PATH.sub("", _escaped(parts.path, _SAFE_IN_PATH))) or "/"
    return urlunsplit((scheme, network, path, _query(parts.query), ""))


def join(base: str, href: str) -> str | None:
    """The canonical address that a link leads to, or nothing (mailto:, javascript:, a senseless one)."""
    try:
        return canonical(urljoin(base, _slashes(_JUNK.sub("", href).strip())))
    except ValueError:
        return None


def shared_reference(base: str, href: str) -> tuple[str, str]:
    """(base, href) that lead to the same place as those given, and are the same for as many pages as possible.

    `/x` does not depend on the page's folder, nor `../x` on the folder's last part.
    """
    if not href or href[0] in "?#;" or href[:2] == "//" or _UNSHARED.search(href):
        return base, href
    start = base.find("/", base.find("://") + 3)
    if start < 0 or base.find("//", start) >= 0:
        return base, href
    if href[0] == "/":
        return base[: start + 1], href
    if _WHOLE.match(href):
        return base[: base.find("://") + 3] + "h/", href
    if href[:4].lower() == "http" and ":" in href.partition("/")[0]:
        return base, href
    query = min((place for sign in "?#" if (place := base.find(sign)) >= 0), default=len(base))
    folder, rest = base[: base.rfind("/", start, query) + 1], href
    while rest.startswith("../"):
        rest = rest[3:]
        folder = folder[: max(folder.rfind("/", 0, len(folder) - 1), start) + 1]
    plain = rest and rest[0] not in "/?#" and ":" not in rest.partition("/")[0]
    return (folder, rest if plain else f"./{rest}") if rest is not href else (folder, href)


def legacy_spelling(url: str) -> str | None:
    """The address in the bytes of Windows-1252, as old servers name their files, where it is written in UTF-8."""
    start = len(url) - len(url.split("/", 3)[-1]) - 1 if url.count("/") > 2 else len(url)
    rest = url[start:]
    if not _BEYOND_ASCII.search(rest):
        return None
    try:
        raw = _BEYOND_ASCII_RUN.sub(lambda run: _in_legacy(run.group()), rest)
    except UnicodeError:
        return None
    return url[:start] + raw


def _in_legacy(escapes: str) -> str:
    return quote(unquote_to_bytes(escapes).decode("utf-8").encode("cp1252"))


def _slashes(href: str) -> str:
    """A backslash in a path is a slash to browsers, and to the authors who wrote it."""
    if "\\" not in href:
        return href
    end = min((place for sign in "?#" if (place := href.find(sign)) >= 0), default=len(href))
    return href[:end].replace("\\", "/") + href[end:]


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _is_session(*pair.partition("=")[::2])]
    return _escaped("&".join(kept), _SAFE_IN_QUERY)


def _is_session(name: str, value: str) -> bool:
    """Whether a parameter follows a visitor instead of naming a page."""
    if _TRACKING.fullmatch(name):
        return True
    return len(value) >= 16 and bool(_SESSION_NAME.fullmatch(name) and _SESSION_VALUE.fullmatch(value))


def _escaped(text: str, safe: str) -> str:
    def one(found: re.Match[str]) -> str:
        character = chr(int(found.group(1), 16))
        return character if character in _UNRESERVED else found.group().upper()

    if "%" in text:
        text = _ESCAPE.sub(one, text)
        text = re.sub(r"%(?![0-9A-F]{2})", "%25", text)
    return quote(text, safe=safe, errors="replace")


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for position, segment in enumerate(segments):
        last = position == len(segments) - 1
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/".join(kept)


@lru_cache(maxsize=1024)
def _ascii_host(host: str) -> str | None:
    name = host.lower().rstrip(".")
    if ":" in name:
        return f"[{name}]" if re.fullmatch(r"[0-9a-f:.]+", name) else None
    try:
        encoded = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        return None
    return encoded if re.fullmatch(r"[a-z0-9._-]+", encoded) else None
