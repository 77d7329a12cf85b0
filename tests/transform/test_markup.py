"""Text to a tree, within bounds."""

import pytest

from transform.errors import PageError
from transform.markup import parse


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_no_tree_may_hold_is_a_blank(character: str) -> None:
    assert parse(f"<p>un{character}é</p>").findtext(".//p") == "un é"
    with pytest.raises(PageError, match="page vide"):
        parse(f" {character}\xa0 ")


@pytest.mark.parametrize("text", ["un\t\n\x0cdeux", "\ufffd", "\ud7ff", "\ue000", "\U0010ffff", "\x7f\x85"])
def test_all_else_stays(text: str) -> None:
    assert parse(f"<p>{text}</p>").findtext(".//p") == text


@pytest.mark.parametrize(
    "text", ["<p>x" * 100_001, "<div>" * 251 + "x", "<i></p>" * 51_000, "<table><tr><td>x</table>" * 40_000]
)
def test_pages_beyond_the_bounds_are_not_read(text: str) -> None:
    with pytest.raises(PageError, match="page trop profonde ou trop longue"):
        parse(text)


def test_pages_within_the_bounds_are() -> None:
    assert len(list(parse("<b>x</b>" * 99_000).iter())) == 99_002
    assert len(list(parse("<div>" * 240 + "x").iter())) == 242
