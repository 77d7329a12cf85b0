"""The words of generated pages, changed from one copy to the next: what frames a site stays, its texts never repeat.

Without it, whatever remembers a text it has met would be flattered: on a real site only the frame is met again.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable

#: A text on this share of the pages frames them; the words that are met most often make French of any other.
_FRAME, _COMMON = 0.06, 300
_TEXTS = re.compile(r'(?<=>)([^<>]*\w[^<>]*)(?=<)|(?<=content=")([^"]*)(?=")')
_WORDS = re.compile(r"\S*(?:@|://|www\.|/)\S*|&#?\w+;|\b([a-zà-öø-ÿœ]{4,})\b")


class Variation:
    """`pages`: the HTML of each page that is copied."""

    def __init__(self, pages: Iterable[str]) -> None:
        texts: Counter[str] = Counter()
        count = 0
        for html in pages:
            count += 1
            texts.update({found[0].strip() for found in _TEXTS.finditer(html)})
        self._frame = {text for text, times in texts.items() if times >= _FRAME * count}
        words: Counter[str] = Counter()
        for text in texts.keys() - self._frame:
            words.update(found[1] for found in _WORDS.finditer(text) if found[1])
        self._rare = sorted(word for word, _ in words.most_common()[_COMMON:])

    def of(self, html: str, copy: int) -> str:
        """A page whose own rare words are others', the same ones all over one copy: as long, as French, never said."""
        others = self._rare.copy()
        random.Random(copy).shuffle(others)
        instead = dict(zip(self._rare, others, strict=True))

        def word(found: re.Match[str]) -> str:
            return instead.get(found[0], found[0])

        def text(found: re.Match[str]) -> str:
            return found[0] if found[0].strip() in self._frame else _WORDS.sub(word, found[0])

        return _TEXTS.sub(text, html)
