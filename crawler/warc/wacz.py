"""An archive of ours as one WACZ 1.1.1 file, for any tool that replays web archives.

The WARC files go in unchanged and uncompressed by the zip, so that a player may read any record in place.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.archive import Archive
from crawler.capture import ArchiveEntry, RecordType
from crawler.errors import ArchiveError
from crawler.system_errors import reason_of
from crawler.warc.capture import PAGE_TYPES
from crawler.warc.replay_key import replay_key

WACZ_VERSION = "1.1.1"
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class WaczFacts:
    """What the package says of itself. `main_url` may be empty; `created` with its zone."""

    title: str
    software: str
    created: datetime
    main_url: str = ""


@dataclass(frozen=True, slots=True)
class WaczSummary:
    """`size` in bytes, of the whole file."""

    warcs: int
    captures: int
    pages: int
    size: int


def write_wacz(
    folder: Path,
    output: Path,
    facts: WaczFacts,
    *,
    sizes: Mapping[str, int],
    title_of: Callable[[ArchiveEntry], str | None],
) -> WaczSummary:
    """Written beside, and put in place when whole. `sizes` in bytes of each WARC file: what lies beyond is left out.

    Raises `ArchiveError` where the archive lacks a file or a part of one, or where the output cannot be written.
    """
    entries = Archive(folder).with_revisits()
    captures = [entry for entry in entries if entry.offset + entry.length <= sizes.get(entry.archive, 0)]
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED, allowZip64=True) as package:
            packing = _Packing(package, facts)
            for name in sorted(sizes):
                packing.add(f"archive/{name}", _pieces(folder / name, sizes[name]))
            packing.add("indexes/index.cdxj", (line.encode() for line in index_lines(captures)))
            pages = [page_of(entry, title_of(entry)) for entry in pages_among(captures)]
            header = {"format": "json-pages-1.0", "id": "pages", "title": facts.title}
            packing.add("pages/pages.jsonl", (_json(line) + b"\n" for line in [header, *pages]))
            packing.close(pages)
        size = beside.stat().st_size
        os.replace(beside, output)
    except OSError as error:
        raise ArchiveError(
            f"« {output} » ne peut pas être écrit ({reason_of(error)}). Libérez de la place ou choisissez un autre "
            "endroit avec --output."
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return WaczSummary(len(sizes), len(captures), len(pages), size)


def index_lines(entries: Iterable[ArchiveEntry]) -> list[str]:
    """CDXJ as players read it, sorted: `KEY TIMESTAMP {json}` and an end of line. A missing status stays missing."""
    lines = []
    for entry in entries:
        values: dict[str, str] = {"url": entry.url, "digest": entry.digest}
        values["mime"] = "warc/revisit" if entry.record_type is RecordType.REVISIT else entry.mime
        if entry.status is not None:
            values["status"] = str(entry.status)
        values |= {"offset": str(entry.offset), "length": str(entry.length), "filename": entry.archive}
        lines.append(f"{replay_key(entry.url)} {entry.timestamp} {json.dumps(values, ensure_ascii=False)}\n")
    return sorted(lines, key=str.encode)


def pages_among(entries: Iterable[ArchiveEntry]) -> list[ArchiveEntry]:
    """For each page its newest capture that was no error, by URL."""
    newest: dict[str, ArchiveEntry] = {}
    for entry in entries:
        succeeded = entry.status is None or 200 <= entry.status < 300
        if succeeded and entry.mime in PAGE_TYPES and entry.record_type is not RecordType.REVISIT:
            newest[entry.url] = entry
    return list(newest.values())


def page_of(entry: ArchiveEntry, title: str | None) -> dict[str, str]:
    """A line of `pages.jsonl`. A title that nobody knows is left out."""
    page = {"id": hashlib.sha256(f"{entry.timestamp} {entry.url}".encode()).hexdigest()[:22], "url": entry.url}
    return page | ({"title": title} if title else {}) | {"ts": f"{entry.captured:%Y-%m-%dT%H:%M:%SZ}"}


@dataclass(slots=True)
class _Packing:
    package: zipfile.ZipFile
    facts: WaczFacts
    resources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, path: str, pieces: Iterable[bytes]) -> None:
        """One member, streamed, with its size and digest noted."""
        digest, size = hashlib.sha256(), 0
        with self.package.open(self._info(path), "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        name = path.rpartition("/")[2].lower()
        self.resources.append({"name": name, "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": size})

    def close(self, pages: list[dict[str, str]]) -> None:
        """The description, and the digest of the description."""
        facts = self.facts
        description: dict[str, Any] = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": facts.title,
            "created": f"{facts.created:%Y-%m-%dT%H:%M:%SZ}",
            "software": facts.software,
            "resources": self.resources,
        }
        main = next((page for page in pages if page["url"] == facts.main_url), None)
        if main is not None:
            description |= {"mainPageUrl": main["url"], "mainPageDate": main["ts"]}
        data = json.dumps(description, ensure_ascii=False, indent=1).encode()
        self.package.writestr(self._info("datapackage.json"), data)
        seal = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        self.package.writestr(self._info("datapackage-digest.json"), _json(seal))

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self.facts.created.timetuple()[:6])
        info.external_attr = 0o644 << 16
        return info


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    left = size
    try:
        with path.open("rb") as file:
            while left and (piece := file.read(min(_READ, left))):
                left -= len(piece)
                yield piece
    except OSError as error:
        raise ArchiveError(
            f"« {path} » ne peut pas être lu ({reason_of(error)}). Rétablissez-le d’une copie."
        ) from error
    if left:
        raise ArchiveError(f"« {path} » a perdu des données : il y manque {left} octets. Rétablissez-le d’une copie.")


def _json(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode()
