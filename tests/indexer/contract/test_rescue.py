"""An empty result: what is promised is found; a request's total alone is that of its page."""

import pytest

from indexer.in_force import in_force
from indexer.query import Mots, SearchRequest
from indexer.rescue import MAX_REMEDIES
from indexer.search import Search

EMPTY = [
    SearchRequest(text="loup", filters={"type": ("video",), "departement": ("xx",)}),
    SearchRequest(text="loup zzzz", mots=Mots.TOUS),
    SearchRequest(text="loup zzzz", mots=Mots.TOUS, filters={"type": ("xx",)}),
    SearchRequest(text="loup", first_year=1500, last_year=1501),
    SearchRequest(text='rivière "zzz yyy"'),
    SearchRequest(text="titre:rivière corps:berger un deux trois quatre cinq six", mots=Mots.TOUS),
    SearchRequest(text="bergeers", tel_quel=True),
]


@pytest.mark.parametrize("asked", EMPTY)
def test_each_way_out_finds_what_it_says(search: Search, asked: SearchRequest) -> None:
    found = search.run(asked)
    assert found.total == 0
    ways = search.rescue(found)
    assert 0 < len(ways) <= MAX_REMEDIES
    for way in ways:
        assert way.request != asked
        assert search.run(way.request).total == way.total > 0
    assert len({way.request.permalink for way in ways}) == len(ways)


def test_where_something_was_found_nothing_is_to_be_rescued(search: Search) -> None:
    assert search.rescue(search.run(SearchRequest(text="loup"))) == []
    assert search.rescue(search.run(SearchRequest(text="zzzz"))) == []


@pytest.mark.parametrize(
    "asked", [*EMPTY, SearchRequest(), SearchRequest(text="loup bergers zzz"), SearchRequest(text="loup")]
)
def test_the_total_alone_is_what_the_page_says(search: Search, asked: SearchRequest) -> None:
    assert search.total(asked) == search.run(asked).total


def test_each_filter_in_force_can_be_taken_away(search: Search) -> None:
    asked = SearchRequest(
        text="loup", filters={"type": ("-video", "etape")}, undated=True, replaced=True, inferred=False, page=3
    )
    filters = in_force(asked, search.run(asked).facets)
    assert [(one.label, one.value) for one in filters] == [
        ("Type", "sauf vidéo"),
        ("Type", "étape de parcours"),
        ("Période", "inconnue"),
        ("Versions", "anciennes comprises"),
        ("Valeurs", "écrites seulement"),
    ]
    left = asked
    for _ in filters:
        left = in_force(left, ())[0].without
    assert left == SearchRequest(text="loup")
    assert not left.is_filtered
    assert asked.is_filtered
