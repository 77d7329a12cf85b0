"""`/`: what this is, a search box, what the editors put in front, what there is."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.query import SearchRequest
from search_app.error_pages import old_address_answer
from search_app.reader.pictures import Picture, first_picture
from search_app.site import Site, site_of
from transform.decisions import Featured, featured_on
from transform.schema import Record

#: At most so many fiches in front; the desk says which ones wait.
MAX_FEATURED = 12
_RECENT = 6
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class InFront:
    """A featured fiche that still exists."""

    featured: Featured
    record: Record
    picture: Picture | None


def home(request: Request) -> Response:
    # `/?p=5349` was an address of the legacy site.
    if request.url.query and (moved := old_address_answer(request)):
        return moved
    site = site_of(request)
    kinds = site.once_for_a_version("kinds", site.search.kinds)
    return site.pages.answer(
        request,
        "home.html",
        suggests=True,
        sentence=site.options.presentation.sentence,
        in_front=lead_first(in_front(site)),
        kinds=kinds,
        total=sum(kinds.values()),
        examples=site.once_for_a_version("examples", lambda: _examples(site)),
        recent=site.once_for_a_version("recent", lambda: site.search.recent(_RECENT)),
    )


def in_front(site: Site) -> list[InFront]:
    """What is "à la une" today; a fiche that no longer exists is passed over."""
    shown: list[InFront] = []
    for featured in featured_on(site.today(), site.desk.decisions()):
        record = site.search.record(featured.record)
        if record is not None:
            shown.append(InFront(featured, record, first_picture(site.files, record)))
        if len(shown) == MAX_FEATURED:
            break
    return shown


def lead_first(entries: list[InFront]) -> list[InFront]:
    """The newest that has a picture leads; the others keep their order."""
    lead = next((entry for entry in entries if entry.picture), None)
    return [lead, *(entry for entry in entries if entry is not lead)] if lead else entries


def _examples(site: Site) -> list[str]:
    """Only what finds something in this archive is worth trying."""
    found = (
        text
        for text in site.options.examples
        if site.search.run(SearchRequest.from_parameters([("q", text), ("mots", "tous")])).total
        or ("?" in text and site.search.run(SearchRequest.from_parameters([("q", text)])).total)
    )
    return [text for text, _ in zip(found, range(_EXAMPLES), strict=False)]


ROUTES = (Route("/", home),)
