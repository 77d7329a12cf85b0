"""Which profile claims a page, and what the page is in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from transform.extract.page import Page
from transform.markup import line_of
from transform.templates.numbers import number_of_match, pattern
from transform.templates.profile import Condition, NativeId, PageRule, Profile, is_undescribed
from transform.templates.roles import PageRole
from transform.templates.selection import select
from transform.templates.text_places import has_main_part, text_places


@dataclass(frozen=True, slots=True)
class Claim:
    """`whole` is false where the profile says what the page is, but does not find where its text stands.

    `sure` is false too where all that it finds may stand beside a text: a lead, notes.
    `family`: the profile that knew the page first; another may have found its text.
    """

    profile: Profile
    rule: PageRule
    whole: bool
    family: Profile
    sure: bool


def profile_for(page: Page, profiles: Iterable[Profile]) -> Profile | None:
    return next((p for p in profiles if any(holds(condition, page, p) for condition in p.detect)), None)


def claim_of(page: Page, profiles: Iterable[Profile]) -> Claim | None:
    """The first profile that knows the page and surely finds its text; else the first that knows what the page is."""
    first = None
    for profile in profiles:
        if not any(holds(condition, page, profile) for condition in profile.detect):
            continue
        rule = rule_for(page, profile)
        if rule is None:
            continue
        has_text = rule.role in {PageRole.RECORD, PageRole.COPY}
        whole = not has_text or bool(text_places(page, profile)[0])
        if whole and (not has_text or has_main_part(page, profile)):
            if first is None:
                return Claim(profile, rule, True, profile, True)
            # What was learnt says where the text stands; who described the page says what it is.
            return Claim(profile, first.rule if is_undescribed(profile.name) else rule, True, first.family, True)
        first = first or Claim(profile, rule, whole, profile, False)
    return first


def rule_for(page: Page, profile: Profile) -> PageRule | None:
    """Nothing where no rule recognises the page: the profile does not claim it."""
    return next((r for r in profile.pages if any(holds(condition, page, profile) for condition in r.any)), None)


def holds(condition: Condition, page: Page, profile: Profile) -> bool:
    if condition.generator is not None and not pattern(condition.generator).search(page.generator):
        return False
    if condition.body_class is not None and not any(map(pattern(condition.body_class).search, page.body_classes)):
        return False
    if condition.url is not None and not pattern(condition.url).search(page.url):
        return False
    if condition.addresses and page.url not in condition.addresses:
        return False
    if not all(select(selector, page.root) for selector in condition.all):
        return False
    if condition.without is not None and select(condition.without, page.root):
        return False
    found = select(condition.selector, page.root) if condition.selector is not None else []
    if condition.selector is not None and not found:
        return False
    return condition.fewer_words is None or _words_outside(found, page, profile) < condition.fewer_words


def _words_outside(blocks: list[etree._Element], page: Page, profile: Profile) -> int:
    """Words of the text that stand in none of the blocks."""
    places = text_places(page, profile)[0] or [page.body]
    inside = {block for place in places for block in blocks if block in place.iter()}
    outermost = [block for block in inside if inside.isdisjoint(block.iterancestors())]
    whole = sum(len(line_of(place).split()) for place in places)
    return whole - sum(len(line_of(block).split()) for block in outermost)


def number_of(page: Page, places: Iterable[NativeId]) -> str | None:
    """What the first fruitful place gives, of a body class, of the page's own addresses or of an attribute."""
    for place in places:
        found = next((match for value, rule in _values(page, place) if (match := rule.search(value))), None)
        if found is not None:
            return number_of_match(found, place)
    return None


def _values(page: Page, place: NativeId) -> Iterator[tuple[str, re.Pattern[str]]]:
    if place.body_class is not None:
        yield from ((name, pattern(place.body_class)) for name in page.body_classes)
    if place.url is not None:
        yield from ((url, pattern(place.url)) for url in (page.url, page.canonical) if url)
    if place.selector is not None:
        for element in select(place.selector, page.root):
            yield element.get(place.attribute or "href") or "", pattern(place.pattern)
