"""All that one element of a frame shows, arranged so that a page asks at once which of its blocks it may hold."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from transform.audit.seen import Block, Piece
from transform.audit.words import needle_of
from transform.extract.dates import date_in

#: Outside the main text, fewer words than this must be a whole value: single words are found anywhere by chance.
SELDOM_CHANCE = 3
#: A name is looked for in lines of at most this many words.
SHORT_LINE = 8
YEAR = re.compile(r"(?:19|20)\d\d")

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Gist:
    """`worded`: the blocks that have words; `counts`: how often each word stands there; `words`: how many there are.

    `glued`: how many words more each block's texts have than the block: those with no blank between two texts.
    `linked`: the words of each link's text, to where such links lead. All others say in which of `worded` something
    stands: whole lines, sequences by the longest of their words, words at either end, dates, and calls of notes.
    """

    worded: tuple[Block, ...]
    words: int
    counts: Counter[str]
    glued: tuple[int, ...]
    linked: dict[str, frozenset[str]]
    lines: dict[str, tuple[int, ...]]
    needles: dict[str, tuple[tuple[str, int], ...]]
    edges: dict[str, tuple[int, ...]]
    dates: dict[str, tuple[int, ...]]
    calls: tuple[int, ...]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "Gist":
        worded = tuple(block for block in blocks if block.words)
        counts = Counter(chain.from_iterable(block.words for block in worded))
        linked: defaultdict[str, set[str]] = defaultdict(set)
        lines: defaultdict[str, list[int]] = defaultdict(list)
        needles: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        edges: defaultdict[str, list[int]] = defaultdict(list)
        dates: defaultdict[str, list[int]] = defaultdict(list)
        calls: list[int] = []
        for place, block in enumerate(worded):
            for words in (block.words, *(text.words for text in block.texts if text.words)):
                lines[" ".join(words)].append(place)
                if len(words) >= SELDOM_CHANCE:
                    needles[max(words, key=len)].append((needle_of(words), place))
                if len(words) <= SHORT_LINE:
                    edges[words[0]].append(place)
                    edges[words[-1]].append(place)
            for text in block.texts:
                if YEAR.search(text.text) and (date := date_in(text.text)):
                    dates[date].append(place)
                if text.href and text.words:
                    linked[" ".join(text.words)].add(text.href)
                if text.raised or (text.href or "").startswith("#"):
                    calls.append(place)
        return cls(
            worded,
            counts.total(),
            counts,
            tuple(max(0, sum(len(text.words) for text in block.texts) - len(block.words)) for block in worded),
            {line: frozenset(hrefs) for line, hrefs in linked.items()},
            _settled(lines),
            _settled(needles),
            _settled(edges),
            _settled(dates),
            tuple(calls),
        )


def _settled(found: dict[str, list[Key]]) -> dict[str, tuple[Key, ...]]:
    return {key: tuple(places) for key, places in found.items()}


def gist_of(piece: Piece) -> Gist:
    found: Gist | None = piece.memo.get("gist")
    if found is None:
        found = piece.memo["gist"] = Gist.of(piece.blocks)
    return found
