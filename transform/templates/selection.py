"""What CSS selectors find on a page: a profile asks hundreds of them, most of which can find nothing there."""

from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from transform.templates.present import Present


def select(selector: str, element: etree._Element) -> list[etree._Element]:
    """The elements below (or the element itself) that a CSS selector finds, in document order."""
    able = _present(element.getroottree().getroot()).possible(selector)
    return list(_compiled(able)(element)) if able else []


#: The page read last: a page is asked for many selectors, then never again. Nothing gains a class meanwhile.
_last: list[tuple[etree._Element, Present]] = []


def _present(root: etree._Element) -> Present:
    if not _last or _last[0][0] is not root:
        _last[:] = [(root, Present.of(root))]
    return _last[0][1]


@lru_cache(maxsize=2048)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)
