"""A sound record that has a gzip member for itself, read at one go: what most of a web archive is made of.

Whatever is not so, or is in doubt, is left to the careful reading of `scan`: it decides alone what is wrong.
"""

from crawler.warc.gzip_codec import GZIP_ERRORS, unpacker
from crawler.warc.head import MAX_HEAD, fields_of, is_record
from crawler.warc.item import ScannedRecord
from crawler.warc.verify import wrong_digest

#: The most that a record read so may weigh, in bytes once inflated, and the steps in which its member is fed.
MAX_RECORD = 1 << 20
_STEPS = (8_192, 57_344)
#: The most that such a member may weigh, in bytes.
MAX_MEMBER = sum(_STEPS)
_END = b"\r\n\r\n"


def quick_record(raw: memoryview, offset: int, *, keep: int, verify: bool) -> ScannedRecord | None:
    """The record of the member that begins `raw`, at `offset` in its file; nothing where there is any doubt."""
    data, size = _inflated(raw)
    if not data.startswith(b"WARC/") or not data.endswith(_END):
        return None
    end = data.find(_END, 0, MAX_HEAD)
    head = data[: end + 4]
    if end < 0 or not is_record(head):
        return None
    fields = fields_of(head)
    length = len(data) - len(head) - len(_END)
    if length < 0 or length > keep or fields.get("content-length") != str(length):
        return None
    version = head[: head.find(b"\r\n")].decode("ascii", "replace")
    record = ScannedRecord(offset, 0, version, fields, length, data[len(head) : -len(_END)], length=size)
    return None if verify and wrong_digest(record)[0] else record


def _inflated(raw: memoryview) -> tuple[bytes, int]:
    """What a whole member holds, and its length in the file; nothing where it is not whole, sound, or too large."""
    decoder = unpacker()
    pieces: list[bytes] = []
    fed = room = 0
    try:
        for step in _STEPS:
            chunk = raw[fed : fed + step]
            room = MAX_RECORD - sum(map(len, pieces))
            pieces.append(decoder.decompress(chunk, room))
            fed += len(chunk)
            if decoder.eof:
                return b"".join(pieces) if len(pieces) > 1 else pieces[0], fed - len(decoder.unused_data)
            if decoder.unconsumed_tail or not chunk:
                break
    except GZIP_ERRORS:
        pass
    return b"", 0
