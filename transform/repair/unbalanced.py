"""Quotation marks that open or close nothing: left as they stand, since nobody knows where the other one stood."""

import re

#: Characters shown on either side of a lone mark, and marks shown of one text.
_AROUND, _MOST = 40, 5
_MARK = re.compile("[«»]")
#: A quotation of several paragraphs opens each of them anew, and is closed once.
_PARAGRAPH_START = re.compile(r"(?:^|\n)[ \t\u00a0\u202f–—-]*$")


def lone_marks(text: str) -> list[str]:
    """The words around each mark that has no pair, in reading order, five at most."""
    opened: list[int] = []
    lone: list[int] = []
    for found in _MARK.finditer(text):
        place = found.start()
        if found[0] == "»":
            if opened:
                opened.pop()
            else:
                lone.append(place)
        elif not (opened and _PARAGRAPH_START.search(text, max(0, place - 20), place)):
            opened.append(place)
    return [_around(text, place) for place in sorted([*lone, *opened])[:_MOST]]


def _around(text: str, place: int) -> str:
    """From the beginning of a word to the end of one, on one line."""
    start = max(text.rfind("\n", 0, place) + 1, text.rfind(" ", 0, max(0, place - _AROUND)) + 1)
    line_end, word_end = text.find("\n", place), text.find(" ", place + _AROUND)
    end = min(stop if stop >= 0 else len(text) for stop in (line_end, word_end))
    return text[start:end].strip()
