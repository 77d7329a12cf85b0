"""The quick look before a parse: it may say « perhaps » too often, never « no » where the whole look says yes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.personal import masking_html
from transform.personal.masking_html import mask_html

_PIECES = st.sampled_from(
    (
        *"aàAtTſsSkKbe ._-<>()[]{}0123456789",
        "ͅ",
        "ß",
        " at ",
        "chez ",
        "arroba",
        "aroba",
        "SMS:",
        "Tel:",
        "＠",
        "&#",
        "rue",
    )
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_signs_found_by_the_whole_look_are_never_skipped(markup: str) -> None:
    signed = masking_html._SIGN.search(markup) is not None
    figured = any(masking_html._MANY_FIGURES.search(read) for read in (re.sub(r"<[^<>]*>", "", markup), markup))
    assert masking_html._may_hold(markup) is (signed or figured)


@pytest.mark.parametrize(
    "written", ["jean AT exemple DOT fr", "jean arobaſe exemple.fr", "<a href='TEL:0143210000'>x</a>"]
)
def test_signs_in_any_case(written: str) -> None:
    assert masking_html._may_hold(f"<p>{written}</p>")


def test_a_text_without_sign_nor_figure_is_left_to_the_character() -> None:
    assert (
        mask_html("<p>Le débat, l’état des lieux<br>& le reste</p>")
        == "<p>Le débat, l’état des lieux<br>& le reste</p>"
    )
