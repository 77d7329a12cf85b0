"""One page reduced to what pages are compared by: where its blocks of text stand, how long they are, what they link to.

Nothing here knows another page; shapes are made in any process and are small enough to be kept by the thousand.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from transform.addresses import absolute, identity_of
from transform.extract.page import Page
from transform.markup import BLOCKS, HEADINGS, is_hidden
from transform.templates.induction.wording import SHORT, WORD, frame_of, letters_of, wording_of

#: A page's blocks and links beyond these are not compared.
MAX_BLOCKS, MAX_LINKS = 4_000, 4_000
#: Elements that only place things: without a name of their own, their position tells them apart.
PLACED = frozenset(("td", "th", "tr", "table", "tbody", "div", "center"))

_COUNTED = PLACED | {"h1"}
_THINGS = frozenset(("img", "iframe", "object", "embed", "video", "audio"))
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "iframe", "noframes", "object", "svg", "math"),
        *("input", "select", "option", "optgroup", "button", "textarea", "datalist", "canvas"),
    )
)
_STRONG = frozenset(("b", "strong", "em", "i", "u"))


class Block(NamedTuple):
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

    A component is tag, id, classes, place among the siblings of its tag (0 where no place is told by it). `links`:
    (identity of the target, words).
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


class _Reader:
    """Goes once through the outline, from the body on. Elements are numbers of the outline until all is read.

    `run`: texts since the last break, each with the element that holds it and the link around it.
    """

    def __init__(self, page: Page, shape: Shape) -> None:
        self.page = page
        self.shape = shape
        self.tags, self.parents = page.outline.tags, page.outline.parents
        self.elements = list(page.outline.numbers)
        self.positions: dict[int, int] = {}
        self.run: list[tuple[str, int, int]] = []
        self.targets: dict[str, str] = {}

    def read(self) -> None:
        body = self.page.outline.numbers[self.page.body]
        self.walk(body)
        self.flush()
        self.compact(body)

    def walk(self, body: int) -> None:
        """`opened`: elements that are not closed yet; `left`: those of them that are not entered."""
        tags, parents, elements, shape, add = self.tags, self.parents, self.elements, self.shape, self.add
        hidden = self.hidden()
        opened: list[int] = [body]
        links: dict[int, int] = {body: -1}
        headings: dict[int, int] = {body: 0}
        left: set[int] = set()
        counts: dict[tuple[int, str], int] = {}
        add(elements[body].text, body, -1)
        for number in range(body + 1, len(tags)):
            parent, tag = parents[number], tags[number]
            if parent in left:
                left.add(number)
                continue
            if parent < body:
                break
            while opened[-1] != parent:
                self.close(opened.pop(), left, links)
            opened.append(number)
            if tag in _COUNTED:
                counts[parent, tag] = self.positions[number] = counts.get((parent, tag), 0) + 1
            link = links[parent]
            if len(shape.blocks) >= MAX_BLOCKS:
                left.add(number)
                continue
            if tag == "br":
                left.add(number)
                if not headings[parent]:
                    self.flush()
                continue
            if tag in _THINGS:
                if tag == "img" and link >= 0:
                    shape.pictures.append((len(shape.things), link))
                shape.things.append(parent)
            is_block = tag in BLOCKS
            if is_block and self.run:
                self.flush()
            if tag in _SKIPPED or number in hidden:
                left.add(number)
                continue
            headings[number] = headings[parent] + (tag in HEADINGS)
            element = elements[number]
            if tag == "a" and (href := element.get("href")):
                link = self.linked(href)
            links[number] = link
            add(element.text, number, link)
        while opened[-1] != body:
            self.close(opened.pop(), left, links)

    def close(self, number: int, left: set[int], links: dict[int, int]) -> None:
        if self.run and number not in left and self.tags[number] in BLOCKS:
            self.flush()
        parent = self.parents[number]
        self.add(self.elements[number].tail, parent, links[parent])

    def hidden(self) -> set[int]:
        outline = self.page.outline
        able = (*outline.having.get("style", ()), *outline.having.get("hidden", ()))
        return {outline.numbers[element] for element in able if is_hidden(element)}

    def linked(self, href: str) -> int:
        """The place of a new link; one that leads nowhere, or into the page itself, has an empty identity."""
        if len(self.shape.links) >= MAX_LINKS:
            return len(self.shape.links) - 1
        if href not in self.targets:
            url = None if href.startswith("#") else absolute(href, self.page.base)
            self.targets[href] = identity_of(url) if url else ""
        self.shape.links.append((self.targets[href], ""))
        return len(self.shape.links) - 1

    def add(self, text: str | None, holder: int, link: int) -> None:
        if text and (self.run or not text.isspace()):
            self.run.append((text, holder, link))

    def flush(self) -> None:
        run, self.run = self.run, []
        if not run:
            return
        text = run[0][0] if len(run) == 1 else "".join([piece for piece, _, _ in run])
        wording = wording_of(text)
        if wording is None:
            return
        worded = run if len(run) == 1 else [piece for piece in run if WORD.search(piece[0])]
        links = [link for _, _, link in worded if link >= 0]
        linked = self.said(worded, wording.letters) if links else 0
        frame = ""
        if links and wording.size <= 2 * SHORT:
            plain = "".join([piece if link < 0 else " " for piece, _, link in run])
            frame = "" if plain.isspace() else frame_of(plain)
        node = worded[0][1]
        if len(worded) > 1:
            node = self.around({holder for _, holder, _ in worded})
        self.shape.blocks.append(
            Block(
                node,
                wording.digest,
                len(wording.letters),
                linked,
                wording.text,
                frame,
                worded[0][2],
                tuple(links) if len(links) < 2 else tuple(dict.fromkeys(links)),
                self.is_strong(node),
                wording.grams,
            )
        )

    def said(self, worded: list[tuple[str, int, int]], letters: str) -> int:
        """How many letters are links'; each link learns its words."""
        linked = 0
        for piece, _, link in worded:
            if link >= 0:
                own = letters if len(worded) == 1 else letters_of(piece)
                target, said = self.shape.links[link]
                self.shape.links[link] = (target, (said + own)[:SHORT])
                linked += len(own)
        return linked

    def around(self, holders: set[int]) -> int:
        """The innermost element around all: of two of a page, the later one is never around the other."""
        while len(holders) > 1:
            last = max(holders)
            holders.remove(last)
            holders.add(self.parents[last])
        return holders.pop()

    def is_strong(self, node: int) -> bool:
        """Whether the block is set off as a whole, by an element within that which breaks the text."""
        while self.tags[node] not in BLOCKS:
            if self.tags[node] in _STRONG:
                return True
            node = self.parents[node]
        return False

    def compact(self, body: int) -> None:
        """Keeps only the elements in which a block or a thing stands, parents before children."""
        shape, parents = self.shape, self.parents
        used = {body}
        for place in (*(block.node for block in shape.blocks), *shape.things):
            node = place
            while node not in used:
                used.add(node)
                node = parents[node]
        kept = sorted(used)
        order = {old: new for new, old in enumerate(kept)}
        names: dict[tuple[str, str, str, int], int] = {}
        for old in kept:
            name = self.name(old)
            shape.nodes.append((order[parents[old]] if old != body else -1, names.setdefault(name, len(names))))
        shape.names = list(names)
        shape.blocks = [block._replace(node=order[block.node]) for block in shape.blocks]
        shape.things = [order[node] for node in shape.things]

    def name(self, number: int) -> tuple[str, str, str, int]:
        element = self.elements[number]
        identifier = (element.get("id") or "").strip()[:80]
        classes = (element.get("class") or "").strip()[:200]
        return (self.tags[number], identifier, classes, self.positions.get(number, 0))
