"""What a reader sees where there is no page: an old address that moved, one that is gone, or a kind word."""

import logging
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from indexer.errors import IndexerError
from search_app.redirects import OldAddress
from search_app.security import HEADERS
from search_app.site import site_of

_LOG = logging.getLogger("search_app")


def old_address_answer(request: Request) -> Response | None:
    """Where the legacy site's address leads now, in one hop; nothing where it never was one."""
    row = site_of(request).old_addresses.at(target_of(request))
    if row is None:
        return None
    if row.status == 301:
        return RedirectResponse(row.new, status_code=301)
    return _gone(request, row)


def target_of(request: Request) -> str:
    query = request.scope.get("query_string", b"").decode("latin-1")
    return request.url.path + (f"?{query}" if query else "")


def unknown_address(request: Request) -> Response:
    return old_address_answer(request) or not_found(request)


def not_found(request: Request) -> Response:
    return site_of(request).pages.answer(request, "not_found.html", status=404)


def unavailable(request: Request, problem: Exception) -> Response:
    """The engine is away: said so, to come back soon."""
    _LOG.warning("search unavailable: %s", problem)
    answer = site_of(request).pages.answer(request, "unavailable.html", status=503)
    answer.headers["Retry-After"] = "60"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _http_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    if problem.status_code == 404:
        return unknown_address(request)
    pages = site_of(request).pages
    answer = pages.answer(request, "refused.html", status=problem.status_code, message=problem.detail)
    answer.headers.update({**(problem.headers or {}), "Cache-Control": "no-store"})
    return answer


def _our_fault(request: Request, _: Exception) -> Response:
    """Outside every middleware, so it brings its own headers. The traceback goes to the log alone."""
    answer = site_of(request).pages.answer(request, "our_fault.html", status=500)
    answer.headers.update({**HEADERS, "Cache-Control": "no-store"})
    return answer


def _gone(request: Request, row: OldAddress) -> Response:
    return site_of(request).pages.answer(request, "gone.html", status=410, row=row)


EXCEPTION_HANDLERS: dict[Any, Callable[[Request, Any], Any]] = {
    HTTPException: _http_problem,
    IndexerError: unavailable,
    Exception: _our_fault,
}
OLD_ADDRESS_ROUTES = (Route("/{anything:path}", unknown_address),)
