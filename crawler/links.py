"""What a page, a stylesheet or a sitemap names, as written there, with the words of the link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml import etree

from crawler.http_message import EncodingError, inflate
from crawler.listed_by import ListedBy
from crawler.mime import HTML, XML, sniff

_TEXT = 200
_MAX_SITEMAP = 64 * 1024 * 1024
#: What a reader of the page loads or follows; the other relations are for programs (oEmbed, REST, XML-RPC, DNS).
_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "image_src", "canonical", "shortlink", "alternate", "amphtml"}
    | {"next", "prev", "start", "first", "last", "up", "index", "contents", "help", "search", "license"}
)
_SOURCES: dict[str, tuple[str, ...]] = {
    "area": ("href",),
    "link": ("href",),
    "img": ("src", "data-src", "data-lazy-src", "data-original", "longdesc"),
    "source": ("src",),
    "script": ("src",),
    "iframe": ("src", "data-src"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
    "blockquote": ("cite",),
    "image": ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href"),
}
_TAGS = (*_SOURCES, "base", "meta", "style")
_HREFS = etree.XPath("//a/@href", smart_strings=False)
_STYLED = etree.XPath("//*[contains(@style, 'url(')]")
#: Elements that a click handler may make into a link: old pages open their pop-ups so.
_SCRIPTED = etree.XPath("//*[@onclick]")
_MAX_HANDLER = 4_000
_OPENED = re.compile(
    r"""(?:\bopen\s*\(|\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\s*\()\s*(?:"([^"]+)"|'([^']+)')"""
)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_REFRESH = re.compile(r"""^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']+)""", re.IGNORECASE)
_SRCSET = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?\s*(?:,|$)")
_META_IMAGES = frozenset({"og:image", "og:image:url", "og:video", "og:audio", "twitter:image"})
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)


class Link(NamedTuple):
    """`href` as written. `inventory` is true for what a sitemap or a feed lists. `of` is what the link stands in."""

    href: str
    inventory: bool = False
    of: "etree._Element | _Anchors | None" = None

    @property
    def element(self) -> etree._Element | None:
        """Looked for when asked for: most links are repeated, and nobody asks."""
        return self.of.first(self.href) if isinstance(self.of, _Anchors) else self.of

    @property
    def text(self) -> str:
        """The words of the link, or what an image says of itself."""
        element = self.element
        if element is None:
            return ""
        return _words_of(element) if element.tag == "a" else str(element.get("alt", ""))[:_TEXT]


class _Anchors:
    """The first `<a>` of a page for each href, found at the first question."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_href: dict[str, etree._Element] = {}

    def first(self, href: str) -> etree._Element | None:
        if not self._by_href:
            for element in self._root.iter("a"):
                self._by_href.setdefault(str(element.get("href")), element)
        return self._by_href.get(href)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """`base` is the page's own base address as written, or nothing. `source` tells pages, sitemaps and feeds apart."""

    base: str | None
    links: tuple[Link, ...]
    source: ListedBy = ListedBy.LINK


_NOTHING = PageLinks(None, ())
_INVENTORIES = dict.fromkeys(("urlset", "sitemapindex"), ListedBy.SITEMAP) | dict.fromkeys(
    ("rss", "feed", "RDF"), ListedBy.FEED
)


def links_of(payload: bytes, mime: str, name: str = "", limit: int = 20_000) -> PageLinks:
    """At most `limit` links: anchors, each href once, then the others, both in the document's order.

    `mime` is what was declared; content decides between kinds.
    """
    if mime == "text/css":
        return PageLinks(None, tuple(_of_css(payload.decode("utf-8", "replace")))[:limit])
    kind = sniff(payload, name)
    if kind == "application/gzip" and name.lower().split("?")[0].endswith(".xml.gz"):
        try:
            payload = inflate(payload, _MAX_SITEMAP)
        except EncodingError:
            return _NOTHING
        kind = sniff(payload)
    declared = mime in {HTML, "application/xhtml+xml"}
    if kind == HTML or (declared and (kind.startswith("text/") or kind == XML)):
        return _of_html(payload, limit)
    if kind == "text/css" and mime in {"", "text/plain"}:
        return PageLinks(None, tuple(_of_css(payload.decode("utf-8", "replace")))[:limit])
    if kind.endswith("xml") or mime.endswith("xml"):
        return _of_inventory(payload, limit)
    return _NOTHING


