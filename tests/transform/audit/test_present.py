"""A selector is asked of a page only where it may find something, and then finds what it always found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.cssselect import CSSSelector

from transform.markup import remove
from transform.outline import Outline
from transform.templates.present import Present
from transform.templates.profile import load_profiles
from transform.templates.selection import select
from transform.templates.text_places import gathered

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
        ("a[href$='x'], link[href*='spip_style']", "a[href$='x']"),
        ("*", "*"),
    ],
)
def test_what_can_be_found_is_asked(selector: str, able: str) -> None:
    assert Present.of(Outline.of(PAGE)).possible(selector) == able


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


_BLOCKS = st.recursive(
    st.builds(lambda text: text, st.sampled_from(["mot", ""])),
    lambda inner: st.builds(
        lambda tag, name, key, parts: (
            f"<{tag} class='{name}' id='{key}' rel='{name}' href='/{key}'>{''.join(parts)}</{tag}>"
        ),
        st.sampled_from(["div", "nav", "p", "a", "section"]),
        st.sampled_from(["", "a", "b", "a b", " b\ta ", "a\u00a0b", "share-x"]),
        st.sampled_from(["", "i", "j"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(_BLOCKS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_index_answers_as_lxml_does(block: str, taken_out: bool) -> None:
    page = html.document_fromstring(f"<html><body>{block}<div class='a'>x</div></body></html>")
    selectors = [".a", "div", "#i .b", "nav > .a", ".a .b, div", "a[rel~='a']", "[class*='share-']", "div:not(.a) .b"]
    selectors += ["div.a#i", ".b > div > .a", "[class^='a'], .b", "p + div", "body .a", "div[id='j'], nav[id^='i']"]
    selectors += [
        ".a p",
        "#i div",
        ".b > a",
        "#i .a nav, .share-x a",
        "section .b > p",
        "[rel='b'] a",
        "a[href*='/i'] p",
    ]
    for selector in selectors:
        select(selector, page)
    if taken_out and (gone := page.find(".//div")) is not None:
        remove(gone)
    for selector in selectors:
        for place in page.iter("html", "body", "section"):
            assert select(selector, place) == list(CSSSelector(selector)(place)), selector


def test_elements_that_changed_places_are_found_in_their_new_order() -> None:
    page = html.document_fromstring("<body><p class='b'>1</p><i class='c'>2</i><p class='b'>3</p></body>")
    assert [one.text for one in select(".b, .c", page)] == ["1", "2", "3"]
    gathered(select(".b", page), page)
    assert [one.text for one in select(".b, .c", page)] == ["1", "3", "2"]


def test_elements_are_found_in_each_place_that_a_selector_names() -> None:
    page = html.document_fromstring(
        "<p>0</p><div class='a'><p>1</p><div class='a'><p>2</p></div></div><p>3</p><div class='a'><p>4</p></div>"
    )
    once = html.document_fromstring("<p>0</p><div class='a' id='i'><section><p>1</p></section><p>2</p></div><p>3</p>")
    assert [one.text for one in select(".a p", page)] == ["1", "2", "4"]
    assert [one.text for one in select(".a p", once)] == [one.text for one in select("#i p", once)] == ["1", "2"]
    assert [one.text for one in select(".a > p", once)] == ["2"]
    remove(once.find(".//div"))
    assert select(".a p", once) == []
