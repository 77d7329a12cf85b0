"""`GET /api/v1/search`: the same answers as `/recherche`, for programs, under the same parameters."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indexer.fields import FIELDS
from indexer.query import SearchRequest
from indexer.query.request import Mots, Tri
from indexer.results_json import as_values
from search_app.site import site_of

_PATH = "/api/v1/search"


def search(request: Request) -> Response:
    site = site_of(request)
    found = site.search.run(SearchRequest.from_parameters(request.query_params.multi_items()))
    return JSONResponse(as_values(found), headers={"Cache-Control": "public, no-cache"})


def description(request: Request) -> Response:
    """The OpenAPI description, made from the same table of fields."""
    site = site_of(request)
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": site.options.presentation.title, "version": "1"},
            "servers": [{"url": site.absolute("")}],
            "paths": {_PATH: {"get": _operation()}},
        }
    )


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


ROUTES = (Route(_PATH, search), Route("/api/v1/openapi.json", description))
