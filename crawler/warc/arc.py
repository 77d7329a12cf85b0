"""ARC 1.0, the format before WARC: one line `URL IP DATE TYPE LENGTH` (version 2 puts more between), then the bytes."""

import re

#: The most that the line may weigh, in bytes.
MAX_LINE = 8_192
#: Where a line may begin, when records are looked for in damaged text.
SCHEMES = rb"(?:https?|ftp|dns|filedesc|whois|gopher|nntp|news|mms|rtsp)"
_BEGINS = re.compile(SCHEMES + rb":\S", re.IGNORECASE)
_ADDRESS = re.compile(rb"\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*|-")
_DATE = re.compile(rb"\d{8}(?:\d{4}|\d{6})?")
_TYPE_AND_LENGTH = 2


def fields_of(line: bytes) -> dict[str, str] | None:
    """What an ARC line says, under WARC's names of the same things; nothing where it is no such line.

    Broken addresses hold spaces: fields are counted from the right.
    """
    if not _BEGINS.match(line):
        return None
    words = line.rstrip(b"\r\n").split(b" ")
    length = words[-1]
    if not length.isdigit() or len(length) > 15:
        return None
    for place in range(len(words) - 1 - _TYPE_AND_LENGTH, max(len(words) - 11, 1), -1):
        if _DATE.fullmatch(words[place]) and _ADDRESS.fullmatch(words[place - 1]):
            url = b" ".join(words[: place - 1]).decode("utf-8", "replace")
            return {
                "warc-type": "warcinfo" if url.lower().startswith("filedesc:") else "response",
                "warc-target-uri": url,
                "warc-date": _iso(words[place].decode("ascii")),
                "warc-ip-address": words[place - 1].decode("ascii"),
                "content-type": words[place + 1].decode("latin-1"),
                "content-length": length.decode("ascii"),
            }
    return None


def is_arc(data: bytes) -> bool:
    end = data.find(b"\n", 0, MAX_LINE)
    return end >= 0 and fields_of(data[:end]) is not None


def described(fields: dict[str, str], block: bytes) -> dict[str, str]:
    """The type of a record by its content: an ARC line gives the document's own, where WARC gives HTTP's."""
    if fields["warc-type"] != "response":
        return fields
    if block[:5].upper() == b"HTTP/":
        return fields | {"content-type": "application/http; msgtype=response"}
    return fields if fields["content-type"] == "text/dns" else fields | {"warc-type": "resource"}


def _iso(digits: str) -> str:
    padded = digits.ljust(14, "0")
    date, time = padded[:8], padded[8:]
    return f"{date[:4]}-{date[4:6]}-{date[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}Z"
