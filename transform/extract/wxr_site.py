"""What the items of an export say of each other: attached files, menus, reusable blocks, the order of étapes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from crawler.wxr.address import hidden_because
from crawler.wxr.item import ItemError
from transform.addresses import host_of, loose_identity_of
from transform.extract.wxr_channel import ExportChannel
from transform.extract.wxr_fields import ExportedFields, read_fields
from transform.extract.wxr_shortcodes import Picture
from transform.extract.wxr_texturize import texturize

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)
_MOST_STEPS = 300


@dataclass(slots=True)
class Glance:
    """One item, as others need it. `url` is its capture's address, `link` its permalink; ids are strings."""

    url: str
    id: str = ""
    type: str = ""
    hidden: bool = True
    link: str = ""
    title: str = ""
    parent: str = ""
    order: int = 0
    file: str = ""
    alt: str = ""
    caption: str = ""
    block: str = ""
    menus: tuple[str, ...] = ()
    target: str = ""
    target_url: str = ""
    above: str = ""


@dataclass(slots=True)
class MenuEntry:
    id: str
    target: str
    label: str
    above: str


@dataclass(slots=True)
class ExportedSite:
    """One host's export. `children`: id of an item → its attachments, in order."""

    channel: ExportChannel = field(default_factory=ExportChannel)
    items: dict[str, Glance] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    menus: dict[str, list[MenuEntry]] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    orders: dict[str, dict[str, int]] = field(default_factory=dict)

    def place_of(self, item: str, post_type: str) -> tuple[int, str | None] | None:
        """(position from 1, chapter) in the menu that lists most of a type, else by the items' own order.

        The chapter is the words of the menu entry, of another type, that the item stands under.
        """
        best: tuple[float, int, str | None] | None = None
        for entries in self.menus.values():
            steps = list(dict.fromkeys(one.target for one in entries if self._type(one.target) == post_type))
            if item not in steps or not 2 <= len(steps) <= _MOST_STEPS:
                continue
            share = len(steps) / len(entries)
            if best is None or share > best[0]:
                own = next(one for one in entries if one.target == item)
                best = share, steps.index(item) + 1, self._chapter(own, entries, post_type)
        if best is not None:
            return best[1], best[2]
        orders = self.orders.get(post_type, {})
        if len(set(orders.values())) < 2 or len(set(orders.values())) < len(orders):
            return None
        return sorted(orders, key=lambda one: orders[one]).index(item) + 1, None

    def _type(self, item: str) -> str:
        found = self.items.get(item)
        return found.type if found is not None and not found.hidden else ""

    def _chapter(self, own: MenuEntry, entries: list[MenuEntry], post_type: str) -> str | None:
        above = next((one for one in entries if one.id == own.above), None)
        if above is None or self._type(above.target) == post_type:
            return None
        found = self.items.get(above.target)
        return above.label or (found.title if found is not None and not found.hidden else "") or None


def glance_at(channels: Mapping[str, ExportChannel], archive: Archive, entry: ArchiveEntry) -> Glance:
    """Never raises: what cannot be read is hidden."""
    fields = fields_at(channels, archive, entry)
    if fields is None:
        return Glance(entry.url)
    item = fields.item
    hidden = hidden_because(item, None) is not None
    if hidden:
        return Glance(entry.url, str(item.id or ""), item.type)
    channel = channels.get(host_of(entry.url), ExportChannel())
    caption = texturize(fields.excerpt, channel.language) if item.attachment_url else ""
    return Glance(
        entry.url,
        str(item.id or ""),
        item.type,
        False,
        item.link or entry.url,
        texturize(fields.title, channel.language),
        str(item.parent or ""),
        fields.order,
        item.attachment_url,
        fields.meta("_wp_attachment_image_alt"),
        caption,
        item.content if item.type == "wp_block" else "",
        tuple(fields.menus),
        fields.meta("_menu_item_object_id") if fields.meta("_menu_item_type") == "post_type" else "",
        fields.meta("_menu_item_url"),
        fields.meta("_menu_item_menu_item_parent"),
    )


def fields_at(channels: Mapping[str, ExportChannel], archive: Archive, entry: ArchiveEntry) -> ExportedFields | None:
    channel = channels.get(host_of(entry.url), ExportChannel())
    try:
        return read_fields(archive.read(entry).payload, channel.encoding)
    except (HarvestError, ItemError, ValueError):
        return None


def sites_of(glances: Iterable[Glance], channels: Mapping[str, ExportChannel]) -> dict[str, ExportedSite]:
    """By host; ids are unique within one."""
    sites: dict[str, ExportedSite] = {}
    menus: list[tuple[ExportedSite, Glance]] = []
    for glance in glances:
        host = host_of(glance.url)
        site = sites.setdefault(host, ExportedSite(channels.get(host, ExportChannel())))
        if glance.hidden or not glance.id:
            continue
        site.items[glance.id] = glance
        if glance.type == "nav_menu_item":
            menus.append((site, glance))
        elif glance.type == "wp_block":
            site.blocks[glance.id] = glance.block
        elif glance.file:
            site.children.setdefault(glance.parent, []).append(glance.id)
            if _PICTURE.search(glance.file.partition("?")[0]):
                site.pictures[glance.id] = Picture(glance.file, glance.alt, glance.caption)
        else:
            site.orders.setdefault(glance.type, {})[glance.id] = glance.order
    for site in sites.values():
        for children in site.children.values():
            children.sort(key=lambda one: (site.items[one].order, int(one)))
    addresses = {
        id(site): {
            loose_identity_of(one.link): one.id
            for one in site.items.values()
            if not one.file and one.type != "nav_menu_item"
        }
        for site in sites.values()
    }
    for site, glance in sorted(menus, key=lambda pair: (pair[1].order, int(pair[1].id))):
        target = glance.target or addresses[id(site)].get(loose_identity_of(glance.target_url), "")
        for menu in glance.menus:
            site.menus.setdefault(menu, []).append(MenuEntry(glance.id, target, glance.title, glance.above))
    return sites
