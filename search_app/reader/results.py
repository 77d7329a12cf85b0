"""`/recherche`: the URL is the whole state."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.fields import EMPTY_VALUE, FIELDS, REPLACED_NAME
from indexer.in_force import in_force
from indexer.query import Mots, SearchRequest
from indexer.query.request import MAX_PAGE, Tri
from indexer.query.shorter import shorter
from indexer.results import Hidden
from search_app.french import counted
from search_app.reader import years_view
from search_app.reader.facet_boxes import boxes
from search_app.reader.facet_view import Section, boxes_shown, sections
from search_app.reader.hit_list import hit_list, year_buttons
from search_app.reader.long_addresses import LONG, is_heavy, shortened
from search_app.site import Site, site_of

_CUT_WORDS = ("concert*", "rivi*", "habit*", "proj*", "histo*")


def results(request: Request) -> Response:
    site = site_of(request)
    asked = SearchRequest.from_parameters(request.query_params.multi_items())
    found = site.search.run(asked)
    if asked.page > 1 and not found.hits:
        # Beyond the last page: what there is, is what the first one says.
        found = replace(site.search.run(asked.at_page(1)), hits=())
    last_page = min(max(1, -(-found.total // asked.size)), MAX_PAGE)
    facets = sections(asked, found.facets)
    long, heavy = len(asked.text) > LONG, is_heavy(asked.text)
    return site.pages.answer(
        request,
        "results.html",
        suggests=True,
        finished=shortened if long else str,
        long=long,
        heavy=heavy,
        results=found,
        asked=asked,
        text=asked.text,
        first=(asked.page - 1) * asked.size + 1,
        last_page=last_page,
        pages=[asked.page][heavy:] if long else _page_numbers(asked.page, last_page),
        chips=in_force(asked, found.facets),
        facets=facets,
        boxes=boxes,
        hit_list=hit_list,
        year_buttons=year_buttons,
        kept=[pair for pair in asked.to_parameters() if pair[0] not in _NOT_KEPT],
        kept_by_filters=_kept_by_filters(asked, facets),
        period_shown=bool(found.years) or asked.has_period,
        bars=years_view.bars(found.years),
        years_drawn=years_view.span(found.years),
        kinds=sorted({hit.kind for hit in found.hits}),
        hidden=[_hidden(asked, one) for one in found.hidden],
        without_filters=asked.without_filters.permalink,
        as_typed=replace(asked, tel_quel=True, page=1).permalink,
        corrected=replace(asked, tel_quel=False, page=1).permalink,
        strict=replace(asked, mots=Mots.TOUS, page=1).permalink,
        widens=found.total > 0 and found.mots is Mots.TOUS and any(shorter(asked.text)),
        orders=_orders(asked),
        loose=replace(asked, mots=Mots.CERTAINS, page=1).permalink,
        identity=replace(asked, page=1).permalink.replace("/recherche", "/api/v1/identity", 1),
        suggested=site.search.suggestions(asked.text) if found.total == 0 else (),
        remedies=site.search.rescue(found),
        truncated=site.once_for_a_version("truncated", lambda: _truncated(site)) if found.total == 0 else "",
    )


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a filter hides because nothing is known, and the address that shows it too."""

    sentence: str
    offer: str
    path: str


_NOT_KEPT = frozenset({"q", "page", "mots", "tel_quel"})
_PERIOD = frozenset({"de", "a", "periode"})


def _kept_by_filters(asked: SearchRequest, facets: list[Section]) -> list[tuple[str, str]]:
    """What the form of filters sends beside its boxes and fields."""
    shown = boxes_shown(facets)
    fields = {"page", *_PERIOD, *(FIELDS[facet.name].within_parameter for facet in facets if facet.searchable)}
    return [pair for pair in asked.to_parameters() if pair not in shown and pair[0] not in fields]


def _hidden(asked: SearchRequest, hidden: Hidden) -> Unknown:
    """« 47 fiches sans période connue ne sont pas comptées : les inclure »."""
    many = hidden.count > 1
    if hidden.name == "periode":
        what = "sans période connue"
        included = replace(asked, undated=True, page=1)
    elif hidden.name == REPLACED_NAME:
        what = "qu’une version plus récente semble remplacer"
        included = replace(asked, replaced=True, page=1)
    else:
        what = f"dont « {hidden.label} » n’est pas renseigné"
        ticked = (*asked.filters[hidden.name], EMPTY_VALUE)
        any_of = asked.any_of if asked.any_is_enough(hidden.name) else asked.any_of | {hidden.name}
        included = replace(asked, filters={**asked.filters, hidden.name: ticked}, any_of=any_of, page=1)
    sentence = f"{counted(hidden.count, 'fiche')} {what} {'ne sont pas comptées' if many else 'n’est pas comptée'}"
    return Unknown(sentence, "les inclure" if many else "l’inclure", included.permalink)


def _orders(asked: SearchRequest) -> list[tuple[str, bool, str]]:
    """Label, whether it is this page's, address."""
    first = "les plus proches de vos mots" if asked.text else "comme dans l’archive"
    labels = {Tri.PERTINENCE: first, Tri.RECENTES: "les dernières publiées", Tri.ANCIENNES: "les premières publiées"}
    return [(label, tri is asked.tri, replace(asked, tri=tri, page=1).permalink) for tri, label in labels.items()]


def _page_numbers(page: int, last: int) -> list[int | None]:
    """The first, the last and those around; nothing where some are left out."""
    near = sorted({n for n in (1, page - 1, page, page + 1, last) if 1 <= n <= last})
    shown: list[int | None] = []
    for number in near:
        if shown and number - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(number)
    return shown


def _truncated(site: Site) -> str:
    """A word cut short that finds something here."""
    return next((word for word in _CUT_WORDS if site.search.total(SearchRequest(text=word))), "")


ROUTES = (Route("/recherche", results),)
