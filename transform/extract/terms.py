"""The source's own keywords, as written, under the names of its own taxonomies."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from transform.addresses import absolute, query_of, segments_of
from transform.markup import classes_of, line_of

_WORDPRESS_QUERIES = {"cat": "category", "tag": "tag", "category_name": "category"}
#: What WordPress puts before a term's own name in its address, unless told otherwise.
_TAXONOMIES = frozenset(("category", "tag", "categorie", "etiquette", "mot-cle"))
_NO_TAXONOMY = frozenset(("blog", "index.php", "page", "fr", "en"))
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
    wanted = {
        name
        for article in body.iter("article", "div", "main")
        if "hentry" in classes_of(article) or any(name.startswith("type-") for name in classes_of(article))
        for name in classes_of(article)
    }
    missing = wanted - {_class_at(anchor, base) or "" for anchor in known}
    found: dict[str, etree._Element] = {}
    for anchor in body.iter("a"):
        name = _class_at(anchor, base)
        if name in missing and name is not None and line_of(anchor):
            found.setdefault(name, anchor)
    return list(found.values())


def _class_at(anchor: etree._Element, base: str) -> str | None:
    """`/thematique/eau/` → `thematique-eau`."""
    url = absolute(anchor.get("href") or "", base)
    return _class_named(url, _folder_of(base)) if url else None


@lru_cache(maxsize=8192)
def _class_named(url: str, folder: str) -> str | None:
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
