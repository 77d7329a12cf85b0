"""`/sitemap.xml`: the address of every notice, for search engines (sitemaps.org, 0.9)."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from search_app.reader.holdings import Holding, holdings
from search_app.site import Site, site_of
from search_app.withdrawn import withdrawals_of

#: Addresses sent at once.
_TOGETHER = 500
_PAGES = ("/", "/a-propos", "/aide")


def sitemap(request: Request) -> Response:
    site = site_of(request)
    # Before the first byte: an engine that is away is said with its own status.
    entries = holdings(site)
    hidden = withdrawals_of(site).records
    shown = (entry for entry in entries if entry.record not in hidden)
    return StreamingResponse(
        _lines(site, shown), media_type="application/xml", headers={"Cache-Control": "public, max-age=3600"}
    )


def _lines(site: Site, entries: Iterator[Holding]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path in _PAGES:
        yield f"<url><loc>{_address(site, path)}</loc></url>\n"
    while some := "".join(_line(site, entry) for entry in islice(entries, _TOGETHER)):
        yield some
    yield "</urlset>\n"


def _line(site: Site, entry: Holding) -> str:
    changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
    return f"<url><loc>{_address(site, entry.path)}</loc>{changed}</url>\n"


def _address(site: Site, path: str) -> str:
    return escape(site.absolute(quote(path, safe="/:@!$'()*+,;=~")))


ROUTES = (Route("/sitemap.xml", sitemap),)
