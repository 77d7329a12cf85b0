"""Images and documents of the archive, by the SHA-256 of their bytes: `/fichier/DIGEST.EXT`."""

import re
from functools import lru_cache

from starlette.responses import Response

from crawler.archive import Archive, Edition
from crawler.capture import ArchiveEntry
from crawler.errors import ArchiveError
from crawler.mime import sniff
from search_app.media_types import Served, extension_of, served_as
from search_app.picture_size import picture_size
from transform.decode import decode
from transform.withheld import WITHHELD

_DIGEST = re.compile(r"[0-9a-f]{64}")
#: How many pictures' sizes are kept in memory; each is two numbers.
_KEPT_SIZES = 20_000


class ArchivedFiles:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_digest: dict[str, ArchiveEntry] = {}
        self._edition: Edition | None = None
        self._size_of = lru_cache(maxsize=_KEPT_SIZES)(self._measured)

    def path_of(self, url: str, named: str | None = None) -> str | None:
        """The address on our site of an archived file; nothing where the archive has not got it.

        `named` is what a record says of it: any text that holds its digest.
        """
        found = _DIGEST.search(named or "")
        entry = self._entries().get(found.group()) if found else None
        if entry is None:
            entry = self._lookup(url)
        return path_of_entry(entry) if entry is not None else None

    def size_of(self, path: str) -> tuple[int, int] | None:
        """Width and height in pixels of a picture's `/fichier/` path."""
        found = _DIGEST.search(path)
        return self._size_of(found.group()) if found else None

    def read(self, digest: str) -> tuple[ArchiveEntry, bytes] | None:
        entry = self._entries().get(digest)
        if entry is None:
            return None
        try:
            return entry, self._archive.read(entry).payload
        except ArchiveError:
            return None

    def _lookup(self, url: str) -> ArchiveEntry | None:
        try:
            entry = self._archive.lookup(url)
        except ArchiveError:
            return None
        if entry is None or entry.status not in {None, 200} or not _DIGEST.search(entry.digest):
            return None
        if entry.mime in WITHHELD:
            return None
        return entry

    def _measured(self, digest: str) -> tuple[int, int] | None:
        found = self.read(digest)
        return picture_size(found[1]) if found else None

    def _entries(self) -> dict[str, ArchiveEntry]:
        try:
            edition = self._archive.edition
            if edition != self._edition:
                self._by_digest = {
                    found.group(): entry
                    for entry in self._archive.entries()
                    if entry.status in {None, 200}
                    and entry.mime not in WITHHELD
                    and (found := _DIGEST.search(entry.digest))
                }
                self._edition = edition
        except ArchiveError:
            return {}
        return self._by_digest


def path_of_entry(entry: ArchiveEntry) -> str:
    digest = entry.digest.removeprefix("sha256:")
    return f"/fichier/{digest}.{extension_of(entry.mime, entry.url)}"


def disposition(served: Served, url: str) -> str:
    """A file name of plain letters, so that no header can be broken by a hostile one."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", url.partition("?")[0].rpartition("/")[2])[-100:].strip(".-") or "fichier"
    return f'{"inline" if served.inline else "attachment"}; filename="{name}"'


def file_answer(payload: bytes, entry: ArchiveEntry, cache: str) -> Response:
    """Bytes as what they are, and never as an active document of ours; plain text in UTF-8, all else as received.

    But for the personal data that a text holds: those are masked.
    """
    served = served_as(payload, entry.url.partition("?")[0], entry.mime)
    headers = {
        "Cache-Control": cache,
        "Content-Type": served.media_type,
        "Content-Disposition": disposition(served, entry.url),
        "Content-Security-Policy": served.policy,
        # An archived page is sandboxed, so its own images come to it from another origin.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    from transform.personal.payloads import mask_payload  # noqa: PLC0415 - parsers are loaded where a file is shown

    payload = mask_payload(payload, (sniff(payload, entry.url.partition("?")[0]), entry.mime))
    if served.media_type.startswith("text/plain"):
        payload = decode(payload).text.encode("utf-8", "replace")
    return Response(payload, headers=headers)
