"""Items of WordPress exports to what they are: drafts of records, pages of files, or nothing that anybody may see."""

from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.wxr.address import hidden_because
from crawler.wxr.media_types import ITEM_TYPE
from transform.addresses import host_of, identity_of, segments_of
from transform.errors import PageError
from transform.extract.wxr_channel import ExportChannel, channels_of
from transform.extract.wxr_record import addresses_of, draft_of_item, has_page
from transform.extract.wxr_site import ExportedSite, Glance, fields_at, glance_at, sites_of
from transform.reading import REASONS, PageRead
from transform.repair.run import words_of_draft
from transform.templates.profile import Profile
from transform.templates.roles import PageRole
from transform.workers import Crew

UNREADABLE = "élément d’un export que l’extraction n’a pas su lire"
_EMPTY = "élément d’un export sans texte, ni image, ni document"


def exported_reads(
    crew: Crew,
    entries: list[ArchiveEntry],
    index: list[ArchiveEntry],
    pages: Mapping[str, PageRole],
    profiles: tuple[Profile, ...],
) -> Iterator[PageRead]:
    """Those of `entries` that readers could see, in their order.

    `index` is the whole archive's: menus and attached files are read beside.
    A read with neither draft nor loss is what nobody saw: a draft, a tool of the site (menu, form).
    `pages`: what the archived pages that are no records are, by the identity of their address. Where a page asks for
    a password, or is a list, an older export makes no record of it.
    """
    items = [entry for entry in entries if entry.mime == ITEM_TYPE]
    if not items:
        return
    channels = channels_of(crew.archive, index)
    glances = list(crew.spread(partial(glance_at, channels), items, _hidden))
    sites = sites_of(glances, channels)
    chosen: list[ArchiveEntry] = []
    for entry, glance in zip(items, glances, strict=True):
        role = pages.get(identity_of(entry.url))
        if glance.hidden:
            yield PageRead(entry, PageRole.ERROR, loss=None if glance.type else UNREADABLE)
            continue
        if role is not None:
            continue
        if glance.file:
            yield PageRead(entry, PageRole.ATTACHMENT, loss=REASONS[PageRole.ATTACHMENT], attached=glance.file)
        elif not has_page(glance.type, glance.link, profiles):
            yield PageRead(entry, PageRole.ERROR)
        elif glance.link.startswith("http") and not segments_of(glance.link) and "?" not in glance.link:
            yield PageRead(entry, PageRole.HOME, loss=REASONS[PageRole.HOME])
        else:
            chosen.append(entry)
    yield from crew.spread(partial(read_item_of_export, sites, channels, profiles), chosen, _lost)


def read_item_of_export(
    sites: Mapping[str, ExportedSite],
    channels: Mapping[str, ExportChannel],
    profiles: tuple[Profile, ...],
    archive: Archive,
    entry: ArchiveEntry,
) -> PageRead:
    """Never raises on what an item holds."""
    fields = fields_at(channels, archive, entry)
    if fields is None or hidden_because(fields.item, None) is not None:
        return PageRead(entry, PageRole.ERROR, loss=UNREADABLE)
    site = sites.get(host_of(entry.url)) or ExportedSite()
    try:
        draft, template = draft_of_item(fields, entry, site, profiles)
    except PageError as error:
        if fields.item.content.strip():
            return PageRead(entry, PageRole.ERROR, loss=str(error))
        return PageRead(entry, PageRole.RECORD, loss=_EMPTY)
    except (etree.LxmlError, RecursionError, ValueError, TypeError, LookupError, AttributeError, MemoryError) as error:
        return PageRead(entry, PageRole.ERROR, loss=f"{UNREADABLE} ({type(error).__name__})")
    read = PageRead(
        entry,
        PageRole.RECORD,
        template=template,
        native_id=str(fields.item.id) if fields.item.id is not None else None,
        exported=True,
        aliases=addresses_of(fields, entry),
        lost=draft.content.lost,
    )
    if draft.content.is_empty and not (draft.title and draft.subtitle):
        read.loss = _EMPTY
    else:
        read.draft = draft
        read.words = words_of_draft(draft)
    return read


def _hidden(entry: ArchiveEntry) -> Glance:
    return Glance(entry.url)


def _lost(entry: ArchiveEntry) -> PageRead:
    return PageRead(entry, PageRole.ERROR, loss=UNREADABLE)
