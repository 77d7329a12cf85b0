"""File names that a zip, a disk or a server has damaged: what they were, by which rule, the raw name kept beside."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_ZIP_ESCAPE = re.compile(rb"#U([0-9a-fA-F]{4})")
#: What UTF-8 looks like when it is read as Windows-1252: an accented capital, then a sign.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def repaired(name: bytes) -> tuple[bytes, str] | None:
    """The name it was meant to be, in UTF-8 (NFC), and why in French; nothing for a sound name.

    Nothing is repaired by half: a rule counts only where the whole name comes out readable.
    """
    for rule, reason in _RULES:
        mended = rule(name)
        if mended is not None and mended != name and b"\x00" not in mended and _same_depth(mended, name):
            return mended, reason
    return None


def spellings(name: bytes) -> Iterator[bytes]:
    """The name in the ways a link may write it: repaired, composed and decomposed, Latin-1."""
    yield name
    found = repaired(name)
    text = (found[0] if found else name).decode("utf-8", "replace")
    if "\ufffd" in text:
        return
    yield unicodedata.normalize("NFC", text).encode()
    yield unicodedata.normalize("NFD", text).encode()
    try:
        yield text.encode("cp1252")
    except UnicodeEncodeError:
        return


def _latin(name: bytes) -> bytes | None:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return name.decode("cp1252").encode()
        except UnicodeDecodeError:
            return name.decode("latin-1").encode()
    return None


def _twice_utf8(name: bytes) -> bytes | None:
    text = _utf8(name)
    if text is None or not _MOJIBAKE.search(text):
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8").encode()
        except UnicodeError:
            continue
    return None


def _escaped(name: bytes) -> bytes | None:
    """`caf%C3%A9` and `caf%25C3%25A9`: only where what the escapes hold is text beyond ASCII."""
    plain = name
    for _ in range(3):
        if not _ESCAPES.search(plain):
            break
        plain = unquote_to_bytes(plain)
    if plain == name or plain.isascii():
        return None
    return plain if _utf8(plain) is not None else _latin(plain)


def _unzipped(name: bytes) -> bytes | None:
    if not _ZIP_ESCAPE.search(name):
        return None
    try:
        return _ZIP_ESCAPE.sub(lambda found: chr(int(found.group(1), 16)).encode(), name)
    except UnicodeEncodeError:
        return None


def _composed(name: bytes) -> bytes | None:
    text = _utf8(name)
    return unicodedata.normalize("NFC", text).encode() if text is not None else None


_RULES = (
    (_latin, "nom en Latin-1"),
    (_twice_utf8, "nom encodé deux fois (UTF-8 lu comme Latin-1)"),
    (_escaped, "nom aux échappements gardés tels quels (%…)"),
    (_unzipped, "nom abîmé par un dézippage (#U…)"),
    (_composed, "nom aux accents décomposés"),
)


def _utf8(name: bytes) -> str | None:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _same_depth(one: bytes, other: bytes) -> bool:
    """A repair never makes folders, nor the way up."""
    return one.count(b"/") == other.count(b"/") and not {b"..", b"."} & set(one.split(b"/"))
