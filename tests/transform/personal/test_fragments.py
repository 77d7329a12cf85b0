"""A fragment read without a parser: « nothing stands there » is never said of one in which the tree finds something."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.support.marked_spans import parts
from tests.transform.personal.test_table import cases
from transform.personal.fragments import holds_nothing
from transform.personal.masking_html import mask_html, mask_tree

_TEXTS = st.sampled_from(
    (
        *("jean.dupont", "@", "exemple.fr", " (at) ", " arobase ", "06 12 34", "56 78", " 0612345678", "Tél. ", "\n"),
        *("12 rue des Lilas", "29410 Pleyber", "Mme Le Goff", " ", "&amp;", "&nbsp;", "&lt;", "2012-2013", "mot", ", "),
    )
)
_TAGS = st.sampled_from(
    (
        *("<p>", "</p>", "<br>", "<b>", "</b>", "<ul><li>", "</li></ul>", "<hr>", "<h3>", "</h3>", "<td>", "</td>"),
        *('<a href="mailto:jean@exemple.fr">', '<a href="https://exemple.fr/06-12">', "</a>", "<span>", "</span>"),
        *('<abbr title="06 12 34 56 78">', "</abbr>", '<td colspan="2">', "<pre>", "</pre>", '<i class="fa-at">'),
    )
)


@pytest.mark.parametrize("marked", [marked for marked, kind in cases() if kind is not None])
@pytest.mark.parametrize("around", ["<p>{}</p>", "<ul><li>Avant</li><li>{}</li></ul>", "<p>Avant<br>{}<br>après</p>"])
def test_each_spelling_is_seen_in_a_fragment(marked: str, around: str) -> None:
    text, _ = parts(marked)
    fragment = around.format(text)
    assert not holds_nothing(fragment) or mask_html(fragment) == fragment == _by_tree(fragment)


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>jean.<b>dupont</b>@exemple.fr</p>",
        "<p>06 12 <em>34</em> 56 78</p>",
        "<p>jean.dupont&#64;exemple.fr</p>",
        '<a href="mailto:jean.dupont@exemple.fr">lui</a>',
        '<a href="tel:0612345678">lui</a>',
        '<abbr title="jean.dupont@exemple.fr">lui</abbr>',
        '<p>jean.dupont<img src="arobase.gif">exemple.fr</p>',
        '<p>jean.dupont<i class="fa-at"></i>exemple.fr</p>',
        "<p>Écrire<!-- jean.dupont@exemple.fr --></p>",
        "<script>mail('jean.dupont', 'exemple.fr')</script>",
        '<span data-user="jean.dupont" data-domain="exemple.fr">lui</span>',
        "<p title='jean.dupont@exemple.fr'>lui</p>",
    ],
)
def test_it_is_left_to_the_tree(fragment: str) -> None:
    assert not holds_nothing(fragment)
    assert mask_html(fragment) != fragment


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>En 2012-2013, 45 réunions &amp; 1 200 personnes&nbsp;: <b>n° 123 (2014-2015)</b><br>Fin</p>",
        '<table><tbody><tr><td colspan="2">12 345</td></tr></tbody></table>',
        '<ul><li><a href="https://exemple.fr/2014/12345678.html" rel="nofollow noopener">Le dossier</a></li></ul>',
    ],
)
def test_figures_that_are_no_persons_need_no_tree(fragment: str) -> None:
    assert holds_nothing(fragment)


_ELEMENTS = st.sampled_from(("p", "b", "li", "ul", "h3", "td", "span", 'a href="https://exemple.fr/06-12"'))
#: As a sanitiser writes them: each element is closed.
_NESTED = st.recursive(
    _TEXTS | st.sampled_from(("<br>", "<hr>")),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name.partition(' ')[0]}>",
        _ELEMENTS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@example("jean.dupont@</p>jean.dupont")
@given(st.lists(_TEXTS | _TAGS, max_size=12).map("".join) | st.lists(_NESTED, max_size=4).map("".join))
@settings(max_examples=600)
def test_what_holds_nothing_the_tree_leaves_too(fragment: str) -> None:
    if fragment.strip() and holds_nothing(fragment):
        assert _by_tree(fragment) == fragment


def _by_tree(fragment: str) -> str:
    return fragment if not mask_tree(html.fragment_fromstring(fragment, create_parent="div")) else ""
