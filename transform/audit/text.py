"""Each block of a page's text looked for in what is held: kept, or left over."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain

from transform.audit.holding import Holding
from transform.audit.matching import Matcher
from transform.audit.seen import Block, Text
from transform.audit.words import needle_of, words_of
from transform.extract.dates import date_in

#: From this many words on, a block found in the text says where on the page the text stands.
_TELLING = 5
#: Outside the main text, fewer words than this must be a whole value: single words are found anywhere by chance.
_SELDOM_CHANCE = 3
#: A line that gives a date that is kept may have this many words.
_DATE_LINE = 12
#: A name is looked for in lines of at most this many words.
_SHORT_LINE = 8
_DATE_WORDS = frozenset(
    (
        *("publié", "publiée", "posté", "postée", "mis", "mise", "à", "jour", "le", "la", "du", "en", "ligne", "date"),
        *("de", "création", "créé", "créée", "modifié", "modifiée", "dernière", "modification", "et", "par"),
        *("on", "posted", "published", "updated", "last", "modified"),
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"\d")
#: Words of a date itself, in French and in English.
_CALENDAR = re.compile(
    r"(?:janv(?:ier)?|f[ée]v(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|d[ée]c(?:embre)?|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|er|h|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$"
)
#: The main text goes on past this many lines that are not of it.
_MISSES = 2


@dataclass(slots=True)
class LeftOver:
    """Words of text nodes, side by side, that nothing holds. `repeats`: they are held once, and said twice.

    `labels`: they only announce a value that is kept. `memo`: as of a block.
    """

    texts: list[Text]
    words: list[str]
    quote: str
    repeats: bool = False
    labels: bool = False
    memo: dict[object, object] | None = None


@dataclass(slots=True)
class TextAudit:
    """`seen`: how often each word stands in the page."""

    words: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    left: list[LeftOver] = field(default_factory=list)


def audit_text(blocks: list[Block], holding: Holding) -> TextAudit:
    """Long blocks first, in reading order: they tell where the main text stands; then those among them; then others."""
    audit = TextAudit()
    worded = [block for block in blocks if block.words]
    every = list(chain.from_iterable(block.words for block in worded))
    audit.words = len(every)
    audit.seen = Counter(every)
    search = _Search(holding)
    found = [len(block.words) >= _TELLING and search.texts.take_needle(block.needle) for block in worded]
    telling = [place for place, taken in enumerate(found) if taken]
    search.texts.rewind()
    inside = range(telling[0], telling[-1] + 1) if telling else range(0)
    for place in inside:
        found[place] = found[place] or search.texts.take_needle(worded[place].needle)
    if telling:
        inside = _grown(inside, worded, found, search)
    for place, block in enumerate(worded):
        if found[place]:
            continue
        if place in inside:
            left = search.left_inside(block, block.words)
        elif block.memo is not None and not search.may_touch(block):
            left = _left_whole(block)
        else:
            left = search.left_outside(block, block.words)
        audit.words += max(0, sum(len(one.words) for one in left) - len(block.words))  # words written without a blank
        audit.left += left
    return audit


def _left_whole(block: Block) -> list[LeftOver]:
    """All of a frame's block, as `left_outside` leaves it where nothing of it is held."""
    assert block.memo is not None
    left: list[LeftOver] | None = block.memo.get("left")
    if left is None:
        left = [replace(_whole([text], text.words), memo={}) for text in block.texts if text.words]
        block.memo["left"] = left
    return left


