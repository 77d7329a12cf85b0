"""What holds for any text."""

import unicodedata

import regex
from hypothesis import given
from hypothesis import strategies as st

from indexer.language import View, WordFinder, tokens, view, words
from indexer.language.folding import FILL, without_accents
from indexer.language.forms import MAX_WORD
from indexer.language.tokenizing import _analysed

PIECES = st.sampled_from(
    [
        *("l’", "d'", "eau", "œ", "é", "e\u0301", "habitant", "·e", "·s", "(e)", "s", "C.", "N.", "-", "\u00ad", "ﬃ"),
        *("XIXe", "VIe", "120ha", "5km²", "dix-neuvième", "vingt-et-unième", "St", "ème", "ha", "m"),
        *("\u200b", "²", "ª", "’", "'", "É", "ß", "İ", "\u0300", "한", "😀", "12", "_", "½", "¼", " ", "\n", "\u00a0"),
        FILL,
    ]
)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS)
def test_offsets_point_at_the_letters_of_the_word(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
        original = text[token.start : token.end]
        assert regex.search(r"[\p{L}\p{N}]", unicodedata.normalize("NFC", original))
        assert not original.startswith(" ")
        assert not original.endswith(" ")


@given(TEXTS)
def test_words_are_the_tokens_without_places(text: str) -> None:
    assert words(text) == [token.forms for token in tokens(text)]


@given(TEXTS)
def test_a_text_read_stretch_by_stretch_is_the_text_read_whole(text: str) -> None:
    assert [(token.forms, (token.start, token.end)) for token in tokens(text)] == list(_analysed(text))


@given(TEXTS)
def test_terms_can_be_sent_as_text_between_spaces(text: str) -> None:
    for which in View:
        terms = view(which, words(text))
        assert " ".join(terms).split() == terms
        assert all(0 < len(term) <= 2 * MAX_WORD + 1 for term in terms)


@given(TEXTS)
def test_an_exact_form_is_its_own_exact_form(text: str) -> None:
    for word in words(text):
        assert [again.exact for again in words(word.exact)] == [word.exact]


@given(st.text(min_size=1, max_size=20))
def test_a_word_is_never_folded_to_nothing(word: str) -> None:
    assert without_accents(word)
    assert without_accents(without_accents(word)) == without_accents(word)


@given(TEXTS, st.sets(st.sampled_from(["eau", "habit", "cn", "e", "12", "s"])))
def test_the_finder_finds_what_reading_all_words_finds(text: str, stems: set[str]) -> None:
    finder = WordFinder(stems)
    assert finder.find(text) == [token for token in tokens(text) if token.forms.stem in stems]


def test_a_very_long_text_without_a_space_is_read() -> None:
    assert len(words("à-b·c'" * 20_000)) > 20_000
    assert [word.exact for word in words("x" * 100_000)] == ["x" * MAX_WORD]
