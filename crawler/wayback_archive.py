"""A capture of a web archive becomes a record of ours, at its own date; no request record: nobody kept that request."""

from datetime import UTC, datetime

from crawler.archive_writer import ArchiveWriter, declared_type, digest_of
from crawler.capture import ArchiveEntry, RecordType
from crawler.mime import sniff
from crawler.warc_record import member, warc_date
from crawler.wayback_memento import Memento


def add_memento(writer: ArchiveWriter, url: str, memento: Memento, source: str, fetched: float) -> ArchiveEntry:
    """`source` is the address that gave it, `fetched` when (seconds of the epoch): both stand in the record."""
    head = memento.head
    record = member(
        "response",
        head + memento.body,
        date=memento.captured,
        content_type="application/http;msgtype=response",
        url=url,
        payload_start=len(head),
        extra=(
            ("WARC-Source-URI", source),
            ("WARC-Creation-Date", warc_date(datetime.fromtimestamp(fetched, UTC))),
        ),
    )
    # The writer has no door yet for a response that comes without its request.
    offset = writer._append(record)  # noqa: SLF001
    return ArchiveEntry(
        url=url,
        captured=memento.captured.replace(microsecond=0),
        status=memento.status,
        mime=declared_type(memento.header("content-type")) or sniff(memento.payload, url),
        digest=digest_of(memento.payload),
        record_type=RecordType.RESPONSE,
        archive=writer._name,  # noqa: SLF001
        offset=offset,
        length=len(record),
    )
