"""Acronyms are learnt where a text explains them, and only there."""

import pytest

from indexer.acronyms import explained
from indexer.language import words
from indexer.vocabulary import Vocabulary, VocabularyCounter


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("La Commission nationale du débat public (CNDP) siège.", [("CNDP", "Commission nationale du débat public")]),
        (
            "un Schéma d’aménagement et de gestion des eaux (S.A.G.E.)",
            [("SAGE", "Schéma d’aménagement et de gestion des eaux")],
        ),
        ("Le PLU (plan local d’urbanisme) fut révisé.", [("PLU", "plan local d’urbanisme")]),
        ("Le maire de la commune (CNDP) parle.", []),
        ("(CNDP)", []),
        ("L’ADEME (voir la note) finance.", []),
        ("les élus (PS)", []),
        ("x" * 300 + " (AB)", []),
    ],
)
def test_what_a_text_explains(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(explained(text)) == pairs


def test_they_are_kept_with_the_words_of_the_version() -> None:
    counter = VocabularyCounter()
    counter.add(words("plan"))
    counter.add_acronyms([("PLU", "plan local\nd’urbanisme")])
    again = Vocabulary.from_lines(counter.vocabulary().to_lines())
    assert again.acronyms == (("PLU", "plan local d’urbanisme"),)
    assert [entry.written for entry in again] == ["plan"]
