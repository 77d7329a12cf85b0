"""The one French analysis: both engines, the query, the highlights and the vocabulary are given the same words."""

import Stemmer

from indexer.language.finder import WordFinder
from indexer.language.forms import WordForms
from indexer.language.tokenizing import Token, tokens, words, words_and_spans
from indexer.language.views import View, view

#: Raised whenever the same text gives other terms. Stemmers differ between versions, so theirs is part of it.
_CHAIN = 4
ANALYSIS_VERSION = f"{_CHAIN}.{''.join(Stemmer.version().split('.'))}"

__all__ = [
    "ANALYSIS_VERSION",
    "Token",
    "View",
    "WordFinder",
    "WordForms",
    "tokens",
    "view",
    "words",
    "words_and_spans",
]
