"""What hrefs lead to, remembered: a site repeats its menus on every page, and joining is most of a link's cost."""

import re
from collections.abc import Callable

from crawler.canonical import shared_reference

_MOST = 50_000
#: A plain relative reference, and how far up it begins: what it leads to is found by putting strings together.
_PLAIN = re.compile(r"((?:\.\./)*)(\w[\w%~+,=&.()!*'@$/?-]*)", re.ASCII)
_UNUSUAL = re.compile(r"/[./]|\?.*[/?]")


class References:
    """`resolve(base, href)` gives the canonical address at home, or nothing; the same question is asked of it once.

    Its answer for a reference that is whole must not depend on the base.
    """

    def __init__(self, resolve: Callable[[str, str], str | None]) -> None:
        self._resolve = resolve
        self._known: dict[str, str | None] = {}
        self._rooted: dict[str, dict[str, str | None]] = {}
        self._others: dict[tuple[str, str], str | None] = {}

    def forget(self) -> None:
        self._known.clear()
        self._rooted.clear()
        self._others.clear()

    def of(self, base: str) -> Callable[[str], str | None]:
        """What an href of one page leads to; `base` is the page's base address, canonical."""
        if len(self._known) > _MOST or len(self._others) > _MOST:
            self.forget()
        folders = _folders_of(base)
        if not folders:
            return lambda href: self._other(base, href)
        known, deepest = self._known, len(folders) - 1
        rooted = self._rooted.setdefault(folders[-1], {})
        if len(rooted) > _MOST:
            rooted.clear()

        def lead(href: str) -> str | None:
            if href in rooted:
                return rooted[href]
            found = _PLAIN.fullmatch(href)
            if found is None or _UNUSUAL.search(href, found.end(1)):
                url = self._other(base, href)
                if href[:1] == "/" != href[1:2]:
                    rooted[href] = url
                return url
            up, rest = found.groups()
            whole = folders[min(len(up) // 3, deepest)] + rest
            if whole not in known:
                url = self._resolve("", whole)
                known[whole] = whole if url == whole else url
            return known[whole]

        return lead

    def _other(self, base: str, href: str) -> str | None:
        key = shared_reference(base, href)
        if key not in self._others:
            self._others[key] = self._resolve(*key)
        return self._others[key]


def _folders_of(base: str) -> list[str]:
    """The folder of an address and those above it, up to the host's root; none where the address is an odd one."""
    path = base.partition("?")[0].partition("#")[0]
    start = path.find("/", path.find("://") + 3)
    if start < 0 or path.find("//", start) >= 0:
        return []
    folders = [path[: path.rfind("/") + 1]]
    while len(folders[-1]) > start + 1:
        folders.append(folders[-1][: folders[-1].rfind("/", 0, -1) + 1])
    return folders
