"""One page reduced to what pages are compared by: where its blocks of text stand, how long they are, what they link to.

Nothing here knows another page; shapes are made in any process and are small enough to be kept by the thousand.
"""

import re
import sys
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from lxml import etree

from transform.addresses import absolute, identity_of
from transform.extract.page import Page
from transform.markup import BLOCKS, HEADINGS, is_hidden, squeeze

#: Characters of a block that are kept as written; longer ones are compared by digest.
SHORT = 320
#: A page's blocks, links and digests of word sequences beyond these are not compared.
MAX_BLOCKS, MAX_LINKS, MAX_GRAMS = 4_000, 4_000, 20_000
#: Words in a sequence; of all sequences, one in this many is kept.
_GRAM, _SAMPLED = 4, 2
#: Longer words than this, on the average, are runs of a script that parts none.
_LONGEST_MEAN = 12

_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "iframe", "noframes", "object", "svg", "math"),
        *("input", "select", "option", "optgroup", "button", "textarea", "datalist", "canvas"),
    )
)
_STRONG = frozenset(("b", "strong", "em", "i", "u"))
_WORD = re.compile(r"\w+")
_FIGURES = re.compile(r"\d+")


@dataclass(slots=True)
class Block:
    """A run of text between two breaks. `node`: its place; `letters`, `linked`: how many, and how many inside links.

    `text` is empty where it is longer than `SHORT`; `frame`: the text without what is linked and without figures.
    `lead`: the link that begins it, or -1; `grams`: digests of some of its word sequences.
    """

    node: int
    digest: int
    letters: int
    linked: int
    text: str
    frame: str
    lead: int
    links: tuple[int, ...]
    strong: bool
    grams: tuple[int, ...]


@dataclass(slots=True)
class Shape:
    """`nodes`: (parent, component) of each element that holds text, the body first; `names`: the components.

    A component is tag, id, classes, place among the siblings of its tag. `links`: (identity of the target, words).
    """

    url: str
    identity: str
    canonical: str | None
    window_title: str
    declared_title: str
    timestamp: str
    names: list[tuple[str, str, str, int]] = field(default_factory=list)
    nodes: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    things: list[int] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)


def shape_of(page: Page) -> Shape:
    """The page's tree is read, not changed. `things`: the nodes in which an image, a player or a file stands.

    `pictures`: of the images that are links, the place among `things` and the link.
    """
    shape = Shape(
        url=page.url,
        identity=identity_of(page.url),
        canonical=identity_of(page.canonical) if page.canonical else None,
        window_title=page.window_title[:SHORT],
        declared_title=(page.meta("og:title") or "")[:SHORT],
        timestamp=page.timestamp,
    )
    _Reader(page, shape).read()
    return shape


def letters_of(text: str) -> str:
    """Only letters and figures, lower case: two spellings of one line that differ in blanks and signs are the same."""
    return "".join(_WORD.findall(text.lower()))


