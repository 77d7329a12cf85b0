"""What a file is, by its first bytes, then by its name: nobody declared it."""

import re

HTML = "text/html"
XML = "application/xml"
UNKNOWN = "application/octet-stream"

#: How far into a file the first element is looked for, in bytes.
_WINDOW = 16_384

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"\x1f\x8b", "application/gzip"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
)

_BY_EXTENSION: dict[str, str] = {
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "shtml": HTML,
    "xml": XML,
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/plain",
    "svg": "image/svg+xml",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "flv": "video/x-flv",
    "ttf": "font/ttf",
}

_TEXTUAL = frozenset({HTML, XML, "text/css", "text/javascript", "application/json", "text/csv", "text/plain"})
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_NOISE = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+([a-z][\w:-]*)", re.IGNORECASE)
_ELEMENT = re.compile(r"<([a-z_][\w.-]*:)?([a-z_][\w.-]*)", re.IGNORECASE)
_HTML_ELEMENTS = frozenset(
    {"html", "head", "body", "title", "meta", "link", "script", "style", "base", "frameset", "div", "p"}
    | {"h1", "h2", "h3", "table", "center", "font", "a", "br", "ul"}
)
_FEEDS = {"rss": "application/rss+xml", "feed": "application/atom+xml", "svg": "image/svg+xml"}


def sniff(payload: bytes, name: str = "") -> str:
    """The media type of a file without declaration. `name` is its file name; `x.html.fr` is judged by content."""
    for magic, mime in _MAGIC:
        if payload.startswith(magic):
            return _office(mime, name)
    if payload[:4] == b"RIFF" and payload[8:12] == b"WEBP":
        return "image/webp"
    if payload[4:8] == b"ftyp":
        return "video/mp4"
    if payload.startswith(b"PK\x03\x04"):
        by_name = _by_extension(name)
        return by_name if by_name is not None and by_name not in _TEXTUAL else "application/zip"
    text = _beginning(payload)
    if text is None:
        by_name = _by_extension(name)
        return by_name if by_name is not None and by_name not in _TEXTUAL else UNKNOWN
    return _markup(text, name) or _by_extension(name) or ("text/plain" if text.strip() else UNKNOWN)


def _markup(text: str, name: str) -> str | None:
    prolog = text.lstrip("\ufeff \t\r\n").startswith("<?xml")
    rest, position = text.lstrip("\ufeff"), 0
    while found := _NOISE.match(rest, position):
        position = found.end()
    doctype = _DOCTYPE.match(rest, position)
    if doctype:
        root = doctype.group(1).lower()
        return HTML if root == "html" else _FEEDS.get(root, XML)
    element = _ELEMENT.match(rest, position)
    if element is None:
        return XML if prolog else None
    root = element.group(2).lower()
    if root in {"html", "head", "body"}:
        return HTML
    if prolog or 'xmlns="' in rest[position : position + 2000] or root in _FEEDS:
        return _FEEDS.get(root, XML)
    by_name = _by_extension(name)
    if by_name in {None, HTML, "text/plain"} and root in _HTML_ELEMENTS:
        return HTML
    return by_name


def _beginning(payload: bytes) -> str | None:
    """The first characters, or nothing where the bytes are no text."""
    window = payload[:_WINDOW]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if window.startswith(mark):
            return window[len(mark) :].decode(encoding, "replace")
    if b"\x00" in window and not window.lstrip().startswith(b"<"):  # a page may hold a stray one
        return None
    head = window[:1024]
    return None if len(head) - len(head.translate(None, _CONTROLS)) > 16 else window.decode("latin-1")


def _by_extension(name: str) -> str | None:
    """By the last ending that is known: `x.html.fr` is `html`."""
    for ending in reversed(name.lower().split(".")[1:]):
        if ending in _BY_EXTENSION:
            return _BY_EXTENSION[ending]
    return None


def _office(mime: str, name: str) -> str:
    if mime != "application/x-ole-storage":
        return mime
    return _by_extension(name) or mime
