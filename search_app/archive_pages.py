"""`/archive/DATE/URL` and `/fichier/DIGEST.EXT`: our own archive, as it was received, and harmless."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import ArchiveError
from crawler.mime import sniff
from search_app.archived_files import file_answer
from search_app.site import Site, site_of
from search_app.withdrawn import tombstone, withdrawals_of
from transform.decode import decode
from transform.personal import mask_url
from transform.withheld import WITHHELD

if TYPE_CHECKING:
    from search_app.archive_html import Rewrite

PAGE_POLICY = (
    "sandbox; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
#: The archive never changes under a date, but what we make of a page may, with our next version.
_PAGE_CACHE = "public, max-age=3600"
_FILE_CACHE = "public, max-age=31536000, immutable"
_ADDRESS = re.compile(r"/archive/(\d{4,14})/(.+)", re.DOTALL)
_FILE = re.compile(r"([0-9a-f]{64})(?:\.[A-Za-z0-9]{1,5})?")
_MAX_ADDRESS = 4000
_KEPT = "/:?#[]@!$&'()*+,;=%~-._"


def archive_path(timestamp: str, url: str) -> str:
    """`/archive/DATE/URL`; the fragment stays with the browser."""
    return f"/archive/{timestamp}/{quote(url, safe=_KEPT)}"


def archived(request: Request) -> Response:
    site = site_of(request)
    asked = _asked(request)
    if asked is None:
        return _missing(request, site, None)
    timestamp, url = asked
    withdrawals = withdrawals_of(site)
    entry = _nearest(site.archive, url, timestamp)
    hidden = withdrawals.address(url) or withdrawals.address(unquote(url))
    if hidden is None and entry is not None:
        hidden = withdrawals.address(entry.url) or withdrawals.file(entry.digest)
    if hidden is not None:
        return tombstone(request, hidden)
    if entry is None:
        return _missing(request, site, url)
    if entry.mime in WITHHELD:
        return _withheld(request, site, entry)
    path = archive_path(entry.timestamp, entry.url)
    if path != archive_path(timestamp, url):
        headers = {"Cache-Control": _PAGE_CACHE, "Cross-Origin-Resource-Policy": "cross-origin"}
        return RedirectResponse(path, status_code=302, headers=headers)
    try:
        capture = site.archive.read(entry)
    except ArchiveError:
        return _missing(request, site, url)
    found = sniff(capture.payload, urlsplit(url).path)
    if found in {"text/html", "application/xhtml+xml"} or (found == "text/plain" and entry.mime == "text/html"):
        text = decode(capture.payload, capture.header("content-type")).text
        return _page(site, entry, text)
    if found == "text/css" or (found == "text/plain" and entry.mime == "text/css"):
        from search_app.archive_html import harmless_css  # noqa: PLC0415 - a parser is loaded where a page is shown

        styles = harmless_css(decode(capture.payload).text, entry.url, _loader(site, entry))
        headers = {
            "Content-Security-Policy": PAGE_POLICY,
            "Cache-Control": _PAGE_CACHE,
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        return Response(styles, media_type="text/css", headers=headers)
    return file_answer(capture.payload, entry, _PAGE_CACHE)


def archived_file(request: Request) -> Response:
    site = site_of(request)
    named = _FILE.fullmatch(request.path_params["name"])
    hidden = withdrawals_of(site).file(named.group(1)) if named else None
    if hidden is not None:
        return tombstone(request, hidden)
    found = site.files.read(named.group(1)) if named else None
    if found is None:
        return site.pages.answer(request, "missing_file.html", status=404)
    entry, payload = found
    return file_answer(payload, entry, _FILE_CACHE)


def _asked(request: Request) -> tuple[str, str] | None:
    """Date and URL as they were typed: decoding the path would lose what is encoded in the archived URL."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    query = request.scope.get("query_string", b"")
    target = raw.partition(b"?")[0].decode("latin-1") + (f"?{query.decode('latin-1')}" if query else "")
    found = _ADDRESS.fullmatch(target)
    if found is None or len(target) > _MAX_ADDRESS:
        return None
    timestamp, url = found.groups()
    # A proxy may have made one slash of two.
    return timestamp, re.sub(r"^(https?):/+", r"\1://", url, flags=re.IGNORECASE)


def _nearest(archive: Archive, url: str, timestamp: str) -> ArchiveEntry | None:
    """An archived URL may hold what a browser always encodes, so both spellings are tried."""
    try:
        for spelling in dict.fromkeys((url, unquote(url), quote(unquote(url), safe=_KEPT))):
            entry = archive.lookup(spelling, timestamp)
            if entry is not None:
                return _shown_rather(archive, entry) if entry.mime in WITHHELD else entry
    except ArchiveError:
        return None
    return None


def _shown_rather(archive: Archive, withheld: ArchiveEntry) -> ArchiveEntry:
    """The page's capture nearest to what is withheld at the same address; what is withheld where there is none."""
    entries = archive.entries()
    place = bisect_left(entries, withheld.url, key=lambda entry: entry.url)
    found: list[ArchiveEntry] = []
    while place < len(entries) and entries[place].url == withheld.url:
        if entries[place].mime not in WITHHELD:
            found.append(entries[place])
        place += 1
    return min(found, key=lambda entry: abs(entry.captured - withheld.captured), default=withheld)


def _page(site: Site, entry: ArchiveEntry, text: str) -> Response:
    ours = {urlsplit(entry.url).netloc, *site.options.hosts}

    def follow(url: str) -> str | None:
        plain, mark, fragment = url.partition("#")
        if plain == entry.url and mark:
            return f"#{fragment}"
        known = _nearest(site.archive, plain, entry.timestamp) is not None
        if not known and urlsplit(plain).netloc not in ours:
            return url
        return archive_path(entry.timestamp, plain) + mark + fragment

    from search_app.archive_html import harmless_page  # noqa: PLC0415 - a parser is loaded where a page is shown

    row = site.old_addresses.of(entry.url)
    banner = site.pages.html(
        "archive_banner.html",
        url=mask_url(entry.url),
        timestamp=entry.timestamp,
        new=row.new if row is not None and row.status == 301 else "",
        is_web=entry.url.startswith(("http:", "https:")),
    )
    page = harmless_page(text, entry.url, follow, _loader(site, entry), banner)
    return HTMLResponse(
        page,
        headers={
            "Content-Security-Policy": PAGE_POLICY,
            "Cache-Control": _PAGE_CACHE,
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
        },
    )


def _loader(site: Site, page: ArchiveEntry) -> "Rewrite":
    def load(url: str) -> str | None:
        """Only what the archive holds is loaded: nothing is asked of another host."""
        plain = url.partition("#")[0]
        known = _nearest(site.archive, plain, page.timestamp)
        return archive_path(known.timestamp, known.url) if known is not None else None

    return load


def _withheld(request: Request, site: Site, entry: ArchiveEntry) -> Response:
    row = site.old_addresses.of(entry.url)
    new = row.new if row is not None and row.status == 301 else ""
    return site.pages.answer(request, "archive_withheld.html", url=entry.url, new=new)


def _missing(request: Request, site: Site, url: str | None) -> Response:
    return site.pages.answer(request, "archive_missing.html", status=404, url=mask_url(url) if url else url)


ROUTES = (
    Route("/archive/{rest:path}", archived),
    Route("/fichier/{name}", archived_file),
)
