"""Every record of a WARC or ARC file, and every place where the file is not what it says.

WARC 0.17 to 1.1 and ARC 1.0, one gzip member a record, one gzip stream over many, or plain. A damaged place is told
and passed over: the next record that can be found goes on.
"""

import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from crawler.warc import arc
from crawler.warc.digest import Digest
from crawler.warc.head import MAX_HEAD, MAY_BEGIN, MAY_BEGIN_IN_FILE, end_of_head, fields_of, is_record
from crawler.warc.item import Problem, ScannedRecord
from crawler.warc.text import GZIP, GzipText, PlainText, Text, beginning
from crawler.warc.verify import WRONG_BLOCK, wrong_digest

Item = ScannedRecord | Problem

#: The most that is kept of a record's block, in bytes: 64 MiB of payload and its heads.
KEEP = 64 * 1024 * 1024 + 1024 * 1024
#: A file with more damaged places than this is no archive.
MAX_DAMAGES = 10_000
_MAX_LENGTH = 1 << 40
_END = b"\r\n\r\n"
_RECOGNISED = 16_384


def scan(file: BinaryIO, *, keep: int = KEEP, verify: bool = True) -> Iterator[Item]:
    """Everything in the file's order. `verify` computes the digests that records declare; lengths always are."""
    yield from _Scan(file, file.seek(0, os.SEEK_END), keep, verify).items()


def record_at(file: BinaryIO, offset: int, *, keep: int = KEEP) -> ScannedRecord | None:
    """The sound record that begins there, alone in its gzip member or uncompressed; else nothing."""
    item = next(_Scan(file, file.seek(0, os.SEEK_END), keep, verify=True).items(offset), None)
    record = item.record if isinstance(item, Problem) and item.usable else item
    return record if isinstance(record, ScannedRecord) and record.offset == offset else None


