"""Lists that were typed by hand."""

import pytest

from transform.repair.typed_lists import LOOKS_TYPED, with_lists

LISTS = {
    "<p>– a</p>\n<p>– b</p>": "<ul><li>a</li><li>b</li></ul>",
    "<p>Il faut :</p><p>1) voir</p><p>2) dire</p><p>Fin.</p>": (
        "<p>Il faut :</p><ol><li>voir</li><li>dire</li></ol><p>Fin.</p>"
    ),
    "<p>Trois :<br>• a<br>• <b>b</b><br>• c<br>fin</p>": (
        "<p>Trois :</p><ul><li>a</li><li><b>b</b></li><li>c</li></ul><p>fin</p>"
    ),
    "<p>3. c</p><p>4. d</p>": '<ol start="3"><li>c</li><li>d</li></ol>',
    "<blockquote><p>-&nbsp;a</p><p>- b</p></blockquote>": "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>",
}
NO_LISTS = (
    "<p>– a</p><p>b</p>",
    "<p>1) a</p><p>3) b</p>",
    "<p>– Et vous ?</p><p>– Moi aussi.</p>",
    "<p>-a</p><p>-b</p>",
    "<p><em>– a<br>– b</em></p>",
    "<p>2003. Le projet</p><p>2004. La suite</p>",
    "<pre>- a\n- b</pre>",
)


@pytest.mark.parametrize("html", LISTS)
def test_recognised(html: str) -> None:
    assert LOOKS_TYPED.search(html)
    assert with_lists(html) == LISTS[html]


@pytest.mark.parametrize("html", NO_LISTS)
def test_left_as_paragraphs(html: str) -> None:
    assert with_lists(html) == html


@pytest.mark.parametrize("html", ["<p>– a" * 5_000, "<p>– " + " " * 20_000, "<p>" + "– a<br>" * 20_000 + "</p>"])
def test_hostile_html_costs_little(html: str) -> None:
    assert with_lists(html).count("a") >= html.count("a")
