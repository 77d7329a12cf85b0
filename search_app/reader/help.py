"""`/aide`: how to search, shown with examples that find something here and claims that are true here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.errors import IndexerError
from indexer.query import SearchRequest
from search_app.site import Site, site_of
from search_app.templating import kind_plural
from transform.schema import Kind

#: What it shows, and searches that show it: the first that finds something is offered.
_WAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "les fiches qui parlent des deux, au singulier comme au pluriel",
        ("loup berger", "eau rivière", "forêt commune", "projet habitants", "histoire ville"),
    ),
    (
        "ces mots, dans cet ordre",
        (
            '"conflit d’usage"',
            '"mise en place"',
            '"prise en compte"',
            '"bord de l’eau"',
            '"conseil municipal"',
            '"tout le monde"',
        ),
    ),
    ("l’un ou l’autre", ("rivière OU fleuve", "forêt OU bocage", "commune OU village", "projet OU histoire")),
    (
        "le premier sans le second",
        ("chasse SAUF loup", "rivière SAUF barrage", "projet SAUF forêt"),
    ),
    ("un début de mot", ("concert*", "riv*", "hab*", "pro*", "his*")),
    ("ces mots, à quelques mots l’un de l’autre", ('"loup berger"~5', '"eau rivière"~5', '"commune habitants"~8')),
    ("dans le titre seulement", ("titre:charte", "titre:rivière", "titre:forêt", "titre:projet", "titre:histoire")),
    (
        "les fiches qui répondent à certains des mots de la question",
        ("Comment associer les habitants ?", "Qui décide du projet ?", "Quelle est l’histoire de la ville ?"),
    ),
)
#: The same word with and without its accents and capitals.
_SPELLINGS = (
    ("foret", "Forêts"),
    ("riviere", "Rivières"),
    ("cote", "Côtes"),
    ("ecole", "Écoles"),
    ("region", "Régions"),
)


@dataclass(frozen=True, slots=True)
class Example:
    query: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`same`: two spellings that find the same fiches here, where there are."""

    examples: list[Example]
    same: tuple[str, str] | None
    kinds: list[str]


def help_page(request: Request) -> Response:
    site = site_of(request)
    try:
        shown = site.once_for_a_version("help", lambda: _shown(site))
    except IndexerError:
        # Help stays readable while the engine is away; what could not be tried is not promised.
        shown = Shown([], None, [kind.value for kind in Kind])
    return site.pages.answer(request, "help.html", examples=shown.examples, same=shown.same, kinds=shown.kinds)


def _shown(site: Site) -> Shown:
    examples = [Example(query, meaning) for meaning, queries in _ways(site) for query in _first(site, queries)]
    same = next((pair for pair in _SPELLINGS if 0 < _total(site, pair[0]) == _total(site, pair[1])), None)
    return Shown(examples, same, list(site.search.kinds()))


def _ways(site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    yield from _WAYS[:-1]
    words = ("littoral", "rivière", "projet", "histoire")
    for kind in list(site.search.kinds())[:2]:
        yield f"parmi les {kind_plural(kind)}", (f"type:{kind} {word}" for word in words)
    yield _WAYS[-1]


def _first(site: Site, queries: Iterable[str]) -> list[str]:
    return next(([query] for query in queries if _total(site, query)), [])


def _total(site: Site, text: str) -> int:
    """As it would be found by who follows the link, in all its words: « certains » is no proof of a syntax."""
    found = site.search.run(SearchRequest(text=text, size=1))
    return 0 if found.fallback or found.rewrites else found.total


ROUTES = (Route("/aide", help_page),)
