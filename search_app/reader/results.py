"""`/recherche`: the URL is the whole state."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.query import FILTERS, Mots, SearchRequest
from indexer.query.request import MAX_PAGE
from search_app.reader.record_line import record_line
from search_app.site import Site, site_of
from search_app.templating import kind_label

#: An empty page runs at most so many other searches to say what would help.
_MAX_REMEDIES = 5
_CUT_WORDS = ("concert*", "rivi*", "habit*", "proj*", "histo*")


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """`sentence` begins a sentence that the count ends."""

    sentence: str
    total: int
    path: str


def results(request: Request) -> Response:
    site = site_of(request)
    asked = SearchRequest.from_parameters(request.query_params.multi_items())
    found = site.search.run(asked)
    if asked.page > 1 and not found.hits:
        # Beyond the last page: what there is, is what the first one says.
        found = replace(site.search.run(asked.at_page(1)), hits=())
    last_page = min(max(1, -(-found.total // asked.size)), MAX_PAGE)
    return site.pages.answer(
        request,
        "results.html",
        results=found,
        asked=asked,
        text=asked.text,
        first=(asked.page - 1) * asked.size + 1,
        last_page=last_page,
        pages=_page_numbers(asked.page, last_page),
        chips=_chips(asked),
        facets=[facet for facet in found.facets if facet.values],
        kept=[pair for pair in asked.to_parameters() if pair[0] in FILTERS],
        without_filters=replace(asked, filters={}, page=1).permalink,
        as_typed=replace(asked, tel_quel=True, page=1).permalink,
        corrected=replace(asked, tel_quel=False, page=1).permalink,
        strict=replace(asked, mots=Mots.TOUS, page=1).permalink,
        loose=replace(asked, mots=Mots.CERTAINS, page=1).permalink,
        remedies=_remedies(site, asked) if found.total == 0 else [],
        truncated=site.once_for_a_version("truncated", lambda: _truncated(site)) if found.total == 0 else "",
        record_line=record_line,
    )


def _chips(asked: SearchRequest) -> list[Chip]:
    return [
        Chip(FILTERS[name][1], kind_label(value) if name == "type" else value, asked.toggled(name, value).permalink)
        for name, values in asked.filters.items()
        for value in values
    ]


def _page_numbers(page: int, last: int) -> list[int | None]:
    """The first, the last and those around; nothing where some are left out."""
    near = sorted({n for n in (1, page - 1, page, page + 1, last) if 1 <= n <= last})
    shown: list[int | None] = []
    for number in near:
        if shown and number - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(number)
    return shown


def _remedies(site: Site, asked: SearchRequest) -> list[Remedy]:
    """What would find something, with how much: tried before it is promised (law 9)."""
    other: list[tuple[str, SearchRequest]] = [
        (f"Sans le filtre «\u00a0{chip}\u00a0»", asked.toggled(name, value))
        for name, values in asked.filters.items()
        for value in values
        for chip in [kind_label(value) if name == "type" else value]
    ]
    if len(other) > 1:
        other.insert(0, ("Sans aucun filtre", replace(asked, filters={}, page=1)))
    if asked.mots is Mots.TOUS:
        other.append(("Avec une partie des mots seulement", replace(asked, mots=Mots.CERTAINS, page=1)))
    if asked.tel_quel:
        other.append(("En cherchant aussi les mots proches", replace(asked, tel_quel=False, page=1)))
    if asked.filters and asked.mots is Mots.TOUS:
        both = replace(asked, filters={}, mots=Mots.CERTAINS, page=1)
        other.append(("Sans filtre, avec une partie des mots seulement", both))
    tried = [(sentence, request, _total(site, request)) for sentence, request in other[-_MAX_REMEDIES:]]
    return [Remedy(sentence, total, request.permalink) for sentence, request, total in tried if total]


def _truncated(site: Site) -> str:
    """A word cut short that finds something here."""
    return next((word for word in _CUT_WORDS if _total(site, SearchRequest(text=word))), "")


def _total(site: Site, request: SearchRequest) -> int:
    return site.search.run(replace(request, size=1)).total


ROUTES = (Route("/recherche", results),)
