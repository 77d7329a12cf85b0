"""What HTTrack writes about the pages it saves: a comment in each, a cache beside them, files of its own."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

from crawler.canonical import canonical

_COMMENT = re.compile(
    rb"<!-- Mirrored from ([^\s<>]{1,2000}) by HTTrack Website Copier/[^,<>]{0,80}, ([^<>]{0,60}?) ?-->"
)
#: The comment stands before the head and after the body.
_BEGINNING, _END = 16_384, 2_048
_MOVED = re.compile(rb"<!-- Created by HTTrack Website Copier/.{0,2000}?HTTP-EQUIV=\"Refresh\"", re.DOTALL)
_OWN_INDEX = b"<!-- Mirror and index made by HTTrack"
_OWN_FILES = frozenset({b"hts-log.txt", b"backblue.gif", b"fade.gif", b"external.html", b"hts-nohost.html"})
_MAX_LINES, _MAX_LINE = 500_000, 16_384
_LOCAL_HEAD = 30
CACHE = b"hts-cache"


@dataclass(frozen=True, slots=True)
class Comment:
    """`address` is `HOST/PATH?query` as written, without scheme unless HTTrack wrote one. `moment` in UTC."""

    address: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Cached:
    """A line of the cache. `saved` is the file's path below the mirror, empty where none was kept; `size` in bytes."""

    url: str
    status: int
    saved: bytes = b""
    location: str | None = None
    found_on: str | None = None
    size: int = -1


@dataclass(slots=True)
class Cache:
    """By address. `original` gives the bytes as received, before links were rewritten, where the cache kept them."""

    lines: dict[str, Cached] = field(default_factory=dict)
    _archive: zipfile.ZipFile | None = None
    _places: dict[str, str] = field(default_factory=dict)

    def original(self, url: str, limit: int) -> bytes | None:
        name = self._places.get(url)
        if name is None or self._archive is None:
            return None
        try:
            with self._archive.open(name) as member:
                payload = member.read(limit + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError):
            return None
        line = self.lines[url]
        return payload if payload and len(payload) <= limit and line.size in {-1, len(payload)} else None

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def read(self, archive: Path | None, listing: Path | None, names: set[bytes]) -> None:
        """`new.zip`, then what `new.txt` adds. A damaged cache gives what can be read of it."""
        if archive is not None:
            self._read_zip(archive, names)
        for line in _text_lines(listing) if listing is not None else ():
            told = _cached_of_text(line, names)
            if told is None:
                continue
            known = self.lines.get(told.url)
            if known is None:
                self.lines[told.url] = told
            elif known.found_on is None:
                self.lines[told.url] = Cached(
                    known.url, known.status, known.saved or told.saved, known.location, told.found_on, known.size
                )

    def _read_zip(self, path: Path, names: set[bytes]) -> None:
        """The head of each answer stands in the member's local header, as an extra field that no library shows."""
        try:
            opened = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
            return
        self._archive = opened
        try:
            with path.open("rb") as raw:
                for member in opened.infolist()[:_MAX_LINES]:
                    raw.seek(member.header_offset)
                    start = raw.read(_LOCAL_HEAD)
                    if len(start) < _LOCAL_HEAD or start[:4] != b"PK\x03\x04":
                        continue
                    name_size = int.from_bytes(start[26:28], "little")
                    extra_size = int.from_bytes(start[28:30], "little")
                    raw.seek(name_size, 1)
                    told = _cached_of_head(member.filename, raw.read(extra_size), names)
                    if told is not None:
                        self.lines.setdefault(told.url, told)
                        if member.file_size:
                            self._places.setdefault(told.url, member.filename)
        except (OSError, ValueError):
            return


def comment_of(payload: bytes) -> Comment | None:
    """The comment of a page, at its beginning or at its end."""
    found = _COMMENT.search(payload, 0, _BEGINNING) or _COMMENT.search(payload, max(len(payload) - _END, 0))
    if found is None:
        return None
    return Comment(found.group(1).decode("utf-8", "replace"), _moment(found.group(2)))


def is_moved_page(payload: bytes) -> bool:
    """A page that HTTrack made in the place of a redirect."""
    return _MOVED.search(payload, 0, _BEGINNING) is not None


def is_own(name: bytes, payload: bytes) -> bool:
    """A file of HTTrack, not of the site: its log, its cache, its index and its two pictures."""
    if b"/" not in name and (name in _OWN_FILES or _OWN_INDEX in payload[:_BEGINNING]):
        return True
    return name.partition(b"/")[0] == CACHE


def _cached_of_head(name: str, head: bytes, names: set[bytes]) -> Cached | None:
    values = {
        key.strip().lower(): value.strip()
        for key, colon, value in (line.partition(":") for line in head.decode("utf-8", "replace").splitlines())
        if colon
    }
    url = canonical(name)
    status = values.get("x-statuscode", "")
    if url is None or not re.fullmatch(r"-?\d{1,3}", status):
        return None
    size = values.get("x-size", "")
    return Cached(
        url,
        int(status),
        _below(values.get("x-save", ""), names),
        canonical(values["location"]) if "location" in values else None,
        size=int(size) if size.isdecimal() else -1,
    )


def _cached_of_text(line: str, names: set[bytes]) -> Cached | None:
    parts = line.split("\t")
    if len(parts) < 9 or not re.fullmatch(r"-?\d{1,3}", parts[3]):
        return None
    url = canonical(parts[7])
    if url is None:
        return None
    found = re.fullmatch(r"\(from (.*)\)\s*", parts[9]) if len(parts) > 9 else None
    return Cached(
        url, int(parts[3]), _below(unquote(parts[8]), names), None, canonical(found.group(1)) if found else None
    )


def _below(path: str, names: set[bytes]) -> bytes:
    """The longest end of an absolute path that is a file of the folder: where it stood then does not matter."""
    parts = path.replace("\\", "/").encode("utf-8", "surrogateescape").split(b"/")
    for start in range(len(parts)):
        below = b"/".join(parts[start:])
        if below in names:
            return below
    return b""


def _text_lines(path: Path) -> Iterator[str]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE), b"")):
                if number >= _MAX_LINES:
                    return
                yield line.decode("utf-8", "surrogateescape").rstrip("\r\n")
    except OSError:
        return


def _moment(written: bytes) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written.decode("ascii").strip())
    except (ValueError, TypeError, UnicodeDecodeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