@dataclass(slots=True)
class _Scan:
    file: BinaryIO
    size: int
    keep: int
    verify: bool
    damages: int = field(default=0, init=False)
    #: Whether records lie across the borders of gzip members, which then begin anywhere.
    blocks: bool = field(default=False, init=False)

    def items(self, position: int = 0) -> Iterator[Item]:
        if not self.size:
            yield Problem(0, "le fichier est vide")
        while position < self.size:
            if self.damages > MAX_DAMAGES:
                yield Problem(position, f"plus de {MAX_DAMAGES} endroits abîmés : la suite n’est pas lue")
                return
            start = self._peek(position)
            if start.startswith(GZIP):
                position = yield from self._members(position)
            elif is_record(start):
                position = yield from self._plain(position)
            else:
                found = self._find(position + 1)
                self.damages += 1
                yield Problem(position, _foreign(start, found - position))
                position = found

    def _members(self, position: int) -> Generator[Item, None, int]:
        """Gzip members from here on; returns where to look next."""
        text = GzipText(self.file, self.size)
        while True:
            text.begin(position)
            yield from text.quick(keep=self.keep, verify=self.verify)
            position = text.position
            if not text.next_magic():
                return position
            text.begin(position)
            yield from self._of_member(text)
            self.blocks |= text.joined
            if text.error:
                return self.size if text.endless else self._find(text.member + 1)
            position = text.position
            if self.damages > MAX_DAMAGES or not text.next_magic():
                return position

    def _of_member(self, text: GzipText) -> Iterator[Item]:
        told = False
        while text.at < len(text.data) or text.more():
            item = self._record(text, text.member)
            if item is None:
                continue
            record = item if isinstance(item, ScannedRecord) else item.record
            over = text.at >= len(text.data) and not text.more()
            if over and record is not None and record.inner == 0 and not text.joined:
                item = self._alone(text, item, record)
            told = isinstance(item, Problem) and bool(text.error)
            yield item
        if text.error and not told:
            self.damages += 1
            yield Problem(text.member, text.error)

    def _alone(self, text: GzipText, item: Item, record: ScannedRecord) -> Item:
        """A record that has its gzip member for itself: the member's checksum speaks of it."""
        if text.error:
            return item if isinstance(item, Problem) else Problem(record.offset, text.error, record)
        if isinstance(item, ScannedRecord) or item.whole:
            record.length = text.position - record.offset
        return replace(item, usable=True) if isinstance(item, Problem) and item.whole else item

    def _plain(self, position: int) -> Generator[Item, None, int]:
        """Uncompressed records from here on; returns where to look next."""
        text = PlainText(self.file, self.size, position)
        while text.at < len(text.data) or text.more():
            if text.data.startswith(GZIP[:1], text.at) or self.damages > MAX_DAMAGES:
                return text.inner
            start = text.inner
            item = self._record(text, start)
            record = item if isinstance(item, ScannedRecord) else item.record if item and item.whole else None
            if record is not None:
                record.length = text.inner - record.offset
            if item is not None:
                yield item
        return self.size

    def _record(self, text: Text, offset: int) -> Item | None:
        """The record at hand, or what is wrong with it; then the text stands where the next may begin."""
        if not text.data.startswith(b"WARC/", text.at):
            _skip_blank_lines(text)
            if text.at >= len(text.data):
                return None
            _fill(text, arc.MAX_LINE)
        if isinstance(text, PlainText):
            offset, inner = text.inner, 0
        else:
            inner = text.inner
        if text.data.startswith(b"WARC/", text.at):
            return self._warc(text, offset, inner)
        return self._arc(text, offset, inner)

    def _warc(self, text: Text, offset: int, inner: int) -> Item:
        while (end := end_of_head(text.data, text.at)) < 0:
            if len(text.data) - text.at > MAX_HEAD:
                return self._passed_over(text, Problem(offset, f"en-tête de plus de {MAX_HEAD} octets"))
            if not text.go_on():
                return self._passed_over(text, Problem(offset, text.error or "l’en-tête est coupé avant sa fin"))
        head = text.data[text.at : end]
        version = head[: head.find(b"\n")].rstrip().decode("ascii", "replace")
        fields = fields_of(head)
        declared = fields.get("content-length", "")
        if not is_record(head) or not declared.isdecimal() or not declared.isascii() or len(declared) > 15:
            return self._passed_over(text, Problem(offset, "l’en-tête ne dit pas la longueur de l’enregistrement"))
        record = ScannedRecord(offset, inner, version, fields, int(declared))
        text.at = end
        return self._block(text, record, _END if head.endswith(_END) else b"\n\n")

    def _arc(self, text: Text, offset: int, inner: int) -> Item:
        end = text.data.find(b"\n", text.at, text.at + arc.MAX_LINE)
        fields = arc.fields_of(text.data[text.at : end]) if end >= 0 else None
        if fields is None:
            start = text.data[text.at : text.at + 64]
            return self._passed_over(text, Problem(offset, text.error or _foreign(start, 0)))
        record = ScannedRecord(offset, inner, "ARC/1", fields, int(fields["content-length"]))
        text.at = end + 1
        item = self._block(text, record, b"\n")
        record.fields = arc.described(fields, record.block)
        return item

    def _block(self, text: Text, record: ScannedRecord, ending: bytes) -> Item:
        """The block has the length that was said, `ending` follows it, and the digests are right."""
        length = record.block_length
        if length > _MAX_LENGTH or text.holds(length) is False:
            return self._resumed(text, Problem(record.offset, _short(record), record))
        if length > len(text.data) - text.at and isinstance(text, PlainText):
            after = text.peek(text.inner + length, len(ending))
            if after != ending and not _arc_end(ending, after):
                return self._resumed(text, Problem(record.offset, _unframed(record), record))
        if length > self.keep:
            return self._large(text, record, ending)
        block = text.take(length)
        if block is None:
            return self._resumed(text, Problem(record.offset, text.error or _short(record), record))
        record.block = block
        wrong, certain = wrong_digest(record) if self.verify else ("", True)
        if not _ends(text, ending):
            if certain and not wrong and "warc-block-digest" in record.fields:
                return self._passed_over(text, Problem(record.offset, _unframed(record), record, usable=True), skip=0)
            record.block, record.kept = b"", False
            text.give_back(block)
            return self._resumed(text, Problem(record.offset, _unframed(record), record))
        if wrong:
            return Problem(record.offset, wrong, record, whole=True, usable=certain)
        return record

    def _large(self, text: Text, record: ScannedRecord, ending: bytes) -> Item:
        """A block that is read without being kept; its own digest is verified, its payload's is not."""
        record.kept = False
        declared = record.fields.get("warc-block-digest", "")
        digest = Digest(declared if self.verify else "")
        left = record.block_length
        while left:
            piece = text.take(min(left, len(text.data) - text.at))
            digest.update(piece or b"")
            left -= len(piece or b"")
            if left and not text.go_on():
                return self._resumed(text, Problem(record.offset, text.error or _short(record), record))
        if not _ends(text, ending):
            return self._resumed(text, Problem(record.offset, _unframed(record), record))
        if digest.matches() is False:
            return Problem(record.offset, WRONG_BLOCK, record, whole=True)
        return record

    def _passed_over(self, text: Text, problem: Problem, skip: int = 1) -> Problem:
        text.at = min(text.at + skip, len(text.data))
        return self._resumed(text, problem)

    def _resumed(self, text: Text, problem: Problem) -> Problem:
        """Goes to the next place where a record begins, or to the end."""
        self.damages += 1
        _seek(text, in_file=isinstance(text, PlainText))
        return problem

    def _find(self, position: int) -> int:
        """The next place in the file where a gzip member that holds a record, or a plain record, begins."""
        text = PlainText(self.file, self.size, position)
        text.more()
        _seek(text, in_file=True, any_member=self.blocks)
        return text.inner

    def _peek(self, position: int) -> bytes:
        self.file.seek(position)
        return self.file.read(arc.MAX_LINE)


