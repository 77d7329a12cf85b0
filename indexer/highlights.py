"""Where the words asked for stand in the original text, and which passages show best why a record was found."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from indexer.document import passages
from indexer.language import Token, tokens, words
from indexer.query.plan import holds_only_stop_words
from indexer.query.tree import Phrase, Query, Scope, Word, leaves
from indexer.results import Marked, Snippet
from transform.schema import Record

PASSAGE_LENGTH = 240
MAX_PASSAGES = 3

#: In characters of a record. What stands beyond is found, but shown without a passage of its own.
MAX_SEARCHED_TEXT = 200_000

_CONTEXT = 70


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is marked: words by stem (stop words by form, where a query holds nothing else), sequences by form."""

    stems: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    sequences: frozenset[tuple[str, ...]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stems or self.stops or self.sequences)


class Mark(NamedTuple):
    """Characters [start, end), and the word or sequence that stands there."""

    start: int
    end: int
    what: str | tuple[str, ...]


def wanted(query: Query, scope: Scope) -> Wanted:
    """What a query asks for that may stand in the title (`Scope.TITLE`) or in the text (`Scope.TEXT`)."""
    stems: set[str] = set()
    stops: set[str] = set()
    sequences: set[tuple[str, ...]] = set()
    only_stops = holds_only_stop_words(query)
    for leaf in leaves(query.root):
        if not isinstance(leaf, Word | Phrase) or leaf.scope not in {Scope.FULL, scope}:
            continue
        forms = words(leaf.text)
        if isinstance(leaf, Phrase):
            sequences.add(tuple(form.exact for form in forms))
        else:
            stems |= {form.stem for form in forms if form.stem}
            stops |= {form.exact for form in forms if only_stops}
    return Wanted(frozenset(stems), frozenset(stops), frozenset(filter(None, sequences)))


def marked(text: str, what: Wanted) -> Marked:
    """The whole text with its marks."""
    return Marked(text, _merged(marks(text, what)))


def marks(text: str, what: Wanted) -> list[Mark]:
    """In order; they may overlap where a word is part of a sequence."""
    if not what:
        return []
    found: list[Mark] = []
    if what.sequences:
        row = list(tokens(text))
        found = [mark for sequence in what.sequences for mark in _sequences(row, sequence)]
        found += [Mark(t.start, t.end, _name(t)) for t in row if _is_wanted(t, what)]
        return sorted(found, key=lambda mark: mark[:2])
    return [Mark(token.start, token.end, _name(token)) for token in tokens(text) if _is_wanted(token, what)]


def snippets(record: Record, what: Wanted) -> tuple[Snippet, ...]:
    """The two or three passages that hold most of what was asked for; without any, the beginning of the text."""
    found: list[tuple[float, int, Snippet]] = []
    left = MAX_SEARCHED_TEXT
    first: Snippet | None = None
    for order, passage in enumerate(passages(record)):
        text = passage.text[:left]
        left -= len(text)
        if passage.where in _SHOWN_ELSEWHERE:
            continue
        first = first or _cut(text, 0, [], passage.where)
        found += [(-worth, order, snippet) for worth, snippet in _windows(text, marks(text, what), passage.where)]
        if left <= 0:
            break
    if not found:
        return (first,) if first else ()
    best = _varied(sorted(found, key=lambda candidate: candidate[:2]))
    return tuple(snippet for _, _, snippet in sorted(best, key=lambda candidate: candidate[1]))


_SHOWN_ELSEWHERE = {"sous-titre", "intertitre"}


def _is_wanted(token: Token, what: Wanted) -> bool:
    return token.forms.stem in what.stems or token.forms.exact in what.stops


def _name(token: Token) -> str:
    return token.forms.stem or token.forms.exact


def _sequences(row: list[Token], sequence: tuple[str, ...]) -> Iterable[Mark]:
    length = len(sequence)
    for at, token in enumerate(row):
        if token.forms.exact == sequence[0] and tuple(t.forms.exact for t in row[at : at + length]) == sequence:
            yield Mark(token.start, row[at + length - 1].end, sequence)


def _merged(found: list[Mark]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for start, end, _ in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _windows(text: str, found: list[Mark], where: str) -> Iterable[tuple[float, Snippet]]:
    """From left to right, the marks that fit in one passage together; `worth` counts different words first."""
    at = 0
    starts = [mark.start for mark in found]
    while at < len(found):
        until = bisect_left(starts, found[at].start + PASSAGE_LENGTH - _CONTEXT, at)
        inside = [mark for mark in found[at:until] if mark.end <= found[at].start + PASSAGE_LENGTH - _CONTEXT]
        inside = inside or [found[at]]
        worth = sum(3.0 if isinstance(what, tuple) else 1.0 for what in {mark.what for mark in inside})
        yield worth + 0.01 * min(len(inside), 9), _cut(text, found[at].start, inside, where)
        at = max(until, at + 1)


def _cut(text: str, about: int, inside: list[Mark], where: str) -> Snippet:
    """At most `PASSAGE_LENGTH` characters, between words, from a sentence's beginning where one is near."""
    start = _beginning(text, about)
    end = min(start + PASSAGE_LENGTH, len(text))
    if end < len(text) and not text[end].isspace():
        space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = space if space > max([start, *(mark.end for mark in inside if mark.end <= end)]) else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    kept = [(max(a, start) - start, min(b, end) - start) for a, b in _merged(inside) if a < end and b > start]
    return Snippet(Marked(text[start:end], tuple(kept)), where, cut_before=start > 0, cut_after=end < len(text))


def _beginning(text: str, about: int) -> int:
    earliest = max(about - _CONTEXT, 0)
    if earliest == 0:
        return 0
    for sign in ("\n", ". ", "? ", "! ", "… "):
        sentence = text.rfind(sign, earliest, about)
        if sentence >= 0:
            return sentence + len(sign)
    space = text.find(" ", earliest, about)
    return space + 1 if space >= 0 else about


def _varied(candidates: list[tuple[float, int, Snippet]]) -> list[tuple[float, int, Snippet]]:
    """The best, then those that say something else: the same words twice tell a reader little."""
    kept: list[tuple[float, int, Snippet]] = []
    for candidate in candidates:
        texts = {snippet.passage.text for _, _, snippet in kept}
        if candidate[2].passage.text not in texts:
            kept.append(candidate)
        if len(kept) == MAX_PASSAGES:
            break
    return kept
