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
