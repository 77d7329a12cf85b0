"""The crawl's own words: what a repair may restore, and what it may not touch.

A line that has its apostrophes vouches for its words. One that has none may have lost them: of its words only those
that follow a determiner are vouched for (« le lavoir », never « le lagriculture »).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress, pairwise

from transform.remembered import Remembered
from transform.repair.confusable import OE_WORDS, words

#: Distinct words kept, at most: beyond, the rarest leave.
MOST_WORDS = 300_000

_VOWEL = "aeiouyhàâéèêëîïôùûœæ"
_CAPITAL = "AEIOUYHÀÂÉÈÊÎÔÙŒ"
#: Addresses, code and compound names are not words to look into.
_ALONE = r"(?<![\w/.@+=\\&#-])"
_ENDED = r"(?![\w/@=(\\]|\.\w)"

WORD = re.compile(rf"{_ALONE}[^\W\d_]+{_ENDED}")
#: A word that an elided one may be glued to.
GLUED = re.compile(
    rf"{_ALONE}(?P<letter>aujourd|(?:lors|puis|jus|quoi|quel)?qu|[ldnsmtjc])(?P<rest>[{_VOWEL}][^\W\d_]{{0,40}}){_ENDED}",
    re.IGNORECASE,
)
#: A capital inside a word: what stands before it was an elided article, or the word is a product's name.
CAMEL = re.compile(
    rf"{_ALONE}(?:(?P<letter>[ldnsmtj]|[Qq]u)(?P<rest>[{_CAPITAL}](?:[a-zà-ÿœ]{{2,40}}|[A-Z]{{2,12}}))"
    rf"|(?P<first>[LD])(?P<noun>[{_CAPITAL}][a-zà-ÿœ]{{2,40}})){_ENDED}"
)
#: What `CAMEL` cannot do without.
INNER_CAPITAL = re.compile(rf"[ldnsmtjuLD][{_CAPITAL}][A-Za-zà-ÿœ]{{2}}")
#: Words that lost their œ, as they stand → as they were.
WITHOUT_OE = {word.replace("œ", "", 1): word for word in sorted(OE_WORDS)}
_WORD = re.compile(r"[^\W\d_]{2,40}")
#: Words around a zero-width space: one or several, they prove nothing.
_ZERO_WIDTH, _CUT = "\u200b", re.compile(r"[^\W\d_]{0,60}(?:\u200b{1,9}[^\W\d_]{0,60}){1,40}")
_LAST_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,8}$")
_FIRST_WORD = re.compile(rf"[{_VOWEL}][^\W\d_]{{0,40}}", re.IGNORECASE)
_DETERMINERS = words(
    "la le les un une des du au aux cet cette ces mon ton son ma ta sa mes tes ses nos vos notre votre leur leurs "
    "quelques plusieurs chaque deux trois quatre cinq six"
)
#: Of a word alone, in small letters, whether `GLUED` is all of it.
IS_GLUED = Remembered(lambda word: GLUED.fullmatch(word) is not None)
#: Stands among the suspects for all words with a capital inside.
_ANY_CAPITAL = "…"


@dataclass(slots=True)
class PageWords:
    """What one page says, small letters. `doubted`: words that may have lost an apostrophe, of lines without any.

    `named`: what follows an apostrophe and has a capital. `suspects`: what `Dropped.may_stand_in` wants to know.
    """

    vouched: Counter[str] = field(default_factory=Counter)
    elided: Counter[str] = field(default_factory=Counter)
    doubted: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    suspects: frozenset[str] = frozenset()


def has_apostrophe(line: str) -> bool:
    return "’" in line or "'" in line


def words_of(texts: Iterable[str]) -> PageWords:
    """The words of a page's texts; each line is judged alone."""
    whole: list[str] = []
    bare: list[str] = []
    text = "\n".join(texts).replace("’", "'")
    if _ZERO_WIDTH in text:
        text = _CUT.sub(" ", text)
    for line in text.split("\n"):
        (whole if "'" in line else bare).append(line)
    healthy, unsure = "\n".join(whole), _WORD.findall("\n".join(bare).lower())
    found = PageWords(Counter(_WORD.findall(healthy.lower())))
    for elided, word in _elisions(healthy):
        found.elided[f"{elided}'{word.lower()}"] += 1
        found.named[word.lower()] += word[0].isupper() and elided in "ld"
    found.vouched.update(word for before, word in pairwise(unsure) if before in _DETERMINERS)
    found.doubted.update(unsure)
    said = found.doubted.keys() | found.vouched.keys()
    suspects = set(compress(said, map(IS_GLUED.__getitem__, said))) | (WITHOUT_OE.keys() & said)
    if INNER_CAPITAL.search(text):
        suspects.add(_ANY_CAPITAL)
    found.suspects = frozenset(suspects)
    return found


def _elisions(text: str) -> Iterator[tuple[str, str]]:
    """Elided letters, small, and the word after them, as written."""
    for before, after in pairwise(text.split("'")):
        word = _FIRST_WORD.match(after)
        letters = _LAST_LETTERS.search(before, max(0, len(before) - 9)) if word else None
        if word and letters:
            yield letters[0].lower(), word[0]


@dataclass(slots=True)
class Lexicon:
    """Deterministic: the same pages in the same order give the same lexicon, its bound included."""

    vouched: Counter[str] = field(default_factory=Counter)
    elided: Counter[str] = field(default_factory=Counter)
    doubted: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)

    def learn(self, words: PageWords) -> None:
        for ours, theirs in (
            (self.vouched, words.vouched),
            (self.elided, words.elided),
            (self.doubted, words.doubted),
            (self.named, words.named),
        ):
            ours.update(theirs)
            if len(ours) > MOST_WORDS:
                _forget(ours)

    def knows(self, word: str) -> bool:
        return word in self.vouched

    def seen(self, word: str) -> int:
        """How often, whoever vouches for it; an elided word counts as the word."""
        return self.vouched[word] + self.doubted[word]


def _forget(words: Counter[str]) -> None:
    """Halves the words, the rarest first, then the last in the alphabet."""
    kept = sorted(words.items(), key=lambda item: (-item[1], item[0]))[: MOST_WORDS // 2]
    words.clear()
    words.update(dict(kept))