def _of_html(payload: bytes, limit: int) -> PageLinks:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = _in_utf_8(payload)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return _NOTHING
    if root is None:
        return _NOTHING
    base: str | None = None
    anchors = _Anchors(root)
    links = [Link(href, False, anchors) for href in dict.fromkeys(_HREFS(root))]
    for element in root.iter(*_TAGS):
        tag = str(element.tag)
        if tag == "base":
            base = element.get("href") if base is None else base
        else:
            links.extend(_of_element(element, tag))
        if len(links) >= limit:
            break
    said = data.lower()  # a search of the whole tree is not worth it where these letters are nowhere
    if b"onclick" in said:
        for element in _SCRIPTED(root):
            links.extend(_of_handler(element))
    if b"url" in said:
        for element in _STYLED(root):
            links.extend(_of_css(str(element.get("style"))))
    return PageLinks(base, tuple(links[:limit]))


def _of_element(element: etree._Element, tag: str) -> Iterator[Link]:
    attributes = element.attrib
    if tag == "link" and not _followed(attributes):
        return
    for name in _SOURCES.get(tag, ()):
        value = attributes.get(name)
        if value is not None and value.strip():
            yield Link(str(value), of=element)
    if tag in {"img", "source", "link"}:
        for name in ("srcset", "data-srcset", "imagesrcset"):
            for found in _SRCSET.finditer(str(attributes.get(name, ""))):
                yield Link(found.group(1))
    elif tag == "meta":
        yield from _of_meta(attributes)
    elif tag == "style":
        yield from _of_css(element.text or "")


def _of_handler(element: etree._Element) -> Iterator[Link]:
    """`window.open('…')` and `location = '…'`: the first argument where it is a plain string, nothing computed."""
    for found in _OPENED.finditer(str(element.get("onclick"))[:_MAX_HANDLER]):
        href = (found.group(1) or found.group(2)).strip()
        if href:
            yield Link(href, of=element)


def _followed(attributes: etree._Attrib) -> bool:
    relations = set(str(attributes.get("rel", "")).lower().split())
    kind = str(attributes.get("type", "")).lower()
    return bool(relations & _RELATIONS) and "oembed" not in kind and kind != "application/json"


def _of_meta(attributes: etree._Attrib) -> Iterator[Link]:
    content = str(attributes.get("content", ""))
    if str(attributes.get("http-equiv", "")).lower() == "refresh":
        found = _REFRESH.match(content)
        if found:
            yield Link(found.group(1).strip())
    elif str(attributes.get("property", attributes.get("name", ""))).lower() in _META_IMAGES and content:
        yield Link(content)


def _words_of(element: etree._Element) -> str:
    words: list[str] = []
    size = 0
    for text in element.itertext():
        words.append(str(text))
        size += len(text)
        if size > 4 * _TEXT:
            break
    joined = " ".join(" ".join(words).split())
    if not joined:
        image = element.find(".//img")
        joined = str(image.get("alt", "")) if image is not None else str(element.get("title", ""))
    return joined[:_TEXT]


def _of_css(text: str) -> Iterator[Link]:
    for found in _CSS_URL.finditer(text):
        href = next((group for group in found.groups() if group), "")
        if href and not href.startswith(("data:", "#")):
            yield Link(href)


def _of_inventory(payload: bytes, limit: int) -> PageLinks:
    """Sitemaps and their indexes, RSS, RDF and Atom feeds; other XML names nothing."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError):
        return _NOTHING
    source = _INVENTORIES.get(_local(root)) if root is not None else None
    if source is None:
        return _NOTHING
    hrefs = (href for element in root.iter(etree.Element) if (href := _inventoried(element)))
    return PageLinks(None, tuple(Link(href, inventory=True) for href in islice(hrefs, limit)), source)


def _inventoried(element: etree._Element) -> str:
    name = _local(element)
    if name == "loc" or (name == "link" and element.text):
        return (element.text or "").strip()
    if name in {"link", "enclosure"}:
        return str(element.get("href") or element.get("url") or "").strip()
    return ""


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _in_utf_8(payload: bytes) -> bytes:
    if not payload.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            payload.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return payload
    return as_text(payload).encode("utf-8", "replace")


def as_text(payload: bytes) -> str:
    """For addresses only: UTF-8 where the bytes are, else what the page declares, else Windows-1252."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if payload.startswith(mark):
            return payload[len(mark) :].decode(encoding, "replace")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(payload[:4096])
    name = declared.group(1).decode("ascii", "replace").lower() if declared else "windows-1252"
    try:
        return payload.decode("cp1252" if name.startswith(("iso-8859-1", "latin", "utf-8")) else name, "replace")
    except (LookupError, UnicodeError):
        return payload.decode("cp1252", "replace")
