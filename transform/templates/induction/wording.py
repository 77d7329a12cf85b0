"""What pages are compared by of one text: most texts of a page are its site's, and are read once a crawl."""

import re
import sys
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from transform.markup import squeeze

#: Characters of a block that are kept as written; longer ones are compared by digest.
SHORT = 320
#: A block's digests of word sequences beyond these are not compared.
MAX_GRAMS = 20_000
#: Words in a sequence; of all sequences, one in this many is kept.
_GRAM, _SAMPLED = 4, 2
#: Longer words than this, on the average, are runs of a script that parts none.
_LONGEST_MEAN = 12
#: Texts that are remembered, and characters of the longest of them: two megabytes of them.
_REMEMBERED, _LONGEST = 4096, 500

WORD = re.compile(r"\w+")
_FIGURES = re.compile(r"\d+")


class Wording(NamedTuple):
    """`text` is empty where it is longer than `SHORT`; `size`: its characters; `letters`: as `letters_of` gives them.

    `grams`: digests of some of its word sequences.
    """

    text: str
    size: int
    letters: str
    digest: int
    grams: tuple[int, ...]


def wording_of(text: str) -> Wording | None:
    """Nothing for a text without a word."""
    return _remembered(text) if len(text) <= _LONGEST else _wording_of(text)


def letters_of(text: str) -> str:
    """Only letters and figures, lower case: two spellings of one line that differ in blanks and signs are the same."""
    return "".join(WORD.findall(text.lower()))


def frame_of(text: str) -> str:
    """Its words without figures."""
    return sys.intern(" ".join(WORD.findall(_FIGURES.sub("", text.lower())))[:SHORT])


def _wording_of(written: str) -> Wording | None:
    text = squeeze(written.replace("\xa0", " "))
    words = WORD.findall(text.lower())
    if not words:
        return None
    letters = "".join(words)
    return Wording(
        sys.intern(text) if len(text) <= SHORT else "",
        len(text),
        letters,
        int.from_bytes(blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()),
        _grams(words),
    )


_remembered = lru_cache(maxsize=_REMEMBERED)(_wording_of)


def _grams(words: list[str]) -> tuple[int, ...]:
    if sum(map(len, words)) > _LONGEST_MEAN * len(words):  # a script that parts no words
        letters = "".join(words)[: MAX_GRAMS + _GRAM]
        words = [letters[at : at + 2] for at in range(len(letters) - 1)]
    if len(words) < _GRAM:
        return ()
    pieces = " ".join(words[: MAX_GRAMS + _GRAM - 1]).encode().split(b" ")
    ends = list(accumulate(len(piece) + 1 for piece in pieces))
    text = b" ".join(pieces)
    found = {crc32(text[start : end - 1]) for start, end in zip((0, *ends), ends[_GRAM - 1 :], strict=False)}
    return tuple(sorted(gram for gram in found if gram % _SAMPLED == 0))