class _Reader:
    """Walks the body once. A run's pieces remember the inline elements around them, to find those around all of it."""

    def __init__(self, page: Page, shape: Shape) -> None:
        self.page = page
        self.shape = shape
        self.names: dict[tuple[str, str, str, int], int] = {}
        self.inline: list[int] = []
        self.run: list[tuple[str, tuple[int, ...], int]] = []
        self.link = -1
        self.place = 0
        self.heading = 0
        self.targets: dict[str, str] = {}

    def read(self) -> None:
        body = self.page.body
        self.place = self.node(body, -1, 0)
        self.walk(body)
        self.flush()
        self.compact()

    def node(self, element: etree._Element, parent: int, position: int) -> int:
        identifier = (element.get("id") or "").strip()
        name = (str(element.tag), identifier[:80], (element.get("class") or "").strip()[:200], position)
        known = self.names.get(name)
        if known is None:
            known = self.names[name] = len(self.shape.names)
            self.shape.names.append(name)
        self.shape.nodes.append((parent, known))
        return len(self.shape.nodes) - 1

    def walk(self, element: etree._Element) -> None:
        self.add(element.text)
        positions: dict[str, int] = {}
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                positions[tag] = positions.get(tag, 0) + 1
                if len(self.shape.blocks) < MAX_BLOCKS:
                    self.enter(child, tag, positions[tag])
            self.add(child.tail)

    def enter(self, child: etree._Element, tag: str, position: int) -> None:
        if tag == "br":
            if not self.heading:
                self.flush()
            return
        if tag in {"img", "iframe", "object", "embed", "video", "audio"}:
            if tag == "img" and self.link >= 0:
                self.shape.pictures.append((len(self.shape.things), self.link))
            self.shape.things.append(self.inline[-1] if self.inline else self.place)
        if tag in _SKIPPED or is_hidden(child):
            if tag in BLOCKS:
                self.flush()
            return
        if tag in BLOCKS:
            if self.run:
                self.flush()
            above, inline = self.place, self.inline
            self.place, self.inline = self.node(child, inline[-1] if inline else above, position), []
            self.heading += tag in HEADINGS
            self.walk(child)
            if self.run:
                self.flush()
            self.heading -= tag in HEADINGS
            self.place, self.inline = above, inline
            return
        outer = self.link
        if tag == "a" and child.get("href"):
            self.link = self.linked(child.get("href") or "")
        self.inline.append(self.node(child, self.inline[-1] if self.inline else self.place, position))
        self.walk(child)
        self.inline.pop()
        self.link = outer

    def linked(self, href: str) -> int:
        """The place of a new link; one that leads nowhere, or into the page itself, has an empty identity."""
        if len(self.shape.links) >= MAX_LINKS:
            return len(self.shape.links) - 1
        if href not in self.targets:
            url = None if href.startswith("#") else absolute(href, self.page.base)
            self.targets[href] = identity_of(url) if url else ""
        self.shape.links.append((self.targets[href], ""))
        return len(self.shape.links) - 1

    def add(self, text: str | None) -> None:
        if text and (self.run or not text.isspace()):
            self.run.append((text, tuple(self.inline), self.link))

    def flush(self) -> None:
        run, self.run = self.run, []
        if not run:
            return
        text = squeeze("".join(piece for piece, _, _ in run).replace("\xa0", " "))
        words = _WORD.findall(text.lower())
        if not words:
            return
        worded = run if len(run) == 1 else [piece for piece in run if _WORD.search(piece[0])]
        around = worded[0][1] if len(worded) == 1 else _common([inline for _, inline, _ in worded])
        tags = {self.shape.names[self.shape.nodes[node][1]][0] for node in around}
        letters = "".join(words)
        linked = 0
        frame = ""
        if any(link >= 0 for _, _, link in worded):
            linked = self.said(worded, letters)
            if len(text) <= 2 * SHORT:
                plain = "".join(piece if link < 0 else " " for piece, _, link in run)
                frame = " ".join(_WORD.findall(_FIGURES.sub("", plain.lower())))
        self.shape.blocks.append(
            Block(
                node=around[-1] if around else self.place,
                digest=int.from_bytes(blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()),
                letters=len(letters),
                linked=linked,
                text=sys.intern(text) if len(text) <= SHORT else "",
                frame=sys.intern(frame[:SHORT]),
                lead=worded[0][2],
                links=tuple(dict.fromkeys(link for _, _, link in worded if link >= 0)),
                strong=bool(tags & _STRONG),
                grams=_grams(words),
            )
        )

    def said(self, worded: list[tuple[str, tuple[int, ...], int]], letters: str) -> int:
        """How many letters are links'; each link learns its words."""
        linked = 0
        for piece, _, link in worded:
            if link >= 0:
                own = letters if len(worded) == 1 else letters_of(piece)
                target, said = self.shape.links[link]
                self.shape.links[link] = (target, (said + own)[:SHORT])
                linked += len(own)
        return linked

    def compact(self) -> None:
        """Keeps only the nodes in which a block or a thing stands, parents before children."""
        nodes = self.shape.nodes
        used = {0}
        for place in (*(block.node for block in self.shape.blocks), *self.shape.things):
            node = place
            while node >= 0 and node not in used:
                used.add(node)
                node = nodes[node][0]
        order = {old: new for new, old in enumerate(sorted(used))}
        names: dict[int, int] = {}
        kept = []
        for old in sorted(used):
            parent, name = nodes[old]
            kept.append((order.get(parent, -1), names.setdefault(name, len(names))))
        self.shape.nodes = kept
        self.shape.names = [self.shape.names[name] for name in names]
        for block in self.shape.blocks:
            block.node = order[block.node]
        self.shape.things = [order[node] for node in self.shape.things]


def _common(stacks: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The inline elements around all pieces, outermost first."""
    first = stacks[0]
    length = min(map(len, stacks))
    while length and any(stack[:length] != first[:length] for stack in stacks):
        length -= 1
    return first[:length]


def _grams(words: list[str]) -> tuple[int, ...]:
    if sum(map(len, words)) > _LONGEST_MEAN * len(words):  # a script that parts no words
        letters = "".join(words)[: MAX_GRAMS + _GRAM]
        words = [letters[at : at + 2] for at in range(len(letters) - 1)]
    if len(words) < _GRAM:
        return ()
    pieces = " ".join(words[: MAX_GRAMS + _GRAM - 1]).encode().split(b" ")
    ends = list(accumulate(len(piece) + 1 for piece in pieces))
    text = b" ".join(pieces)
    found = {crc32(text[start : end - 1]) for start, end in zip((0, *ends), ends[_GRAM - 1 :], strict=False)}
    return tuple(sorted(gram for gram in found if gram % _SAMPLED == 0))
