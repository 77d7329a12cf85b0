"""A selector is asked of a page only where it may find something, and then finds what it always found."""

import pytest
from lxml import html
from lxml.cssselect import CSSSelector

from transform.templates.present import Present
from transform.templates.profile import load_profiles
from transform.templates.selection import select

PAGE = html.fromstring(
    "<html><body class='single'><div id='content'><article class='post-3 hentry'><h1 class='entry-title'>T</h1>"
    "<div class='entry-content'><p class='mon-partage-a-moi'>x</p><nav><a rel='tag' href='/x'>y</a></nav></div>"
    "</article></div></body></html>"
)


@pytest.mark.parametrize(
    ("selector", "able"),
    [
        ("h1.entry-title", "h1.entry-title"),
        ("h1.page-title", ""),
        (".sd-sharing, nav, .widget", "nav"),
        ("[class*='partage']", "[class*='partage']"),
        ("[class*='share'], [class^='sharing']", ""),
        ("#content h1, #sidebar h1", "#content h1"),
        ("article > .entry-content", "article > .entry-content"),
        ("time:not(.published)", "time:not(.published)"),
        ("a[rel~='tag']", "a[rel~='tag']"),
        ("a[title='a, b'], .nowhere", "a[title='a, b'], .nowhere"),
        ("*", "*"),
    ],
)
def test_what_can_be_found_is_asked(selector: str, able: str) -> None:
    assert Present.of(PAGE).possible(selector) == able


def test_every_shipped_selector_finds_the_same() -> None:
    fields = next(profile for profile in load_profiles() if profile.name == "wordpress").fields
    lists = [
        getattr(fields, name)
        for name in type(fields).model_fields
        if name not in {"drop", "terms", "figures", "labelled"}
    ]
    selectors = (
        [css for found in lists for css in found]
        + [css for drop in fields.drop for css in drop.selectors]
        + [place.selector for place in fields.terms]
    )
    assert len(selectors) > 60
    for selector in selectors:
        assert select(selector, PAGE) == list(CSSSelector(selector)(PAGE)), selector
