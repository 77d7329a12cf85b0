"""Where and when the experiences of the bundled site took place, beside what their author says of them."""

from collections import Counter

import pytest

from fixtures.truth.told import Told, taught, told
from transform.places.enriching import enriched
from transform.places.words import key_of
from transform.schema import Place

ADMINISTRATIVE = {"commune", "departement", "region", "pays"}


@pytest.fixture(scope="module")
def experiences() -> list[Told]:
    learned = taught()
    all_told = told()
    for one in all_told:
        enriched(one.record, learned, "capture")
    return all_told


def names(*written: str | None) -> set[str]:
    return {key_of(one) for one in written if one}


def family(kind: str | None) -> str | None:
    return kind if kind in ADMINISTRATIVE else "land"


def is_the_same(place: Place, expected: dict[str, str]) -> bool:
    same = names(place.name, place.label) & names(expected["name"], expected["label"])
    return bool(same) and family(place.kind) == family(expected["kind"])


def test_the_principal_place(experiences: list[Told]) -> None:
    wrong = []
    for one in experiences:
        expected = [place for place in one.expected.get("places", ()) if place["principal"]]
        place = next((place for place in one.record.places if place.role == "principal"), None)
        if expected and not (place and is_the_same(place, expected[0])):
            wrong.append((one.record.id, expected[0]["name"], place and place.name))
    assert len(wrong) <= 0.05 * len(experiences), wrong


def test_the_period(experiences: list[Told]) -> None:
    """Exact in EDTF, and each of its years."""
    right: Counter[str] = Counter()
    dated = [one for one in experiences if "period" in one.expected]
    for one in dated:
        expected, found = one.expected["period"], one.record.period
        right["exact"] += (found and found.edtf) == expected
        right["start"] += expected is not None and found is not None and str(found.start) == expected[:4]
    assert right["exact"] >= 0.93 * len(dated)
    assert right["start"] >= 0.92 * len(dated)


@pytest.mark.parametrize(
    ("kind", "recall"), [("commune", 0.96), ("departement", 0.96), ("region", 0.96), ("land", 0.75)]
)
def test_what_a_page_names_is_found(experiences: list[Told], kind: str, recall: float) -> None:
    """Of the places that the author lists and the text writes."""
    found = total = 0
    for one in experiences:
        record = one.record
        text = " ".join(filter(None, (record.title, record.subtitle, record.lead, *(s.text for s in record.sections))))
        for expected in one.expected.get("places", ()):
            if family(expected["kind"]) == kind and expected["name"] in text:
                total += 1
                found += any(is_the_same(place, expected) for place in record.places)
    assert found >= recall * total
