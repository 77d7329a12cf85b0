"""A tree of content to its lead and its sections, split at the headings wherever they are nested."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from transform.extract.plaintext import is_layout, text_of
from transform.extract.roles import role_of
from transform.extract.sanitise import sanitised
from transform.markup import BLOCKS, HEADINGS, UNSEEN, line_of
from transform.schema import Section

#: Elements that are not opened in search of headings: one inside belongs to a quotation, an item, a caption.
_CLOSED = frozenset(("blockquote", "li", "dd", "dt", "figure", "ul", "ol", "dl", "pre", "details", "address", "p"))
_EMPHASIS = frozenset(("strong", "b"))
#: A line in bold is read as a heading only up to this length, in characters.
_LONGEST_HEADING = 200


@dataclass(slots=True)
class Run:
    """A heading, or nothing, and the pieces that follow it."""

    heading: etree._Element | None = None
    pieces: list[etree._Element] = field(default_factory=list)


def runs_of(content: etree._Element) -> list[Run]:
    """The first run has no heading; it may be empty. Loose text between elements becomes paragraphs."""
    _promote_bold_lines(content)
    runs = [Run()]
    for piece in _pieces(content):
        if piece.tag in HEADINGS:
            runs.append(Run(piece))
        else:
            runs[-1].pieces.append(piece)
    return runs


def section_of(run: Run, base: str) -> Section | None:
    """Nothing where there is neither heading nor text."""
    heading = line_of(run.heading) if run.heading is not None else None
    text = text_of(run.pieces)
    if not heading and not text:
        return None
    level = int(str(run.heading.tag)[1]) if run.heading is not None else 2
    return Section(
        heading=heading or None,
        level=level,
        role=role_of(heading),
        html=sanitised(run.pieces, base),
        text=text,
    )


def _pieces(content: etree._Element) -> Iterator[etree._Element]:
    """Headings and whole pieces, in reading order."""
    loose: list[str | etree._Element] = []

    def paragraph() -> Iterator[etree._Element]:
        if any(not isinstance(part, str) or part.strip() for part in loose):
            made = etree.Element("p")
            last: etree._Element | None = None
            for part in loose:
                if not isinstance(part, str):
                    part.tail = None
                    made.append(part)
                    last = part
                elif last is not None:
                    last.tail = (last.tail or "") + part
                else:
                    made.text = (made.text or "") + part
            yield made
        loose.clear()

    if content.text:
        loose.append(content.text)
    for child in list(content):
        tail = child.tail
        if isinstance(child.tag, str) and child.tag not in UNSEEN:
            if child.tag in HEADINGS:
                yield from paragraph()
                if line_of(child):
                    yield child
            elif _opens(child):
                yield from paragraph()
                yield from _pieces(child)
            elif child.tag in BLOCKS:
                yield from paragraph()
                yield child
            else:
                loose.append(child)
        if tail:
            loose.append(tail)
    yield from paragraph()


def _opens(element: etree._Element) -> bool:
    if element.tag in _CLOSED or next(element.iterdescendants(*HEADINGS), None) is None:
        return False
    return element.tag != "table" or is_layout(element)


def _promote_bold_lines(content: etree._Element) -> None:
    """Paragraphs wholly in bold are headings where an interview asks with them, or where there is no other heading."""
    lines = [line for line in content.iter("p") if _is_bold_line(line)]
    questions = [line for line in lines if re.search(r"\?\W*$", line_of(line))]
    headed = next(content.iter(*HEADINGS), None) is not None
    if len(questions) >= 2:
        chosen = lines
    elif not headed and len(lines) >= 2:
        chosen = [line for line in lines if not line_of(line).endswith((".", "!", "»"))]
    else:
        return
    for line in chosen:
        line.tag = "h3"


def _is_bold_line(line: etree._Element) -> bool:
    """A paragraph of which every word stands in one bold element, outside lists and tables."""
    words = line_of(line)
    if not words or len(words) > _LONGEST_HEADING or len(line) != 1 or (line.text or "").strip():
        return False
    bold = line[0]
    while bold.tag in {"span", "u", "em", "i", "font"} and len(bold) == 1 and not (bold.text or "").strip():
        bold = bold[0]
    if bold.tag not in _EMPHASIS or line_of(bold) != words:
        return False
    following = line.getnext()
    if following is None or following.tag in HEADINGS or (following.tag == "p" and _wholly_bold(following)):
        return False
    return not any(parent.tag in {"li", "td", "th", "blockquote", "figure"} for parent in line.iterancestors())


def _wholly_bold(line: etree._Element) -> bool:
    return len(line) == 1 and line[0].tag in _EMPHASIS and line_of(line[0]) == line_of(line) != ""
