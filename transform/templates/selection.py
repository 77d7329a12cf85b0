"""What CSS selectors find on a page: a profile asks hundreds of them, most of which can find nothing there."""

from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from transform.outline import Outline
from transform.templates.matching import alternatives_of
from transform.templates.present import Present


def select(selector: str, element: etree._Element) -> list[etree._Element]:
    """The elements below (or the element itself) that a CSS selector finds, in document order."""
    _, present, outline = _page(element.getroottree().getroot())
    able = present.possible(selector)
    return _found(able, element, outline) if able else []


def outlined(root: etree._Element) -> Outline:
    """The outline of a page as it stands, by which `select` finds what is asked of this page next."""
    outline = Outline.of(root)
    _last[:] = [(root, Present.of(outline), outline)]
    return outline


def reordered() -> None:
    """To be called when elements of the page have changed places: what is known of their order is forgotten."""
    _last.clear()


#: The page read last: a page is asked for many selectors, then never again. Nothing gains a class meanwhile.
_last: list[tuple[etree._Element, Present, Outline]] = []


def _found(selector: str, element: etree._Element, outline: Outline) -> list[etree._Element]:
    alternatives = alternatives_of(selector)
    if alternatives is None:
        return list(_compiled(selector)(element))
    found = alternatives[0].find(element, outline)
    if len(alternatives) == 1:
        return found
    ways = 1 if found else 0
    for alternative in alternatives[1:]:
        if more := alternative.find(element, outline):
            found += more
            ways += 1
    if ways < 2:
        return found
    try:
        return sorted(dict.fromkeys(found), key=outline.numbers.__getitem__)
    except KeyError:  # an element that was made since
        return list(_compiled(selector)(element))


def _page(root: etree._Element) -> tuple[etree._Element, Present, Outline]:
    if not _last or _last[0][0] is not root:
        outlined(root)
    return _last[0]


@lru_cache(maxsize=2048)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)
