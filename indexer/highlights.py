"""Which passages show best why a record was found."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from indexer.card import Card, Passage
from indexer.document import MAX_INDEXED_TEXT
from indexer.marks import Mark, Wanted, marks, marks_of, merged
from indexer.results import Marked, Snippet

PASSAGE_LENGTH = 240
MAX_PASSAGES = 3

#: In characters of a record. Beyond, it is looked into only as long as there is no passage to show.
MAX_SEARCHED_TEXT = 200_000

_CONTEXT = 70
_SHOWN_WITH_TITLE, _HEADING = "sous-titre", "intertitre"


def snippets_of(card: Card, what: Wanted) -> tuple[Snippet, ...]:
    """The two or three passages that hold most of what was asked for; without any, the beginning of the text.

    That beginning shows nothing that was found: its `where` is empty.
    """
    passages = card.passages
    if what.by_stem:
        return _snippets(passages, what, _by_passage(marks_of(card, what), passages))
    if len(card.body) > MAX_SEARCHED_TEXT:
        return _snippets(passages, what)
    return _snippets(passages, what, _by_passage(marks(card.body, what), passages))


def _by_passage(found: list[Mark], passages: list[Passage]) -> list[list[Mark]]:
    """Marks in a card's whole body, as marks in the passages that it holds one after the other, a sign between."""
    start, at = 0, 0
    sorted_out: list[list[Mark]] = []
    for passage in passages:
        end, inside = start + len(passage.text), []
        while at < len(found) and found[at].start < end:
            inside.append(Mark(found[at].start - start, found[at].end - start, found[at].what))
            at += 1
        sorted_out.append(inside)
        start = end + 1
    return sorted_out


def _snippets(passages: Sequence[Passage], what: Wanted, found: list[list[Mark]] | None = None) -> tuple[Snippet, ...]:
    """`found`: the marks of each passage, where known."""
    candidates: list[_Candidate] = []
    read = 0
    for order, (where, text) in enumerate(passages):
        if where == _SHOWN_WITH_TITLE:
            continue
        inside = _first_marks(text, what, read) if found is None else found[order]
        if inside:
            left = MAX_SEARCHED_TEXT - read
            if inside[-1].end > left:
                inside = [mark for mark in inside if mark.end <= left] or inside
            candidates += _candidates(text, inside, where, order)
        read += len(text)
        if read >= (MAX_SEARCHED_TEXT if candidates else MAX_INDEXED_TEXT):
            break
    if candidates:
        return _varied(candidates)
    begins = next((text for where, text in passages if where not in {_SHOWN_WITH_TITLE, _HEADING}), None)
    return () if begins is None else (_cut(begins, 0, [], ""),)


def _first_marks(text: str, what: Wanted, read: int) -> list[Mark]:
    """Of the first characters that are looked at, `read` of which are spent; of all of them where none is there."""
    near = text[: max(MAX_SEARCHED_TEXT - read, 0)]
    return marks(near, what) or (marks(text[:MAX_INDEXED_TEXT], what) if len(near) < len(text) else [])


class _Candidate(NamedTuple):
    """Marks that fit in one passage together. Sorts by worth, then by its place in the record, which is its own."""

    worthless: float
    order: int
    start: int
    inside: list[Mark]
    text: str
    where: str


def _candidates(text: str, found: list[Mark], where: str, order: int) -> Iterable[_Candidate]:
    """From left to right; `worth` counts different words first, and sequences three times."""
    at, count = 0, len(found)
    while at < count:
        start, end, _ = found[at]
        limit = min(start + PASSAGE_LENGTH - _CONTEXT, _end_of_line(text, end))
        until = at + 1
        while until < count and found[until].start < limit:
            until += 1
        inside = [mark for mark in found[at:until] if mark.end <= limit] or [found[at]]
        worth = sum(3.0 if isinstance(what, tuple) else 1.0 for what in {mark.what for mark in inside})
        yield _Candidate(-worth - 0.01 * min(len(inside), 9), order, start, inside, text, where)
        at = until


def _cut(text: str, about: int, inside: list[Mark], where: str) -> Snippet:
    """At most `PASSAGE_LENGTH` characters of one line, between words, from a sentence's beginning where one is near."""
    start = _beginning(text, about) if inside else len(text) - len(text.lstrip())
    spans = merged(inside)
    last = spans[-1][1] if spans else start
    end = min(start + PASSAGE_LENGTH, _end_of_line(text, last))
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", start, end)
        end = space if space > max([start, *(mark.end for mark in inside if mark.end <= end)]) else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    kept = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    return Snippet(Marked(text[start:end], tuple(kept)), where, cut_before=start > 0, cut_after=end < len(text))


def _beginning(text: str, about: int) -> int:
    line = text.rfind("\n", 0, about) + 1
    earliest = about - _CONTEXT
    if earliest <= line:
        return line
    for sign in (". ", "? ", "! ", "… "):
        sentence = text.rfind(sign, earliest, about)
        if sentence >= 0:
            return sentence + len(sign)
    space = text.find(" ", earliest, about)
    return space + 1 if space >= 0 else about


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _varied(candidates: list[_Candidate]) -> tuple[Snippet, ...]:
    """The best that each show a word that none before does, then the best; in the order of the text, each once."""
    kept: dict[str, tuple[int, int, Snippet]] = {}
    shown: set[object] = set()
    news: list[_Candidate] = []
    others: list[_Candidate] = []
    for one in sorted(candidates):
        words = {mark.what for mark in one.inside}
        (others if words <= shown else news).append(one)
        shown |= words
        if len(news) == MAX_PASSAGES:
            break
    for _, order, start, inside, text, where in (*news, *others):
        snippet = _cut(text, start, inside, where)
        kept.setdefault(snippet.passage.text, (order, start, snippet))
        if len(kept) == MAX_PASSAGES:
            break
    return tuple(snippet for _, _, snippet in sorted(kept.values(), key=itemgetter(0, 1)))
