"""One item of a WordPress export, read from its own bytes: they are a record's payload, without the file around them.

The prefixes (`wp:`, `content:`…) that the export declares on its root are declared again here, so that the payload
is enough. An item that is no XML is mended first; what libxml2 must guess on top of that is said.
"""

import re
from dataclasses import dataclass

from lxml import etree

from crawler.wxr.repair import Repair, mended

NAMESPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]{0,40}):|\s([A-Za-z_][\w.-]{0,40}):[\w.-]+=")
_MAX_PREFIXES = 100
_WORDS = 300


class ItemError(ValueError):
    """An item of which nothing can be read. The text is French."""


@dataclass(frozen=True, slots=True)
class WxrItem:
    """Empty or null where the item does not say. `protected`: a password is asked of the reader."""

    id: int | None
    type: str
    status: str
    protected: bool
    title: str
    link: str
    guid: str
    name: str
    parent: int | None
    attachment_url: str
    old_slugs: tuple[str, ...]
    content: str


def read_item(payload: bytes, offset: int = 0, encoding: str = "utf-8") -> tuple[etree._Element, list[Repair]]:
    """The `item` element, and what had to be mended. `offset` is where the payload begins in its file.

    Raises `ItemError`.
    """
    wrapped = _wrapped(payload, encoding)
    try:
        return _item_in(etree.fromstring(wrapped, _parser())), []
    except (etree.XMLSyntaxError, ItemError):
        pass
    better, repairs = mended(payload, offset, utf8=encoding == "utf-8")
    wrapped = _wrapped(better, encoding)
    try:
        return _item_in(etree.fromstring(wrapped, _parser())), repairs
    except (etree.XMLSyntaxError, ItemError):
        pass
    repairs.append(Repair(offset, "balises mal fermées, remises en ordre par l’analyseur"))
    try:
        root = etree.fromstring(wrapped, _parser(recover=True))
    except etree.XMLSyntaxError as error:
        raise ItemError("élément illisible") from error
    if root is None:
        raise ItemError("élément illisible")
    return _item_in(root), repairs


def fields_of(item: etree._Element) -> WxrItem:
    """What the harvest must know of an item, by local name: the namespace's version does not matter.

    At any depth: where an end tag is missing, the parser takes what follows for a part of it.
    """
    first: dict[str, str] = {}
    old_slugs: list[str] = []
    for child in item.iterdescendants():
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        local = f"excerpt:{name.localname}" if (name.namespace or "").endswith("excerpt/") else name.localname
        if local == "postmeta":
            meta = {etree.QName(one).localname: one.text or "" for one in child if isinstance(one.tag, str)}
            if meta.get("meta_key") == "_wp_old_slug" and meta.get("meta_value", "").strip():
                old_slugs.append(meta["meta_value"].strip())
        else:
            first.setdefault(local, child.text or "")
    return WxrItem(
        id=_number(first.get("post_id", "")),
        type=first.get("post_type", "").strip(),
        status=first.get("status", "").strip(),
        protected=bool(first.get("post_password", "").strip()),
        title=" ".join(first.get("title", "").split())[:_WORDS],
        link=first.get("link", "").strip(),
        guid=first.get("guid", "").strip(),
        name=first.get("post_name", "").strip(),
        parent=_number(first.get("post_parent", "")),
        attachment_url=first.get("attachment_url", "").strip(),
        old_slugs=tuple(old_slugs[:50]),
        content=first.get("encoded", ""),
    )


def _wrapped(payload: bytes, encoding: str) -> bytes:
    prefixes = {one for found in _PREFIX.finditer(payload) for one in found.groups() if one} - {b"xml", b"xmlns"}
    names = sorted({one.decode("ascii", "ignore") for one in prefixes})[:_MAX_PREFIXES]
    declared = "".join(f' xmlns:{name}="{NAMESPACES.get(name, f"urn:prefix:{name}")}"' for name in names if name)
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss{declared}>'
    return head.encode("ascii") + payload + b"</rss>"


def _item_in(root: etree._Element) -> etree._Element:
    item = root.find("item")
    if item is None:
        raise ItemError("élément illisible")
    return item


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_comments=True
    )


def _number(text: str) -> int | None:
    stripped = text.strip()
    return int(stripped) if re.fullmatch(r"[0-9]{1,12}", stripped) else None
