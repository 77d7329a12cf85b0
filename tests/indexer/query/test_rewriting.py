"""Unknown words are replaced where that is safe, and nowhere else."""

import pytest

from indexer.language import words
from indexer.query.parser import parse
from indexer.query.rewriting import rewrite
from indexer.vocabulary import Vocabulary, VocabularyCounter


@pytest.fixture
def vocabulary() -> Vocabulary:
    counter = VocabularyCounter()
    for text in ("la concertation médiation loup", "concertation des bergers", "médiateur eau loups", "charte charme"):
        counter.add(words(text))
    counter.add(words("charme"))
    return counter.vocabulary()


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("concertasion", ["concertation"]),  # another letter
        ("concertaton", ["concertation"]),  # a letter less
        ("conncertation", ["concertation"]),  # a letter more
        ("cnocertation", ["concertation"]),  # two swapped
        ("conncertasion", ["concertation"]),  # two errors, in a long word
        ("medaition", ["médiation"]),
        ("l’concertasion", ["concertation"]),
        ("loup-concertasion", []),  # part of a compound
        ("Concertasion", ["concertation"]),  # a capital that only begins the query
        ("chartme", ["charme"]),  # two as near: the more frequent
        ("concertations", []),  # known in another form
        ("loup Concertasion", []),  # a name, perhaps
        ("CONCERTASION", []),
        ("concertasion2", []),
        ("lonp", []),
        ("e-mail", []),
        ("e-charmt", []),
        ("charm3e", []),
        ("chame", ["charme"]),
        ("lop", []),  # too short
        ("boup", []),  # another first letter
        ("zzzzzzzz", []),
        ('"concertasion"', []),
        ("titre:concertasion", []),
        ("loup -concertasion", []),
        ("loup OU concertasion", ["concertation"]),
    ],
)
def test_what_is_searched_instead(vocabulary: Vocabulary, text: str, searched: list[str]) -> None:
    query, rewrites = rewrite(parse(text), vocabulary)
    assert [done.searched for done in rewrites] == searched
    assert (query == parse(text)) == (not searched)


def test_the_typed_word_is_kept_beside(vocabulary: Vocabulary) -> None:
    _, rewrites = rewrite(parse("l’concertasion"), vocabulary)
    assert [done.typed for done in rewrites] == ["concertasion"]


def test_a_vocabulary_is_the_same_after_it_was_written(vocabulary: Vocabulary) -> None:
    again = Vocabulary.from_lines(vocabulary.to_lines())
    assert list(again) == list(vocabulary)
    assert len(again) == len(vocabulary) == 9
    assert again.nearest("concertasion") == "concertation"
