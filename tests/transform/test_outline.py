"""Where an element stood is what the XPath of the page as parsed says, however the page is taken apart since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from transform.markup import BLOCKS, UNSEEN, first_letter, line_of, remove, squeeze
from transform.outline import Outline

_TAGS = st.sampled_from(("p", "div", "span", "li", "script", "br", "noscript"))
_WORDS = st.sampled_from(("", "un", " deux ", "\n\t", " ", "é\r"))
_SHAPES = st.lists(st.tuples(_TAGS, st.integers(0, 12), _WORDS, _WORDS), max_size=25)


def tree(shape: list[tuple[str, int, str, str]]) -> etree._Element:
    root = etree.Element("html")
    made = [root]
    for tag, above, text, tail in shape:
        made.append(etree.SubElement(made[above % len(made)], tag))
        made[-1].text, made[-1].tail = text, tail
    return root


@given(_SHAPES, st.integers(0, 25))
def test_paths_are_those_of_the_page_as_parsed(shape: list[tuple[str, int, str, str]], gone: int) -> None:
    root = tree(shape)
    elements = list(root.iter())
    expected = [root.getroottree().getpath(element) for element in elements]
    outline = Outline.of(root)
    remove(elements[gone % len(elements)])
    assert [outline.path_of(element) for element in elements] == expected
    assert outline.path_of(etree.Element("p")) is None


def test_a_thousand_siblings_are_told_apart_at_once() -> None:
    root = tree([("p", 0, "", "")] * 20_000)
    outline = Outline.of(root)
    assert outline.path_of(root[-1]) == "/html/p[20000]"
    assert all(outline.path_of(child) for child in root)


@given(_SHAPES)
def test_a_line_is_every_text_that_is_seen_with_a_space_at_each_break(shape: list[tuple[str, int, str, str]]) -> None:
    root = tree(shape)

    def seen(element: etree._Element) -> str:
        inside = "".join([element.text or "", *(around(child) + (child.tail or "") for child in element)])
        return "" if element is not root and element.tag in UNSEEN else inside

    def around(element: etree._Element) -> str:
        blank = " " if element.tag in BLOCKS or element.tag == "br" else ""
        return f"{blank}{seen(element)}{blank}"

    line = " ".join(seen(root).split())
    assert line_of(root) == line
    assert first_letter(root) == line[:1]


@pytest.mark.parametrize(
    ("text", "squeezed"), [(" a \n\t b ", "a b"), ("a\u00a0 b", "a\u00a0 b"), ("\f\v", ""), ("\x1ca  b", "\x1ca b")]
)
def test_blanks_are_one_space_and_others_stay(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed
