"""`mot*` and `*mot`, on both engines."""

from collections.abc import Callable

from indexer.query import SearchRequest
from indexer.query.open_words import MAX_EXPANDED
from indexer.search import Search
from tests.support.records import make_record
from transform.schema import Record

Indexed = Callable[[list[Record]], Search]


def found(search: Search, text: str) -> list[str]:
    return sorted(hit.id for hit in search.run(SearchRequest(text=text)).hits)


def test_the_open_end_stands_for_any_letters(indexed: Indexed) -> None:
    records = [
        make_record("a", "La médiation"),
        make_record("b", "Un médiateur", "de la concertation"),
        make_record("c", "Une remédiation"),
        make_record("d", "Un médecin"),
    ]
    search = indexed(records)
    for text in ("médiat*", "mediat*", "MEDIAT*", "titre:médiat*"):
        assert found(search, text) == ["a", "b"]
    assert found(search, "*diation") == ["a", "c"]
    assert found(search, "médiat* concert*") == ["b"]
    assert found(search, "médiat* -concert*") == ["a"]
    assert found(search, "zzz*") == []
    some = search.run(SearchRequest(text="médiat* zzzz"))
    assert some.fallback
    assert some.understood.startswith("Aucune fiche ne réunit tout ce qui est demandé. En voici 2")
    (hit,) = search.run(SearchRequest(text="*ecin")).hits
    assert [hit.title.text[a:b] for a, b in hit.title.marks] == ["médecin"]
    said = search.run(SearchRequest(text="médiat*")).understood
    assert said == "2\u00a0fiches contiennent un mot en «\u00a0médiat…\u00a0»."


def test_that_not_all_words_are_searched_is_said(indexed: Indexed) -> None:
    endings = [f"{a}{b}" for a in "abcdefghij" for b in "klmnopqr"]
    assert len(endings) > MAX_EXPANDED
    search = indexed([make_record("a", "Mots", " ".join(f"mot{ending}" for ending in endings))])
    answer = search.run(SearchRequest(text="mot*"))
    assert answer.total == 1
    assert f"Plus de {MAX_EXPANDED} mots" in answer.understood
    assert "Plus de" not in search.run(SearchRequest(text="mota*")).understood


def test_an_asterisk_elsewhere_is_punctuation(indexed: Indexed) -> None:
    search = indexed([make_record("a", "Un loup"), make_record("b", "Le loupiot")])
    assert found(search, "lo*") == found(search, "lo")
    assert found(search, "*loup*") == found(search, "loup") == ["a"]
