"""WARC and ARC files for tests, in every layout that other tools write."""

import gzip
import hashlib
import io
import zlib
from base64 import b32encode
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive_writer import ArchiveWriter, FileCapture, HttpExchange
from crawler.cdxj import write_index
from crawler.warc.item import Problem, ScannedRecord
from crawler.warc.scan import scan

NOON = datetime(2012, 3, 4, 5, 6, 7, tzinfo=UTC)


def scanned(data: bytes, **options: int) -> tuple[list[ScannedRecord], list[Problem]]:
    items = list(scan(io.BytesIO(data), **options))
    return [i for i in items if isinstance(i, ScannedRecord)], [i for i in items if isinstance(i, Problem)]


def sha1(data: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(data).digest()).decode()


def warc_record(
    block: bytes,
    *,
    kind: str = "response",
    url: str = "http://www.exemple.fr/",
    date: str = "2012-03-04T05:06:07Z",
    version: str = "1.0",
    content_type: str = "application/http; msgtype=response",
    fields: Iterable[tuple[str, str]] = (),
    digest: bool = True,
) -> bytes:
    """Uncompressed, with its two empty lines."""
    lines = [("WARC-Type", kind), ("WARC-Record-ID", "<urn:uuid:0>"), ("WARC-Date", date), ("WARC-Target-URI", url)]
    if digest:
        lines.append(("WARC-Block-Digest", sha1(block)))
    lines += [*fields, ("Content-Type", content_type), ("Content-Length", str(len(block)))]
    head = f"WARC/{version}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines) + "\r\n"
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html",))]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def arc_record(url: str, block: bytes, content_type: str = "text/html", date: str = "20040506070809") -> bytes:
    return f"{url} 192.0.2.1 {date} {content_type} {len(block)}\n".encode() + block + b"\n"


def arc_head(name: str = "IA-00.arc") -> bytes:
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    return f"filedesc://{name} 0.0.0.0 20040506070809 text/plain {len(version)}\n".encode() + version + b"\n"


def some_records(count: int = 4) -> list[bytes]:
    """Uncompressed records of several kinds, each with a block digest."""
    records = [warc_record(b"software: essai\r\n", kind="warcinfo", content_type="application/warc-fields")]
    for number in range(count):
        body = f"<html><title>Page {number}</title>{'texte ' * 5 * number}</html>".encode()
        records.append(warc_record(http(body), url=f"http://www.exemple.fr/{number}"))
    return records


def per_record(records: Iterable[bytes]) -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def one_stream(records: Iterable[bytes]) -> bytes:
    return gzip.compress(b"".join(records), mtime=0)


def in_blocks(records: Iterable[bytes], size: int = 300) -> bytes:
    """Gzip members that end anywhere, as parallel compressors and BGZF write them."""
    text = b"".join(records)
    return b"".join(gzip.compress(text[at : at + size], mtime=0) for at in range(0, len(text), size))


def stored(records: Iterable[bytes]) -> bytes:
    """Members that are not compressed at all."""
    members = []
    for record in records:
        packer = zlib.compressobj(0, zlib.DEFLATED, 31)
        members.append(packer.compress(record) + packer.flush())
    return b"".join(members)


def plain(records: Iterable[bytes]) -> bytes:
    return b"".join(records)


LAYOUTS = {"per record": per_record, "one stream": one_stream, "blocks": in_blocks, "stored": stored, "plain": plain}


def our_archive(folder: Path, pages: int = 3, files: int = 1) -> Path:
    """An archive of ours, with its index; returns the WARC file."""
    writer = ArchiveWriter(folder, "s")
    entries = []
    for number in range(pages):
        body = f"<html><title>Page {number}</title>{'mot ' * number}</html>".encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        request = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
        exchange = HttpExchange(f"http://h/{number}", NOON, request, head, body, 200, "text/html", body)
        entries.append(writer.add_exchange(exchange))
    captures = [FileCapture(f"mirror:s/{number}.css", NOON, b"a{}", f"{number}.css") for number in range(files)]
    entries += [writer.add_file(capture) for capture in captures]
    writer.sync()
    write_index(folder, entries)
    return next(folder.glob("*.warc.gz"))
