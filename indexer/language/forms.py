"""One word in each of the forms it is searched by."""

from typing import NamedTuple

from indexer.language.folding import FILL, without_accents
from indexer.language.same_words import meant
from indexer.language.stemming import stem as stem_of
from indexer.language.stopwords import STOP_WORDS, STOP_WORDS_FOLDED

#: A longer word is cut; no engine refuses what is left, even of an abbreviation that its accents lengthen.
MAX_WORD = 64

_MAX_REMEMBERED = 200_000


class WordForms(NamedTuple):
    """`written`: lower case, with its accents. `stem` is null for a stop word."""

    written: str
    exact: str
    stem: str | None
    stop: bool


class _FormsOfWords(dict[str, WordForms]):
    """Remembers what has been analysed: most of a text is words met before. Bounded: forgets all when full."""

    def __missing__(self, surface: str) -> WordForms:
        lowered = surface.replace(FILL, "").lower()[:MAX_WORD]
        written = lowered.replace("'", "") or lowered
        exact = _folded(written)
        stem = None if lowered in STOP_WORDS else _folded(stem_of(meant(surface.replace(FILL, ""), written)))
        forms = WordForms(written, exact, stem, exact in STOP_WORDS_FOLDED)
        if len(surface) <= MAX_WORD:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[surface] = forms
        return forms


def _folded(word: str) -> str:
    return without_accents(word).lower()[:MAX_WORD]


#: `FORMS[surface]` for a word as it stands in a folded text.
FORMS = _FormsOfWords()
