"""What is remembered of hrefs is what joining them would give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.canonical import canonical, join
from crawler.references import References

PAGES = st.from_regex(r"https?://h(:80)?(/[ab.]{0,2}){0,4}(\?[a/]{0,3})?", fullmatch=True)
HREFS = st.from_regex(
    r"(\.\./|\./|/|//|https?:/{0,3}|[?#:a ;%é]|a:|\\|\t|b\.php\?id=|\.){0,6}(a|b/|\.\.|a\.\./b)?", fullmatch=True
)


@given(st.lists(st.tuples(PAGES, st.lists(HREFS, max_size=5)), max_size=5))
def test_each_reference_leads_where_it_would_alone(pages: list[tuple[str, list[str]]]) -> None:
    references = References(join)
    for page, hrefs in pages:
        base = canonical(page)
        assert base is not None
        lead = references.of(base)
        for href in hrefs:
            assert lead(href) == join(base, href), (base, href)


@pytest.mark.parametrize("href", ["/menu/", "../menu/", "../../menu/", "menu.php?id=3", "http://autre.fr/"])
def test_what_pages_repeat_is_asked_once(href: str) -> None:
    asked: list[str] = []

    def resolve(base: str, written: str) -> str | None:
        asked.append(written)
        return join(base, written)

    references = References(resolve)
    for page in ("http://h/a/b/1.html", "http://h/a/b/2.html?x=1", "http://h/a/b/"):
        assert references.of(page)(href) == join(page, href)
    assert len(asked) == 1


def test_the_site_moves_and_nothing_is_remembered() -> None:
    references = References(join)
    lead = references.of("http://h/a/")
    assert lead("/x") == "http://h/x"
    references.forget()
    assert references.of("http://neuf/a/")("/x") == "http://neuf/x"
