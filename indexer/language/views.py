"""The ways in which one sequence of words is searched; each becomes one field of the index."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from indexer.language.forms import WordForms


class View(StrEnum):
    STEMS = "stems"  # without stop words
    EXACT = "exact"  # forms as written, without accents and stop words
    STEM_PAIRS = "stem_pairs"  # neighbours among the stems
    EXACT_PAIRS = "exact_pairs"  # neighbours among all words: exact sequences are looked up here
    WORDS = "words"  # all forms in their places: for words that stand near each other
    STOPS = "stops"  # each stop word once: for queries that hold nothing else


def view(which: View, sequence: Sequence[WordForms]) -> list[str]:
    """The terms of one view, in order."""
    if which is View.STEMS:
        return [word.stem for word in sequence if word.stem is not None]
    if which is View.EXACT:
        return [word.exact for word in sequence if not word.stop]
    if which is View.WORDS:
        return [word.exact for word in sequence]
    if which is View.STEM_PAIRS:
        return _pairs(word.stem for word in sequence if word.stem is not None)
    if which is View.EXACT_PAIRS:
        return _pairs(word.exact for word in sequence)
    return sorted({word.exact for word in sequence if word.stop})


def _pairs(terms: Iterable[str]) -> list[str]:
    return [f"{first}_{second}" for first, second in pairwise(terms)]
