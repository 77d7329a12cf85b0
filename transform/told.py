"""What REST answers and feeds say of items that also have a page: the same title, date and text, or a question.

They make no record: a text that readers could not see as a page (draft, private, protected) stays out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from transform.addresses import absolute, identity_of
from transform.decode import Decoded, decode
from transform.errors import PageError
from transform.extract.content import read_content
from transform.extract.found import Content
from transform.extract.page import Page
from transform.extract.related import drop_share_links
from transform.markup import line_of, parse
from transform.shelf import packed

REST, FEED = "rest", "feed"
FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml"))
REST_TYPE = "application/json"

#: Bounds of one answer: bytes, items, characters of one text.
_LARGEST, _MOST, _LONGEST = 64_000_000, 1_000, 4_000_000
_REST = re.compile(r"/wp-json/wp/v\d+/[\w-]+/?(?:\?|$)|[?&]rest_route=(?:/|%2F)wp(?:/|%2F)v\d", re.IGNORECASE)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer says of one item. `html`: its whole text, where the answer gives it; `creator`: who is named."""

    source: str
    url: str
    capture: str
    title: str
    published: str
    html: str
    creator: str = ""

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.published[:10])
        except ValueError:
            return None

    def content(self) -> Content | None:
        """Its text, read as a page's; nothing where it has none, or none that can be read."""
        if not self.html.strip():
            return None
        try:
            root = parse(f"<html><body>{self.html}</body></html>")
            page = Page(self.url, self.capture.partition("/")[0], Decoded("", "utf-8", None, "utf-8"), root)
            drop_share_links(page.body)
            content = read_content(page.body, page, self.source)
        except (PageError, etree.LxmlError, RecursionError, ValueError, TypeError, AttributeError):
            return None
        own = {"capture": self.capture, "selector": None}
        content.evidence = {pointer: one.model_copy(update=own) for pointer, one in content.evidence.items()}
        return content


@dataclass(frozen=True, slots=True)
class Parcel:
    """A `Told` on its way to the shelf. `key`: the identity of the item's address."""

    key: str
    source: str
    captured: str
    blob: bytes


def is_told(entry: ArchiveEntry) -> bool:
    return entry.mime in FEED_TYPES or (entry.mime == REST_TYPE and _REST.search(entry.url) is not None)


def parcels_of(archive: Archive, entry: ArchiveEntry) -> list[Parcel]:
    """Never raises on what an answer holds: one that cannot be read says nothing."""
    try:
        capture = archive.read(entry)
        if len(capture.payload) > _LARGEST:
            return []
        if entry.mime == REST_TYPE:
            found = list(_rest_items(capture.payload, entry))
        else:
            found = list(_feed_items(decode(capture.payload, capture.header("Content-Type")).text, entry))
    except (HarvestError, etree.LxmlError, ValueError, TypeError, RecursionError, AttributeError):
        return []
    return [Parcel(identity_of(one.url), one.source, entry.timestamp, packed(one)) for one in found[:_MOST]]


def _rest_items(payload: bytes, entry: ArchiveEntry) -> Iterator[Told]:
    answer = json.loads(payload)
    for item in answer if isinstance(answer, list) else [answer]:
        if not isinstance(item, dict) or item.get("status", "publish") != "publish":
            continue
        content = item.get("content")
        if not isinstance(content, dict) or content.get("protected") or item.get("password"):
            continue
        url = absolute(str(item.get("link") or ""), entry.url)
        if url is not None:
            yield _told(REST, url, entry, _rendered(item.get("title")), str(item.get("date") or ""), _rendered(content))


def _rendered(value: Any) -> str:
    text = value.get("rendered") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def _feed_items(text: str, entry: ArchiveEntry) -> Iterator[Told]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode(), parser)
    for item in root.iter("{*}item", "{*}entry") if root is not None else ():
        values = {str(child.tag).rpartition("}")[2]: child for child in reversed(item) if isinstance(child.tag, str)}
        link = values.get("link")
        href = (link.get("href") or link.text or "").strip() if link is not None else ""
        url = absolute(href, entry.url)
        # An item that leads into a page is one of its comments.
        if url is None or urlsplit(url).fragment:
            continue
        whole = item.find(_CONTENT)
        content = whole if whole is not None else (values.get("content") if str(item.tag).endswith("entry") else None)
        found = _told(FEED, url, entry, _text(values.get("title")), _moment(values), _text(content))
        yield replace(found, creator=_line(_text(item.find(_CREATOR)))[:_LONGEST_NAME])


def _text(element: etree._Element | None) -> str:
    return (element.text or "") if element is not None else ""


def _moment(values: dict[str, etree._Element]) -> str:
    raw = _text(values.get("pubDate"))
    try:
        return parsedate_to_datetime(raw).isoformat() if raw else _text(values.get("published")).strip()
    except (ValueError, TypeError):
        return ""


def _told(source: str, url: str, entry: ArchiveEntry, title: str, published: str, html: str) -> Told:
    return Told(source, url, f"{entry.timestamp}/{entry.url}", _line(title), published, html[:_LONGEST])


def _line(html: str) -> str:
    if not re.search(r"[<&]", html):
        return " ".join(html.split())
    try:
        return line_of(parse(f"<html><body><p>{html}</p></body></html>"))
    except PageError:
        return ""


def same_day(told: Told, published: str) -> bool:
    """A feed gives an instant and a page a day: they may be a day apart. REST gives the day that the page shows."""
    ours, theirs = _day(published), told.day
    if ours is None or theirs is None:
        return True
    return abs((ours - theirs).days) <= (1 if told.source == FEED else 0)


def _day(published: str) -> date | None:
    try:
        if len(published) > 10:
            return datetime.fromisoformat(published).date()
        return date.fromisoformat(published)
    except ValueError:
        return None
