"""How HTTrack and wget make a file name of an address, read in both directions."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes, urlsplit

from crawler.canonical import canonical

INDEXES = (b"index.html", b"index.htm", b"index.php", b"index.html.fr", b"default.htm", b"default.html")
_HASHED = re.compile(rb"(?P<stem>[^/]*?)(?P<hash>[0-9a-f]{4})(?P<dot>\.[A-Za-z0-9]{1,8})")
#: `www.exemple.org`, `127.0.0.1:8013`, and with the port as HTTrack (`_8013`) and wget for Windows (`+8013`) write it.
_HOST = re.compile(
    rb"(?P<host>localhost|\d{1,3}(?:\.\d{1,3}){3}|(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,24})"
    rb"(?:(?::|_|\+|%3A)(?P<port>\d{2,5}))?"
)
_WINDOWS_QUERY = re.compile(rb"@(?=[^/@]*=)")
_ESCAPE = re.compile(rb"%[0-9A-Fa-f]{2}")
_KEPT_IN_PATH = b"/!$&'()*+,;=:@~"
_KEPT_IN_QUERY = _KEPT_IN_PATH + b"?[]|"


def host_named(folder: bytes) -> str | None:
    """The host, with its port, that a folder's name means; nothing where it is no host's name."""
    found = _HOST.fullmatch(folder)
    if found is None:
        return None
    host = found.group("host").decode("ascii").lower()
    return f"{host}:{int(found.group('port'))}" if found.group("port") else host


def names_of(url: str) -> Iterator[bytes]:
    """The names, below the host's folder, under which a tool may have saved a URL."""
    parts = urlsplit(url)
    path = unquote_to_bytes(parts.path).lstrip(b"/")
    raw = parts.path.encode().lstrip(b"/")
    query = parts.query.encode()
    for stem in dict.fromkeys((path, raw)):
        plain = [stem + index for index in INDEXES] if not stem or stem.endswith(b"/") else [stem]
        if not query:
            yield from plain
            if not stem.endswith(b"/") and stem:
                yield from (stem + b".html", stem + b".htm", *(stem + b"/" + index for index in INDEXES))
            continue
        for name in plain:
            for written in dict.fromkeys((query, unquote_to_bytes(query).replace(b"/", b"%2F"))):
                for mark in (b"?", b"@"):
                    yield name + mark + written
                    yield name + mark + written + b".html"
            yield hashed(name, query)


def hashed(name: bytes, query: bytes) -> bytes:
    """HTTrack's name of an address with a query: four figures of its MD5 before the ending."""
    digest = hashlib.md5(query, usedforsecurity=False).hexdigest()[:4].encode()
    stem, dot, ending = name.rpartition(b".")
    if not dot or b"/" in ending:
        return name + digest + b".html"
    return stem + digest + dot + ending


def unhashed(name: bytes, query: bytes) -> bytes | None:
    """The name without its four figures, where they are this query's; nothing where they are not."""
    folder, slash, last = name.rpartition(b"/")
    found = _HASHED.fullmatch(last)
    if found is None or not query:
        return None
    if hashlib.md5(query, usedforsecurity=False).hexdigest()[:4].encode() != found.group("hash"):
        return None
    return folder + slash + found.group("stem") + found.group("dot")


def looks_hashed(name: bytes) -> bool:
    return _HASHED.fullmatch(name.rpartition(b"/")[2]) is not None


def has_query(name: bytes) -> bool:
    last = name.rpartition(b"/")[2]
    return b"?" in last or _WINDOWS_QUERY.search(last) is not None


def address_of(origin: str, name: bytes, *, adjusted: bool) -> str | None:
    """The address that a file below a host's folder was asked under.

    `adjusted`: the tool added `.html` to pages with a query in their name. `index.html` is the folder's address.
    """
    folder, slash, last = name.rpartition(b"/")
    last, mark, query = _split_query(last)
    if mark and adjusted:
        query = re.sub(rb"\.(?:html|css)$", b"", query)
    if last.lower() in INDEXES[:2]:
        last = b""
    path = b"/" + folder + slash + last
    quoted = _quoted(path, _KEPT_IN_PATH) + (f"?{_quoted(query, _KEPT_IN_QUERY)}" if mark else "")
    return canonical(origin + quoted)


def _split_query(last: bytes) -> tuple[bytes, bytes, bytes]:
    if b"?" in last:
        return last.partition(b"?")
    found = _WINDOWS_QUERY.search(last)
    return (last[: found.start()], b"?", last[found.end() :]) if found else (last, b"", b"")


def _quoted(text: bytes, safe: bytes) -> str:
    """Escapes that stand in the name (`--restrict-file-names=ascii`) are the address's own."""
    return quote(text, safe=safe + (b"%" if _ESCAPE.search(text) else b""))
