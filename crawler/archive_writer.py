"""Appends captures to `SITE-NNNNN.warc.gz`. Nothing is on disk, nor counted, before `sync()`."""

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from crawler.capture import ArchiveEntry, RecordType
from crawler.errors import HarvestError
from crawler.limits import ROTATE_AT
from crawler.mime import sniff
from crawler.system_errors import reason_of
from crawler.warc.record import member, record_id, warc_date, warc_fields

#: What an index says of a revisit, instead of a type of content.
REVISIT_TYPE = "warc/revisit"
_REQUEST_TYPE = "application/http;msgtype=request"
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """What went over the wire for one URL. `payload` is the body with encodings undone; bytes are exact.

    `request` is empty where it is not known. `truncated` is WARC's word for why the body is not whole (`length`,
    `time`, `disconnect`), or nothing. `digest` is `digest_of(payload)` where somebody knows it already.
    `peer` is the server's address in figures.
    """

    url: str
    captured: datetime
    request: bytes
    head: bytes
    body: bytes
    status: int
    content_type: str | None
    payload: bytes
    truncated: str | None = None
    digest: str = ""
    peer: str = ""


@dataclass(frozen=True, slots=True)
class Revisit:
    """An answer that brings nothing new since the capture of `original_date`: its head alone is kept.

    `digest` is that of the payload, as `digest_of` gives it, `body_digest` that of the body as sent then.
    """

    url: str
    captured: datetime
    request: bytes
    head: bytes
    status: int
    original_date: datetime
    digest: str
    body_digest: str


