"""Forms of date, and digits that are none, from tables written before the code."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.periods.account import TOLD, Account
from transform.periods.dates import dates
from transform.periods.finding import period_of
from transform.periods.sorting import reason_against


def test_every_form_is_read_with_its_precision(dates_row: list[str]) -> None:
    text, edtf = dates_row
    assert " ".join(one.edtf for one in dates(text)) == edtf


def test_forms_of_old_pages(legacy_dates_row: list[str]) -> None:
    text, edtf = legacy_dates_row
    assert (" ".join(one.edtf for one in dates(text)) or "-") == edtf


def test_no_decoy_is_taken(no_dates_row: list[str]) -> None:
    text, reason = no_dates_row
    reasons = [reason_against(text, one) for one in dates(text)]
    assert None not in reasons
    assert reason == "*" or not reasons or reason in reasons


def test_periods_of_passages() -> None:
    rows = [line.split("\t") for line in (Path(__file__).parent / "periods.tsv").read_text("utf-8").splitlines()]
    rows = [row for row in rows if len(row) == 2 and not row[0].startswith("#")]
    wrong = []
    for text, edtf in rows:
        found = period_of([text])
        if (found.edtf if found else "-") != edtf:
            wrong.append((text, edtf, found and found.edtf))
    assert len(wrong) <= 0.07 * len(rows), wrong


@given(st.text(max_size=300))
def test_offsets_are_those_of_the_text(text: str) -> None:
    found = dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    period_of([text])


def test_the_lines_of_a_chronology_are_no_span_of_the_whole() -> None:
    lines = "2022-2023 :\nEntretiens avec les habitants.\n2023 :\nRéunions.\n2024 :\nQuatre rencontres."
    assert (found := period_of([lines])) is not None
    assert found.edtf == "2022/2024"
    assert (whole := period_of([lines.replace("2023 :\nRéunions.\n2024 :\n", "")])) is not None
    assert whole.edtf == "2022/2023"


def test_what_is_handed_over_after_a_span_of_months_ends_the_period() -> None:
    told = "Onze rencontres ont eu lieu de mai 2017 à février 2018. {} au mois de juillet suivant."
    assert (handed := period_of([Account(told.format("On l’a remis au maire"), TOLD)])) is not None
    assert handed.edtf == "2017/2018"
    assert (other := period_of([Account(told.format("Il a plu"), TOLD)])) is not None
    assert other.edtf == "2017-05/2018-02"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Le groupe se réunit depuis 2003. Une charte a été signée en 2006. La démarche continue.", "2003/.."),
        ("Le groupe s’est réuni en 2003. Une charte a été signée en 2006. La haie est continue.", "2003/2006"),
        ("Un comité est né d’une grève, en 2012. Le comité siège encore chaque samedi.", "2012/.."),
        ("Un comité s’est réuni en 2012, à la mairie, où le conseil siège encore.", "2012"),
        ("Les mêmes qui s’étaient battus ont écrit au parc, en 2000. La charte est signée en 2004.", "2000/2004"),
        ("Ils s’étaient battus pour l’école en 2001. La charte est négociée en 2003 et signée en 2004.", "2003/2004"),
        (
            "La méthode a été conçue en 2009-2010. Nous avons animé de septembre 2017 à juin 2018 des ateliers.",
            "2017-09/2018-06",
        ),
    ],
)
def test_what_goes_on_what_was_done_and_which_span_is_of_the_whole(text: str, edtf: str) -> None:
    assert (found := period_of([text])) is not None
    assert found.edtf == edtf


def test_a_year_in_apposition_is_of_the_account() -> None:
    told = "{}, 2007, on n’a fait que compter. Un accord est signé en avril 2010."
    assert (first := period_of([Account(told.format("La première année"), TOLD)])) is not None
    assert first.edtf == "2007/2010"
    assert (other := period_of([Account(told.format("Sur le mur"), TOLD)])) is not None
    assert other.edtf == "2010-04"
