"""Concepts of a record from its words: where they stand, how often, in what company; a confidence, and the words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from transform.vocabulary.concepts import Vocabularies
from transform.vocabulary.matching import CUE, NAME, SIGN, Matcher, Met
from transform.vocabulary.passages import TERM, ZONES, Passage
from transform.vocabulary.weighing import Meetings, Numbers, numbers_of
from transform.vocabulary.weights import Weights

_QUOTED_AROUND = 40
#: How well a meeting shows a concept to a reader, by kind of word.
_SHOWS = {NAME: 1.0, SIGN: 0.8, CUE: 0.35}
_WHERE = {zone: weight for zone, (weight, _) in ZONES.items()}
_TERM = {NAME: 1.0, SIGN: 0.8, CUE: 0.4}


@dataclass(frozen=True, slots=True)
class Assigned:
    """A concept with its confidence, and the meeting that says it best, with the words around it."""

    scheme: str
    concept: str
    confidence: float
    score: float
    times: int
    zone: str
    pointer: str
    exact: str
    prefix: str
    suffix: str

    @property
    def reasons(self) -> str:
        times = "une fois" if self.times == 1 else f"{self.times} fois"
        return f"« {self.exact} », {ZONES[self.zone][1]} ; notion rencontrée {times}"


@dataclass(frozen=True, slots=True)
class Read:
    """By scheme and concept, what a record says of it; by scheme, the numbers of those worth weighing."""

    meetings: Mapping[str, Mapping[str, Meetings]]
    numbers: Mapping[str, Mapping[str, Numbers]]


def read(matcher: Matcher, vocabularies: Vocabularies, texts: Iterable[Passage], schemes: Collection[str]) -> Read:
    """Of `schemes` alone."""
    found: dict[str, dict[str, Meetings]] = {scheme: defaultdict(Meetings) for scheme in schemes}
    size = pieces = 0
    for number, passage in enumerate(texts):
        source = passage.zone == TERM
        if not source:
            size += len(passage.text)
            pieces += 1
        for one in matcher.met(passage.text):
            term = one.term
            if term.scheme not in found or (passage.schemes and term.scheme not in passage.schemes):
                continue
            meetings = found[term.scheme][term.concept]
            if source:
                meetings.term = max(meetings.term, _TERM[term.kind])
                meetings.in_terms.append((passage, one))
            else:
                meetings.met.append((number, passage, one))
    return Read(
        found,
        {
            scheme: numbers_of(vocabularies[scheme], concepts, size, max(1, pieces))
            for scheme, concepts in found.items()
        },
    )


def assign(
    matcher: Matcher,
    vocabularies: Vocabularies,
    texts: Iterable[Passage],
    weights: Mapping[str, Weights],
    least: Mapping[str, float] | None = None,
) -> list[Assigned]:
    """Every concept met, scheme by scheme, the surest first, then by id; of a scheme in `least`, from there on."""
    found = read(matcher, vocabularies, texts, weights)
    assigned = []
    for scheme, concepts in found.numbers.items():
        lowest = (least or {}).get(scheme, 0.0)
        for concept, numbers in concepts.items():
            confidence = weights[scheme].confidence(concept, numbers)
            if confidence >= lowest:
                assigned.append(_assigned(found.meetings[scheme][concept], round(confidence, 2)))
    return sorted(assigned, key=lambda one: (one.scheme, -one.confidence, -one.score, one.concept))


def _assigned(meetings: Meetings, confidence: float) -> Assigned:
    passage, best = max(_shown(meetings), key=_shows)
    return Assigned(
        best.term.scheme,
        best.term.concept,
        confidence,
        round(meetings.score, 3),
        len(meetings.met) + len(meetings.in_terms),
        passage.zone,
        passage.pointer,
        passage.text[best.start : best.end],
        passage.text[max(0, best.start - _QUOTED_AROUND) : best.start],
        passage.text[best.end : best.end + _QUOTED_AROUND],
    )


def _shown(meetings: Meetings) -> Iterator[tuple[Passage, Met]]:
    yield from meetings.in_terms
    for _, passage, one in meetings.met:
        yield passage, one


def _shows(shown: tuple[Passage, Met]) -> tuple[float, int]:
    passage, (term, start, _) = shown
    return _WHERE[passage.zone] * _SHOWS[term.kind] * term.rarity, -start
