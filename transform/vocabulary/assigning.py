"""Concepts of a record from its words: where they stand, how often, in what company; a confidence, and the words."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transform.vocabulary.matching import CUE, Matcher, Met
from transform.vocabulary.passages import TERM, ZONES, Passage

_QUOTED_AROUND = 40
#: Longer texts than this (characters) dilute what one meeting says.
_USUAL_LENGTH = 3000


@dataclass(frozen=True, slots=True)
class Weights:
    """confidence = 1 / (1 + e^-(`slope` · (log2(1 + score) − `middle`))); fitted on judged fiches, scheme by scheme."""

    slope: float = 2.5
    middle: float = 1.5


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


def assign(matcher: Matcher, texts: Iterable[Passage], weights: dict[str, Weights]) -> list[Assigned]:
    """Every concept met, scheme by scheme, the surest first, then by id; whoever asks sets the threshold."""
    met: dict[tuple[str, str], list[tuple[float, Passage, Met]]] = defaultdict(list)
    size = 0
    for passage in texts:
        size += len(passage.text)
        said: set[tuple[str, str]] = set()
        for one in matcher.met(passage.text):
            # A term of the source says a concept once, by however many of its names (« Patrimoine et paysages »).
            if passage.zone == TERM and (one.term.scheme, one.term.concept) in said:
                continue
            said.add((one.term.scheme, one.term.concept))
            if passage.schemes and one.term.scheme not in passage.schemes:
                continue
            weight = ZONES[passage.zone][0] * one.term.weight
            met[one.term.scheme, one.term.concept].append((weight, passage, one))
    dilution = max(1.0, (size / _USUAL_LENGTH) ** 0.35)
    found = [_assigned(meetings, dilution, weights.get(key[0], Weights())) for key, meetings in met.items()]
    return sorted(found, key=lambda one: (one.scheme, -one.confidence, -one.score, one.concept))


def _assigned(met: Sequence[tuple[float, Passage, Met]], dilution: float, weights: Weights) -> Assigned:
    """Repeated words count less and less."""
    by_term: dict[str, list[float]] = defaultdict(list)
    for weight, _, one in met:
        by_term[one.term.written].append(weight)
    score = sum(max(counts) + 0.5 * math.log2(len(counts)) * min(counts) for counts in by_term.values()) / dilution
    if all(one.term.weight == CUE for _, _, one in met):
        score *= 0.8
    _, passage, best = max(met, key=lambda one: (one[0], -one[2].start))
    return Assigned(
        best.term.scheme,
        best.term.concept,
        round(1 / (1 + math.exp(-weights.slope * (math.log2(1 + score) - weights.middle))), 2),
        round(score, 3),
        len(met),
        passage.zone,
        passage.pointer,
        passage.text[best.start : best.end],
        passage.text[max(0, best.start - _QUOTED_AROUND) : best.start],
        passage.text[best.end : best.end + _QUOTED_AROUND],
    )
