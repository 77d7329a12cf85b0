"""A record that a newer one seems to replace stays out of the way, is counted, and is shown to whom asks for it."""

from collections.abc import Callable

import pytest

from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.records import sample_records
from transform.schema import Record

Indexed = Callable[[list[Record]], Search]


def records() -> list[Record]:
    first, second, *others = sample_records()[:12]
    return [first.model_copy(update={"superseded_by": second.id}), second, *others]


def ids(search: Search, **asked: object) -> list[str]:
    return [hit.id for hit in search.run(SearchRequest(**asked)).hits]  # type: ignore[arg-type]


def test_what_is_replaced_is_shown_on_demand(indexed: Indexed) -> None:
    given = records()
    search = indexed(given)
    shown, whole = search.run(SearchRequest()), search.run(SearchRequest(replaced=True))
    assert given[0].id not in [hit.id for hit in shown.hits]
    assert (shown.total, whole.total) == (len(given) - 1, len(given))
    assert [(one.name, one.count) for one in shown.hidden] == [("remplacees", 1)]
    assert whole.hidden == ()
    assert "versions remplacées comprises" in whole.understood
    found = search.record(given[0].id)
    assert found is not None
    assert found.superseded_by == given[1].id


def test_counts_are_those_of_what_is_shown(indexed: Indexed) -> None:
    given = records()
    search = indexed(given)
    for replaced in (False, True):
        shown = search.run(SearchRequest(replaced=replaced))
        for facet in shown.facets:
            for value in facet.values:
                ticked = SearchRequest(filters={facet.name: (value.value,)}, replaced=replaced)
                assert search.run(ticked).total == value.count, (facet.name, value.value)


def test_what_a_title_hides_is_counted_under_the_query_s_own_words(indexed: Indexed) -> None:
    given = records()
    search = indexed(given)
    quoted = f'"{given[0].title}"'
    assert given[0].id not in ids(search, text=quoted)
    assert given[0].id in ids(search, text=quoted, replaced=True)
    assert {one.name for one in search.run(SearchRequest(text=quoted)).hidden} == {"remplacees"}
    assert search.run(SearchRequest(text="zzzzqq")).hidden == ()


def test_nothing_is_asked_of_an_archive_without_such_records(indexed: Indexed) -> None:
    given = sample_records()[:4]
    search = indexed(given)
    assert search.run(SearchRequest()).total == search.run(SearchRequest(replaced=True)).total == 4


@pytest.mark.parametrize("value", ["oui", "non", "", "1"])
def test_it_stands_in_the_address(value: str) -> None:
    asked = SearchRequest.from_parameters([("remplacees", value)])
    assert asked.replaced is (value == "oui")
    assert SearchRequest.from_parameters(asked.to_parameters()) == asked
    assert not asked.without_filters.replaced
