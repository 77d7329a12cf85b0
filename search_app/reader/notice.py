"""`/notice/ID[/SLUG]`: one record, as an article, and where all of it comes from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from crawler.errors import ArchiveError
from search_app.archive_pages import archive_path
from search_app.error_pages import not_found
from search_app.reader.concepts import concept_groups
from search_app.reader.pictures import Picture, pictures
from search_app.reader.provenance import origins
from search_app.reader.record_line import is_inferred, period_text
from search_app.reader.section_html import section_html
from search_app.reader.terms import MAX_TERMS, term_paths
from search_app.site import Site, site_of
from search_app.withdrawn import tombstone, withdrawals_of
from transform.permalink import record_path
from transform.schema import Document, LinkStatus, Place, Record, Section, Video

MAX_ID = 200
#: Linked and related fiches named at the foot of a page.
MAX_NEIGHBOURS = 12
MAX_SIMILAR = 4


@dataclass(frozen=True, slots=True)
class ShownSection:
    """`level` is that of its heading on our page: never deeper than one below the last."""

    anchor: str
    level: int
    heading: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class ShownDocument:
    document: Document
    path: str | None


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """What templates cannot work out by themselves."""

    sections: list[ShownSection]
    pictures: list[Picture]
    videos: list[Video]
    documents: list[ShownDocument]
    related: list[Record]
    linked: list[Record]
    similar: list[Record]
    archive: str | None
    captured: str


def notice(request: Request) -> Response:
    site = site_of(request)
    record_id = request.path_params["id"]
    hidden = withdrawals_of(site).records.get(record_id)
    if hidden is not None:
        return tombstone(request, hidden)
    record = site.search.record(record_id) if len(record_id) <= MAX_ID else None
    if record is None:
        return not_found(request)
    path = record_path(record)
    if request.url.path != path:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(path + query, status_code=301)
    return site.pages.answer(
        request,
        "notice.html",
        record=record,
        permalink=site.absolute(f"/notice/{record.id}"),
        parts=article_parts(site, record),
        period=period_text(record),
        place_text=_place_text,
        inferred=lambda pointer: is_inferred(record, pointer),
        origins=(shown := origins(record)),
        concepts=concept_groups(record),
        term_paths=term_paths(site, _terms(record)),
        max_terms=MAX_TERMS,
        moved_to=(moved := site.old_addresses.elsewhere(record.moved_to)),
        moved_host=urlsplit(moved or "").hostname,
        more_origins=max(0, len(record.provenance) - len(shown)),
    )


def article_parts(site: Site, record: Record) -> ArticleParts:
    linked_ids = [link.record for link in record.links if link.record and link.record != record.id]
    related = _records(site, record.related, without={record.id})
    linked = _records(site, linked_ids, without={record.id, *(other.id for other in related)})
    return ArticleParts(
        sections=_sections(record, _destinations(site, record)),
        pictures=pictures(site.files, record),
        videos=[medium for medium in record.media if isinstance(medium, Video)],
        documents=[ShownDocument(d, site.files.path_of(d.url, d.sha256)) for d in record.documents],
        related=related,
        linked=linked,
        similar=_similar(site, record, {other.id for other in (*related, *linked)}),
        archive=_archived_copy(site, record),
        captured=record.source.captured,
    )


def _place_text(place: Place) -> str:
    """« Die (26), Auvergne-Rhône-Alpes »: what is drawn from a place is no surer than it, and is marked with it."""
    name = place.label or place.name
    inside = f" ({place.departement})" if place.departement else ""
    region = f", {place.region.label}" if place.region and place.region.label not in ("", name) else ""
    return f"{name}{inside}{region}"


def _similar(site: Site, record: Record, known: set[str]) -> list[Record]:
    found = site.search.like(record, MAX_SIMILAR + len(known))
    return [other for other in found if other.id not in known][:MAX_SIMILAR]


def _records(site: Site, ids: Iterable[str], without: set[str]) -> list[Record]:
    wanted = [record_id for record_id in dict.fromkeys(ids) if record_id not in without][:MAX_NEIGHBOURS]
    return [found for record_id in wanted if (found := site.search.record(record_id))]


def _terms(record: Record) -> list[str]:
    """Those that the page shows."""
    return [term for terms in record.terms.values() for term in terms[:MAX_TERMS]]


def _sections(record: Record, destination: Callable[[str], str | None]) -> list[ShownSection]:
    shown: list[ShownSection] = []
    level = 1
    for position, section in enumerate(record.sections, start=1):
        if section.heading:
            level = max(2, min(section.level, level + 1, 6))
        shown.append(ShownSection(f"partie-{position}", level, section.heading, _html(section, record, destination)))
    return shown


def _html(section: Section, record: Record, destination: Callable[[str], str | None]) -> Markup:
    if section.html:
        return section_html(section.html, record.source.url, destination)
    paragraphs = [line for line in section.text.split("\n") if line.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in paragraphs)


def _destinations(site: Site, record: Record) -> Callable[[str], str | None]:
    """Where a link of the text leads on our site: a fiche, an archived file, an archived page."""
    by_url = {link.url: link for link in record.links}

    def destination(url: str) -> str | None:
        link = by_url.get(url) or by_url.get(url.partition("#")[0])
        if link is None:
            return None
        if link.record:
            return f"/notice/{link.record}"
        if link.status is LinkStatus.FILE:
            # The page of an attached file is no file: its old address leads to the file itself.
            old = site.old_addresses.of(link.url)
            return old.new if old and old.new.startswith("/fichier/") else site.files.path_of(link.url)
        if link.status is LinkStatus.LISTING:
            return _archived_at(site, link.url, record.source.captured)
        return None

    return destination


def _archived_copy(site: Site, record: Record) -> str | None:
    return _archived_at(site, record.source.url, record.source.captured)


def _archived_at(site: Site, url: str, captured: str) -> str | None:
    digits = "".join(c for c in captured if c.isdecimal())[:14]
    try:
        entry = site.archive.lookup(url, digits)
    except ArchiveError:
        return None
    return archive_path(entry.timestamp, entry.url) if entry is not None else None


ROUTES = (Route("/notice/{id}", notice), Route("/notice/{id}/{slug}", notice), Route("/notice/{id}/", notice))
