"""`/sitemap.xml`: the address of every notice, for search engines (sitemaps.org, 0.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from indexer.query import SearchRequest
from indexer.search import MAX_SIZE
from search_app.site import Site, site_of
from search_app.withdrawn import withdrawals_of
from transform.schema import Record

#: What one file may hold by the standard.
MAX_ADDRESSES = 50_000
#: Addresses sent at once.
_TOGETHER = 500
_PAGES = ("/", "/a-propos", "/aide")
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """`changed` is a year, a month or a day, or nothing where the source gives none."""

    record: str
    path: str
    changed: str


def sitemap(request: Request) -> Response:
    site = site_of(request)
    # Before the first byte: an engine that is away is said with its own status.
    entries = site.once_for_a_version("sitemap", lambda: _entries(site))
    hidden = withdrawals_of(site).records
    shown = (entry for entry in entries if entry.record not in hidden)
    return StreamingResponse(
        _lines(site, shown), media_type="application/xml", headers={"Cache-Control": "public, max-age=3600"}
    )


def _entries(site: Site) -> list[Entry]:
    """Kind by kind: a search ranks only so many fiches, whatever is asked."""
    entries: list[Entry] = []
    for kind in site.search.kinds():
        asked = SearchRequest(filters={"type": (kind,)}, size=MAX_SIZE)
        page = 1
        while len(entries) < MAX_ADDRESSES - len(_PAGES) and (hits := site.search.run(replace(asked, page=page)).hits):
            entries += [Entry(hit.id, hit.path, _changed(hit.record)) for hit in hits]
            page += 1
    return entries[: MAX_ADDRESSES - len(_PAGES)]


def _changed(record: Record) -> str:
    found = _DAY.match(record.modified or record.published or "")
    if found is None:
        return ""
    try:
        date.fromisoformat(f"{found[0]}-01-01"[:10])
    except ValueError:
        return ""
    return found[0]


def _lines(site: Site, entries: Iterator[Entry]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path in _PAGES:
        yield f"<url><loc>{_address(site, path)}</loc></url>\n"
    while some := "".join(_line(site, entry) for entry in islice(entries, _TOGETHER)):
        yield some
    yield "</urlset>\n"


def _line(site: Site, entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
    return f"<url><loc>{_address(site, entry.path)}</loc>{changed}</url>\n"


def _address(site: Site, path: str) -> str:
    return escape(site.absolute(quote(path, safe="/:@!$'()*+,;=~")))


ROUTES = (Route("/sitemap.xml", sitemap),)
