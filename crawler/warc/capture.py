"""A scanned record read as what it archives: an HTTP answer, a file, or a note about other records."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.archive_writer import declared_type
from crawler.canonical import canonical
from crawler.http_message import EncodingError, Head, end_of_head, parse_head, payload_of
from crawler.mime import HTML, sniff
from crawler.warc.item import ScannedRecord

PAGE_TYPES = frozenset({HTML, "application/xhtml+xml"})
_KEPT_AS_WRITTEN = ("ftp:", "mirror:")


@dataclass(frozen=True, slots=True)
class ArchivedCapture:
    """`head` is null for a file that no HTTP answer brought. `payload` is `body` with encodings undone.

    `undecodable` says, in French, why they could not be: then `payload` is the body as stored.
    """

    url: str
    captured: datetime
    record: ScannedRecord
    raw_head: bytes
    head: Head | None
    body: bytes
    payload: bytes
    mime: str
    undecodable: str = ""

    @property
    def status(self) -> int | None:
        return self.head.status if self.head else None

    @property
    def is_page(self) -> bool:
        return self.mime in PAGE_TYPES and (self.status is None or 200 <= self.status < 300)


def url_of(record: ScannedRecord) -> str | None:
    """The address of what a record archives, in its canonical spelling; nothing for notes, DNS answers and the like."""
    if record.kind not in {"response", "resource", "revisit"}:
        return None
    url = canonical(record.url)
    return url or (record.url if record.url.startswith(_KEPT_AS_WRITTEN) else None)


def host_of(url: str) -> str:
    """With its port where it is not the default one; for a folder's file, the name of the site."""
    if url.startswith("mirror:"):
        return url.partition("/")[0]
    return urlsplit(url).netloc


def capture_of(record: ScannedRecord, limit: int) -> ArchivedCapture | None:
    """Nothing where the record archives no address, at no date. `limit` bounds the payload once decoded, in bytes."""
    url, date = url_of(record), record.date
    if url is None or date is None:
        return None
    block = record.block
    if not record.is_http:
        mime = declared_type(record.fields.get("content-type")) or sniff(block, urlsplit(url).path)
        return ArchivedCapture(url, date, record, b"", None, block, block, mime)
    end = end_of_head(block)
    raw_head = block[:end] if end >= 0 else block
    head, body = parse_head(raw_head), block[len(raw_head) :]
    payload, undecodable = body, ""
    try:
        payload = payload_of(head, body, limit)
    except EncodingError as error:
        undecodable = str(error)
    mime = declared_type(head.value("content-type")) or sniff(payload, urlsplit(url).path)
    return ArchivedCapture(url, date, record, raw_head, head, body, payload, mime, undecodable)


def moment(text: str) -> datetime | None:
    """A WARC date, to the second, in UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
