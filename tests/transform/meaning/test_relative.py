"""« Deux ans plus tard » is dated from the date before, and from no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.periods.dates import Date, dates
from transform.periods.relative import relative


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("La crue de 2002 a noyé le village. Deux ans plus tard, on se réunit.", [2004]),
        ("En 1998, un niveau est fixé. L’automne suivant, on le change. Trois ans après, on le garde.", [1999, 2002]),
        ("Deux ans plus tard, on se réunit. C’était en 2004.", []),
        ("De 1999 à 2001 on se tait. L’année suivante, on parle.", [2002]),
        ("Deux ans plus tard, personne.", []),
        ("En janvier 2010 on l’allume. L’automne de la même année, on compte.", [2010]),
    ],
)
def test_years(text: str, years: list[int]) -> None:
    assert [one.first for one in relative(text, dates(text))] == years


@given(st.text(alphabet="en 2019dux.aplstr’qévi,", max_size=200))
def test_it_stands_after_what_it_counts_from(text: str) -> None:
    told = dates(text)
    for one in relative(text, told):
        assert one.edtf == f"{one.first}~"
        assert any(other.end <= one.start for other in told)


def test_a_text_that_opens_with_the_year_after_counts_from_the_text_before() -> None:
    before = Date(0, 4, "2002", 2002, 2002, "année")
    assert [one.first for one in relative("L’année suivante, on se réunit.", [], before)] == [2003]
    assert [one.first for one in relative("Un promoteur l’a signé l’année suivante.", [], before)] == [2003]
    assert [one.first for one in relative("Quinze jours après", [], before)] == [2002]
    assert relative("Quatre ans après, l’herbe a repoussé.", [], before) == []
    assert relative("On se tait. Puis l’année suivante, on parle.", [], before) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Le barrage a été vidé en janvier 2014. De mars à juin de la même année, on s’est vu.", ["2014-03/2014-06"]),
        ("On s’est vu en mai 2010, puis en mars de l’année suivante.", ["2011-03"]),
        ("Onze rencontres jusqu’en février 2018. On l’a remis au mois de juillet suivant.", ["2018-07"]),
        ("Onze rencontres en novembre 2018. On l’a remis en juillet suivant.", ["2019-07"]),
        ("Onze rencontres en 2018. On l’a remis en juillet suivant.", []),
        ("Onze rencontres en mars 2018. Le samedi suivant, on se tait.", []),
    ],
)
def test_months_of_that_year_or_the_next(text: str, edtf: list[str]) -> None:
    assert [one.edtf for one in relative(text, dates(text))] == edtf
