"""Accents are not needed to find: the unaccented spelling finds what the accented one does, on both engines."""

import hashlib
from collections.abc import Callable

import pytest

from indexer.language import words
from indexer.language.folding import without_accents
from indexer.language.stopwords import STOP_WORDS_FOLDED
from indexer.query import SearchRequest
from indexer.results import Results
from indexer.search import Search
from tests.support.records import make_record, sample_records
from transform.schema import Record

FIELD_WORDS = ["rivière", "vallée", "première", "journée", "biodiversité", "randonnée", "soirée", "assemblée"]


@pytest.fixture
def field(indexed: Callable[[list[Record]], Search]) -> Search:
    """One record for each word, and one that has none of them."""
    records = [make_record(f"r{i}", f"La {word} ici", f"Une {word}.") for i, word in enumerate(FIELD_WORDS)]
    return indexed([*records, make_record("z", "Autre chose", "Le village.")])


def run(search: Search, text: str, **values: object) -> Results:
    return search.run(SearchRequest(text=text, **values))  # type: ignore[arg-type]


def found(search: Search, text: str, **values: object) -> list[str]:
    return [hit.id for hit in run(search, text, **values).hits]


def test_words_without_their_accents(field: Search) -> None:
    for number, word in enumerate(FIELD_WORDS):
        bare = without_accents(word)
        for typed in (word, bare, bare.upper(), bare.capitalize(), f"{bare}s", f"titre:{bare}", f"texte:{bare}"):
            for tel_quel in (False, True):
                assert found(field, typed, tel_quel=tel_quel) == [f"r{number}"], typed
        assert run(field, bare).rewrites == ()
        assert run(field, f"{bare}s").rewrites == ()
        assert f"r{number}" not in found(field, f"-{bare}")


def test_what_is_found_without_accents_is_marked(field: Search) -> None:
    for word in FIELD_WORDS:
        (hit,) = run(field, without_accents(word)).hits
        shown = hit.snippets[0].passage
        assert [hit.title.text[a:b] for a, b in hit.title.marks] == [word]
        assert [shown.text[a:b] for a, b in shown.marks] == [word]


def test_a_text_in_capitals_without_accents_is_found_with_them(indexed: Callable[[list[Record]], Search]) -> None:
    search = indexed([make_record("a", "LA RIVIERE"), make_record("b", "La rivière"), make_record("c", "Rien")])
    assert sorted(found(search, "rivière")) == sorted(found(search, "riviere")) == ["a", "b"]


def test_both_spellings_of_one_word_are_one_word(field: Search) -> None:
    assert run(field, "riviere rivière").total == 1
    assert run(field, "riviere autre").fallback


def test_every_accented_word_of_the_records(search: Search) -> None:
    accented = {
        word.written
        for record in sample_records()
        for word in words(f"{record.title} {' '.join(section.text for section in record.sections)}")
        if word.stem and word.written != word.exact and word.exact not in STOP_WORDS_FOLDED
    }
    assert len(accented) > 20
    for word in sorted(accented, key=lambda word: hashlib.sha256(word.encode()).digest()):
        total = run(search, word).total
        assert total
        assert run(search, without_accents(word)).total == total, word
        assert run(search, without_accents(word).upper()).total == total, word
