"""`/a-propos` and `/aide`: what this archive is, and how to search it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from search_app.site import site_of


def about(request: Request) -> Response:
    site = site_of(request)
    kinds = site.once_for_a_version("kinds", site.search.kinds)
    return site.pages.answer(request, "about.html", kinds=kinds, total=sum(kinds.values()))


def help_page(request: Request) -> Response:
    return site_of(request).pages.answer(request, "help.html")


ROUTES = (Route("/a-propos", about), Route("/aide", help_page))
