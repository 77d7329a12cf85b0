"""Revisit records say "the same as that capture": where that capture lies, and its bytes again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from crawler.archive import Archive
from crawler.canonical import canonical
from crawler.capture import RecordType
from crawler.errors import ArchiveError
from crawler.http_message import end_of_head
from crawler.warc.capture import ArchivedCapture, moment
from crawler.warc.digest import matches
from crawler.warc.item import ScannedRecord
from crawler.warc.scan import record_at

#: Payloads that share their gzip member with other records cannot be read again: these are held, in bytes in all.
_HELD = 64 * 1024 * 1024

Key = str | tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class Original:
    raw_head: bytes
    body: bytes


@dataclass(slots=True)
class Revisits:
    """`wanted` is filled by the first reading of the files, the places by the second.

    `archive` is the folder of captures taken earlier, which a revisit may speak of too.
    """

    archive: Path
    open_file: Callable[[str], BinaryIO]
    wanted: set[Key] = field(default_factory=set)
    _places: dict[Key, tuple[str, int]] = field(default_factory=dict)
    _bodies: dict[Key, Original] = field(default_factory=dict)
    _held: int = 0

    def want(self, record: ScannedRecord) -> None:
        self.wanted |= set(_keys_of_original(record))

    def remember(self, file: str, capture: ArchivedCapture) -> None:
        record = capture.record
        keys: set[Key] = {(capture.url, capture.captured.replace(microsecond=0))}
        keys.add(record.fields.get("warc-payload-digest", ""))
        for key in keys & self.wanted:
            if record.length:
                self._places.setdefault(key, (file, record.offset))
            elif key not in self._bodies and self._held + len(record.block) <= _HELD:
                self._held += len(record.block)
                self._bodies[key] = Original(capture.raw_head, capture.body)

    def original_of(self, record: ScannedRecord) -> Original | None:
        """Of the right digest where one is declared; nothing where it is nowhere to be found."""
        for key in _keys_of_original(record):
            found = self._bodies.get(key) or self._in_files(key) or self._in_archive(key)
            declared = record.fields.get("warc-payload-digest", "")
            if found is not None and matches(declared, found.body) is not False:
                return found
        return None

    def _in_files(self, key: Key) -> Original | None:
        if key not in self._places:
            return None
        name, offset = self._places[key]
        with self.open_file(name) as file:
            return _original(record_at(file, offset))

    def _in_archive(self, key: Key) -> Original | None:
        if isinstance(key, str):
            return None
        try:
            entry = Archive(self.archive).lookup(*key)
            if entry is None or entry.captured != key[1] or entry.record_type is RecordType.REVISIT:
                return None
            with (self.archive / Path(entry.archive).name).open("rb") as file:
                return _original(record_at(file, entry.offset))
        except (ArchiveError, OSError):
            return None


def _keys_of_original(record: ScannedRecord) -> list[Key]:
    """What a revisit says of the capture it repeats: its address and date, or the digest of its payload."""
    keys: list[Key] = []
    url = canonical(record.fields.get("warc-refers-to-target-uri", "").strip("<> "))
    date = moment(record.fields.get("warc-refers-to-date", ""))
    if url is not None and date is not None:
        keys.append((url, date))
    digest = record.fields.get("warc-payload-digest")
    return [*keys, digest] if digest else keys


def _original(record: ScannedRecord | None) -> Original | None:
    if record is None or not record.kept or record.kind == "revisit":
        return None
    end = max(end_of_head(record.block), 0) if record.is_http else 0
    return Original(record.block[:end], record.block[end:])