@dataclass(frozen=True, slots=True)
class FileCapture:
    """A file, or an export's item. `mime` is found by content where it is not given."""

    url: str
    captured: datetime
    payload: bytes
    name: str = ""
    mime: str | None = None
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class ArchiveWriter:
    """`committed` is the size in bytes that a ledger vouches for, by file name; more is cut off, less is an error.

    `recovered` is how many bytes an interrupted run had left behind.
    """

    folder: Path
    site: str
    committed: Mapping[str, int] = field(default_factory=dict)
    rotate_at: int = ROTATE_AT
    software: str = "comedie-harvest"
    #: Fields of `warcinfo` beside those that each file has.
    about: tuple[tuple[str, str], ...] = ()
    #: Whether `about` is to stand before this run's first record as well, in a file that earlier runs began.
    announced: bool = False
    recovered: int = field(default=0, init=False)
    _untold: bool = field(default=False, init=False)
    _name: str = field(default="", init=False)
    _size: int = field(default=0, init=False)
    _buffer: list[bytes] = field(default_factory=list, init=False)
    _buffered: int = field(default=0, init=False)
    _sizes: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._untold = self.announced
        self._sizes = dict(self.committed)
        for name, size in self._sizes.items():
            self.recovered += self._mend(name, size)
        own = re.compile(re.escape(self.site) + r"-(\d{5})\.warc\.gz")
        mine = sorted(name for name in self._sizes if own.fullmatch(name))
        if mine and self._sizes[mine[-1]] < self.rotate_at:
            self._name, self._size = mine[-1], self._sizes[mine[-1]]
        else:
            self._begin_file()

    @property
    def sizes(self) -> dict[str, int]:
        """What is to be vouched for after `sync()`; a file that was not yet begun stands at 0."""
        return dict(self._sizes)

    def add_exchange(self, exchange: HttpExchange) -> ArchiveEntry:
        """A response record, then its request record where the request is known, both at the date of the exchange."""
        extra: tuple[tuple[str, str], ...] = ()
        if exchange.peer:
            extra = (("WARC-IP-Address", exchange.peer),)
        if exchange.truncated:
            extra += (("WARC-Truncated", exchange.truncated),)
        date = exchange.captured
        digest = exchange.digest or digest_of(exchange.payload)
        identifier = record_id()
        response = member(
            "response",
            exchange.head + exchange.body,
            date=date,
            content_type="application/http;msgtype=response",
            url=exchange.url,
            payload_start=len(exchange.head),
            payload_digest=in_base_32(digest) if exchange.payload is exchange.body else None,
            extra=extra,
            identifier=identifier,
        )
        offset = self._append(response)
        entry = ArchiveEntry(
            url=exchange.url,
            captured=date.replace(microsecond=0),
            status=exchange.status,
            mime=declared_type(exchange.content_type) or sniff(exchange.payload, exchange.url),
            digest=digest,
            record_type=RecordType.RESPONSE,
            archive=self._name,
            offset=offset,
            length=len(response),
        )
        self._append_request(exchange.url, date, exchange.request, identifier)
        return entry

    def add_revisit(self, revisit: Revisit) -> ArchiveEntry:
        """A revisit record of the 304's profile, or of the identical payload's, and its request record."""
        profile = "server-not-modified" if revisit.status == 304 else "identical-payload-digest"
        identifier = record_id()
        data = member(
            "revisit",
            revisit.head,
            date=revisit.captured,
            content_type="application/http;msgtype=response",
            url=revisit.url,
            payload_digest=in_base_32(revisit.body_digest),
            extra=(
                ("WARC-Profile", f"http://netpreserve.org/warc/1.1/revisit/{profile}"),
                ("WARC-Refers-To-Target-URI", revisit.url),
                ("WARC-Refers-To-Date", warc_date(revisit.original_date)),
            ),
            identifier=identifier,
        )
        offset = self._append(data)
        entry = ArchiveEntry(
            url=revisit.url,
            captured=revisit.captured.replace(microsecond=0),
            status=revisit.status,
            mime=REVISIT_TYPE,
            digest=revisit.digest,
            record_type=RecordType.REVISIT,
            archive=self._name,
            offset=offset,
            length=len(data),
        )
        self._append_request(revisit.url, revisit.captured, revisit.request, identifier)
        return entry

    def add_file(self, file: FileCapture) -> ArchiveEntry:
        """A resource record: no status, no header was ever there."""
        mime = file.mime or sniff(file.payload, file.name)
        data = member(
            "resource",
            file.payload,
            date=file.captured,
            content_type=mime,
            url=file.url,
            payload_start=0,
            extra=file.extra,
        )
        offset = self._append(data)
        return ArchiveEntry(
            url=file.url,
            captured=file.captured.replace(microsecond=0),
            status=None,
            mime=mime,
            digest=digest_of(file.payload),
            record_type=RecordType.RESOURCE,
            archive=self._name,
            offset=offset,
            length=len(data),
        )

    def add_metadata(self, url: str, content_type: str, block: bytes) -> None:
        """A record about others; no index names it."""
        self._append(member("metadata", block, date=datetime.now(UTC), content_type=content_type, url=url))

    def sync(self) -> None:
        """Writes what was added, and waits for the disk. Then only may the ledger speak of it."""
        if not self._buffer:
            return
        path = self.folder / self._name
        data = b"".join(self._buffer)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
            try:
                os.lseek(descriptor, self._size, os.SEEK_SET)
                view = memoryview(data)
                while view:
                    view = view[os.write(descriptor, view) :]
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise HarvestError(
                f"L’archive ne peut pas être écrite dans « {self.folder} » ({reason_of(error)}). "
                "Libérez de la place ou vérifiez les droits, puis relancez la même commande."
            ) from error
        self._size += len(data)
        self._sizes[self._name] = self._size
        self._buffer.clear()
        self._buffered = 0
        if self._size >= self.rotate_at:
            self._begin_file()

    def _append_request(self, url: str, date: datetime, request: bytes, answer: str) -> None:
        if request:
            extra = (("WARC-Concurrent-To", answer),)
            self._append(member("request", request, date=date, content_type=_REQUEST_TYPE, url=url, extra=extra))

    def _append(self, data: bytes) -> int:
        if (self._size == 0 and not self._buffer) or self._untold:
            self._untold = False
            self._buffer.append(data_of_warcinfo(self._name, self.software, self.about))
            self._buffered += len(self._buffer[-1])
        offset = self._size + self._buffered
        self._buffer.append(data)
        self._buffered += len(data)
        return offset

    def _begin_file(self) -> None:
        """A file that no ledger vouches for is another archive's: it is left alone, the next number is taken."""
        number = 1
        while (name := f"{self.site}-{number:05d}.warc.gz") in self._sizes or (self.folder / name).exists():
            number += 1
        self._name, self._size = name, 0
        self._sizes[name] = 0

    def _mend(self, name: str, committed: int) -> int:
        """Cuts off what an interrupted run had written without committing it; returns how many bytes."""
        path = self.folder / name
        size = path.stat().st_size if path.exists() else 0
        if size < committed:
            raise HarvestError(
                f"Le fichier d’archive « {path} » a perdu des données : {committed} octets étaient écrits, "
                f"il en reste {size}. Restaurez-le depuis une copie, puis relancez la même commande."
            )
        if size > committed:
            os.truncate(path, committed)
        return size - committed


def digest_of(payload: bytes) -> str:
    """`sha256:` and 64 hexadecimal digits, of the payload with encodings undone."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def in_base_32(digest: str) -> str:
    """As WARC tools write it."""
    name, _, digits = digest.partition(":")
    return f"{name}:{base64.b32encode(bytes.fromhex(digits)).decode()}"


@lru_cache(maxsize=256)
def declared_type(content_type: str | None) -> str | None:
    """The media type of a Content-Type header, lower case, without its parameters."""
    found = _MEDIA_TYPE.match((content_type or "").strip())
    return found.group().lower() if found else None


def data_of_warcinfo(name: str, software: str, about: tuple[tuple[str, str], ...] = ()) -> bytes:
    date = datetime.now().astimezone()
    fields = (
        ("software", software),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("created", warc_date(date)),
        *about,
    )
    return member(
        "warcinfo",
        warc_fields(fields),
        date=date,
        content_type="application/warc-fields",
        extra=(("WARC-Filename", name),),
    )
