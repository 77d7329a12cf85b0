"""The readings that check the extractor's: Lexbor for every page, html5lib where Lexbor and lxml see other words."""

import warnings
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transform.audit.place import component
from transform.audit.seen import MAX_NODES, Context, Piece, Seen

#: The third reading is slow: larger pages, in characters, do without.
MAX_THIRD_READING = 400_000


#: What may be the same on many pages; deeper elements than this, and shorter or longer ones in characters, are read.
_FRAMES = frozenset(("header", "footer", "nav", "aside", "section", "div", "ul", "ol", "form", "table"))
_DEEPEST_FRAME = 16
_SHORTEST, _LONGEST = 120, 200_000
#: Characters of what is kept for other pages; and how many elements are remembered to have been met.
_MOST_KEPT, _MOST_MET = 4_000_000, 200_000
#: Places asked so many times in vain are asked again only every so many times; places remembered.
_PATIENCE, _SELDOM, _MOST_PLACES = 8, 16, 20_000


class TooManyNodes(Exception):
    """A body that no reading finishes. The page says so in the losses."""


def seen_by_lexbor(html: str) -> Seen:
    """Frames that earlier pages showed, letter for letter, are not read again."""
    seen = Seen()
    body = LexborHTMLParser(html).body
    if body is None:
        return seen
    _Reading(seen).below(body, seen.body(), 0)
    return seen


@dataclass(slots=True)
class _Reading:
    """One page; `_frames` is what this process remembers of others."""

    seen: Seen
    nodes: int = 0

    def below(self, above: LexborNode, context: Context, depth: int) -> None:
        for child in above.iter(include_text=True):
            if child.is_text_node:
                self.count()
                self.seen.say(context, child.text_content or "")
            elif child.is_element_node:
                self.element(child, context, depth)

    def element(self, node: LexborNode, context: Context, depth: int) -> None:
        tag, given = node.tag or "", node.attributes
        kind = ""
        if tag in _FRAMES and depth < _DEEPEST_FRAME and context.is_free:
            kind = f"{context.path}/{component(tag, given.get('id'), given.get('class'))}"
        html = (node.html or "") if kind and _frames.is_worth_asking(kind) else ""
        if not _SHORTEST <= len(html) <= _LONGEST:
            self.read(node, context, tag, given, depth)
            return
        name = (context.path, context.depth, html)
        if (found := _frames.find(name, kind)) is not None:
            self.count(found[1])
            self.seen.again(found[0])
            return
        extent, nodes = self.seen.extent(), self.nodes
        self.read(node, context, tag, given, depth)
        if _frames.met_before(name):
            _frames.keep(name, self.seen.since(extent), self.nodes - nodes)

    def read(self, node: LexborNode, context: Context, tag: str, given: dict[str, str | None], depth: int) -> None:
        self.count()
        inner = self.seen.enter(context, tag, given)
        if inner is None:
            return
        if depth < _DEEPEST_FRAME:
            self.below(node, inner, depth + 1)
            return
        contexts: dict[int, Context | None] = {node.mem_id: inner}
        for deep in node.traverse(include_text=True):
            holder = deep.parent
            around = contexts.get(holder.mem_id) if holder is not None and deep.mem_id != node.mem_id else None
            self.count()
            if around is None:
                continue
            if deep.is_text_node:
                self.seen.say(around, deep.text_content or "")
            elif deep.is_element_node:
                contexts[deep.mem_id] = self.seen.enter(around, deep.tag or "", deep.attributes)

    def count(self, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise TooManyNodes


@dataclass(slots=True)
class _Frames:
    """Elements met on two pages, the latest used last; bounded, the oldest forgotten first."""

    _kept: dict[tuple[str, int, str], tuple[Piece, int]] = field(default_factory=dict)
    _met: set[int] = field(default_factory=set)
    _size: int = 0
    _vain: dict[str, int] = field(default_factory=dict)

    def is_worth_asking(self, kind: str) -> bool:
        """False for a place whose elements have differed on all of the last pages, but now and then.

        What holds a page's own text is written out and compared in vain, once for each level that it is nested.
        """
        vain = self._vain.get(kind, 0)
        if vain < _PATIENCE:
            return True
        self._vain[kind] = vain + 1
        return vain % _SELDOM == 0

    def find(self, name: tuple[str, int, str], kind: str) -> tuple[Piece, int] | None:
        found = self._kept.pop(name, None)
        if found is not None:
            self._kept[name] = found
            self._vain[kind] = 0
        else:
            if len(self._vain) >= _MOST_PLACES:
                self._vain.clear()
            self._vain[kind] = self._vain.get(kind, 0) + 1
        return found

    def met_before(self, name: tuple[str, int, str]) -> bool:
        """And from now on, it has been."""
        key = hash(name)
        if key in self._met:
            return True
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        self._met.add(key)
        return False

    def keep(self, name: tuple[str, int, str], piece: Piece, nodes: int) -> None:
        self._kept[name] = piece, nodes
        self._size += len(name[2])
        while self._size > _MOST_KEPT:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._size -= len(oldest[2])


_frames = _Frames()


def seen_by_html5lib(html: str) -> Seen | None:
    """Nothing where the page is too long for it, or breaks it."""
    if len(html) > MAX_THIRD_READING:
        return None
    from bs4 import BeautifulSoup  # noqa: PLC0415 - long to load, asked for only where two parsers disagree
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about pages that look like an address or like XML
            soup = BeautifulSoup(html, "html5lib", multi_valued_attributes=None)
    except (RecursionError, AssertionError, ValueError, TypeError, AttributeError, LookupError):
        return None
    body = soup.body
    seen = Seen()
    if body is None:
        return seen
    contexts: dict[int, Context | None] = {id(body): seen.body()}
    for node in body.descendants:
        around = contexts.get(id(node.parent))
        if around is None:
            continue
        if isinstance(node, Tag):
            values: dict[str, str | None] = {name: str(value) for name, value in node.attrs.items()}
            contexts[id(node)] = seen.enter(around, node.name, values)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            seen.say(around, str(node))
    return seen
