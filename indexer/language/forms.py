"""One word in each of the forms it is searched by."""

from threading import Lock
from typing import NamedTuple

import Stemmer

from indexer.language.folding import FILL, without_accents
from indexer.language.stopwords import STOP_WORDS, STOP_WORDS_FOLDED

#: A longer word is cut; no engine refuses what is left, even of an abbreviation that its accents lengthen.
MAX_WORD = 64

_MAX_REMEMBERED = 200_000
_SHORTEST_PLURAL = 5


class WordForms(NamedTuple):
    """`written`: lower case, with its accents. `stem` is null for a stop word."""

    written: str
    exact: str
    stem: str | None
    stop: bool


class _FormsOfWords(dict[str, WordForms]):
    """Remembers what has been analysed: most of a text is words met before. Bounded: forgets all when full."""

    def __init__(self) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer("french")
        self._alone = Lock()

    def __missing__(self, surface: str) -> WordForms:
        lowered = surface.replace(FILL, "").lower()[:MAX_WORD]
        written = lowered.replace("'", "") or lowered
        exact = _folded(written)
        stem = None
        if lowered not in STOP_WORDS:
            with self._alone:
                stem = _folded(self._stemmer.stemWord(_singular(written)))
        forms = WordForms(written, exact, stem, exact in STOP_WORDS_FOLDED)
        if len(surface) <= MAX_WORD:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[surface] = forms
        return forms


def _folded(word: str) -> str:
    return without_accents(word).lower()[:MAX_WORD]


def _singular(word: str) -> str:
    """« bergers » → « berger »: the stemmer takes -er for a verb's ending, -ers for none, and parts the two."""
    return word[:-1] if word.endswith("ers") and len(word) >= _SHORTEST_PLURAL else word


#: `FORMS[surface]` for a word as it stands in a folded text.
FORMS = _FormsOfWords()
