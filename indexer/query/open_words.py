"""`mot*`, `*mot` and `mot~`: the words of the version that are meant, the same for both engines."""

from indexer.language import words
from indexer.query.tree import Open, Query, Word, leaves
from indexer.vocabulary import Vocabulary

MAX_EXPANDED = 64


def expanded(word: Word, vocabulary: Vocabulary) -> tuple[tuple[str, ...], bool]:
    """At most `MAX_EXPANDED` folded words, the most frequent, and whether there are more."""
    written = "".join(form.exact for form in words(word.text))
    known = {
        Open.END: vocabulary.beginning_with,
        Open.START: vocabulary.ending_with,
        Open.LETTERS: vocabulary.near,
    }[word.open_at or Open.END]
    found = known(written) if written else []
    return tuple(found[:MAX_EXPANDED]), len(found) > MAX_EXPANDED


def open_words_cut(query: Query, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Those of which not all words are searched."""
    asked = [leaf for leaf in leaves(query.root, positive_only=False) if isinstance(leaf, Word) and leaf.open_at]
    return tuple(word for word in asked if expanded(word, vocabulary)[1])
