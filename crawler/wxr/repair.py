"""What XML forbids in an item is mended for reading, each time with its place; the raw bytes stay as they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

#: As many repairs of one item as are told one by one.
MAX_TOLD = 100

_OPAQUE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(rb"&(?:#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));|([A-Za-z][A-Za-z0-9]{0,40});)?")
_XML_NAMES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_ESCAPED = re.compile("[\udc80-\udcff]+")
_OPENED = re.compile(rb"<([\w:.-]+)[^<>]*>\s*\Z")
_OPEN_TAG_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Repair:
    """`place` is an offset in bytes of the file. `what` is French, and quotes nothing but the character itself."""

    place: int
    what: str


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    replacement: bytes
    what: str


def mended(raw: bytes, offset: int, *, utf8: bool) -> tuple[bytes, list[Repair]]:
    """The bytes to read instead of `raw`, and what was changed in them. `offset` is where `raw` begins in its file."""
    closed, repairs = _with_cdata_closed(raw, offset)
    edits = sorted([*_forbidden(closed), *_references(closed), *(_bad_utf8(closed) if utf8 else ())], key=_place)
    pieces: list[bytes] = []
    position = 0
    for edit in edits:
        if edit.start < position:
            continue
        pieces += [closed[position : edit.start], edit.replacement]
        position = edit.end
        repairs.append(Repair(offset + edit.start, edit.what))
    pieces.append(closed[position:])
    return b"".join(pieces), repairs


def _place(edit: _Edit) -> int:
    return edit.start


def _forbidden(raw: bytes) -> Iterator[_Edit]:
    """A vertical tab or a form feed is a break of line in Word; the other control characters mean nothing."""
    for found in _FORBIDDEN.finditer(raw):
        byte = found.group()
        name = f"U+{byte[0]:04X}" if len(byte) == 1 else f"U+FF{byte[2] + 0x40:02X}"
        yield _Edit(*found.span(), b"\n" if byte in b"\x0b\x0c" else b"", f"caractère interdit {name}")


def _references(raw: bytes) -> Iterator[_Edit]:
    """Entities that the export does not declare, references to forbidden characters, lone ampersands; not in CDATA."""
    position = 0
    for opaque in [*(found.span() for found in _OPAQUE.finditer(raw)), (len(raw), len(raw))]:
        for found in _REFERENCE.finditer(raw, position, opaque[0]):
            hexadecimal, decimal, name = found.groups()
            if name is not None and name not in _XML_NAMES:
                characters = html5.get(f"{name.decode()};")
                known = "".join(f"&#{ord(one)};" for one in characters).encode() if characters else b""
                what = f"entité « &{name.decode()}; » non déclarée"
                yield _Edit(*found.span(), known or b"&amp;" + found.group()[1:], what)
            elif hexadecimal or decimal:
                code = int(hexadecimal, 16) if hexadecimal else int(decimal)
                if not _allowed(code):
                    yield _Edit(*found.span(), b"\n" if code in {11, 12} else b"", f"caractère interdit U+{code:04X}")
            elif name is None:
                yield _Edit(*found.span(), b"&amp;", "« & » isolé")
        position = opaque[1]


def _bad_utf8(raw: bytes) -> Iterator[_Edit]:
    """Bytes that are no UTF-8 are read as windows-1252, what such files were written in."""
    text = raw.decode("utf-8", "surrogateescape")
    place = position = 0
    for found in _ESCAPED.finditer(text):
        place += len(text[position : found.start()].encode())
        bad = found.group().encode("utf-8", "surrogateescape")
        what = f"octets {bad[:8].hex(' ')} illisibles en UTF-8"
        yield _Edit(place, place + len(bad), bad.decode("cp1252", "replace").encode(), what)
        place, position = place + len(bad), found.end()


def _with_cdata_closed(raw: bytes, offset: int) -> tuple[bytes, list[Repair]]:
    """A CDATA section that never ends is ended where the element around it does."""
    last = max((found.start() for found in _OPAQUE.finditer(raw) if found.group().startswith(b"<![")), default=-1)
    if last < 0 or b"]]>" in raw[last:]:
        return raw, []
    opened = _OPENED.search(raw[max(last - _OPEN_TAG_WINDOW, 0) : last])
    end = raw.find(b"</" + opened.group(1) + b">", last) if opened else -1
    if end < 0:
        end = len(raw)
    return raw[:end] + b"]]>" + raw[end:], [Repair(offset + last, "section CDATA jamais fermée")]


def _allowed(code: int) -> bool:
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
