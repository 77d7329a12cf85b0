"""Links that a mirroring tool rewrote to file names become addresses again; nothing else of the page changes."""

import html
import re
from collections.abc import Callable

_TAG = re.compile(rb"<[a-zA-Z][a-zA-Z0-9:-]*\s[^<>]*>")
_ATTRIBUTE = re.compile(
    rb"""(?P<name>\s(?:href|src|data|poster|background|longdesc|cite|action|data-src)\s*=\s*)"""
    rb"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""",
    re.IGNORECASE,
)
_SRCSET = re.compile(rb"""(?P<name>\ssrcset\s*=\s*)(?P<quote>["'])(?P<list>[^"']*)(?P=quote)""", re.IGNORECASE)
_CANDIDATE = re.compile(rb"(?P<before>(?:^|,)\s*)(?P<href>[^\s,]+)")

#: `onclick="window.open('…')"`: HTTrack rewrites these too.
_HANDLER = re.compile(
    rb"""(?P<name>\son[a-z]{3,20}\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE
)
_STRING = re.compile(rb"""(?P<quote>["'])(?P<href>[^"'\s<>\\]{1,2000})(?P=quote)""")
_CANONICAL = re.compile(rb"""\srel\s*=\s*["']?canonical\b""", re.IGNORECASE)

#: What a link was before, or nothing where it was not rewritten; true for the link that names the page itself.
Resolve = Callable[[str, bool], str | None]


def restored(payload: bytes, resolve: Resolve) -> tuple[bytes, int]:
    """The page with its links as they led before, and how many were put back."""
    count = 0
    naming = False

    def href(written: bytes) -> bytes | None:
        nonlocal count
        before = resolve(html.unescape(written.decode("utf-8", "surrogateescape")), naming)
        if before is None:
            return None
        count += 1
        return html.escape(before).encode("utf-8", "surrogateescape")

    def attribute(found: re.Match[bytes]) -> bytes:
        quote = b'"' if found.group("double") is not None else b"'"
        before = href(found.group("double") if quote == b'"' else found.group("single"))
        return found.group() if before is None else found.group("name") + quote + before + quote

    def candidate(found: re.Match[bytes]) -> bytes:
        return found.group("before") + (href(found.group("href")) or found.group("href"))

    def srcset(found: re.Match[bytes]) -> bytes:
        listed = _CANDIDATE.sub(candidate, found.group("list"))
        return found.group("name") + found.group("quote") + listed + found.group("quote")

    def string(found: re.Match[bytes]) -> bytes:
        before = href(found.group("href")) if b"." in found.group("href") else None
        return found.group() if before is None else found.group("quote") + before + found.group("quote")

    def handler(found: re.Match[bytes]) -> bytes:
        quote = b'"' if found.group("double") is not None else b"'"
        code = _STRING.sub(string, found.group("double") if quote == b'"' else found.group("single"))
        return found.group("name") + quote + code + quote

    def tag(found: re.Match[bytes]) -> bytes:
        nonlocal naming
        naming = _CANONICAL.search(found.group()) is not None
        return _HANDLER.sub(handler, _SRCSET.sub(srcset, _ATTRIBUTE.sub(attribute, found.group())))

    return _TAG.sub(tag, payload), count
