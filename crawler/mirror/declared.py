"""What a page says of its own address: only whole addresses count, since mirrors rewrite relative ones."""

import html
import re
from dataclasses import dataclass

from crawler.canonical import canonical

#: As much of a page as its head may take, in bytes.
_HEAD = 131_072
_TAG = re.compile(rb"<(?:link|meta)\b[^<>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-zA-Z:_-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
#: « Enregistrer sous… » of Internet Explorer, Edge and Chromium.
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{4,6}\)(https?://[^\s<>]{1,2000})")
_END_OF_HEAD = re.compile(rb"</head\s*>|<body\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declared:
    """`url` is the page's own address (canonical, og:url), `short` another one of it; both canonical URLs."""

    url: str | None = None
    short: str | None = None
    saved_from: str | None = None


def declared_by(payload: bytes) -> Declared:
    head = payload[:_HEAD]
    saved = _SAVED_FROM.search(head[:4096])
    end = _END_OF_HEAD.search(head)
    head = _without_comments(head[: end.start() if end else len(head)])
    found: dict[str, str] = {}
    for tag in _TAG.findall(head):
        attributes = {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(tag)}
        relation = attributes.get(b"rel", attributes.get(b"property", b"")).lower().decode("latin-1")
        value = attributes.get(b"href") or attributes.get(b"content") or b""
        if relation in {"canonical", "og:url", "shortlink"} and value:
            url = canonical(html.unescape(value.decode("utf-8", "replace")))
            if url is not None:
                found.setdefault(relation, url)
    return Declared(
        found.get("canonical") or found.get("og:url"),
        found.get("shortlink"),
        canonical(saved.group(1).decode("utf-8", "replace")) if saved else None,
    )


def _without_comments(head: bytes) -> bytes:
    """One pass, whatever the comments: a pattern would look for the end of each open one to the end of the page."""
    kept: list[bytes] = []
    position = 0
    while (start := head.find(b"<!--", position)) >= 0:
        kept.append(head[position:start])
        end = head.find(b"-->", start)
        if end < 0:
            return b"".join(kept)
        position = end + 3
    return b"".join([*kept, head[position:]])
