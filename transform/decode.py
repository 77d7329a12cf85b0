"""Bytes to text: one rule, without statistics, that no French page tried so far defeats.

BOM; strictly valid UTF-8 with a non-ASCII byte; a sane declared label; windows-1252.
"""

import codecs
import re
from dataclasses import dataclass

#: How far into a page a declaration is looked for, in bytes.
DECLARATION_WINDOW = 8192

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Labels that mean another encoding on the web (WHATWG Encoding Standard).
_READ_AS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "cp1252": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
}
#: Codecs that a web page may be written in; Python knows others (rot13, punycode…) that no page is.
_SANE = re.compile(
    r"utf-8|windows-1252|cp125[0-8]|cp874|cp932|cp949|cp866|iso8859-(?:[2-8]|1[03456])|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|euc_jp|iso2022_jp|gb18030|big5|shift_jis",
)
_ALIASES = {"macintosh": "mac-roman", "x-sjis": "shift_jis", "x-euc-jp": "euc_jp", "unicode-1-1-utf-8": "utf-8"}
_LABEL = re.compile(r"[a-z0-9][a-z0-9._:+-]{1,39}")
_PROLOG = re.compile(rb"""^\s*<\?xml\b[^>]{0,300}?\bencoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})""")
#: Comments and tags, as the prescan of the HTML standard sees them: what stands inside another tag's quotes is no tag.
_MARKUP = re.compile(
    rb"""<!--.*?-->|<[/!?]?([a-z][a-z0-9]*)\b((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(rb"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?""")
_CHARSET = re.compile(r"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"'][^\s;]*))""", re.IGNORECASE)
#: What windows-1252 makes of the bytes 0x80 to 0x9F; the five that it leaves undefined stay control characters.
_WINDOWS_1252 = {
    0x80 + place: bytes([0x80 + place]).decode("cp1252", "ignore") or chr(0x80 + place) for place in range(32)
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`declared` is the label as the page or its server gave it, whether or not it was believed.

    `reason` is one of: bom, utf-8, utf-8-damaged, declared, default.
    """

    text: str
    encoding: str
    declared: str | None
    reason: str


def decode(payload: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page. Never raises: whatever the bytes are, there is a reading of them."""
    labels = _labels(payload, content_type)
    declared = labels[0] if labels else None
    for bom, encoding in _BOMS:
        if payload.startswith(bom):
            return Decoded(payload[len(bom) :].decode(encoding, "replace"), encoding, declared, "bom")
    sane = next((codec for label in labels if (codec := sane_codec(label))), None)
    if payload.isascii() and sane != "iso2022_jp":
        return Decoded(payload.decode("ascii"), sane or "utf-8", declared, "declared" if sane else "default")
    try:
        return Decoded(payload.decode("utf-8"), "utf-8", declared, "utf-8")
    except UnicodeDecodeError:
        pass
    if sane == "utf-8" or _is_damaged_utf8(payload):
        return Decoded(_damaged_utf8(payload), "utf-8", declared, "utf-8-damaged")
    if sane is not None:
        return Decoded(_decode_as(payload, sane), sane, declared, "declared")
    return Decoded(_decode_as(payload, "windows-1252"), "windows-1252", declared, "default")


def sane_codec(label: str) -> str | None:
    """The codec that a label stands for on the web, or nothing where the label is unknown or absurd.

    A page whose declaration could be read is not UTF-16, whatever it says.
    """
    name = label.strip().lower()
    if not _LABEL.fullmatch(name):
        return None
    try:
        name = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError, UnicodeError):
        return None
    name = _READ_AS.get(name, name)
    return name if _SANE.fullmatch(name) else None


def _labels(payload: bytes, content_type: str | None) -> list[str]:
    """Every label declared, the most authoritative first: header, meta, XML prolog."""
    labels = [_charset(content_type)] if content_type else []
    head = payload[:DECLARATION_WINDOW]
    prolog = _PROLOG.match(head)
    last = head.lower().rfind(b"charset")
    for tag in _MARKUP.finditer(head):
        if tag.start() > last:
            break
        if (tag[1] or b"").lower() != b"meta":
            continue
        attributes: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(tag[2]):
            attributes.setdefault(name.decode("latin-1").lower(), b"".join(values).decode("latin-1"))
        labels.append(attributes.get("charset"))
        if attributes.get("http-equiv", "").lower() == "content-type":
            labels.append(_charset(attributes.get("content", "")))
    if prolog:
        labels.append(prolog[1].decode("ascii"))
    return [label.strip() for label in labels if label and label.strip()]


def _charset(content_type: str) -> str | None:
    found = _CHARSET.search(content_type)
    return next((value for value in found.groups() if value), None) if found else None


def _decode_as(payload: bytes, codec: str) -> str:
    if codec == "windows-1252":
        try:
            return payload.decode("cp1252")
        except UnicodeDecodeError:  # one of the five bytes that it leaves undefined
            return payload.decode("latin-1").translate(_WINDOWS_1252)
    return payload.decode(codec, "replace")


def _is_damaged_utf8(payload: bytes) -> bool:
    """True where a few stray bytes spoil a text that is UTF-8 everywhere else.

    windows-1252 French has almost no sequence that is valid UTF-8 by chance.
    """
    text = payload.decode("utf-8", "surrogateescape")
    stray = len(text) - len(text.encode("utf-8", "ignore").decode("utf-8"))
    sequences = len(text) - len(text.encode("ascii", "ignore")) - stray
    return sequences > 4 * stray


def _damaged_utf8(payload: bytes) -> str:
    """UTF-8 in which each stray byte is read as windows-1252: what a hand-pasted paragraph leaves."""
    text = payload.decode("utf-8", "surrogateescape")
    return text.translate({0xDC00 + byte: _WINDOWS_1252.get(byte, chr(byte)) for byte in range(0x80, 0x100)})
