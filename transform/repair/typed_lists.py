"""Lists typed by hand: paragraphs or lines that begin with a dash, a bullet or a number become lists in the HTML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: A cheap first look: an opening tag, or a break, then a mark.
LOOKS_TYPED = re.compile(r"<(?:p|br)>\s*(?:[–•▪●◦‣·*\uf0b7\uf0a7-]|\d{1,2}\s?[.)])(?:\s|&nbsp;)")
_PARAGRAPHS = re.compile(r"(?:<p>(?:(?!</?p>)[\s\S])*</p>\s*)+")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>)[\s\S])*)</p>")
_BREAK = re.compile(r"<br>")
_MARK = re.compile(r"\s*(?:(?P<bullet>[–•▪●◦‣·*\uf0b7\uf0a7-])|(?P<number>\d{1,2})\s?[.)])(?:\s|&nbsp;)+(?=\S)")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_LEAST = 2


@dataclass(slots=True)
class _Line:
    html: str
    starts: bool
    mark: str = ""
    number: int = 0
    words: str = ""


def with_lists(html: str) -> str:
    """At least two lines in a row with one mark, or with numbers that follow each other. No word changes place."""
    return _PARAGRAPHS.sub(lambda found: _rewritten(found[0]), html)


def _rewritten(paragraphs: str) -> str:
    lines = [line for found in _PARAGRAPH.finditer(paragraphs) for line in _lines(found[1])]
    groups = list(_groups(lines))
    if all(len(group) < _LEAST for group in groups):
        return paragraphs
    return "".join(_shown(group) for group in _rejoined(groups))


def _lines(inner: str) -> Iterator[_Line]:
    pieces = _BREAK.split(inner)
    if not all(map(_is_balanced, pieces)):
        pieces = [inner]
    for place, piece in enumerate(pieces):
        found = _MARK.match(piece)
        line = _Line(piece, starts=place == 0)
        if found:
            line.mark, line.number = found["bullet"] or "1", int(found["number"] or 0)
            line.words = piece[found.end() :].rstrip()
        yield line


def _is_balanced(piece: str) -> bool:
    opened: list[str] = []
    for found in _TAG.finditer(piece):
        if not found[1]:
            opened.append(found[2])
        elif not opened or opened.pop() != found[2]:
            return False
    return not opened


def _groups(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Lines that make one list together; a line alone is a group of one. Dashes that ask or answer are a dialogue."""
    group: list[_Line] = []
    for line in lines:
        last = group[-1] if group else None
        follows = last is not None and line.mark and line.mark == last.mark
        if follows and last is not None and (line.mark != "1" or line.number == last.number + 1):
            group.append(line)
            continue
        yield from _checked(group)
        group = [line]
    yield from _checked(group)


def _checked(group: list[_Line]) -> Iterator[list[_Line]]:
    dialogue = len(group) >= _LEAST and group[0].mark in "–-" and any(line.words.endswith(("?", "!")) for line in group)
    if dialogue or (group and len(group) < _LEAST):
        yield from ([line] for line in group)
    elif group:
        yield group


def _rejoined(groups: Iterable[list[_Line]]) -> Iterator[list[_Line]]:
    """Lines that stay text, put back into the paragraph that they came from."""
    text: list[_Line] = []
    for group in groups:
        if len(group) >= _LEAST:
            if text:
                yield _as_text(text)
            text = []
            yield group
            continue
        if text and group[0].starts:
            yield _as_text(text)
            text = []
        text += group
    if text:
        yield _as_text(text)


def _as_text(lines: list[_Line]) -> list[_Line]:
    return [_Line("<br>".join(line.html for line in lines), starts=True)]


def _shown(group: list[_Line]) -> str:
    if len(group) < _LEAST:
        return f"<p>{group[0].html}</p>"
    items = "".join(f"<li>{line.words}</li>" for line in group)
    if group[0].mark != "1":
        return f"<ul>{items}</ul>"
    start = f' start="{group[0].number}"' if group[0].number != 1 else ""
    return f"<ol{start}>{items}</ol>"
