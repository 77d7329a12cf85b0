"""WordPress's own lists of what it holds (REST collections): where they are, what they name, how many they promise.

Read as data from strangers: whatever has not the expected shape names nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

#: Where a site's list of types stands unless its pages say otherwise.
TYPES_PATH = "/wp-json/wp/v2/types"
PER_PAGE = 100
_ROUTE = "wp/v2/"
_MAX_PAGES = 1_000
_MAX_TYPES = 200
_BASE = re.compile(r"[\w-]{1,100}")
_NAMESPACE = re.compile(r"[\w-]{1,50}/v\d{1,2}")
#: Types in which WordPress keeps its own settings and layouts: no reader's page is behind them.
_INTERNAL = re.compile(r"wp_|nav_menu_item$|custom_css$|oembed_cache$|revision$|user_request$")


@dataclass(frozen=True, slots=True)
class Item:
    """`page` is where readers see it, `file` what it stands for if it is a medium."""

    page: str
    file: str | None


def is_rest(url: str) -> bool:
    return "wp-json/" in url or "rest_route=" in url


def types_url(root: str) -> str:
    """The list of types under a REST root, which is a path (`/wp-json/`) or a query (`/?rest_route=/`)."""
    return f"{root.rstrip('/')}/{_ROUTE}types"


def is_types(url: str) -> bool:
    return _route_of(url).rstrip("/").endswith(f"/{_ROUTE}types")


def collections_of(url: str, payload: bytes) -> Iterator[str]:
    """The first page of each collection that a list of types names, ordered so that pages keep their items."""
    root = url[: url.rfind(_ROUTE)]
    values = _read(payload)
    if not isinstance(values, dict):
        return
    for slug, described in list(values.items())[:_MAX_TYPES]:
        if _INTERNAL.match(slug) or not isinstance(described, dict):
            continue
        base, namespace = described.get("rest_base"), described.get("rest_namespace", "wp/v2")
        if not (isinstance(base, str) and isinstance(namespace, str)):
            continue
        if _BASE.fullmatch(base) and _NAMESPACE.fullmatch(namespace):
            yield _page(f"{root}{namespace}/{base}", 1)


def collection_of(url: str) -> tuple[str, int] | None:
    """(the collection's address, which of its pages this is), or nothing for any other address."""
    if f"per_page={PER_PAGE}" not in url:
        return None
    address, found, page = url.rpartition("&page=")
    address = re.sub(rf"[?&]per_page={PER_PAGE}.*", "", address)
    return (address, int(page)) if found and page.isdecimal() and len(page) < 6 else None


def further_pages(collection: str, pages: str | None) -> Iterator[str]:
    """All pages but the first, by the `X-WP-TotalPages` header."""
    if pages and pages.isdecimal() and len(pages) < 6:
        for number in range(2, min(int(pages), _MAX_PAGES) + 1):
            yield _page(collection, number)


def items_of(payload: bytes) -> Iterator[Item]:
    values = _read(payload)
    if not isinstance(values, list):
        return
    for value in values[:PER_PAGE]:
        if isinstance(value, dict) and isinstance(value.get("link"), str):
            file = value.get("source_url")
            yield Item(value["link"], file if isinstance(file, str) else None)


def _page(collection: str, number: int) -> str:
    sign = "&" if "?" in collection else "?"
    return f"{collection}{sign}per_page={PER_PAGE}&orderby=id&order=asc&page={number}"


def _route_of(url: str) -> str:
    parts = urlsplit(url)
    return dict(parse_qsl(parts.query)).get("rest_route", parts.path)


def _read(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None
