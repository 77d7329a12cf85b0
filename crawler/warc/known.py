"""What is known of a WARC file from elsewhere (ledger, index, manifest): only that tells a cut between records."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_MAX_LINE = 1_000_000
_MAX_INDEX = 1 << 30
#: The columns of a CDX file that does not name them: the Internet Archive's eleven.
_CDX = list("NbamskrMSVg")
_MANIFESTS = re.compile(r"(?:manifest-(\w+)\.txt|(MD5|SHA1|SHA256|SHA512)SUMS)(?:\.txt)?", re.IGNORECASE)
_MANIFEST_LINE = re.compile(r"([0-9A-Fa-f]{32,128})\s+\*?(.+)")


@dataclass(frozen=True, slots=True)
class Known:
    """`size` in bytes, exact; `at_least`, the end of the last record that an index names; `digest` of the whole file.

    A digest is written `algorithm:value`. What is not known is null, or 0.
    """

    size: int | None = None
    at_least: int = 0
    digest: str | None = None

    def joined(self, other: "Known") -> "Known":
        return Known(
            self.size if self.size is not None else other.size,
            max(self.at_least, other.at_least),
            self.digest or other.digest,
        )


def joined(*sources: Mapping[str, Known]) -> dict[str, Known]:
    """By file name; where two sources know the same thing, the first is believed."""
    everything: dict[str, Known] = {}
    for source in sources:
        for name, known in source.items():
            everything[name] = everything[name].joined(known) if name in everything else known
    return everything


def of_ledger(path: Path) -> dict[str, Known]:
    """The sizes that a ledger of ours vouches for; nothing where there is none."""
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT name, committed FROM warc").fetchall()
    except sqlite3.DatabaseError:
        return {}
    return {str(name): Known(size=int(size)) for name, size in rows if size}


def of_index(path: Path) -> dict[str, Known]:
    """Where the records of each file end, by a CDXJ or a CDX with or without header; other lines are passed over.

    Our own CDXJ also gives the size of each file.
    """
    if path.stat().st_size > _MAX_INDEX:
        return {}
    with path.open("rb") as file:
        return of_index_lines(iter(lambda: file.readline(_MAX_LINE), b""))


def of_index_lines(lines: Iterable[bytes]) -> dict[str, Known]:
    ends: dict[str, int] = {}
    sizes: dict[str, int] = {}
    letters = _CDX
    for line in lines:
        text = line.decode("utf-8", "replace").strip()
        if text.startswith("CDX "):
            letters = text.split(" ")[1:]
            continue
        extent = _extent(text, letters)
        if extent is not None:
            name, end, size = extent
            ends[name] = max(ends.get(name, 0), end)
            if size is not None:
                sizes[name] = size
    return {name: Known(sizes.get(name), ends.get(name, 0)) for name in ends}


def of_manifest(path: Path) -> dict[str, Known]:
    """A BagIt manifest, or the output of `sha256sum`: the digest of each file, by base name."""
    named = _MANIFESTS.fullmatch(path.name)
    if named is None or path.stat().st_size > _MAX_INDEX:
        return {}
    algorithm = (named.group(1) or named.group(2)).lower()
    with path.open(encoding="utf-8", errors="replace") as file:
        found = (_MANIFEST_LINE.fullmatch(line.strip()) for line in iter(lambda: file.readline(_MAX_LINE), ""))
        return {
            line.group(2).replace("\\", "/").rpartition("/")[2]: Known(digest=f"{algorithm}:{line.group(1)}")
            for line in found
            if line
        }


def beside(path: Path) -> dict[str, Known]:
    """What the indexes and manifests in a file's folder, or just above it, say of it."""
    folder = path.resolve().parent
    indexes = (of_index(index) for ending in ("*.cdxj", "*.cdx") for index in sorted(folder.glob(ending)))
    manifests = (of_manifest(file) for place in (folder, folder.parent) for file in _manifests(place))
    return {name: known for name, known in joined(*indexes, *manifests).items() if name == path.name}


def _manifests(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in names if _MANIFESTS.fullmatch(path.name) and path.is_file())


def _extent(line: str, letters: list[str]) -> tuple[str, int, int | None] | None:
    """(file name, end of the record, size of the file where it is told) of an index line.

    Where no length is given, that something follows its start.
    """
    start, size = line.find(" {"), None
    try:
        if start >= 0:
            values = json.loads(line[start:])
            name, offset, length = values["filename"], int(values["offset"]), int(values["length"])
            size = int(values["filesize"]) if "filesize" in values else None
        else:
            columns = dict(zip(letters, line.split(" "), strict=True))
            name, offset, length = columns["g"], int(columns["V"]), int(columns.get("S", "1"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (str(name).rpartition("/")[2], offset + length, size) if offset >= 0 and length > 0 else None
