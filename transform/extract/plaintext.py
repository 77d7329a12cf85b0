"""The plain text of a piece of HTML: every word of it, in reading order, and nothing else.

Paragraphs are separated by an empty line; list items, definitions and table rows by a line end; cells by ` | `.
"""

import re
from collections.abc import Iterable

from lxml import etree

from transform.markup import BLOCKS, HEADINGS, UNSEEN, line_of, squeeze

_LISTS = frozenset(("ul", "ol", "menu", "dir", "dl"))
_LINES = re.compile(r" ?\n ?")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
#: Blanks that are not one space already.
_ODD_BLANKS = re.compile(r"[\t\r\n\f\v]|  ")


def text_of(elements: Iterable[etree._Element]) -> str:
    """The text of sibling pieces. Their tails do not count: what follows an element is another piece."""
    blocks: list[str] = []
    for element in elements:
        blocks += _blocks_of(element)
    return "\n\n".join(blocks)


def is_layout(table: etree._Element) -> bool:
    """True where a table only places things on the page: it holds headings, other tables, or one cell a row."""
    if next(table.iterdescendants("table", *HEADINGS), None) is not None:
        return True
    rows = [sum(1 for cell in row if cell.tag in {"td", "th"}) for row in table.iterdescendants("tr")]
    return max(rows, default=0) < 2


def _blocks_of(element: etree._Element) -> list[str]:
    if element.tag in UNSEEN:
        return []
    if element.tag in _LISTS:
        return _one_block(_items(element))
    if element.tag == "table" and not is_layout(element):
        return _table(element)
    if element.tag == "pre":
        return _one_block("".join(str(piece) for piece in element.itertext()).strip("\n").split("\n"))
    return _flow(element)


def _flow(element: etree._Element) -> list[str]:
    """Runs of inline content, broken by each block-level child."""
    blocks: list[str] = []
    run: list[str] = [_blank(element.text)]

    def flush() -> None:
        text = _LINES.sub("\n", squeeze("".join(run).replace("\r", " "))).strip("\n ")
        run.clear()
        if text:
            blocks.append(text)

    for child in element:
        if not isinstance(child.tag, str) or child.tag in UNSEEN:
            pass
        elif child.tag == "br":
            run.append("\x1e")
        elif child.tag in BLOCKS or _holds_block(child):
            flush()
            blocks += _blocks_of(child)
        else:
            run.append(_inline(child))
        run.append(_blank(child.tail))
    flush()
    return [_LINES.sub("\n", block.replace("\x1e", "\n")).strip("\n ") for block in blocks if block.strip("\x1e \n")]


def _inline(element: etree._Element) -> str:
    pieces = [_blank(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in UNSEEN:
            pieces.append("\x1e" if child.tag == "br" else _inline(child))
        pieces.append(_blank(child.tail))
    return "".join(pieces)


def _holds_block(element: etree._Element) -> bool:
    return any(node.tag in BLOCKS for node in element.iterdescendants())


def _items(element: etree._Element) -> list[str]:
    lines = [_blank(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            lines.append("\n".join(_blocks_of(child)))
        lines.append(_blank(child.tail))
    return lines


def _table(element: etree._Element) -> list[str]:
    captions = [line_of(caption) for caption in element.iterchildren("caption")]
    rows = []
    for row in element.iterdescendants("tr"):
        cells = [line_of(cell) for cell in row if isinstance(cell.tag, str)]
        rows.append(" | ".join(cells) if any(cells) else "")
    return [caption for caption in captions if caption] + _one_block(rows)


def _one_block(lines: Iterable[str]) -> list[str]:
    text = "\n".join(line.strip(" ") for line in lines if line.strip())
    return [text] if text else []


def _blank(text: str | None) -> str:
    """Source line ends are blanks; only `br` breaks a line."""
    return _BLANKS.sub(" ", text) if text and _ODD_BLANKS.search(text) else text or ""
