"""Where the words asked for stand in the original text, and which passages show best why a record was found."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from indexer.card import BETWEEN_TEXTS, Card, Passage
from indexer.document import MAX_INDEXED_TEXT
from indexer.language import Token, WordFinder, WordForms, words
from indexer.query.open_words import expanded
from indexer.query.plan import holds_only_stop_words
from indexer.query.synonyms import NOTHING_BESIDE, Expansion
from indexer.query.tree import Phrase, Query, Scope, Word, leaves
from indexer.results import Marked, Snippet
from indexer.vocabulary import EMPTY, Vocabulary

PASSAGE_LENGTH = 240
MAX_PASSAGES = 3

#: In characters of a record. Beyond, it is looked into only as long as there is no passage to show.
MAX_SEARCHED_TEXT = 200_000

_CONTEXT = 70


@dataclass(frozen=True)
class Wanted:
    """What is marked: words by stem (stop words by form, where a query holds nothing else), sequences by form.

    `names`: sequences by stem, whatever stop words stand between.
    """

    stems: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    sequences: frozenset[tuple[str, ...]] = frozenset()
    names: frozenset[tuple[str, ...]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stems or self.stops or self.sequences or self.names)

    @cached_property
    def words(self) -> WordFinder:
        return WordFinder(self.stems, self.stops)

    @cached_property
    def parts(self) -> WordFinder:
        """The words of the sequences."""
        return WordFinder(
            (stem for name in self.names for stem in name), (form for sequence in self.sequences for form in sequence)
        )


class Mark(NamedTuple):
    """Characters [start, end), and the word or sequence that stands there."""

    start: int
    end: int
    what: str | tuple[str, ...]


def wanted(query: Query, scope: Scope, vocabulary: Vocabulary = EMPTY, beside: Expansion = NOTHING_BESIDE) -> Wanted:
    """What a query asks for that may stand in the title (`Scope.TITLE`) or in the text (`Scope.TEXT`)."""
    stems: set[str] = set()
    stops: set[str] = set()
    sequences: set[tuple[str, ...]] = set()
    only_stops = holds_only_stop_words(query)
    for leaf in leaves(query.root):
        if not isinstance(leaf, Word | Phrase) or leaf.scope not in {Scope.FULL, scope}:
            continue
        forms = words(leaf.text)
        if isinstance(leaf, Phrase) and leaf.between is not None:
            stops.update(form.exact for form in forms)
        elif isinstance(leaf, Phrase):
            sequences.add(tuple(form.exact for form in forms))
        elif leaf.open_at:
            stops.update(expanded(leaf, vocabulary)[0])
        else:
            stems |= {stem for form in forms for stem in vocabulary.stems(form)}
            stops |= {form.exact for form in forms if only_stops}
    others = [other.stems for other in beside.distinct]
    stems.update(other[0] for other in others if len(other) == 1)
    names = frozenset(other for other in others if len(other) > 1)
    return Wanted(frozenset(stems), frozenset(stops), frozenset(filter(None, sequences)), names)


def marked(text: str, what: Wanted) -> Marked:
    """The whole text with its marks."""
    return Marked(text, _merged(marks(text, what)))


def marks(text: str, what: Wanted) -> list[Mark]:
    """In order; they may overlap where a word is part of a sequence."""
    found: list[Mark] = []
    if what.stems or what.stops:
        found = [Mark(t.start, t.end, t.forms.stem or t.forms.exact) for t in what.words.find(text)]
    if what.sequences or what.names:
        row = what.parts.find(text)
        found += [mark for sequence in sorted(what.sequences) for mark in _sequences(text, row, sequence)]
        found += [mark for name in sorted(what.names) for mark in _names(text, row, name)]
        found.sort(key=lambda mark: mark[:2])
    return found


def snippets_of(card: Card, what: Wanted) -> tuple[Snippet, ...]:
    """The same of a whole record, read at once unless it is very long."""
    if len(card.body) > MAX_SEARCHED_TEXT:
        return snippets(card.passages, what)
    passages = card.passages
    return snippets(passages, what, _by_passage(marks(card.body, what), passages))


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


def snippets(passages: Iterable[Passage], what: Wanted, found: list[list[Mark]] | None = None) -> tuple[Snippet, ...]:
    """The two or three passages that hold most of what was asked for; without any, the beginning of the text.

    That beginning shows nothing that was found: its `where` is empty. `found`: the marks of each, where known.
    """
    candidates: list[_Candidate] = []
    first: Snippet | None = None
    read = 0
    for order, passage in enumerate(passages):
        if passage.where == _SHOWN_WITH_TITLE:
            continue
        if first is None and passage.where != _HEADING:
            first = _cut(passage.text, 0, [], "")
        inside = found[order] if found is not None else _first_marks(passage.text, what, read)
        candidates += _candidates(passage.text, inside, passage.where, order)
        read += len(passage.text)
        if read >= (MAX_SEARCHED_TEXT if candidates else MAX_INDEXED_TEXT):
            break
    best = sorted(_varied(sorted(candidates, key=lambda c: c[:3])), key=lambda chosen: chosen[0])
    return tuple(snippet for _, snippet in best) or ((first,) if first else ())


_SHOWN_WITH_TITLE, _HEADING = "sous-titre", "intertitre"


def _first_marks(text: str, what: Wanted, read: int) -> list[Mark]:
    """Of the first characters that are looked at, `read` of which are spent; of all of them where none is there."""
    near = text[: max(MAX_SEARCHED_TEXT - read, 0)]
    return marks(near, what) or (marks(text[:MAX_INDEXED_TEXT], what) if len(near) < len(text) else [])


def _sequences(text: str, row: list[Token], sequence: tuple[str, ...]) -> Iterable[Mark]:
    """Each word right behind the one before."""
    length = len(sequence)
    for at, token in enumerate(row):
        following = row[at : at + length]
        if (
            token.forms.exact == sequence[0]
            and tuple(t.forms.exact for t in following) == sequence
            and not any(_between(text, one, next_) for one, next_ in pairwise(following))
        ):
            yield Mark(token.start, following[-1].end, sequence)


def _names(text: str, row: list[Token], name: tuple[str, ...]) -> Iterable[Mark]:
    """The same by stems; stop words may stand between."""
    named = [token for token in row if token.forms.stem in name]
    length = len(name)
    for at, token in enumerate(named):
        following = named[at : at + length]
        if (
            token.forms.stem == name[0]
            and tuple(t.forms.stem for t in following) == name
            and not any(form.stem for a, b in pairwise(following) for form in _between(text, a, b))
        ):
            yield Mark(token.start, following[-1].end, name)


def _between(text: str, one: Token, other: Token) -> list[WordForms]:
    """The words between two; the sign between two passages counts as one."""
    gap = text[one.end : other.start]
    return words(gap.replace(BETWEEN_TEXTS, f" {_UNSAID} "))


#: Stands for all that is between two passages: no sequence goes beyond it.
_UNSAID = "xxpassagexx"


def _merged(found: list[Mark]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for start, end, _ in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


class _Candidate(NamedTuple):
    """Marks that fit in one passage together. Sorts by worth, then by place in the record."""

    worthless: float
    order: int
    start: int
    inside: list[Mark]
    text: str
    where: str


def _candidates(text: str, found: list[Mark], where: str, order: int) -> Iterable[_Candidate]:
    """From left to right; `worth` counts different words first, and sequences three times."""
    at = 0
    starts = [mark.start for mark in found]
    while at < len(found):
        limit = min(found[at].start + PASSAGE_LENGTH - _CONTEXT, _end_of_line(text, found[at].end))
        until = bisect_left(starts, limit, at)
        inside = [mark for mark in found[at:until] if mark.end <= limit] or [found[at]]
        worth = sum(3.0 if isinstance(what, tuple) else 1.0 for what in {mark.what for mark in inside})
        yield _Candidate(-worth - 0.01 * min(len(inside), 9), order, found[at].start, inside, text, where)
        at = max(until, at + 1)


def _cut(text: str, about: int, inside: list[Mark], where: str) -> Snippet:
    """At most `PASSAGE_LENGTH` characters of one line, between words, from a sentence's beginning where one is near."""
    start = _beginning(text, about) if inside else len(text) - len(text.lstrip())
    end = min(start + PASSAGE_LENGTH, _end_of_line(text, max([start, *(mark.end for mark in inside)])))
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", start, end)
        end = space if space > max([start, *(mark.end for mark in inside if mark.end <= end)]) else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    kept = [(max(a, start) - start, min(b, end) - start) for a, b in _merged(inside) if a < end and b > start]
    return Snippet(Marked(text[start:end], tuple(kept)), where, cut_before=start > 0, cut_after=end < len(text))


def _beginning(text: str, about: int) -> int:
    line = text.rfind("\n", 0, about) + 1
    earliest = max(about - _CONTEXT, line)
    if earliest == line:
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


def _varied(candidates: list[_Candidate]) -> list[tuple[tuple[int, int], Snippet]]:
    """The best, each with its place; a text that stands twice in a record is shown once."""
    kept: dict[str, tuple[tuple[int, int], Snippet]] = {}
    for _, order, start, inside, text, where in candidates:
        snippet = _cut(text, start, inside, where)
        kept.setdefault(snippet.passage.text, ((order, start), snippet))
        if len(kept) == MAX_PASSAGES:
            break
    return list(kept.values())
