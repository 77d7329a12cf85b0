"""Before anything is kept: every file is looked at once, and given the address under which it will be archived."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from crawler.limits import Limits
from crawler.links import links_of
from crawler.mime import HTML
from crawler.mirror.declared import declared_by
from crawler.mirror.error_pages import ErrorPage, alike, doubtful, may_be_one, of_status
from crawler.mirror.files import Entry, file_name, url_of
from crawler.mirror.httrack import CACHE, Cache, Cached, comment_of, is_moved_page, is_own
from crawler.mirror.layout import address_of, looks_hashed
from crawler.mirror.links import Names, target_of
from crawler.mirror.names import repaired
from crawler.mirror.origins import Origin, Origins, Seen, mentions_in

#: As much of a file that is no page (a sitemap, a feed, a style sheet) as is read for addresses, in bytes.
_WINDOW = 262_144
#: A folder is HTTrack's, with its comments, where this part of its pages has one.
_MARKED = 0.5
_TEXTS = (".xml", ".txt", ".css", ".js", ".json", ".rss", ".atom")


@dataclass(frozen=True, slots=True)
class Kept:
    """`reason` names the file and the evidence; empty where the address is the file's own (`mirror:SITE/path`).

    `asked`: the address under which the tool asked for it. `says`: the page's own name for itself.
    """

    url: str
    reason: str = ""
    captured: datetime | None = None
    aliases: tuple[str, ...] = ()
    asked: str | None = None
    says: str | None = None

    @property
    def meant(self) -> str | None:
        """What a link to this file was. Wget makes links to a page lead to the copy that a redirect gave it."""
        if self.asked is None or self.says is None or urlsplit(self.asked).path == urlsplit(self.says).path:
            return self.asked
        return self.says


@dataclass(slots=True)
class Plan:
    """`kept` by file name. `own`: HTTrack's files. `moved`: pages that stand for a redirect.

    `originals`: the file that wget kept beside a page before it rewrote the links. `errors`: pages that only say that
    there is none.
    """

    names: Names
    cache: Cache = field(default_factory=Cache)
    kept: dict[bytes, Kept] = field(default_factory=dict)
    own: set[bytes] = field(default_factory=set)
    moved: set[bytes] = field(default_factory=set)
    originals: dict[bytes, bytes] = field(default_factory=dict)
    unkept: list[Cached] = field(default_factory=list)
    errors: dict[bytes, ErrorPage] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: list[Entry], site: str, limits: Limits) -> Self:
        readable = {entry.name: entry for entry in entries if entry.refusal is None}
        plan = cls(Names((entry.name for entry in entries), (entry.name for entry in entries if entry.is_html)))
        plan.cache.read(
            _path(readable.get(CACHE + b"/new.zip")), _path(readable.get(CACHE + b"/new.txt")), set(readable)
        )
        plan.originals = _originals(readable)
        plan._look(readable, site, limits)
        return plan

    @property
    def urls(self) -> set[str]:
        return {kept.url for kept in self.kept.values()}

    def _look(self, readable: dict[bytes, Entry], site: str, limits: Limits) -> None:
        mentions: Counter[str] = Counter()
        files: list[Seen] = []
        doubts: list[Entry] = []
        is_original = set(self.originals.values())
        for name, entry in readable.items():
            payload = _beginning(entry, limits.max_file if entry.is_html else _WINDOW)
            if is_own(name, payload):
                self.own.add(name)
            if name in self.own or name in is_original:
                continue
            before = self.originals.get(name)
            declared = declared_by(_beginning(readable[before], _WINDOW) if before else payload)
            if entry.is_html or file_name(name).lower().endswith(_TEXTS):
                mentions.update(mentions_in(payload))
            seen = Seen(name, entry.is_html)
            if entry.is_html:
                seen = Seen(name, True, comment_of(payload), declared, is_moved_page(payload))
                if _is_nowhere(declared.url) and may_be_one(payload):
                    doubts.append(entry)
            if seen.moved:
                self.moved.add(name)
            files.append(seen)
        saved = {line.saved: line for line in self.cache.lines.values() if line.saved in readable}
        origins = Origins(saved, mentions)
        found = origins.recover(files, self._queries(readable, files, saved, limits))
        self._assign(files, found, origins, site)
        self._find_errors(files, doubts, saved, limits)
        held = self.urls | {alias for kept in self.kept.values() for alias in kept.aliases}
        self.unkept = [line for line in self.cache.lines.values() if line.url not in held]

    def _find_errors(self, files: list[Seen], doubts: list[Entry], saved: dict[bytes, Cached], limits: Limits) -> None:
        for name, line in saved.items():
            error = of_status(line.status)
            if error is not None and name in self.kept and name not in self.moved:
                self.errors[name] = error
        bare = _without_comment(files)
        pages = (
            doubtful(
                entry.name, kept.asked or kept.url, _beginning(entry, limits.max_file), unmarked=entry.name in bare
            )
            for entry in doubts
            if entry.name not in self.moved and (kept := self.kept.get(entry.name)) is not None
        )
        self.errors |= alike((page for page in pages if page is not None), self.errors)

    def _queries(
        self, readable: dict[bytes, Entry], files: list[Seen], saved: dict[bytes, Cached], limits: Limits
    ) -> dict[bytes, bytes]:
        """File → the query with which pages link to it, for names that may hold a query's four figures."""
        wanted = {
            seen.name for seen in files if looks_hashed(seen.name) and seen.name not in saved and not seen.comment
        }
        found: dict[bytes, bytes] = {}
        for seen in files if wanted else ():
            if not seen.is_html or len(found) == len(wanted):
                continue
            page = links_of(_beginning(readable[seen.name], limits.max_file), HTML, "", limits.max_links)
            folder = seen.name.rpartition(b"/")[0]
            for link in page.links:
                if "?" not in link.href:
                    continue
                target = target_of(folder, page.base, link.href)
                plain, _, query = target.partition(b"?") if target else (b"", b"", b"")
                if plain in wanted:
                    found.setdefault(plain, query)
        return found

    def _assign(self, files: list[Seen], found: dict[bytes, Origin], origins: Origins, site: str) -> None:
        """One file an address: the one that was asked under it, then the shortest name."""

        def rank(seen: Seen) -> tuple[bool, int, bytes]:
            origin = found.get(seen.name)
            return origin is not None and origin.asked is not None, len(seen.name), seen.name

        taken: dict[str, bytes] = {}
        for seen in sorted(files, key=rank):
            mended = repaired(seen.name)
            told = f" ; {mended[1]}, lu « {mended[0].decode('utf-8', 'replace')} »" if mended else ""
            origin = found.get(seen.name)
            own = url_of(site, seen.name)
            if origin is None:
                aliases = (url_of(site, mended[0]),) if mended else ()
                self.kept[seen.name] = Kept(own, told.removeprefix(" ; "), None, aliases)
                continue
            reason = f"fichier « {seen.name.decode('utf-8', 'backslashreplace')} » ; adresse : {origin.evidence}{told}"
            names = [origin.asked] if origin.asked else []
            url = origin.url
            if url in taken and origin.asked and origin.asked not in taken:
                url, reason = origin.asked, f"{reason} ; la page se dit {origin.url}"
                names = []
            elif url in taken:
                first = taken[url].decode("utf-8", "backslashreplace")
                reason = f"autre copie de {url}, déjà tirée de « {first} »{told}"
                url = own
            root = origins.root_of(seen.name)
            if mended and root is not None and url != own:
                better = address_of(root.origin, mended[0][len(root.folder) :], adjusted=root.adjusted)
                names += [better] if better else []
            taken[url] = seen.name
            self.kept[seen.name] = Kept(
                url,
                reason,
                origin.captured,
                tuple(name for name in names if name != url),
                origin.asked or origin.url,
                origin.url,
            )


def _originals(names: Iterable[bytes]) -> dict[bytes, bytes]:
    """Page → the `.orig` file that `wget --backup-converted` wrote before it changed the page's links."""
    every = set(names)
    return {page: original for original in sorted(every) for page in _pages_of(original) if page in every}


def _pages_of(original: bytes) -> Iterator[bytes]:
    stem = original.removesuffix(b".orig")
    if stem != original:
        yield stem
        yield stem + b".html"
        yield stem + b".css"


def _without_comment(files: Iterable[Seen]) -> set[bytes]:
    """The pages that have no comment of HTTrack, in a folder where most have one."""
    pages = [seen for seen in files if seen.is_html and not seen.moved]
    bare = {seen.name for seen in pages if seen.comment is None}
    return bare if len(bare) <= (1 - _MARKED) * len(pages) else set()


def _is_nowhere(own: str | None) -> bool:
    """Whether the page does not call itself by an address of its own; some sites' error pages say that of the home."""
    return own is None or urlsplit(own).path in {"", "/"}


def _path(entry: Entry | None) -> Path | None:
    return entry.file if entry is not None else None


def _beginning(entry: Entry, size: int) -> bytes:
    try:
        with entry.file.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""
