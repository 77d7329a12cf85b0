"""The head of a WARC record: where it ends, what it says, and where one may begin."""

import re

from crawler.warc.arc import MAX_LINE, SCHEMES, is_arc

#: The most that a head may weigh, in bytes.
MAX_HEAD = 65_536
_FIRST_LINES = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z][\w-]*[ \t]*:")
#: Candidates only: `is_record` decides.
MAY_BEGIN = re.compile(rb"WARC/[01]\.|(?<=\n)" + SCHEMES + rb":\S")
#: The same in a file, where a gzip member may begin too.
MAY_BEGIN_IN_FILE = re.compile(rb"\x1f\x8b\x08|" + MAY_BEGIN.pattern)
_FOLD = re.compile(r"\r?\n[ \t]+")


def is_record(data: bytes) -> bool:
    """Whether a WARC or ARC record begins here; `data` holds at least `MAX_LINE` bytes, or all there is."""
    return _FIRST_LINES.match(data) is not None or is_arc(data[:MAX_LINE])


def end_of_head(data: bytes, at: int) -> int:
    """The offset just after the blank line, or -1 while there is none. Some old tools end lines by LF alone."""
    line = data.find(b"\n", at, at + 64)
    if line < 1:
        return -1
    if data[line - 1] == 13:
        end = data.find(b"\r\n\r\n", at, at + MAX_HEAD)
        return end + 4 if end >= 0 else -1
    end = data.find(b"\n\n", at, at + MAX_HEAD)
    return end + 2 if end >= 0 else -1


def fields_of(head: bytes) -> dict[str, str]:
    """By lower-case name, the last of each; folded lines are joined, lines without colon left aside."""
    text = head.decode("utf-8", "replace")
    if "\n " in text or "\n\t" in text:
        text = _FOLD.sub(" ", text)
    fields: dict[str, str] = {}
    for line in text.split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields[name.lower()] = value.strip()
    return fields
