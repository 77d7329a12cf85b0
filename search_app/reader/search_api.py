"""`GET /api/v1/search`: the same answers as `/recherche`, for programs, under the same parameters."""

from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indexer.fields import FIELDS
from indexer.query import SearchRequest
from indexer.query.request import Mots, Tri
from indexer.results_json import as_values, suggestion_values
from indexer.suggestions import MAX_TYPED
from search_app.site import site_of

_PATH = "/api/v1/search"
_WALK, _IDENTITY, _SUGGESTIONS = "/api/v1/walk", "/api/v1/identity", "/api/v1/suggestions"
_FRESH = {"Cache-Control": "public, no-cache"}

#: Ids in one answer of a walk.
_WALK_SIZE = 1_000
_LONGEST_ID = 200


def search(request: Request) -> Response:
    site = site_of(request)
    found = site.search.run(SearchRequest.from_parameters(request.query_params.multi_items()))
    suggested = () if found.total else site.search.suggestions(found.request.text)
    return JSONResponse(as_values(found, site.search.rescue(found), suggested), headers=_FRESH)


def walk(request: Request) -> Response:
    """All hits, page after page, in the order of their ids: `next` is where the following page begins."""
    site = site_of(request)
    asked = SearchRequest.from_parameters(request.query_params.multi_items())
    found = list(islice(site.search.ids(asked, request.query_params.get("after", "")[:_LONGEST_ID]), _WALK_SIZE + 1))
    following = None
    if len(found) > _WALK_SIZE:
        pairs = [pair for pair in asked.to_parameters() if pair[0] != "page"]
        following = site.absolute(f"{_WALK}?{urlencode([*pairs, ('after', found[_WALK_SIZE - 1])])}")
    version = site.search.version
    values = {"ids": found[:_WALK_SIZE], "next": following, "index_version": version.name if version else None}
    return JSONResponse(values, headers=_FRESH)


def identity(request: Request) -> Response:
    """How many, which, of which version: what a thesis cites beside the permalink."""
    site = site_of(request)
    asked = SearchRequest.from_parameters(request.query_params.multi_items())
    found = site.search.identity(asked)
    values = {
        "permalink": site.absolute(replace(asked, page=1).permalink),
        "total": found.total,
        "checksum": found.checksum,
        "index_version": found.index_version,
    }
    return JSONResponse(values, headers=_FRESH)


def suggestions(request: Request) -> Response:
    """For what is typed so far; `q` as the search has it."""
    typed = request.query_params.get("q", "")[:MAX_TYPED]
    found = [suggestion_values(one) for one in site_of(request).search.suggestions(typed)]
    return JSONResponse({"query": typed, "suggestions": found}, headers=_FRESH)


def description(request: Request) -> Response:
    """The OpenAPI description, made from the same table of fields."""
    site = site_of(request)
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": site.options.presentation.title, "version": "1"},
            "servers": [{"url": site.absolute("")}],
            "paths": {
                _PATH: {"get": _operation()},
                _WALK: {"get": _walk_operation()},
                _IDENTITY: {"get": _other_operation("Identité d’un résultat : nombre, somme de contrôle, version")},
                _SUGGESTIONS: {"get": _suggestions_operation()},
            },
        }
    )


def _other_operation(summary: str) -> dict[str, Any]:
    answer = {"description": "Des valeurs.", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {**_operation(), "summary": summary, "responses": {"200": answer}}


def _walk_operation() -> dict[str, Any]:
    operation = _other_operation("Tous les identifiants d’un résultat, page après page")
    after = _parameter("after", "L’identifiant après lequel reprendre.", {"type": "string", "maxLength": _LONGEST_ID})
    return {**operation, "parameters": [*operation["parameters"], after]}


def _suggestions_operation() -> dict[str, Any]:
    typed = _parameter("q", "Ce qui est déjà écrit.", {"type": "string", "maxLength": MAX_TYPED})
    return {**_other_operation("Titres, lieux, organismes, thèmes et mots-clés proposés"), "parameters": [typed]}


def _operation() -> dict[str, Any]:
    text = {"type": "string", "maxLength": 1000}
    parameters = [_parameter("q", "Les mots cherchés, et la syntaxe de la page d’aide.", text)]
    for name, field in FIELDS.items():
        values = {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": 50}
        parameters.append(_parameter(name, f"{field.label} ; « -valeur » exclut, « (vide) » : non renseigné.", values))
        parameters.append(_parameter(field.mode_parameter, "Au moins une des valeurs.", {"enum": ["un", "tous"]}))
    year = {"type": "integer", "minimum": 1, "maximum": 2100}
    parameters += [
        _parameter("de", "Première année de la période.", year),
        _parameter("a", "Dernière année de la période.", year),
        _parameter("periode", "« (vide) » : les fiches de période inconnue aussi.", {"enum": ["(vide)"]}),
        _parameter("inferees", "« non » : sans les valeurs déduites.", {"enum": ["oui", "non"]}),
        _parameter("mots", "Quels mots doivent s’y trouver.", {"enum": [mots.value for mots in Mots]}),
        _parameter("remplacees", "« oui » : aussi les fiches qu’une plus récente remplace.", {"enum": ["oui", "non"]}),
        _parameter("tel_quel", "« 1 » : les mots tels qu’ils sont écrits.", {"enum": ["0", "1"]}),
        _parameter("tri", "L’ordre.", {"enum": [tri.value for tri in Tri]}),
        _parameter("page", "La page de résultats.", {"type": "integer", "minimum": 1, "maximum": 500}),
    ]
    schema = {"type": "object", "required": ["query", "understood", "mots", "total", "hits", "facets"]}
    answer = {"description": "Les résultats.", "content": {"application/json": {"schema": schema}}}
    return {"summary": "Chercher", "parameters": parameters, "responses": {"200": answer}}


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


ROUTES = (
    Route(_PATH, search),
    Route(_WALK, walk),
    Route(_IDENTITY, identity),
    Route(_SUGGESTIONS, suggestions),
    Route("/api/v1/openapi.json", description),
)
