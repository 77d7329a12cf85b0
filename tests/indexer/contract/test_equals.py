"""Equals across the end of a page: the same order from both engines, and no more asked for than is shown."""

from collections.abc import Callable
from typing import Any

import pytest

from indexer.engines.opensearch.connection import Connection
from indexer.query import SearchRequest
from indexer.search import Search
from tests.support.records import make_record
from transform.schema import Record

Indexed = Callable[[list[Record]], Search]

EQUALS = [make_record(f"r{number:03d}", "Le loup", f"Fiche {number:03d}.") for number in range(90)]


def titled(search: Search, page: int) -> list[tuple[str, str]]:
    found = search.run(SearchRequest(text="loup", page=page))
    return [(hit.id, hit.snippets[0].passage.text if hit.snippets else "") for hit in found.hits]


def test_pages_of_equals_follow_the_ids_and_show_each_record(indexed: Indexed) -> None:
    search = indexed(EQUALS)
    whole = [(record.id, f"Fiche {record.id[1:]}.") for record in EQUALS]
    assert [hit for page in range(1, 6) for hit in titled(search, page)] == whole


@pytest.mark.parametrize("engine", [pytest.param("opensearch", marks=pytest.mark.opensearch)], indirect=True)
def test_what_lies_beyond_a_page_comes_without_its_cards(indexed: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    search = indexed(EQUALS)
    search.run(SearchRequest(text="loup"))
    asked: list[dict[str, Any]] = []
    answer = Connection.search

    def noted(self: Connection, index: str, body: dict[str, Any]) -> dict[str, Any]:
        asked.append(body)
        return answer(self, index, body)

    monkeypatch.setattr(Connection, "search", noted)
    found = search.run(SearchRequest(text="loup", size=10))
    assert (len(found.hits), found.total) == (10, 90)
    first, beyond = asked
    assert first["stored_fields"]
    assert beyond["stored_fields"] == []
    assert "search_after" in beyond
    assert not beyond["aggs"]
