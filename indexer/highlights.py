"""Which passages show best why a record was found."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from indexer.card import BETWEEN_TEXTS, Card
from indexer.document import MAX_INDEXED_TEXT
from indexer.marks import Mark, Wanted, marks, marks_of, merged
from indexer.results import Marked, Snippet

PASSAGE_LENGTH = 240
MAX_PASSAGES = 3

#: In characters of a record. Beyond, it is looked into only where there is no passage to show before.
MAX_SEARCHED_TEXT = 200_000

_CONTEXT = 70
_SHOWN_WITH_TITLE, _HEADING = "sous-titre", "intertitre"


def snippets_of(card: Card, what: Wanted) -> tuple[Snippet, ...]:
    """The two or three passages that hold most of what was asked for; without any, the beginning of the text.

    That beginning shows nothing that was found: its `where` is empty.
    """
    found = _found(card, what)
    kept: dict[str, tuple[int, Snippet]] = {}
    for _, start, inside in _varied(sorted(_candidates(card.body, _looked_into(card, found)))):
        where = card.wheres[card.body.count(BETWEEN_TEXTS, 0, start)]
        snippet = _cut(card.body, _beginning(card.body, start), inside, found, where)
        kept.setdefault(snippet.passage.text, (start, snippet))  # one that stands twice is shown once
        if len(kept) == MAX_PASSAGES:
            break
    return tuple(snippet for _, snippet in sorted(kept.values(), key=_place)) or _opening(card)


def _place(kept: tuple[int, Snippet]) -> int:
    return kept[0]


def _found(card: Card, what: Wanted) -> list[Mark]:
    """All marks but those in the subtitle, which stands beside the title; of a very long text those that may be shown.

    A passage that begins in what is looked into may end a little beyond: its words are marked there too.
    """
    body = card.body
    begins = _end_of_passage(body, 0) if card.wheres[:1] == (_SHOWN_WITH_TITLE,) else 0
    if what.by_stem:
        found = marks_of(card, what)
    else:
        found = marks(body[: MAX_SEARCHED_TEXT + 2 * PASSAGE_LENGTH], what)
        if len(body) > MAX_SEARCHED_TEXT and not any(mark.start >= begins for mark in found):
            found = marks(body[:MAX_INDEXED_TEXT], what)
    if begins:
        found = [mark for mark in found if mark.start >= begins]
    return found


def _looked_into(card: Card, found: list[Mark]) -> list[Mark]:
    if len(card.body) <= MAX_SEARCHED_TEXT:
        return found
    return [mark for mark in found if mark.end <= MAX_SEARCHED_TEXT] or found


def _opening(card: Card) -> tuple[Snippet, ...]:
    opening = next((text for where, text in card.passages if where not in {_SHOWN_WITH_TITLE, _HEADING}), None)
    return () if opening is None else (_cut(opening, len(opening) - len(opening.lstrip()), [], [], ""),)


class _Candidate(NamedTuple):
    """Marks that fit in one passage together. Sorts by worth, then by its place in the record, which is its own."""

    worthless: float
    start: int
    inside: list[Mark]


def _candidates(text: str, found: list[Mark]) -> Iterable[_Candidate]:
    """From left to right; `worth` counts different words first, and sequences three times."""
    at, count = 0, len(found)
    while at < count:
        start, end, _ = found[at]
        limit = _end_of_line(text, end, start + PASSAGE_LENGTH - _CONTEXT)
        until = at + 1
        while until < count and found[until].start < limit:
            until += 1
        inside = [mark for mark in found[at:until] if mark.end <= limit] or [found[at]]
        worth = sum(3.0 if isinstance(what, tuple) else 1.0 for what in {mark.what for mark in inside})
        yield _Candidate(-worth - 0.01 * min(len(inside), 9), start, inside)
        at = until


def _varied(candidates: list[_Candidate]) -> list[_Candidate]:
    """The best that each show a word that none before does, then the best."""
    shown: set[object] = set()
    news: list[_Candidate] = []
    others: list[_Candidate] = []
    for one in candidates:
        words = {mark.what for mark in one.inside}
        (others if words <= shown else news).append(one)
        shown |= words
        if len(news) == MAX_PASSAGES:
            break
    return news + others


def _cut(text: str, start: int, inside: list[Mark], found: list[Mark], where: str) -> Snippet:
    """From `start` on at most `PASSAGE_LENGTH` characters of one line, between words, and all that is `inside`.

    Whatever was found and stands in what is shown is marked, also what the passage was not chosen for.
    """
    spans = merged(inside)
    last = spans[-1][1] if spans else start
    end = _end_of_line(text, last, start + PASSAGE_LENGTH)
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", start, end)
        marked = last if last <= end else max([start, *(mark.end for mark in inside if mark.end <= end)])
        end = space if space > marked else end
    if len(found) > len(inside):
        near = found[_first_from(found, start - PASSAGE_LENGTH) : _first_from(found, end)]
        end = next((mark.start for mark in near if mark.start >= last and mark.end > end), end)  # none shown in part
        spans = merged(near)
    shown = text[start:end].rstrip()
    end = start + len(shown)
    shown = shown.lstrip()
    start = end - len(shown)
    kept = tuple([(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start])
    goes_before = start > 0 and text[start - 1] != BETWEEN_TEXTS
    goes_on = end < len(text) and text[end] != BETWEEN_TEXTS
    return Snippet(Marked(shown, kept), where, goes_before, goes_on)


def _first_from(found: list[Mark], place: int) -> int:
    """The index of the first mark that begins there or beyond."""
    return bisect_left(found, (place,))  # a mark is a tuple that begins with its place


def _beginning(text: str, about: int) -> int:
    """Of the line or the sentence, where one begins near; else of a word."""
    earliest = max(about - _CONTEXT, 0)
    before = max(earliest - 1, 0)
    line = max(text.rfind("\n", before, about), text.rfind(BETWEEN_TEXTS, before, about)) + 1
    if line or not earliest:
        return line
    for sign in (". ", "? ", "! ", "… "):
        sentence = text.rfind(sign, earliest, about)
        if sentence >= 0:
            return sentence + len(sign)
    space = text.find(" ", earliest, about)
    return space + 1 if space >= 0 else about


def _end_of_line(text: str, start: int, limit: int) -> int:
    """At most `limit`, which may lie before `start`."""
    end = text.find("\n", start, limit)
    passage = text.find(BETWEEN_TEXTS, start, limit if end < 0 else end)
    found = passage if passage >= 0 else end
    return found if found >= 0 else min(limit, len(text))


def _end_of_passage(text: str, start: int) -> int:
    end = text.find(BETWEEN_TEXTS, start)
    return end if end >= 0 else len(text)