def _grown(inside: range, worded: list[Block], found: list[bool], search: "_Search") -> range:
    """The main text may begin and end with short lines: cells, captions, a list."""
    start, stop = inside.start, inside.stop
    for steps, forward in ((range(stop, len(worded)), True), (range(start - 1, -1, -1), False)):
        misses = 0
        for place in steps:
            if not search.texts.take_needle(worded[place].needle):
                misses += 1
                if misses > _MISSES:
                    break
                continue
            found[place] = True
            misses = 0
            start, stop = (start, place + 1) if forward else (place, stop)
    return range(start, stop)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a block may be held: whole lines, sequences, names at either end, dates, calls of notes."""

    lines: frozenset[str]
    needles: tuple[str, ...]
    edges: frozenset[str]
    dated: bool
    calls: bool

    @classmethod
    def of(cls, block: Block) -> "_Asked":
        runs = dict.fromkeys(tuple(words) for words in (block.words, *(text.words for text in block.texts)) if words)
        return cls(
            frozenset(" ".join(words) for words in runs),
            tuple(needle_of(list(words)) for words in runs if len(words) >= _SELDOM_CHANCE),
            frozenset(word for words in runs for word in (words[0], words[-1]) if len(words) <= _SHORT_LINE),
            any(_YEAR.search(text.text) for text in block.texts),
            any(text.raised or (text.href or "").startswith("#") for text in block.texts),
        )


class _Search:
    """`texts` give each of their words to one place of the page; labels may stand anywhere, any number of times."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        self.texts = Matcher([" ".join(words) for words in holding.texts])
        self.labels = Matcher(holding.labels)

    def left_inside(self, block: Block, words: list[str]) -> list[LeftOver]:
        """Notes' calls and credits have been taken out of the middle of a block, or its words are said elsewhere."""
        if self.texts.holds(words):
            to_the_page = all((text.href or "").startswith("#") for text in block.texts if text.text.strip())
            return [] if to_the_page or self._is_label(words) else [_whole(block.texts, words, repeats=True)]
        rest = [text for text in block.texts if not self._is_call(text)]
        without_calls = words_of("".join(text.text for text in rest))
        if not without_calls or self.texts.take(without_calls):
            return []
        pending = [text for text in rest if not self._is_kept(text) and not self.texts.take(text.words)]
        if not pending or self.texts.take(words_of("".join(text.text for text in pending))):
            return []  # a word may be written in two styles
        return [left for text in pending if (left := self._left_of(text, block, pieces=True))]

    def may_touch(self, block: Block) -> bool:
        """False where nothing that is held can be in the block. A frame's block is looked at once, then only asked."""
        assert block.memo is not None
        asked: _Asked | None = block.memo.get("asked")
        if asked is None:
            asked = block.memo["asked"] = _Asked.of(block)
        holding = self.holding
        return (
            asked.calls
            or (asked.dated and bool(holding.dates))
            or not asked.lines.isdisjoint(holding.values)
            or not asked.edges.isdisjoint(holding.edges)
            or any(self.texts.holds_needle(needle) or self.labels.holds_needle(needle) for needle in asked.needles)
        )

    def left_outside(self, block: Block, words: list[str]) -> list[LeftOver]:
        """Node by node: a label and a value often share a line."""
        if self._is_value(words):
            return []
        if len(block.texts) == 1:
            (text,) = block.texts
            left = (
                None if self._is_call(text) or self._is_date(text, words) else self._left_of(text, block, pieces=False)
            )
            return [left] if left else []
        return [
            left
            for text in block.texts
            if not self._is_kept(text) and (left := self._left_of(text, block, pieces=False))
        ]

    def _left_of(self, text: Text, block: Block, *, pieces: bool) -> LeftOver | None:
        words = text.words
        if self._labels_a_date(block, words):
            return replace(_whole([text], words), labels=True)
        rest = _without_name(words, self.holding)
        if pieces and len(rest) > _SELDOM_CHANCE:
            rest = self.texts.take_pieces(rest)
        if len(rest) == len(words):
            return _whole([text], words)
        return LeftOver([text], rest, " ".join(rest)) if rest else None

    def _is_kept(self, text: Text) -> bool:
        words = text.words
        return not words or self._is_value(words) or self._is_call(text) or self._is_date(text, words)

    def _labels_a_date(self, block: Block, words: list[str]) -> bool:
        """True for « , mis à jour le » before a date that is kept."""
        return set(words) <= _DATE_WORDS and any(self._is_date(text, text.words) for text in block.texts)

    def _is_value(self, words: list[str]) -> bool:
        if " ".join(words) in self.holding.values:
            return True
        return len(words) >= _SELDOM_CHANCE and (self.texts.holds(words) or self.labels.holds(words))

    def _is_label(self, words: list[str]) -> bool:
        return self.labels.holds(words)

    def _is_date(self, text: Text, words: list[str]) -> bool:
        if len(words) > _DATE_LINE or not self.holding.dates or not _YEAR.search(text.text):
            return False
        if date_in(text.text) not in self.holding.dates:
            return False
        others = [word for word in words if not (_FIGURE.search(word) or _CALENDAR.match(word))]
        return set(_without_name(others, self.holding)) <= _DATE_WORDS

    def _is_call(self, text: Text) -> bool:
        """True for the mark that calls a note which is kept."""
        called = text.raised or (text.href or "").startswith("#")
        return called and all(word in self.holding.marks for word in text.words)


def _whole(texts: list[Text], words: list[str], *, repeats: bool = False) -> LeftOver:
    return LeftOver(texts, words, " ".join("".join(text.text for text in texts).split()), repeats)


def _without_name(words: list[str], holding: Holding) -> list[str]:
    """`par jean dupont` → `par`, where the name is held: a name ends a short line, or begins it."""
    if not words or len(words) > _SHORT_LINE or (words[0] not in holding.edges and words[-1] not in holding.edges):
        return words
    line = " ".join(words)
    for name in holding.names:
        if line.endswith(f" {name}"):
            return line.removesuffix(f" {name}").split()
        if line.startswith(f"{name} "):
            return line.removeprefix(f"{name} ").split()
    return words
