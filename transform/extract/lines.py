"""Lines of a body that are frame although no element is: between two breaks, or in elements that text uses too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from transform.addresses import absolute, host_of
from transform.extract.documents import format_at
from transform.markup import BLOCKS, HEADINGS, UNSEEN, is_childless, remove
from transform.templates.fields import Lines
from transform.templates.margin_lines import LONGEST_ALIKE, NEAR, is_signature, starts_alike

_WORD = re.compile(r"\w+")
_FIGURES = re.compile(r"\d+")
#: Pages of one item that are numbered in a line.
_LEAST_NUMBERS = 2
_SEEN = frozenset(("img", "iframe", "object", "embed", "video", "audio", "br", "hr", "input", "svg"))


@dataclass(slots=True, eq=False)
class Line:
    """The pieces of text between two breaks: (element, whether the piece is its tail, link around it)."""

    pieces: list[tuple[etree._Element, bool, etree._Element | None]] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, etree._Element | None]]:
        for element, is_tail, anchor in self.pieces:
            yield (element.tail if is_tail else element.text) or "", anchor

    @property
    def words(self) -> str:
        return " ".join("".join(text for text, _ in self.texts()).split())

    @property
    def letters(self) -> str:
        return letters_of("".join(text for text, _ in self.texts()))

    @property
    def frame(self) -> str:
        """Letters outside links, without figures; empty where there is no link."""
        if all(anchor is None for _, anchor in self.texts()):
            return ""
        return letters_of(_FIGURES.sub("", " ".join(text for text, anchor in self.texts() if anchor is None)))

    def is_link_inside(self, base: str) -> bool:
        """True where most letters are links', and most links lead to pages of the same site."""
        linked = sum(len(letters_of(text)) for text, anchor in self.texts() if anchor is not None)
        targets = self.targets(base)
        inner = sum(1 for url in targets if host_of(url) == host_of(base) and not format_at(url))
        return 2 * linked > len(self.letters) and 2 * inner > len(targets)

    def is_path_to(self, title: str) -> bool:
        """True for « Accueil > Récits > Titre », also where the title is cut. `title`: its letters, no figures."""
        return bool(title) and starts_alike(self.frame, title)

    def is_of_pages(self) -> bool:
        """True for « [1] [2] [3] », all but the page's own number links."""
        letters = self.letters
        if not letters.isdigit():
            return False
        numbers = [word for text, _ in self.texts() for word in _WORD.findall(text)]
        linked = sum(1 for text, anchor in self.texts() if anchor is not None and _WORD.search(text))
        wanted = [str(number) for number in range(1, len(numbers) + 1)]
        return len(numbers) >= _LEAST_NUMBERS and numbers == wanted and linked >= len(numbers) - 1

    def targets(self, base: str) -> list[str]:
        anchors = {anchor: None for _, anchor in self.texts() if anchor is not None}
        urls = (absolute(anchor.get("href") or "", base) for anchor in anchors)
        return [url for url in urls if url]

    def clear(self) -> None:
        for element, is_tail, _ in self.pieces:
            if is_tail:
                element.tail = None
            else:
                element.text = None

    def holders(self) -> Iterator[etree._Element]:
        for element, is_tail, _ in self.pieces:
            holder = element.getparent() if is_tail else element
            if holder is not None:
                yield holder


def letters_of(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


@dataclass(slots=True)
class LinesLeft:
    """What lines that left a text say. `related`: where links led, in reading order; `signatures`: (words, element)."""

    related: list[str] = field(default_factory=list)
    signatures: list[tuple[str, etree._Element]] = field(default_factory=list)


def drop_lines(body: etree._Element, lines: Lines, base: str, title: str = "") -> LinesLeft:
    """Changes the body. `title`: the page's, as written."""
    anywhere = {letters_of(line) for line in lines.anywhere}
    alike = tuple(letters for line in lines.alike if (letters := letters_of(line)))
    gone: list[Line] = []
    kept: list[Line] = []
    for line in lines_in(body):
        letters = line.letters
        frame = letters in anywhere or (anywhere and line.frame in anywhere)
        frame = frame or (letters.endswith(alike) and len(letters) <= LONGEST_ALIKE) or line.is_of_pages()
        (gone if frame else kept).append(line)
    signatures = _signatures(kept) if lines.dates else []
    kept = [line for line in kept if line not in signatures]
    ends = {letters_of(line) for line in lines.ends}
    way = kept[:1] if lines.path and kept and kept[0].is_path_to(letters_of(_FIGURES.sub("", title))) else []
    kept = kept[len(way) :]
    first = _trimmed(kept, ends, lines.links, base)
    last = _trimmed(kept[len(first) :][::-1], ends, lines.links, base)[::-1]
    if len(first) + len(last) == len(kept):
        first, last = [], []  # a page of nothing but links: they are its text
    related = dict.fromkeys(url for line in (*way, *first, *last) for url in line.targets(base))
    left = LinesLeft(list(related), [(line.words, next(line.holders())) for line in signatures])
    _take_out([*gone, *signatures, *way, *first, *last], body)
    return left


def _signatures(lines: list[Line]) -> list[Line]:
    near = lines if len(lines) < 2 * NEAR else [*lines[:NEAR], *lines[-NEAR:]]
    found = [line for line in near if is_signature(line.words)]
    return found if len(found) < len(lines) else []


def lines_in(body: etree._Element) -> list[Line]:
    """Those with words, in reading order."""
    found = [Line()]
    _walk(body, None, found, in_heading=False)
    return [line for line in found if line.letters]


def _walk(element: etree._Element, anchor: etree._Element | None, found: list[Line], *, in_heading: bool) -> None:
    if element.text:
        found[-1].pieces.append((element, False, anchor))
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in UNSEEN:
            if tag == "br" and not in_heading:
                found.append(Line())
            elif tag in BLOCKS:
                found.append(Line())
                _walk(child, anchor, found, in_heading=in_heading or tag in HEADINGS)
                found.append(Line())
            else:
                linked = child if tag == "a" and child.get("href") else anchor
                _walk(child, linked, found, in_heading=in_heading)
        if child.tail:
            found[-1].pieces.append((child, True, anchor))


def _trimmed(lines: list[Line], ends: set[str], links: bool, base: str) -> list[Line]:
    """The lines from the beginning of the list that are frame there."""
    count = 0
    for line in lines:
        if line.letters not in ends and not (links and line.is_link_inside(base)):
            break
        count += 1
    return lines[:count]


def _take_out(lines: list[Line], body: etree._Element) -> None:
    """The words, then the elements that held nothing else."""
    holders = [holder for line in lines for holder in line.holders()]
    for line in lines:
        line.clear()
    for holder in holders:
        node: etree._Element | None = holder
        while node is not None and node is not body and node.tag not in _SEEN and _is_void(node):
            above = node.getparent()
            if above is None:
                break
            remove(node)
            node = above


def _is_void(element: etree._Element) -> bool:
    if (element.text or "").strip():
        return False
    return is_childless(element) or all(child.tag == "br" and not (child.tail or "").strip() for child in element)
