"""What an export says once for all its items: language, encoding, and its authors' names.

The frame of the export stands in the WARC just before its items, and not in the index, for it holds e-mails. Only the
names that authors chose to be shown are read of it.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from crawler.capture import ArchiveEntry
from crawler.limits import MAX_PAYLOAD
from crawler.warc.record import RecordError, parse_member
from crawler.wxr.export import encoding_of
from crawler.wxr.media_types import CHANNEL_TYPE, ITEM_TYPE
from transform.addresses import host_of

#: How much is read in search of frames: bytes of WARC files, and records.
_MOST_BYTES = 256 * 1024 * 1024
_MOST_RECORDS = 50_000
_LONGEST_GAP = 64 * 1024 * 1024
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ExportChannel:
    """`authors`: login → the name shown. `language` is the primary subtag, or nothing."""

    host: str = ""
    encoding: str = "utf-8"
    language: str | None = None
    authors: dict[str, str] = field(default_factory=dict)


def channels_of(archive: Path, entries: Iterable[ArchiveEntry]) -> dict[str, ExportChannel]:
    """Host → what the newest export of it says. `entries`: the whole index."""
    found: dict[str, ExportChannel] = {}
    for payload in _frames(archive, entries):
        channel = channel_in(payload)
        if channel.host:
            found[channel.host] = channel
    return found


def channel_in(frame: bytes) -> ExportChannel:
    """Read tolerantly; empty where the frame is no XML at all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(frame, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ExportChannel()
    values: dict[str, str] = {}
    authors: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "author":
            login, shown = _author(element)
            if login and shown:
                authors[login] = shown
        else:
            values.setdefault(name, (element.text or "").strip())
    base = next((values[name] for name in ("base_blog_url", "base_site_url", "link") if values.get(name)), "")
    language = values.get("language", "").replace("_", "-").partition("-")[0].lower()
    return ExportChannel(
        host_of(base) if base.startswith("http") else "",
        encoding_of(frame),
        language if language.isalpha() and len(language) in {2, 3} else None,
        authors,
    )


def _author(element: etree._Element) -> tuple[str, str]:
    """Nobody's e-mail; an account whose name nobody chose (`admin`) is no author."""
    fields = {etree.QName(one).localname: (one.text or "").strip() for one in element if isinstance(one.tag, str)}
    login = fields.get("author_login", "")
    shown = " ".join(fields.get("author_display_name", "").split())
    if not shown or "@" in shown or len(shown) > _LONGEST_NAME or (shown == login and " " not in shown):
        return login, ""
    return login, shown


def _frames(archive: Path, entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
    """Payloads of the frames, in the order of their WARC files."""
    by_file: dict[str, list[ArchiveEntry]] = {}
    for entry in entries:
        by_file.setdefault(entry.archive, []).append(entry)
    room, records = _MOST_BYTES, _MOST_RECORDS
    for name, held in sorted(by_file.items()):
        end = 0
        for entry in sorted(held, key=lambda one: one.offset):
            gap = entry.offset - end
            if entry.mime == ITEM_TYPE and 0 < gap <= min(room, _LONGEST_GAP) and Path(name).name == name:
                room -= gap
                for member in _members(archive / name, end, gap):
                    records -= 1
                    if records < 0:
                        return
                    payload = _frame_in(member)
                    if payload is not None:
                        yield payload
            end = max(end, entry.offset + entry.length)


def _members(path: Path, offset: int, length: int) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(length)
    except OSError:
        return
    while data:
        decoder = zlib.decompressobj(31)
        size = 0
        rest = data
        try:
            while not decoder.eof and rest and size <= MAX_PAYLOAD:
                size += len(decoder.decompress(rest, 1024 * 1024))
                rest = decoder.unconsumed_tail
        except zlib.error:
            return
        if not decoder.eof:
            return
        yield data[: len(data) - len(decoder.unused_data)]
        data = decoder.unused_data


def _frame_in(member: bytes) -> bytes | None:
    try:
        record = parse_member(member, MAX_PAYLOAD)
    except RecordError:
        return None
    return record.block if record.headers.get("content-type") == CHANNEL_TYPE else None
