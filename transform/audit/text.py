"""Each block of a page's text looked for in what is held: kept, or left over."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from transform.audit.gist import SELDOM_CHANCE, SHORT_LINE, YEAR, Gist, gist_of
from transform.audit.holding import Holding
from transform.audit.matching import Matcher
from transform.audit.seen import Block, Piece, Place, Text
from transform.audit.words import words_of
from transform.extract.dates import date_in

#: From this many words on, a block found in the text says where on the page the text stands.
_TELLING = 5
#: A line that gives a date that is kept may have this many words.
_DATE_LINE = 12
_DATE_WORDS = frozenset(
    (
        *("publié", "publiée", "posté", "postée", "mis", "mise", "à", "jour", "le", "la", "du", "en", "ligne", "date"),
        *("de", "création", "créé", "créée", "modifié", "modifiée", "dernière", "modification", "et", "par"),
        *("on", "posted", "published", "updated", "last", "modified"),
    )
)
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

    `labels`: they only announce a value that is kept.
    """

    texts: list[Text]
    words: list[str]
    quote: str
    repeats: bool = False
    labels: bool = False


class Stretch(NamedTuple):
    """Blocks with words of a frame's piece, side by side from `start` to before `stop`, that nothing holds."""

    piece: Piece
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each word stands in a page: in its own blocks, in each piece of its frame."""

    own: Counter[str]
    frames: tuple[Counter[str], ...]

    def of(self, word: str) -> int:
        return self.own.get(word, 0) + sum(frame.get(word, 0) for frame in self.frames)

    def __contains__(self, word: str) -> bool:
        return word in self.own or any(word in frame for frame in self.frames)

    def scarce(self, wanted: Mapping[str, int]) -> set[str]:
        """The words that stand there less often than wanted."""
        own = self.own
        return {word for word, count in wanted.items() if own.get(word, 0) < count and self.of(word) < count}


@dataclass(slots=True)
class TextAudit:
    words: int
    seen: Counted
    left: list[LeftOver | Stretch] = field(default_factory=list)


def audit_text(blocks: list[Block], frames: list[Place], holding: Holding) -> TextAudit:
    """Long blocks first, in reading order: they tell where the main text stands; then those among them; then others."""
    search = _Search(holding)
    runs = _runs_of(blocks, frames, search)
    worded = [block for run in runs for block in run.worded]
    own = Counter(chain.from_iterable(block.words for run in runs if run.piece is None for block in run.worded))
    gists = [gist_of(place.piece) for place in frames]
    audit = TextAudit(
        own.total() + sum(gist.words for gist in gists), Counted(own, tuple(gist.counts for gist in gists))
    )
    found = [False] * len(worded)
    for run in runs:
        for place in run.touched:
            block = run.worded[place]
            found[run.start + place] = len(block.words) >= _TELLING and search.texts.take_needle(block.needle)
    telling = [place for place, taken in enumerate(found) if taken]
    search.texts.rewind()
    inside = range(telling[0], telling[-1] + 1) if telling else range(0)
    for place in inside:
        found[place] = found[place] or search.texts.take_needle(worded[place].needle)
    if telling:
        inside = _grown(inside, worded, found, search)
    for run in runs:
        apart = run.start + len(run.worded) <= inside.start or inside.stop <= run.start
        pending = 0
        for place in run.touched if apart else range(len(run.worded)):
            audit.left += run.stretch(pending, place)
            pending = place + 1
            if not found[run.start + place]:
                block = run.worded[place]
                left = (search.left_inside if run.start + place in inside else search.left_outside)(block, block.words)
                audit.words += max(0, sum(len(one.words) for one in left) - len(block.words))  # glued to one another
                audit.left += left
        audit.left += run.stretch(pending, len(run.worded))
    audit.words += sum(
        sum(gist_of(one.piece).glued[one.start : one.stop]) for one in audit.left if isinstance(one, Stretch)
    )
    return audit


@dataclass(slots=True)
class _Run:
    """Blocks with words side by side, from `start` on: the page's own, or those of a frame's `piece`.

    `touched`: those in which something that is held may be; all of the page's own.
    """

    worded: Sequence[Block]
    start: int
    touched: Sequence[int]
    piece: Piece | None = None

    def stretch(self, start: int, stop: int) -> list[Stretch]:
        return [Stretch(self.piece, start, stop)] if self.piece is not None and start < stop else []


def _runs_of(blocks: list[Block], frames: list[Place], search: "_Search") -> list[_Run]:
    runs: list[_Run] = []
    read = start = 0
    for place in frames:
        own = _own_run(blocks[read : place.block], start)
        start += len(own.worded)
        gist = gist_of(place.piece)
        runs += [own, _Run(gist.worded, start, search.touched(gist), place.piece)]
        start += len(gist.worded)
        read = place.block + len(place.piece.blocks)
    return [*runs, _own_run(blocks[read:], start)]


def _own_run(blocks: list[Block], start: int) -> _Run:
    worded = [block for block in blocks if block.words]
    return _Run(worded, start, range(len(worded)))


def all_of(block: Block) -> list[LeftOver]:
    """As `left_outside` leaves a block of which nothing is held."""
    return [_whole([text], text.words) for text in block.texts if text.words]


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


class _Search:
    """`texts` give each of their words to one place of the page; labels may stand anywhere, any number of times."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        self.texts = Matcher([" ".join(words) for words in holding.texts])
        self.labels = Matcher(holding.labels)
        self.vocabulary = holding.words.union(chain.from_iterable(label.split() for label in holding.labels))

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

    def touched(self, gist: Gist) -> list[int]:
        """The blocks of a frame's piece in which something that is held may be, in reading order."""
        holding = self.holding
        found = set(gist.calls)
        for held, standing in (
            (holding.values, gist.lines),
            (holding.edges, gist.edges),
            (holding.dates, gist.dates),
        ):
            for one in standing.keys() & held:
                found.update(standing[one])
        for word in gist.needles.keys() & self.vocabulary:
            for needle, place in gist.needles[word]:
                if place not in found and (self.texts.holds_needle(needle) or self.labels.holds_needle(needle)):
                    found.add(place)
        return sorted(found)

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
        if pieces and len(rest) > SELDOM_CHANCE:
            rest = self.texts.take_pieces(rest)
        if len(rest) == len(words):
            return _whole([text], words)
        return LeftOver([text], rest, " ".join(rest)) if rest else None

    def _is_kept(self, text: Text) -> bool:
        words = text.words
        return not words or self._is_value(words) or self._is_call(text) or self._is_date(text, words)

    def _labels_a_date(self, block: Block, words: list[str]) -> bool:
        """True for « , mis à jour le » before a date that is kept."""
        return _DATE_WORDS.issuperset(words) and any(self._is_date(text, text.words) for text in block.texts)

    def _is_value(self, words: list[str]) -> bool:
        if " ".join(words) in self.holding.values:
            return True
        return len(words) >= SELDOM_CHANCE and (self.texts.holds(words) or self.labels.holds(words))

    def _is_label(self, words: list[str]) -> bool:
        return self.labels.holds(words)

    def _is_date(self, text: Text, words: list[str]) -> bool:
        if len(words) > _DATE_LINE or not self.holding.dates or not YEAR.search(text.text):
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
    if not words or len(words) > SHORT_LINE or (words[0] not in holding.edges and words[-1] not in holding.edges):
        return words
    line = " ".join(words)
    for name in holding.names:
        if line.endswith(f" {name}"):
            return line.removesuffix(f" {name}").split()
        if line.startswith(f"{name} "):
            return line.removeprefix(f"{name} ").split()
    return words
