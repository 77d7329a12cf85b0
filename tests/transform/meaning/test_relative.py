"""« Deux ans plus tard » is dated from the date before, and from no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.periods.dates import dates
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
    assert [one.first for one in relative("L’année suivante, on se réunit.", [], 2002)] == [2003]
    assert [one.first for one in relative("Quinze jours après", [], 2018)] == [2018]
    assert relative("Quatre ans après, l’herbe a repoussé.", [], 2002) == []
    assert relative("On se tait. Puis l’année suivante, on parle.", [], 2002) == []
