"""Which file of a folder a link means: as it is written on the page, or as the disk has damaged it."""

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes, urlsplit

from crawler.mirror.layout import INDEXES
from crawler.mirror.names import spellings


class Names:
    """`names`: every file's path; `pages`: those whose language a server would have chosen (`page.html.fr`).

    Pages only: what a page's links lead to must not depend on the files that happen to lie beside it.
    """

    def __init__(self, names: Iterable[bytes], pages: Iterable[bytes]) -> None:
        self._names = set(names)
        self._folders = {parent for name in self._names for parent in _parents(name)}
        self._negotiated = _negotiated(pages, self._names)
        self._spelt: dict[bytes, bytes] = {}
        for name in sorted(self._names):
            if not name.isascii() or b"%" in name or b"#U" in name:
                for spelling in spellings(name):
                    self._spelt.setdefault(spelling, name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def is_folder(self, target: bytes) -> bool:
        plain = target.partition(b"?")[0].rstrip(b"/")
        return not plain or plain in self._folders

    def negotiated(self, target: bytes) -> bytes | None:
        return self._negotiated.get(target.partition(b"?")[0])

    def file(self, target: bytes) -> bytes | None:
        """The file that a path below the folder, with its query, leads to."""
        for candidate in _candidates(target):
            if candidate in self._names:
                return candidate
        for candidate in _candidates(target):
            if candidate in self._spelt:
                return self._spelt[candidate]
        return None


def target_of(folder: bytes, base: str | None, href: str) -> bytes | None:
    """The path that a link means below the folder, with its query; nothing for other hosts, schemes and anchors."""
    try:
        parts = urlsplit(href.strip())
        base_parts = urlsplit((base or "").strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not (parts.path or parts.query):
        return None
    if base_parts.scheme or base_parts.netloc:
        return None
    start = posixpath.join(folder, posixpath.dirname(unquote_to_bytes(base_parts.path))) if base_parts.path else folder
    path = unquote_to_bytes(parts.path)
    if b"\x00" in path:
        return None
    whole = path if path.startswith(b"/") else posixpath.join(start, path)
    normal = posixpath.normpath(b"/" + whole.lstrip(b"/")).lstrip(b"/")
    if path.endswith(b"/") and normal:
        normal += b"/"
    return normal + (b"?" + parts.query.encode() if parts.query else b"")


def _candidates(target: bytes) -> list[bytes]:
    """File names that a link may mean, best first."""
    plain = target.partition(b"?")[0]
    unquoted = unquote_to_bytes(target)
    candidates = [target, unquoted, plain]
    if not plain or plain.endswith(b"/"):
        candidates += [plain + index for index in INDEXES]
    else:
        candidates += [plain + b"/" + index for index in INDEXES] + [plain + b".html", plain + b".htm"]
    return candidates


def _negotiated(pages: Iterable[bytes], names: set[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for name in sorted(pages):
        stem, dot, language = name.rpartition(b".")
        if dot and len(language) == 2 and language.isalpha() and stem not in names and b"." in stem.rpartition(b"/")[2]:
            found.setdefault(stem, name)
    return found


def _parents(name: bytes) -> Iterator[bytes]:
    while name := name.rpartition(b"/")[0]:
        yield name
