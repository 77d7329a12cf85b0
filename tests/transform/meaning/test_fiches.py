"""Fiches that were judged before any rule had read them: `fixtures/truth/meaning/fiches`.

They were read while rules were mended since: the figures say that these still hold.
"""

from collections import Counter

import pytest

from fixtures.truth.fiches import Fiche
from fixtures.truth.placed import family, is_the_same, read


@pytest.fixture(scope="module")
def told() -> list[Fiche]:
    return [
        one
        for name in (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
        )
        for one in read(name)
    ]


def test_where_and_when(told: list[Fiche]) -> None:
    places = periods = 0
    for one in told:
        principal = next((place for place in one.record.places if place.role == "principal"), None)
        places += principal is not None and one.principal is not None and is_the_same(principal, one.principal)
        periods += (one.record.period.edtf if one.record.period else None) == one.period
    assert places >= 0.9 * len(told)
    assert periods >= 0.93 * len(told)


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("commune", 0.96, 0.96), ("departement", 0.96, 0.96), ("region", 0.99, 0.99), ("land", 0.9, 0.75)],
)
def test_each_place_that_is_named(told: list[Fiche], kind: str, precision: float, recall: float) -> None:
    right, ours, theirs = Counter[str](), 0, 0
    for one in told:
        wanted = [named for named in (one.principal, *one.others) if named and family(named.kind) == kind]
        found = [place for place in one.record.places if family(place.kind) == kind]
        theirs += len(wanted)
        ours += len(found)
        right["wanted"] += sum(any(is_the_same(place, named) for place in found) for named in wanted)
        right["found"] += sum(any(is_the_same(place, named) for named in wanted) for place in found)
    assert right["found"] >= precision * ours
    assert right["wanted"] >= recall * theirs
