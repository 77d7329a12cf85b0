"""`index.cdxj`: one line a capture, `SURT TIMESTAMP {json}`, sorted by bytes."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from crawler.capture import ArchiveEntry, RecordType
from crawler.errors import ArchiveError
from crawler.surt import surt_of

INDEX_NAME = "index.cdxj"


def line_of(entry: ArchiveEntry, filesize: int = 0) -> str:
    """Without its end of line. `status` only where there is one, `type` only where it is no response (law 5).

    `filesize` in bytes, where the line is to tell how long its WARC file is.
    """
    values: dict[str, str | int] = {"url": entry.url, "mime": entry.mime}
    if entry.status is not None:
        values["status"] = str(entry.status)
    values |= {
        "digest": entry.digest,
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": entry.archive,
    }
    if entry.record_type is not RecordType.RESPONSE:
        values["type"] = entry.record_type.value
    if filesize:
        values["filesize"] = str(filesize)
    return f"{surt_of(entry.url)} {entry.timestamp} {json.dumps(values, ensure_ascii=False)}"


def entry_of(line: str) -> ArchiveEntry:
    """The inverse of `line_of`. Raises `ValueError` where the line is no CDXJ."""
    _key, timestamp, values = line.split(" ", 2)
    data = json.loads(values)
    if not isinstance(data, dict):
        raise TypeError("no JSON object")
    status = data.get("status")
    return ArchiveEntry(
        url=str(data["url"]),
        captured=datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC),
        status=int(status) if status not in (None, "", "-") else None,
        mime=str(data.get("mime", "")),
        digest=str(data.get("digest", "")),
        record_type=RecordType(data.get("type", "response")),
        archive=str(data["filename"]),
        offset=int(data["offset"]),
        length=int(data["length"]),
    )


def write_index(folder: Path, entries: Iterable[ArchiveEntry], sizes: Mapping[str, int] | None = None) -> Path:
    """Replaces `index.cdxj` in one step: a reader sees the old index or the new one.

    `sizes` in bytes of each WARC file: the line of its last capture tells it, so that the index alone shows any cut.
    """
    path = folder / INDEX_NAME
    beside = folder / f".{INDEX_NAME}.{os.getpid()}"
    last: dict[str, int] = {}
    listed = list(entries)
    for entry in listed:
        last[entry.archive] = max(last.get(entry.archive, 0), entry.offset)
    known = sizes or {}
    lines = sorted(
        line_of(entry, known.get(entry.archive, 0) if entry.offset == last[entry.archive] else 0).encode()
        for entry in listed
    )
    try:
        with beside.open("wb") as file:
            file.writelines(line + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def read_index(path: Path) -> Iterator[ArchiveEntry]:
    """Every entry, in the file's order. A line that is no CDXJ raises `ArchiveError` with its number."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip() or line.startswith("!"):
                continue
            try:
                yield entry_of(line.rstrip("\n"))
            except (ValueError, KeyError, TypeError) as error:
                raise ArchiveError(
                    f"La ligne {number} de « {path.name} » n’est pas lisible. Relancez « comedie harvest » "
                    "sur la même source : l’index de l’archive sera récrit."
                ) from error
