"""`/a-propos`: what this archive is; beside what the site says of itself, facts alone."""

from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from search_app.reader.holdings import holdings
from search_app.site import Site, site_of

_MAX_HOSTS = 3


@dataclass(frozen=True, slots=True)
class Harvest:
    """The first and the last day of the copies, empty where none is dated, and the hosts they come from."""

    first: str
    last: str
    hosts: list[str]


def about(request: Request) -> Response:
    site = site_of(request)
    kinds = site.once_for_a_version("kinds", site.search.kinds)
    return site.pages.answer(
        request,
        "about.html",
        kinds=kinds,
        total=sum(kinds.values()),
        harvest=site.once_for_a_version("harvest", lambda: _harvest(site)),
        paragraphs=site.options.presentation.about,
    )


def _harvest(site: Site) -> Harvest:
    held = holdings(site)
    days = sorted(entry.captured for entry in held if entry.captured)
    hosts = Counter(entry.host for entry in held if entry.host)
    return Harvest(
        days[0] if days else "", days[-1] if days else "", [host for host, _ in hosts.most_common(_MAX_HOSTS)]
    )


ROUTES = (Route("/a-propos", about),)
