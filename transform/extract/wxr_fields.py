"""One item of an export, read from its own bytes: everything that a record may need, and nothing of its comments."""

import re
from dataclasses import dataclass, field

from lxml import etree

from crawler.wxr.item import WxrItem, fields_of, read_item

_MOST_METAS = 2_000
_LONGEST_META = 200_000
_SERIALISED_ID = re.compile(r'(?:^|[;{])(?:i:(\d{1,12})|s:\d{1,3}:"(\d{1,12})")(?=;|$)')


@dataclass(slots=True)
class ExportedFields:
    """`title` and `item.content` as typed, before any display. `terms`: (taxonomy, label), `menus` the menus' slugs."""

    item: WxrItem
    title: str
    creator: str
    published: str
    modified: str
    order: int
    excerpt: str
    terms: list[tuple[str, str]] = field(default_factory=list)
    menus: list[str] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)

    def meta(self, *keys: str) -> str:
        """The first value that says something, of the first key that has one."""
        return next((value for key in keys for value in self.metas.get(key, ()) if value.strip()), "").strip()

    def ids(self, *keys: str) -> list[str]:
        """Ids under any of the keys, in order: `12`, `12, 13`, or what PHP and ACF serialise."""
        found: dict[str, None] = {}
        for key in keys:
            for value in self.metas.get(key, ()):
                found |= dict.fromkeys(ids_in(value))
        return list(found)


def ids_in(value: str) -> list[str]:
    """In a PHP array the keys are numbers too: of each pair the second is the value."""
    text = value.strip()
    if re.fullmatch(r"\d{1,12}(?:\s*[,;| ]\s*\d{1,12}){0,500}", text):
        return re.findall(r"\d+", text)
    if not text.startswith("a:"):
        return []
    numbers = [one[1] or one[2] for one in _SERIALISED_ID.finditer(text)]
    return numbers[1::2]


def read_fields(payload: bytes, encoding: str = "utf-8") -> ExportedFields:
    """Raises `crawler.wxr.item.ItemError` where nothing can be read."""
    element, _ = read_item(payload, encoding=encoding)
    first: dict[str, str] = {}
    fields = ExportedFields(fields_of(element), "", "", "", "", 0, "")
    for child in element.iterdescendants():
        if not isinstance(child.tag, str) or _in_comment(child):
            continue
        name = etree.QName(child)
        text = child.text or ""
        if name.localname == "postmeta":
            _keep_meta(child, fields)
        elif name.localname == "category":
            domain = child.get("domain") or ""
            if domain == "nav_menu":
                fields.menus.append(child.get("nicename") or text)
            elif domain and text.strip():
                fields.terms.append((domain, " ".join(text.split())[:200]))
        elif name.localname == "encoded":
            if (name.namespace or "").endswith("excerpt/"):
                fields.excerpt = fields.excerpt or text
        else:
            first.setdefault(name.localname, text.strip())
    fields.title = first.get("title", "")[:2_000]
    fields.creator = first.get("creator", "")
    fields.published = _day(first.get("post_date", "")) or _day(first.get("post_date_gmt", ""))
    fields.modified = _day(first.get("post_modified", ""))
    order = first.get("menu_order", "")
    fields.order = int(order) if re.fullmatch(r"-?\d{1,9}", order) else 0
    return fields


def _keep_meta(element: etree._Element, fields: ExportedFields) -> None:
    values = {etree.QName(one).localname: one.text or "" for one in element if isinstance(one.tag, str)}
    key = values.get("meta_key", "").strip()
    if key and len(fields.metas) < _MOST_METAS:
        fields.metas.setdefault(key, []).append(values.get("meta_value", "")[:_LONGEST_META])


def _in_comment(element: etree._Element) -> bool:
    return any(
        isinstance(parent.tag, str) and etree.QName(parent).localname in {"comment", "postmeta", "commentmeta"}
        for parent in element.iterancestors()
    ) or etree.QName(element).localname in {"comment", "commentmeta"}


def _day(text: str) -> str:
    found = re.match(r"((?:19|20)\d\d-\d\d-\d\d)\b", text)
    return found[1] if found else ""
