"""Words of a text with their offsets, and the form under which names are compared."""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Self

from transform.remembered import Remembered

#: Letters, digits; "St." and "Ste." keep their stop, which breaks no name.
_WORD = re.compile(r"((?:[Ss]te?\.(?=[\s-]+\w))|[^\W_]+)")
#: What may stand between two words of one name: a hyphen, an apostrophe, blanks; a new line begins another text.
_JOINT = re.compile(r"[\-‐‑–'’‘ʼ´`]|[ \t\u00a0\u2009\u202f]{1,3}| ?[\-‐‑] ?")
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})

#: Words that a name may hold in lower case.
LINKS = frozenset(
    [
        "sur",
        "en",
        "de",
        "du",
        "des",
        "d",
        "le",
        "la",
        "les",
        "l",
        "lès",
        "les",
        "lez",
        "sous",
        "et",
        "aux",
        "au",
        "à",
        "a",
        "près",
        "devant",
        "dans",
        "par",
        "the",
        "von",
        "in",
    ]
)
ARTICLES = frozenset(("le", "la", "les", "l"))


class Form(NamedTuple):
    """A word wherever it stands."""

    text: str
    folded: str
    capital: bool


def apart(text: str) -> list[str]:
    """Words, and what stands before, between and after them: a gap comes first, and a gap last."""
    return _WORD.split(text)


class Words:
    """The words of one text, in columns: a text has far more of them than are ever looked at.

    `gaps[n]` is what stands before the word `n`, and `gaps[-1]` what stands after the last.
    """

    __slots__ = ("ends", "forms", "gaps", "starts", "written")

    def __init__(self, parts: list[str]) -> None:
        """`parts`: as `apart` gives them."""
        bounds = list(accumulate(map(len, parts)))
        self.gaps = parts[::2]
        self.written = parts[1::2]
        self.forms = list(map(_FORMS.__getitem__, self.written))
        self.starts, self.ends = bounds[:-1:2], bounds[1::2]

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(apart(text))

    def __len__(self) -> int:
        return len(self.forms)

    def joined(self, place: int) -> bool:
        """Whether there is such a word, and only what may stand inside a name between it and the one before."""
        if not 0 < place < len(self.forms):
            return False
        gap = self.gaps[place]
        return gap == " " or _joins(gap)


@lru_cache(maxsize=1024)
def _joins(gap: str) -> bool:
    return _JOINT.fullmatch(gap) is not None


def folded_word(word: str) -> str:
    lowered = word.rstrip(".").lower().translate(_LIGATURES)
    if not lowered.isascii():
        lowered = "".join(
            letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter)
        )
    return _SAINTS.get(lowered, lowered)


#: Words already met, so that each is folded once.
_FORMS = Remembered(lambda word: Form(word, folded_word(word), word[0].isupper()))


def key_of(name: str) -> str:
    """The words of a name, folded, one space between them."""
    return " ".join([form.folded for form in map(_FORMS.__getitem__, _WORD.findall(name))])


#: Letters whose mark only says that they are spoken: official names leave it out here and there.
_PARTED = frozenset("ïëüöÿ")


def accents_agree(written: str, name: str) -> bool:
    """An accent that is written must be the name's; one that is missing may be."""
    if written == name:
        return True
    ours, theirs = _letters(written), _letters(name)
    if len(ours) != len(theirs):
        return True
    return all(
        our == their or (our.isascii() and not their.isascii()) or our in _PARTED or base_of(our) != base_of(their)
        for our, their in zip(ours, theirs, strict=True)
    )


def base_of(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFC", text.lower()) if letter.isalpha()]
