"""What a piece of a frame leaves over: found once for all pages of one site, asked for page by page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from transform.addresses import identity_of, is_from_the_top
from transform.audit.gist import gist_of
from transform.audit.holding import Holding
from transform.audit.left import ANNOUNCED, Left, Where, addresses_of, left_text, left_thing
from transform.audit.seen import Piece
from transform.audit.sheets import lay
from transform.audit.text import all_of

#: Answers remembered of one piece: for other sites, other boxes.
_MOST_ANSWERS = 32

_NOTHING_HELD = Holding.empty()


@dataclass(frozen=True, slots=True)
class FramedTexts:
    """What each text leaves over where nothing of it is held; `lines`: its words.

    `starts`: with how many texts each block that has words begins, and all of them at the end.
    """

    left: tuple[Left, ...]
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    _hrefs: frozenset[str | None]
    _lines: frozenset[str]

    def between(self, start: int, stop: int, holding: Holding) -> Iterable[Left]:
        """Of the blocks with words from `start` to before `stop`."""
        first, last = self.starts[start], self.starts[stop]
        if self._hrefs.isdisjoint(holding.related) and self._lines.isdisjoint(holding.announced):
            return self.left[first:last]
        return (
            left._replace(box=ANNOUNCED) if line in holding.announced else left
            for left, line in zip(self.left[first:last], self.lines[first:last], strict=True)
            if left.href not in holding.related
        )


@dataclass(frozen=True, slots=True)
class FramedThings:
    """What each thing leaves over where nothing of it is held.

    `_standing`: which things give an address: as written, resolved, or without its fragment; `_leading`: which lead to
    an identity.
    """

    left: tuple[Left | None, ...]
    _standing: dict[str, tuple[int, ...]]
    _leading: dict[str, tuple[int, ...]]

    def touched(self, holding: Holding, named: frozenset[str], where: Where) -> set[int]:
        """The things of which something may be held."""
        found = set(self._leading.get(where.identity, ()))
        for held in (holding.links, holding.media, holding.documents, named):
            for address in self._standing.keys() & held:
                found.update(self._standing[address])
        return found


def texts_of(piece: Piece, where: Where) -> FramedTexts | None:
    """Nothing where what it leaves depends on the page: its links are relative."""
    key = ("texts", where.frame)
    if where.frame is None:
        return None
    if key not in piece.memo:
        _remember(piece.memo, key, _texts_of(piece, where))
    found: FramedTexts | None = piece.memo[key]
    return found


def things_of(piece: Piece, where: Where) -> FramedThings | None:
    key = ("things", where.frame)
    if where.frame is None:
        return None
    if key not in piece.memo:
        _remember(piece.memo, key, _things_of(piece, where))
    found: FramedThings | None = piece.memo[key]
    return found


def _texts_of(piece: Piece, where: Where) -> FramedTexts | None:
    left: list[Left] = []
    lines: list[str] = []
    starts: list[int] = []
    for block in gist_of(piece).worded:
        starts.append(len(left))
        for over in all_of(block):
            one = left_text(over, _NOTHING_HELD, where)
            if one is None or not all(is_from_the_top(text.href) for text in over.texts):
                return None
            left.append(one)
            lines.append(" ".join(over.words))
    starts.append(len(left))
    lay(left)
    hrefs = frozenset(one.href for one in left)
    return FramedTexts(tuple(left), tuple(lines), tuple(starts), hrefs, frozenset(lines))


def _things_of(piece: Piece, where: Where) -> FramedThings | None:
    if not all(is_from_the_top(address) for thing in piece.things for address in (*thing.addresses, thing.around)):
        return None
    anywhere = replace(where, identity="")
    left: list[Left | None] = []
    standing: dict[str, tuple[int, ...]] = {}
    leading: dict[str, tuple[int, ...]] = {}
    for place, thing in enumerate(piece.things):
        resolved = addresses_of(thing, where.base)
        left.append(left_thing(thing, resolved, _NOTHING_HELD, anywhere, ()))
        for address in {*thing.addresses, *resolved, *(one.partition("#")[0] for one in resolved)}:
            standing[address] = (*standing.get(address, ()), place)
        for identity in set(map(identity_of, resolved)):
            leading[identity] = (*leading.get(identity, ()), place)
    lay([one for one in left if one is not None])
    return FramedThings(tuple(left), standing, leading)


def _remember(answers: dict[Any, Any], key: object, value: object) -> None:
    if len(answers) >= _MOST_ANSWERS:
        answers.clear()
    answers[key] = value
