"""Offsets into text become `<mark>`; everything else is escaped."""

import re
from collections.abc import Sequence
from itertools import combinations

from markupsafe import Markup, escape

from indexer.results import Marked, Snippet
from transform.repair.display import displayed

_CONCERNED = re.compile("[&<>\"']")


def escaped(text: str) -> str:
    """As `escape` writes plain text, at a fifth of its cost where there is nothing to escape: nearly everywhere."""
    return str(escape(text)) if _CONCERNED.search(text) else text


def marked(passage: Marked) -> Markup:
    """The spans that matched, marked. Spans that overlap, or fall outside the text, are left aside."""
    return Markup(_marked(passage))  # noqa: S704 (each piece of text is escaped)


def _marked(passage: Marked) -> str:
    text, pieces = passage.text, []
    position = 0
    for start, end in passage.marks:
        if not position <= start < end <= len(text):
            continue
        pieces.append(f"{escaped(text[position:start])}<mark>{escaped(text[start:end])}</mark>")
        position = end
    return "".join([*pieces, escaped(text[position:])])


def two_of(snippets: Sequence[Snippet]) -> Sequence[Snippet]:
    """For a list of results: the two passages that together show most words; the first two, where others do no more."""
    return max(combinations(snippets, 2), key=_words_shown) if len(snippets) > 2 else snippets


def _words_shown(snippets: Sequence[Snippet]) -> int:
    return len({one.passage.text[a:b].lower()[:_BEGINNING] for one in snippets for a, b in one.passage.marks})


#: Forms of one word begin alike.
_BEGINNING = 4


def typeset_marked(passage: Marked, language: str | None = None) -> Markup:
    """The same, in French typography: the marks stay on their words, which it never changes."""
    shown = typeset(passage.text, language)
    if not passage.marks or shown == passage.text:
        return marked(Marked(shown, passage.marks))
    before, after = _word_places(passage.text), _word_places(shown)
    if len(before) != len(after):
        return marked(passage)
    places = dict(zip(before, after, strict=True))
    marks = [
        (places[start], places[end - 1] + 1) for start, end in passage.marks if start in places and end - 1 in places
    ]
    return marked(Marked(shown, tuple(marks)))


def typeset(text: str, language: str | None = None) -> str:
    """A title as shown; one in another language keeps its own marks."""
    return displayed(text) if (language or "fr").partition("-")[0] == "fr" else text


def _word_places(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter.isalnum()]


def excerpt(snippet: Snippet) -> Markup:
    """The passage, with points where it begins or ends inside a sentence that goes on there."""
    before, after = snippet.points
    return Markup(f"{before}{_marked(snippet.passage)}{after}")  # noqa: S704 (points around what is escaped already)
