"""Words of a text with their offsets, and the form under which names are compared."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: Letters, digits; "St." and "Ste." keep their stop, which breaks no name.
_WORD = re.compile(r"(?:[Ss]te?\.(?=[\s-]+\w))|[^\W_]+")
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


class Word(NamedTuple):
    """`joined`: only what may stand inside a name stands between the word before and this one."""

    text: str
    folded: str
    start: int
    end: int
    joined: bool
    capital: bool


def words_of(text: str) -> list[Word]:
    found: list[Word] = []
    last = -1
    for match in _WORD.finditer(text):
        written = match.group()
        start, end = match.span()
        # Nearly every word has one blank before it.
        joined = last >= 0 and (
            (start - last == 1 and text[last] == " ") or _JOINT.fullmatch(text, last, start) is not None
        )
        found.append(Word(written, folded_word(written), start, end, joined, written[0].isupper()))
        last = end
    return found


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    lowered = word.rstrip(".").lower().translate(_LIGATURES)
    if not lowered.isascii():
        lowered = "".join(
            letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter)
        )
    return _SAINTS.get(lowered, lowered)


def key_of(name: str) -> str:
    """The words of a name, folded, one space between them."""
    return " ".join(folded_word(found) for found in _WORD.findall(name))


def accents_agree(written: str, name: str) -> bool:
    """An accent that is written must be the name's; one that is missing may be."""
    ours, theirs = _letters(written), _letters(name)
    if len(ours) != len(theirs):
        return True
    return all(
        our == their or (our.isascii() and not their.isascii()) or base_of(our) != base_of(their)
        for our, their in zip(ours, theirs, strict=True)
    )


def base_of(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFC", text.lower()) if letter.isalpha()]
