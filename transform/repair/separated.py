"""Zero-width spaces between two letters: where they stood for a blank, and where they only cut a word.

Word, mails and page builders strew U+200B around words and inside them, and now and then it is all that is left of a
blank: « mots[U+200B]clés ». Nobody sees it, so only the crawl's words tell: a word that the crawl knows whole is one
word; two words that it knows, and never in one, are two. Otherwise it is taken for what it is most often: nothing.
"""

import re
from collections.abc import Iterator

from transform.repair.confusable import words
from transform.repair.edit import Edit
from transform.repair.lexicon import Lexicon

_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])\u200b+(?=[^\W\d_])")
_BEFORE, _AFTER = re.compile(r"[^\W\d_]{1,40}$"), re.compile(r"[^\W\d_]{1,40}")
#: The shortest part, in letters, that is taken for a word without being one of `_SHORT`.
_SHORTEST = 3
_SHORT = words(
    """
    à a ai as au ce ces d de du elle en est et eu il je la le les ma me mes ne ni on ou où par pas pour sa se ses
    si son sur ta te tes tu un une va vu y
    """
)
#: Parts that stand alone before a hyphen, and are no words for all that.
_PREFIXES = words(
    """
    agro anti arrière auto bio co contre demi éco euro ex extra hydro infra inter intra macro mi micro mini mono
    multi néo non off on para péri pluri poly post pré pro psycho re ré semi socio sous sub super sur télé trans
    tri ultra
    """
)


def blank_edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Those that become blanks. What is left between letters is inside a word."""
    for found in _BETWEEN_LETTERS.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - 40), found.start())
        after = _AFTER.match(text, found.end())
        if before and after and _are_two(before[0], after[0], lexicon):
            yield Edit(found.start(), found.end(), " ")


def _are_two(before: str, after: str, lexicon: Lexicon) -> bool:
    first, second = before.lower(), after.lower()
    if lexicon.seen(first + second):
        return False
    if before[-1].islower() and after[0].isupper():
        # « la mareLe pré »: no word has a capital inside, but a brand's.
        return bool(lexicon.seen(first)) or bool(lexicon.seen(second))
    return first not in _PREFIXES and all(_is_word(word, lexicon) for word in (first, second))


def _is_word(word: str, lexicon: Lexicon) -> bool:
    return (len(word) >= _SHORTEST or word in _SHORT) and lexicon.seen(word) > 0
