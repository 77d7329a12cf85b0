"""Counts are promises (law 9), on both engines."""

import pytest

from indexer.query import Mots, SearchRequest
from indexer.search import Search
from tests.support.records import sample_records
from transform.schema import Kind

TEXTS = [
    "",
    "loup",
    "eau",
    "charte bergers",
    "comment partager l’eau ?",
    "-loup",
    '"débat public"',
    "loup OU eau",
    "été",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ticked", [(), ("video",), ("video", "experience"), ("inconnu",)])
def test_the_number_beside_a_value_is_what_ticking_it_alone_shows(
    search: Search, text: str, ticked: tuple[str, ...]
) -> None:
    shown = search.run(SearchRequest(text=text, filters={"type": ticked} if ticked else {}))
    facet = shown.facets[0]
    assert (facet.name, facet.label) == ("type", "Type")
    for value in facet.values:
        alone = search.run(SearchRequest(text=text, filters={"type": (value.value,)}))
        assert alone.total == value.count
        assert {hit.kind for hit in alone.hits} <= {value.value}
        assert value.active == (value.value in ticked)
    assert shown.total == sum(value.count for value in facet.values if value.active or not ticked)


def test_values_stand_in_the_order_of_the_kinds_with_plural_labels(search: Search) -> None:
    facet = search.run(SearchRequest()).facets[0]
    order = [kind.value for kind in Kind]
    assert [value.value for value in facet.values] == sorted((v.value for v in facet.values), key=order.index)
    assert facet.values[0].label == "fiches d’expériences"


def test_a_ticked_value_stays_visible_when_it_shows_nothing(search: Search) -> None:
    facet = search.run(SearchRequest(text="loup", filters={"type": ("entretien",)})).facets[0]
    assert [(value.count, value.label) for value in facet.values if value.active] == [(0, "entretiens")]


@pytest.mark.parametrize("mots", list(Mots))
def test_values_add_up_to_the_total(search: Search, mots: Mots) -> None:
    for text in TEXTS:
        shown = search.run(SearchRequest(text=text, mots=mots))
        assert sum(value.count for value in shown.facets[0].values) == shown.total


def test_kinds_of_the_whole_index(search: Search) -> None:
    kinds = search.kinds()
    assert sum(kinds.values()) == len(sample_records())
    assert list(kinds) == [kind.value for kind in Kind if kind.value in kinds]
