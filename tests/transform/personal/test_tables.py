"""Tables of personal data, each read once before any rule was mended for it; the bar is .97 of values and of masks."""

from itertools import chain

import pytest

from tests.support.marked_spans import parts
from tests.support.personal import contacts, letters, minutes, pages
from tests.support.personal.figures import blocks, figures
from transform.personal import find, mask_text, mask_url
from transform.personal.finding import may_hold
from transform.personal.masking_html import mask_html

TABLES = {"pages": pages, "contacts": contacts, "minutes": minutes, "letters": letters}
#: A site's own name before the @ of another host: nothing on the line says that it is no person's.
_TOLERATED = {"comedie@exemple.org"}


@pytest.mark.parametrize("name", TABLES)
def test_precision_and_recall(name: str) -> None:
    table = TABLES[name]
    assert sum(marked.count("⟦") for marked in blocks(table.SPELLINGS)) >= 80
    recall, precision, wrong = figures(table.SPELLINGS, table.PAGES, table.HIDDEN, table.DECOYS)
    assert recall >= max(0.97, table.FIRST_SIGHT[0]), wrong
    assert precision >= max(0.97, table.FIRST_SIGHT[1]), wrong


@pytest.mark.parametrize("line", sorted({*chain(*(blocks(table.DECOYS) for table in TABLES.values()))} - _TOLERATED))
def test_a_decoy_stays_as_it_is(line: str) -> None:
    text = line.replace("¶", "\n")
    assert mask_text(text) == text


@pytest.mark.parametrize("name", TABLES)
def test_the_quick_looks_pass_over_nothing_that_is_found(name: str) -> None:
    for line in blocks(TABLES[name].SPELLINGS):
        text, _ = parts(line)
        assert not find(text) or may_hold(["La Bataille du bocage, 2003-2005", text, "12 communes"]), text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Odile Reynaud, 06 70\n      11 22 33</p>",
        (
            "<table>\n<tr>\n  <td>Odile Reynaud</td>\n  </tr>\n\n<tr><td>\n"
            "  14 rue Haute<br>\n 07200\n Aubenas</td></tr></table>"
        ),
    ],
)
def test_lines_of_the_source_are_no_lines_of_the_page(markup: str) -> None:
    masked = mask_html(markup)
    assert "22 33" not in masked
    assert "Haute" not in masked
    assert "Aubenas" not in masked


@pytest.mark.parametrize(
    "url",
    [
        "https://cartes.exemple/?q=Mairie,+3+place+de+la+Mairie,+48200+Saint-Ch%C3%A9ly",
        "https://cartes.exemple/?q=3+impasse+du+Four,+48200+Saint-Chely",
        "https://exemple.fr/recherche?q=Ida+Brun+48200+brebis",
    ],
)
def test_a_map_of_an_organisation_or_of_nobody_keeps_its_address(url: str) -> None:
    assert mask_url(url) == url
