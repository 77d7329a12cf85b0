"""WARC 1.1 records: one gzip member each, exact bytes in, exact bytes out."""

import base64
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from crawler.http_message import end_of_head
from crawler.warc.gzip_codec import GZIP_ERRORS, packed, unpacker

#: A record's own head, in bytes.
MAX_HEAD = 65_536
_STEP = 16_384


class RecordError(ValueError):
    """Bytes that are no whole WARC record."""


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """`headers` by lower-case name; `block` as stored."""

    headers: dict[str, str]
    block: bytes


@lru_cache(maxsize=64)
def warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def warc_fields(fields: Iterable[tuple[str, str]]) -> bytes:
    """`name: value` lines, as `application/warc-fields` has them."""
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields).encode()


def member(
    kind: str,
    block: bytes,
    *,
    date: datetime,
    content_type: str,
    url: str | None = None,
    payload_start: int | None = None,
    payload_digest: str | None = None,
    extra: tuple[tuple[str, str], ...] = (),
    identifier: str = "",
) -> bytes:
    """One gzip member. `payload_start` is where the payload begins in the block, unless its digest is given.

    Without either there is no payload digest.
    """
    lines = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", identifier or record_id()),
        ("WARC-Date", warc_date(date)),
    ]
    if url is not None:
        lines.append(("WARC-Target-URI", url))
    lines += extra
    lines.append(("WARC-Block-Digest", warc_digest(block)))
    if payload_digest is None and payload_start is not None:
        payload_digest = warc_digest(block[payload_start:])
    if payload_digest is not None:
        lines.append(("WARC-Payload-Digest", payload_digest))
    lines += [("Content-Type", content_type), ("Content-Length", str(len(block)))]
    head = "WARC/1.1\r\n" + "".join(f"{name}: {_one_line(value)}\r\n" for name, value in lines) + "\r\n"
    return packed(b"".join((head.encode(), block, b"\r\n\r\n")))


def parse_member(data: bytes, limit: int) -> WarcRecord:
    """The record that a gzip member holds, its block at most `limit` bytes. Raises `RecordError`.

    The member must end where the bytes end, the block where its length says, and its digest must be right.
    """
    raw = _unpacked(data, limit + MAX_HEAD)
    end = end_of_head(raw[:MAX_HEAD])
    if not raw.startswith(b"WARC/") or end < 0:
        raise RecordError("no WARC head")
    headers: dict[str, str] = {}
    for line in raw[:end].decode("utf-8", "replace").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    length = headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 15 or raw[end + int(length) :] != b"\r\n\r\n":
        raise RecordError("length")
    block = raw[end : end + int(length)]
    digest = headers.get("warc-block-digest", "")
    if digest.startswith("sha256:") and digest != warc_digest(block):
        raise RecordError("block digest")
    return WarcRecord(headers, block)


def _unpacked(data: bytes, limit: int) -> bytes:
    decoder = unpacker()
    pieces: list[bytes] = []
    size, rest = 0, data
    try:
        while not decoder.eof and rest:
            piece = decoder.decompress(rest, _STEP)
            size += len(piece)
            if size > limit:
                raise RecordError("too large")
            pieces.append(piece)
            rest = decoder.unconsumed_tail
    except GZIP_ERRORS as error:
        raise RecordError("gzip") from error
    if not decoder.eof or decoder.unused_data:
        raise RecordError("gzip member")
    return b"".join(pieces)


def warc_digest(data: bytes) -> str:
    """In base 32, as WARC tools write and verify it."""
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"


def _one_line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ")
