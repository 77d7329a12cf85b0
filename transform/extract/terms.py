"""The source's own keywords, as written, under the names of its own taxonomies."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from transform.addresses import absolute, is_from_the_top, query_of, segments_of, top_of
from transform.markup import classes_of, line_of

_WORDPRESS_QUERIES = {"cat": "category", "tag": "tag", "category_name": "category"}
#: What WordPress puts before a term's own name in its address, unless told otherwise.
_TAXONOMIES = frozenset(("category", "tag", "categorie", "etiquette", "mot-cle"))
_NO_TAXONOMY = frozenset(("blog", "index.php", "page", "fr", "en"))
_PLAIN = re.compile(r"[a-z0-9-]+")
_CONTAINER = re.compile(r"^(?:taxonomy-|tax-)?([a-z][a-z0-9_]*(?:-[a-z0-9_]+)*?)-(?:links?|terms?|list)$")
_CONTAINER_NAMES = {"cat": "category", "tags": "tag", "categories": "category", "post-categories": "category"}


def terms_among(
    anchors: Iterable[etree._Element], base: str, names: Mapping[etree._Element, str | None] | None = None
) -> dict[str, list[str]]:
    """Taxonomy → labels, in reading order.

    `names` says which taxonomy; else the address does, else the class of what holds the link.
    """
    terms: dict[str, list[str]] = {}
    for anchor in anchors:
        label = line_of(anchor)
        url = absolute(anchor.get("href") or "", base)
        named = names.get(anchor) if names else None
        if not label or (url is None and not named) or len(label) > 200:
            continue
        taxonomy = named or (_taxonomy_at(url, base) if url else None) or _taxonomy_around(anchor) or "tag"
        labels = terms.setdefault(taxonomy, [])
        if label not in labels:
            labels.append(label)
    return terms


def anchors_of_classes(body: etree._Element, base: str, known: Iterable[etree._Element]) -> list[etree._Element]:
    """Links to the terms that WordPress writes in an article's classes (`thematique-eau`), one a term not yet known.

    A theme may show no keyword at all; the words of the term are then those of a menu or of a cloud.
    """
    wanted: set[str] = set()
    for article in body.iter("article", "div", "main"):
        value = article.get("class")
        if value is None or ("hentry" not in value and "type-" not in value):
            continue  # nearly all
        names = classes_of(article)
        if "hentry" in names or any(name.startswith("type-") for name in names):
            wanted.update(names)
    site = _Site(base, top_of(base) or base, _folder_of(base))
    missing = _led_to(wanted - {_class_at(anchor, site) or "" for anchor in known}, body, base)
    found: dict[str, etree._Element] = {}
    ends = {name[place + 1 :] for name in missing for place, sign in enumerate(name) if sign == "-"} | _NO_TAXONOMY
    for anchor in body.iter("a") if missing else ():
        if (end := _plain_end_of(anchor.get("href") or "")) is not None and end not in ends:
            continue  # most links: their addresses need not be taken apart
        name = _class_at(anchor, site)
        if name in missing and name is not None and line_of(anchor):
            found.setdefault(name, anchor)
    return list(found.values())


def _led_to(names: set[str], body: etree._Element, base: str) -> set[str]:
    """Without those that no link of the page can lead to: one look at all addresses. Most classes are a theme's own."""
    said = "\n".join([base, *(anchor.get("href") or "" for anchor in body.iter("a"))])
    plain = unquote(unquote(said)).lower()
    return {
        name
        for name in names
        if any(name[:place] in plain and name[place + 1 :] in plain for place, sign in enumerate(name) if sign == "-")
    }


@lru_cache(maxsize=8192)
def _plain_end_of(href: str) -> str | None:
    """The last part of the path of a link, as written: where it is plain, so it is in the whole address."""
    end = href.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    return end if _PLAIN.fullmatch(end) else None


class _Site(NamedTuple):
    """What a page's links are resolved against: its own address, and all that counts of it for a menu's links."""

    base: str
    top: str
    folder: str


def _class_at(anchor: etree._Element, site: _Site) -> str | None:
    """`/thematique/eau/` → `thematique-eau`."""
    href = anchor.get("href")
    return _class_named(href, site.top if is_from_the_top(href) else site.base, site.folder) if href else None


@lru_cache(maxsize=8192)
def _class_named(href: str, base: str, folder: str) -> str | None:
    url = absolute(href, base)
    if not url:
        return None
    segments = _segments_below(url, folder)
    return f"{segments[0]}-{segments[-1]}" if len(segments) > 1 else None


def _taxonomy_at(url: str, base: str) -> str | None:
    query = query_of(url)
    for name in query:
        if name in _WORDPRESS_QUERIES:
            return _WORDPRESS_QUERIES[name]
    if query and not urlsplit(url).path.strip("/"):
        return next(iter(query))
    segments = _segments_below(url, _folder_of(base))
    return segments[0] if len(segments) > 1 else None


def _folder_of(base: str) -> str:
    """The first folder of a page's address: a whole site may stand in it."""
    segments = segments_of(base)
    return segments[0] if len(segments) > 1 else ""


def _segments_below(url: str, folder: str) -> list[str]:
    """The parts of a term's address that say what it is: not those of the folder in which the site stands."""
    segments = segments_of(url)
    if len(segments) > 2 and folder and segments[0] == folder and not _TAXONOMIES.isdisjoint(segments[1:-1]):
        segments = segments[1:]
    return [segment for segment in segments if segment not in _NO_TAXONOMY]


def _taxonomy_around(anchor: etree._Element) -> str | None:
    for parent, _ in zip(anchor.iterancestors(), range(3), strict=False):
        for name in classes_of(parent):
            if found := _CONTAINER.match(name):
                return _CONTAINER_NAMES.get(found[1], found[1])
    return None