def _ends(text: Text, ending: bytes) -> bool:
    """Whether the record ends as it should; then the text stands behind."""
    while len(text.data) - text.at < len(ending) and text.go_on():
        pass
    if text.data.startswith(ending, text.at):
        text.at += len(ending)
        return True
    rest = text.data[text.at : text.at + arc.MAX_LINE]
    return ending == b"\n" and (not rest or rest.startswith(b"\r\n") or arc.is_arc(rest))


def _arc_end(ending: bytes, after: bytes) -> bool:
    """An ARC record may be the last, or be followed by the next one at once: only reading on tells."""
    return ending == b"\n" and (not after or after.isalpha() or after == b"\r")


def _seek(text: Text, *, in_file: bool, any_member: bool = False) -> None:
    pattern = MAY_BEGIN_IN_FILE if in_file else MAY_BEGIN
    while True:
        found = pattern.search(text.data, text.at)
        if found:
            text.at = found.start()
            _fill(text, _RECOGNISED)
            start = text.data[text.at : text.at + _RECOGNISED]
            inside = beginning(start) if start.startswith(GZIP) else start
            if is_record(inside) or (any_member and inside and inside is not start):
                return
            text.at += 1
        else:
            text.at = max(text.at, len(text.data) - 32)
            if not text.go_on():
                text.at = len(text.data)
                return


def _skip_blank_lines(text: Text) -> None:
    while True:
        while text.data[text.at : text.at + 1] in {b"\r", b"\n"}:
            text.at += 1
        if text.at < len(text.data) or not text.more():
            return


def _fill(text: Text, length: int) -> None:
    while len(text.data) - text.at < length and text.more():
        pass


def _foreign(start: bytes, length: int) -> str:
    if not start.strip(b"\x00"):
        return "des octets nuls à la place d’un enregistrement"
    return f"{length} octets qui ne sont pas un enregistrement" if length else "aucun enregistrement ne commence ici"


def _short(record: ScannedRecord) -> str:
    return f"l’enregistrement annonce {record.block_length} octets, et finit avant"


def _unframed(record: ScannedRecord) -> str:
    return f"l’enregistrement annonce {record.block_length} octets, mais ne finit pas là"
