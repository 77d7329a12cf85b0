"""Words kept as columns are those that were counted, however they are looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language import WordForms, words
from indexer.vocabulary import Vocabulary, VocabularyCounter
from indexer.word_table import Entry, WordTable

_TEXT = st.text(alphabet="abcéèœ😀ſ", min_size=1, max_size=5)
_ENTRIES = st.lists(
    st.builds(Entry, _TEXT, _TEXT, _TEXT, st.integers(1, 9)), max_size=60, unique_by=lambda entry: entry[:3]
)


@settings(deadline=None)
@given(entries=_ENTRIES, other=_TEXT)
def test_what_is_looked_up_is_what_a_list_gives(entries: list[Entry], other: str) -> None:
    table = WordTable(WordTable.of(entries).data)
    assert sorted(table) == sorted(entries)
    assert len(table) == len(entries)
    for text in {other, *(text for entry in entries for text in entry[:3])}:
        of_exact = [entry for entry in entries if entry.exact == text]
        assert list(table.of_exact(text)) == sorted(of_exact, key=lambda entry: (-entry.documents, entry.written))
        assert sorted(table.of_stem(text)) == sorted(entry for entry in entries if entry.stem == text)
        for part in {text, text[:1], text[1:]}:
            beginning = sorted(entry for entry in entries if entry.exact.startswith(part))
            assert sorted(table[place] for place in table.beginning(part)) == beginning
            assert sorted(table.ending(part)) == sorted(entry for entry in entries if entry.exact.endswith(part))


def test_what_is_no_table_is_refused() -> None:
    data = bytes(WordTable.of([Entry("été", "ete", "ete", 3)]).data)
    for wrong in (b"", data[:-1], data + b"\0", b"\0" + data[1:]):
        with pytest.raises(ValueError, match="no table"):
            WordTable(wrong)


_DOCUMENTS = st.lists(
    st.sets(
        st.sampled_from(["Élevage", "elevage", "élevages", "eleves", "loup", "Loups", "lou", "alpage", "alpages"]),
        min_size=1,
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(kept=_DOCUMENTS, removed=_DOCUMENTS, added=_DOCUMENTS, again=_DOCUMENTS)
def test_a_changed_vocabulary_answers_as_one_counted_anew(
    kept: list[set[str]], removed: list[set[str]], added: list[set[str]], again: list[set[str]]
) -> None:
    changed = counted([*kept, *removed])
    for gone, come in ((removed, added), ([], again)):
        counter = VocabularyCounter(changed)
        for document in gone:
            counter.remove(forms(document), {})
        for document in come:
            counter.add(forms(document))
        vocabulary = counter.vocabulary()
        changed = Vocabulary.from_lines(vocabulary.changed_lines(), vocabulary.words)
    fresh = counted([*kept, *added, *again])
    for one in (changed, Vocabulary.from_lines(changed.to_lines())):
        assert sorted(one) == sorted(fresh)
        assert len(one) == len(fresh)
        assert answers(one) == answers(fresh)


def forms(document: set[str]) -> list[WordForms]:
    return words(" ".join(sorted(document)))


def counted(documents: list[set[str]]) -> Vocabulary:
    counter = VocabularyCounter()
    for document in documents:
        counter.add(forms(document))
    return counter.vocabulary()


def answers(vocabulary: Vocabulary) -> list[object]:
    asked = words("élevage elevage eleves loup loups lupo alpage zèbre eleve elavage alpge")
    told: list[object] = []
    for word in asked:
        told += [vocabulary.knows(word), sorted(vocabulary.stems(word)), vocabulary.scored(word)]
        told += [vocabulary.documents(word.stem or ""), vocabulary.nearest(word.exact), vocabulary.near(word.exact)]
        told += [vocabulary.beginning_with(word.exact[:3]), vocabulary.ending_with(word.exact[-2:])]
    return told
