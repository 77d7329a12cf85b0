"""Words as a vocabulary compares them: accents, case, elision, number, gender marks and hyphens make no difference."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[·.‧∙•-](?:e|ne|rice|trice|euse|le|ve)(?:[·.‧∙•-]?s)?(?![^\W_]))?")
_ELIDED = frozenset(["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
#: Between two words of one term, these may stand.
LINKS = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "et", "en"])
_INCLUSIVE = re.compile(r"[·.‧∙•-].*$")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is what is compared; [`start`, `end`) the characters of the text that it stands for."""

    key: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text that mean something, in order; elided articles and linking words are left out."""
    for match in _WORD.finditer(text):
        key = reduced(match.group())
        if key and key not in LINKS and key not in _ELIDED:
            yield Token(key, match.start(), match.end())


@lru_cache(maxsize=65_536)
def reduced(word: str) -> str:
    """Lower case, no accent, no mark of number or gender: « Éleveuses » → eleveus, « habitant·e·s » → habitant."""
    word = _INCLUSIVE.sub("", word)
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(_LIGATURES)).encode("ascii", "ignore").decode()
    word = word.lower()
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
    return tuple(token.key for token in tokens(term))
