"""What a reader of HTML sees in a page's body: its blocks of text, and the things it shows or leads to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from transform.audit.place import MAX_DEPTH, component
from transform.audit.words import needle_of, words_of
from transform.markup import BLOCKS

#: Elements whose text no reader sees; what an `iframe` holds is shown only where frames are not.
UNREAD = frozenset(("script", "style", "noscript", "template", "iframe", "noframes"))
_HEADERS = {"img": "image", "a": "link", "area": "link", "iframe": "player", "embed": "player", "object": "player"}
_THINGS = _HEADERS | {"video": "player", "audio": "player"}
_BREAKS = BLOCKS | {"br", "select", "option", "optgroup", "textarea"}
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data")
#: More nodes than this in one body is an attack, not a page.
MAX_NODES = 400_000


@dataclass(slots=True)
class Text:
    """A text node. `href`: of the link it stands in; `raised`: in a `sup`, as the call of a note."""

    text: str
    place: str
    href: str | None
    raised: bool
    _words: list[str] | None = None

    @property
    def words(self) -> list[str]:
        """Not to be changed."""
        if self._words is None:
            self._words = words_of(self.text)
        return self._words


@dataclass(slots=True)
class Block:
    """A run of text between two breaks of a page."""

    place: str
    texts: list[Text] = field(default_factory=list)
    _text: str | None = None
    _words: list[str] | None = None
    _needle: str | None = None

    @property
    def text(self) -> str:
        """Asked for once the block is whole."""
        if self._text is None:
            self._text = "".join(text.text for text in self.texts)
        return self._text

    @property
    def words(self) -> list[str]:
        """Not to be changed."""
        if self._words is None:
            self._words = self.texts[0].words if len(self.texts) == 1 else words_of(self.text)
        return self._words

    @property
    def needle(self) -> str:
        if self._needle is None:
            self._needle = needle_of(self.words)
        return self._needle


@dataclass(slots=True)
class Thing:
    """An image, link or player: the addresses it gives, as written; those of the link around it come last."""

    what: str
    place: str
    addresses: list[str]
    attributes: dict[str, str | None]
    around: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """All that one element showed: found again, it shows the same. `memo`: what was found of it once."""

    blocks: tuple[Block, ...]
    things: tuple[Thing, ...]
    said: tuple[str, ...]
    memo: dict[Any, Any] = field(default_factory=dict)


class Place(NamedTuple):
    """Where a frame's piece begins among the blocks and among the things of a page."""

    block: int
    thing: int
    piece: Piece


@dataclass(slots=True)
class Context:
    """What an element passes on to what stands in it. `block`: the last element around that breaks the text."""

    path: str
    depth: int
    block: int
    href: str | None = None
    raised: bool = False
    holder: Thing | None = None

    @property
    def is_free(self) -> bool:
        """True where what an element shows, it shows wherever else it stands at this path and depth: in no link."""
        return self.href is None and not self.raised and self.holder is None


@dataclass(slots=True)
class Seen:
    """Filled in reading order, whichever parser walks the tree. `said`: words that attributes say.

    `frames`: what other pages showed too, letter for letter.
    """

    blocks: list[Block] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    frames: list[Place] = field(default_factory=list)
    _run: int = 0
    _last: tuple[int, int] = (-1, -1)

    def body(self) -> Context:
        return Context("body", 0, self._run)

    def extent(self) -> tuple[int, int, int]:
        return len(self.blocks), len(self.things), len(self.said)

    def since(self, extent: tuple[int, int, int]) -> Piece:
        """What an element between two breaks has shown; it will be shown to other pages too."""
        blocks, things, said = extent
        return Piece(tuple(self.blocks[blocks:]), tuple(self.things[things:]), tuple(self.said[said:]))

    def again(self, piece: Piece) -> None:
        self.frames.append(Place(len(self.blocks), len(self.things), piece))
        self.blocks += piece.blocks
        self.things += piece.things
        self.said += piece.said
        self._run += 1
        self._last = (-1, -1)

    def enter(self, context: Context, tag: str, attributes: dict[str, str | None]) -> Context | None:
        """Nothing for an element that is not read, nor what stands in it."""
        thing = None
        if tag in _THINGS:
            thing = self._thing(tag, attributes, context)
        elif tag in {"source", "param"} and context.holder is not None:
            context.holder.addresses += [value for name in ("src", "value") if (value := attributes.get(name))]
        if attributes.get("title") or attributes.get("alt"):
            self.said += [value for name in ("title", "alt") if (value := attributes.get(name))]
        breaks = tag in _BREAKS
        if breaks:
            self._run += 1
        if tag in UNREAD:
            return None
        path = context.path
        if context.depth < MAX_DEPTH and tag != "tbody":
            path = f"{path}/{component(tag, attributes.get('id'), attributes.get('class'))}"
        return Context(
            path,
            context.depth + 1,
            self._run if breaks else context.block,
            attributes.get("href") if tag == "a" else context.href,
            context.raised or tag == "sup",
            thing if thing is not None and thing.what == "player" else context.holder,
        )

    def say(self, context: Context, text: str) -> None:
        if not text:
            return
        if (context.block, self._run) != self._last:
            if text.isspace():
                return  # no block begins with blanks
            self._last = (context.block, self._run)
            self.blocks.append(Block(context.path))
        self.blocks[-1].texts.append(Text(text, context.path, context.href, context.raised))

    def _thing(self, tag: str, attributes: dict[str, str | None], context: Context) -> Thing | None:
        what = _THINGS[tag]
        names = ("href",) if what == "link" else _SOURCES
        addresses = [value for name in names if (value := (attributes.get(name) or "").strip())]
        if what == "player" and context.holder is not None:
            context.holder.addresses += addresses
            return None
        if what == "link" and (not addresses or addresses[0].startswith("#")):
            return None
        place = f"{context.path}/{component(tag, attributes.get('id'), attributes.get('class'))}"
        thing = Thing(what, place, addresses, attributes, context.href)
        self.things.append(thing)
        return thing


def own_blocks(blocks: list[Block], frames: Iterable[Place]) -> Iterator[Block]:
    """Those that stand in no frame, in reading order."""
    start = 0
    for place in frames:
        yield from blocks[start : place.block]
        start = place.block + len(place.piece.blocks)
    yield from blocks[start:]
