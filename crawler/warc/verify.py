"""Whether a record's bytes are what its digests say."""

from collections.abc import Iterator
from contextlib import suppress

from crawler.http_message import EncodingError, end_of_head, parse_head, payload_of, unchunk
from crawler.warc.digest import matches
from crawler.warc.item import ScannedRecord

WRONG_BLOCK = "le bloc ne correspond pas à son empreinte (WARC-Block-Digest)"
WRONG_PAYLOAD = "le contenu ne correspond pas à son empreinte (WARC-Payload-Digest)"


def wrong_digest(record: ScannedRecord) -> tuple[str, bool]:
    """What is wrong, or nothing; and whether the block's own digest proves that its bytes are those written."""
    fields, block = record.fields, record.block
    declared = fields.get("warc-block-digest", "")
    proven = matches(declared, block) if declared else None
    if proven is False:
        return WRONG_BLOCK, False
    declared = fields.get("warc-payload-digest", "")
    if not declared or record.kind == "revisit" or "warc-segment-number" in fields:
        return "", bool(proven)
    if any(matches(declared, payload) is not False for payload in _payloads(record)):
        return "", bool(proven)
    return WRONG_PAYLOAD, bool(proven)


def _payloads(record: ScannedRecord) -> Iterator[bytes | memoryview]:
    """What tools understand by payload, the most frequent first: the body as sent, the block, the body decoded."""
    block = record.block
    if record.is_http:
        end = block.find(b"\r\n\r\n") + 4
        if end < 4:
            end = max(end_of_head(block), 0) or len(block)
        yield memoryview(block)[end:]
        yield block
        with suppress(EncodingError):
            yield unchunk(block[end:])
        with suppress(EncodingError):
            yield payload_of(parse_head(block[:end]), block[end:])
    else:
        yield block
