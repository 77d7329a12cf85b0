"""`redirects.csv`: what becomes of each old address, in one hop (law 12)."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from crawler.outcome import Outcome
from transform.addresses import query_of
from transform.files import file_name
from transform.schema import Kind, LinkStatus
from transform.templates.roles import ERROR_PAGE, PageRole

if TYPE_CHECKING:  # a site that only leads from old addresses to new ones reads no page
    from transform.links import AddressBook
    from transform.reading import PageRead

COLUMNS = ("old", "new", "status", "reason", "archive")
_REASONS = {
    Outcome.GONE: "disparue de l’ancien site",
    Outcome.ABSENT: "absente de la source",
    Outcome.REFUSED: "refusée par l’ancien site",
    Outcome.EXCLUDED: "hors du périmètre de la moisson",
    Outcome.TRAP: "adresse engendrée sans fin par l’ancien site",
    Outcome.FAILED: "l’ancien site n’a pas répondu",
}


class Redirect(NamedTuple):
    """`new` is empty where nothing replaces the page; `archive` where nothing was received."""

    old: str
    new: str
    status: int
    reason: str
    archive: str


def redirects_for(
    urls: Mapping[str, Outcome | None],
    book: "AddressBook",
    paths: Mapping[str, str],
    sources: Mapping[str, str],
    lost: Mapping[str, str],
    archived: Callable[[str], str],
) -> Iterable[Redirect]:
    """One line an address, sorted. `paths`: record id → new path; `sources`: record id → its own old address."""
    for url in sorted(urls):
        found = book.find(url)
        archive = archived(url)
        if found.record is not None and found.record in paths:
            own = sources[found.record] == url
            reason = "notice" if own else "redirection" if found.hops else "autre adresse de la notice"
            if not paths[found.record].startswith("/"):
                reason = "déplacée"
            yield Redirect(url, paths[found.record], 301, reason, archive)
        elif found.status is LinkStatus.FILE and found.file is not None:
            yield Redirect(url, f"/fichier/{file_name(found.file)}", 301, "fichier", archive)
        elif found.status is LinkStatus.LISTING and found.listing:
            yield Redirect(url, found.listing, 301, "liste", archive)
        else:
            outcome = urls[url]
            reason = lost.get(url) or (_REASONS.get(outcome) if outcome else None) or "rien ne la remplace"
            yield Redirect(url, "", 410, reason, archive)


def listing_address(read: "PageRead", kinds: Mapping[str, int], query: Mapping[str, str]) -> str | None:
    """The page of the new site that does what a listing did; nothing for what lists nothing."""
    if read.role is PageRole.HOME:
        return "/"
    if read.role is not PageRole.LISTING:
        return None
    if query.get("s"):
        return search_address(words=query["s"])
    if read.listed_kind is not None and kinds.get(read.listed_kind.value):
        return search_address(kind=read.listed_kind)
    return search_address(words=read.listed_words)


def search_address(*, words: str = "", kind: Kind | None = None) -> str:
    pairs = [("q", words)] if words else []
    if kind is not None:
        pairs.append(("type", kind.value))
    return f"/recherche?{urlencode(pairs)}" if pairs else "/recherche"


def foresee_listings(book: "AddressBook", listings: "Iterable[PageRead]") -> None:
    """What the links of records need to know of pages that are no records; the rest waits for `add_listings`."""
    for listing in listings:
        if listing.attached:
            book.add_redirect(listing.entry.url, listing.attached)
        if listing.role is PageRole.TOOL and listing.native_id:
            book.add_view(listing.entry.url, listing.native_id)
        elif listing.role in {PageRole.HOME, PageRole.LISTING}:
            book.foresee_listing(listing.entry.url)
        elif listing.role is PageRole.ERROR and listing.loss == ERROR_PAGE:
            book.add_missing(listing.entry.url)


def add_listings(
    book: "AddressBook", listings: "Iterable[PageRead]", feeds: Iterable[str], kinds: Mapping[str, int]
) -> None:
    """What replaces each listing is known once the records are: an empty kind has no page."""
    for listing in listings:
        replacement = listing_address(listing, kinds, query_of(listing.entry.url))
        if replacement is not None:
            book.add_listing(listing.entry.url, replacement)
    for url in feeds:
        book.add_listing(url, search_address())


def to_csv(redirects: Iterable[Redirect]) -> Iterable[str]:
    """Lines of CSV, the header first. No cell can begin a formula: addresses and our own words never do."""
    for row in (COLUMNS, *((r.old, r.new, str(r.status), r.reason, r.archive) for r in redirects)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(row)
        yield line.getvalue()
