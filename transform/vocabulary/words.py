"""Words as a vocabulary compares them: accents, case, elision, number, gender marks and hyphens make no difference."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, compress
from typing import TypeAlias

from transform.remembered import LONGEST, Remembered

#: Key, and the [start, end) of the text that it stands for.
Token: TypeAlias = tuple[str, int, int]
_WORD = re.compile(r"([^\W_]+(?:[·.‧∙•-](?:e|ne|rice|trice|euse|le|ve)(?:[·.‧∙•-]?s)?(?![^\W_]))?)")
_ELIDED = frozenset(["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
#: Between two words of one term, these may stand.
LINKS = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "et", "en"])
_INCLUSIVE = re.compile(r"[·.‧∙•-].*$")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


def _key(word: str) -> str:
    """Of a word as written; empty for a word that means nothing."""
    key = reduced(word) if len(word) <= LONGEST else ""
    return "" if key in LINKS or key in _ELIDED else key


_KEYS = Remembered(_key)


class Words:
    """The words of a text that mean something, in columns: far more of them than any term is looked for at.

    Elided articles and linking words are left out. `keys[n]` is how the word `n` is compared.
    """

    __slots__ = ("_bounds", "_places", "keys")

    def __init__(self, text: str) -> None:
        parts = _WORD.split(text)
        keys = list(map(_KEYS.__getitem__, parts[1::2]))
        self.keys = list(filter(None, keys))
        self._places = list(compress(range(0, len(parts), 2), keys))
        self._bounds = list(accumulate(map(len, parts)))

    def start(self, number: int) -> int:
        """Of the word, in characters of the text."""
        return self._bounds[self._places[number]]

    def end(self, number: int) -> int:
        return self._bounds[self._places[number] + 1]


def tokens(text: str) -> list[Token]:
    """The same, word by word."""
    words = Words(text)
    return [(key, words.start(number), words.end(number)) for number, key in enumerate(words.keys)]


@lru_cache(maxsize=65_536)
def unaccented(word: str) -> str:
    if word.isascii():
        return word
    return unicodedata.normalize("NFKD", word.translate(_LIGATURES)).encode("ascii", "ignore").decode()


def reduced(word: str) -> str:
    """Lower case, no accent, no mark of number or gender: « Éleveuses » → eleveus, « habitant·e·s » → habitant."""
    word = unaccented(word if word.isalnum() else _INCLUSIVE.sub("", word)).lower()
    if len(word) > 4 and word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else word[:-3] + "al"
    if len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    if len(word) > 4 and word.endswith("ee"):
        return word[:-1]
    if len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    return word


@lru_cache(maxsize=16_384)
def key_of(term: str) -> tuple[str, ...]:
    return tuple(key for key, _, _ in tokens(term))


@lru_cache(maxsize=16_384)
def around(term: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Of a term with one word that means something: the small words before it, itself, those after."""
    return beside(term, tokens(term))


def beside(term: str, found: Sequence[Token]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The same, of a term whose words are known."""
    if len(found) != 1:
        return (), term, ()
    _, start, end = found[0]
    small = tuple(
        tuple(unaccented(one.group()).lower() for one in _WORD.finditer(s)) for s in (term[:start], term[end:])
    )
    return small[0], term[start:end], small[1]
