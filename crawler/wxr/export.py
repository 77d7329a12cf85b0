"""A WordPress export as a file: what it says before its first item, and whether it is well-formed."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from lxml import etree

from crawler.canonical import canonical

_WINDOW = 65_536
_ROOT = re.compile(rb"<rss\b[^>]{0,4000}wordpress\.org/export/", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]{1,40})["']""", re.IGNORECASE)
#: Encodings in which the marks that cut a file into items are the bytes of ASCII.
_KNOWN_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "iso-8859-1": "windows-1252",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
}
_BASES = ("base_blog_url", "base_site_url", "link")
_SITE_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Channel:
    """`base` is the site's address without a slash at its end; `exported` the date that the export gives itself."""

    base: str | None
    exported: datetime | None
    encoding: str


def is_export(path: Path) -> bool:
    """By its root and the namespace of WordPress's exports, whatever the file is worth otherwise."""
    return path.suffix.lower() in {".xml", ".wxr"} and path.is_file() and bool(_ROOT.search(_beginning(path)))


def channel_of(head: bytes) -> Channel:
    """Of the bytes before the first item, read tolerantly: an address book of authors may be damaged there."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    fields: dict[str, str] = {}
    with suppress(etree.XMLSyntaxError, ValueError):
        root = etree.fromstring(head.rstrip() + b"</channel></rss>", parser)
        channel = root.find("channel") if root is not None else None
        for child in channel if channel is not None else ():
            if isinstance(child.tag, str):
                fields.setdefault(etree.QName(child).localname, (child.text or "").strip())
    base = next((url for name in _BASES if (url := canonical(fields.get(name, ""))) is not None), None)
    return Channel(base.rstrip("/") if base else None, _date(fields.get("pubDate", "")), encoding_of(head))


def encoding_of(head: bytes) -> str:
    declared = _ENCODING.search(head[:_WINDOW])
    return _KNOWN_ENCODINGS.get(declared.group(1).decode().lower(), "utf-8") if declared else "utf-8"


def is_double_byte(head: bytes) -> bool:
    """UTF-16, as some editors save: nothing in such a file stands where it is looked for."""
    return head.startswith(_SITE_WIDE_MARKS)


def well_formed_items(path: Path) -> tuple[int, str | None]:
    """How many items a strict parser reads, and where it stops: nothing if the file is well-formed to its end."""
    count = 0
    events = etree.iterparse(
        path, events=("end",), tag="item", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in events:
            count += 1
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        line = error.lineno or next((entry.line for entry in events.error_log if entry.line), 0)
        return count, f"XML mal formé à la ligne {line}" if line else "XML mal formé"
    return count, None


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            window = file.read(_WINDOW)
    except OSError:
        return b""
    if is_double_byte(window):
        return window.decode("utf-16", "replace").encode()
    return window


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
