"""Where the words asked for stand in the original text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from indexer.card import BETWEEN_TEXTS, Card
from indexer.language import Token, WordFinder, WordForms, words
from indexer.query.open_words import expanded
from indexer.query.plan import holds_only_stop_words
from indexer.query.synonyms import NOTHING_BESIDE, Expansion
from indexer.query.tree import Phrase, Query, Scope, Word, leaves
from indexer.results import Marked
from indexer.vocabulary import EMPTY, Vocabulary
from indexer.word_places import places_of


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

    @property
    def by_stem(self) -> bool:
        """Whether stems are all that is looked for: where these stand in a record was worked out before."""
        return not (self.stops or self.sequences)

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
    return Marked(text, merged(marks(text, what)))


def marks(text: str, what: Wanted) -> list[Mark]:
    """In order; they may overlap where a word is part of a sequence."""
    found: list[Mark] = []
    if what.stems or what.stops:
        found = [Mark(t.start, t.end, t.forms.stem or t.forms.exact) for t in what.words.find(text)]
    if what.sequences or what.names:
        row = what.parts.find(text)
        found += [mark for sequence in sorted(what.sequences) for mark in _sequences(text, row, sequence)]
        found += [mark for name in sorted(what.names) for mark in _names(text, row, name)]
        found.sort(key=_place)
    return found


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


def marks_of(card: Card, what: Wanted) -> list[Mark]:
    """The same of all that a card holds, where stems are all that is wanted: no text is read for it."""
    found = [Mark(start, end, stem) for stem in what.stems for start, end in places_of(stem, card.places)]
    found.sort(key=_place)
    if what.names:
        row = [
            Token(WordForms(stem, stem, stem, stop=False), start, end)
            for stem in {stem for name in what.names for stem in name}
            for start, end in places_of(stem, card.places)
        ]
        row.sort(key=lambda token: token.start)
        found += [mark for name in sorted(what.names) for mark in _names(card.body, row, name)]
        found.sort(key=_place)
    return found


def merged(found: list[Mark]) -> tuple[tuple[int, int], ...]:
    """As spans that are apart."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _place(mark: Mark) -> tuple[int, int]:
    return mark[0], mark[1]
