"""Where a text speaks of a concept: every name and cue of every scheme, looked for in one pass over the words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from transform.vocabulary.concepts import Concept, Scheme
from transform.vocabulary.words import Token, key_of, tokens

#: What one meeting counts: a name of several words, a name of one word, a cue.
LONG_NAME, NAME, CUE = 1.5, 1.0, 0.4
_ENDS_A_TERM = frozenset(",.;:!?()«»\n")


@dataclass(frozen=True, slots=True)
class Term:
    """One name or cue of a concept, as written and as compared."""

    scheme: str
    concept: str
    written: str
    key: tuple[str, ...]
    weight: float
    acronym: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A term met at [`start`, `end`) of the text."""

    term: Term
    start: int
    end: int


class Matcher:
    """All terms by their first word; within a scheme, the longest one met wins over those inside it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._by_first: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            self._by_first[term.key[0]].append(term)
        for choices in self._by_first.values():
            choices.sort(key=lambda term: (-len(term.key), -term.weight, term.scheme, term.concept))

    @classmethod
    def of(cls, schemes: Iterable[Scheme]) -> Self:
        terms: dict[tuple[str, str, tuple[str, ...]], Term] = {}
        for scheme in schemes:
            for concept in scheme.concepts.values():
                for term in _terms(scheme.name, concept):
                    terms.setdefault((scheme.name, concept.id, term.key), term)
        return cls(tuple(terms.values()))

    def met(self, text: str) -> Iterator[Met]:
        """In the order of the text. A stretch of words may speak of several concepts, by terms of equal length."""
        words = list(tokens(text))
        taken: dict[str, int] = {}
        for place, word in enumerate(words):
            longest: dict[str, int] = {}
            for term in self._by_first.get(word.key, ()):
                size = len(term.key)
                if place < taken.get(term.scheme, 0) or size < longest.get(term.scheme, 0):
                    continue
                stretch = words[place : place + size]
                if not _is(term, stretch, text):
                    continue
                longest[term.scheme] = size
                yield Met(term, stretch[0].start, stretch[-1].end)
            for scheme, size in longest.items():
                taken[scheme] = place + size


def _terms(scheme: str, concept: Concept) -> Iterator[Term]:
    names = ((name, False) for name in (concept.label, *concept.synonyms, *concept.signs))
    for written, cue in (*names, *((word, True) for word in concept.cues)):
        key = key_of(written)
        if key:
            weight = CUE if cue else (LONG_NAME if len(key) > 1 else NAME)
            acronym = len(key) == 1 and written.isupper() and len(written) > 1
            yield Term(scheme, concept.id, written, key, weight, acronym)


def _same_accents(word: str, term: Term) -> bool:
    """« élevés » are no « élèves »; accents that are left out are no difference."""
    if word.isascii() or word.isupper() or term.written.isascii():
        return True
    size = len(term.key[0])
    return word[:size].lower() == term.written[:size].lower() or " " in term.written


def _is(term: Term, stretch: list[Token], text: str) -> bool:
    """The same words, within one clause; an acronym in capitals (« SAGE » is no « sage »)."""
    if len(term.key) == 1:
        word = text[stretch[0].start : stretch[0].end]
        return word.isupper() if term.acronym else _same_accents(word, term)
    if tuple(token.key for token in stretch) != term.key:
        return False
    between = text[stretch[0].start : stretch[-1].end]
    return _ENDS_A_TERM.isdisjoint(between)
