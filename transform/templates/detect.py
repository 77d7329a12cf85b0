"""Which profile claims a page, and what the page is in it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from transform.extract.page import Page
from transform.templates.present import Present
from transform.templates.profile import Condition, NativeId, PageRole, Profile


def profile_for(page: Page, profiles: Iterable[Profile]) -> Profile | None:
    return next((p for p in profiles if any(holds(condition, page) for condition in p.detect)), None)


def role_of_page(page: Page, profile: Profile) -> PageRole | None:
    """Nothing where no rule recognises the page: the profile does not claim it."""
    for rule in profile.pages:
        if any(holds(condition, page) for condition in rule.any):
            return rule.role
    return None


def holds(condition: Condition, page: Page) -> bool:
    if condition.generator is not None and not _pattern(condition.generator).search(page.generator):
        return False
    if condition.body_class is not None and not any(map(_pattern(condition.body_class).search, page.body_classes)):
        return False
    if condition.url is not None and not _pattern(condition.url).search(page.url):
        return False
    return condition.selector is None or bool(select(condition.selector, page.root))


def number_of(page: Page, places: Iterable[NativeId]) -> str | None:
    """The first group of the first pattern that is found in a body class or in an attribute."""
    for place in places:
        if place.body_class is not None:
            for name in page.body_classes:
                if found := _pattern(place.body_class).search(name):
                    return str(found[1])
        if place.selector is not None:
            for element in select(place.selector, page.root):
                value = element.get(place.attribute or "href") or ""
                if found := _pattern(place.pattern).search(value):
                    return str(found[1])
    return None


def select(selector: str, element: etree._Element) -> list[etree._Element]:
    """The elements below (or the element itself) that a CSS selector finds, in document order."""
    able = _present(element.getroottree().getroot()).possible(selector)
    return list(_compiled(able)(element)) if able else []


def first(selectors: Iterable[str], element: etree._Element) -> etree._Element | None:
    """The first element that the first fruitful selector finds."""
    for selector in selectors:
        if found := select(selector, element):
            return found[0]
    return None


#: The page read last: a page is asked for many selectors, then never again. Nothing gains a class meanwhile.
_last: list[tuple[etree._Element, Present]] = []


def _present(root: etree._Element) -> Present:
    if not _last or _last[0][0] is not root:
        _last[:] = [(root, Present.of(root))]
    return _last[0][1]


@lru_cache(maxsize=2048)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)


@lru_cache(maxsize=2048)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
