"""What tells whether a record is about a concept that it names: where, how often, in what company; as numbers."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transform.vocabulary.concepts import Scheme
from transform.vocabulary.matching import CUE, NAME, SIGN, Met, Term
from transform.vocabulary.passages import ZONES, Passage

#: What one meeting counts in the score by which concepts are compared, before its zone and its rarity.
_SAYS = {NAME: 1.0, SIGN: 0.8, CUE: 0.35}
_TERM_SAYS = 3.0
_ZONES = {zone: weight for zone, (weight, _) in ZONES.items()}
_NO_ZONE, _NO_KIND = dict.fromkeys(ZONES, 0.0), dict.fromkeys((NAME, SIGN, CUE), 0.0)
#: So many cues, and nothing else, say nothing.
_FAINT = 1
#: What stands before an actor: opening a sentence, in a list, « avec les … », « sans les … ».
_ARTICLE = r"(?:les?|des|la|une?|[ld]’)?\s?$"
_BEFORE = re.compile(
    r"(?:(?P<opens>^|[.!?:;]\s)|(?P<listed>,\s|\bet\s)|(?P<with>\b(?:avec|entre|par|réuni\w*|associ\w+)\s)"
    rf"|(?P<without>\b(?:sans|contre|comme|ancien\w*)\s)){_ARTICLE}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\w{0,4}(?:,|\set\s)")
_BESIDE = 16

#: The numbers, in the order of the weights (`weights.yaml`); logarithms are of 1 + n, base 2.
FEATURES = (
    "score",  # log of all meetings together, by kind, zone and rarity
    "title", "subtitle", "lead", "heading",  # what the concept's words count there
    "names", "signs", "cues",  # log of what its words count in the text
    "different_names", "different_signs", "different_cues", "long",  # log of how many; `long`: of several words
    "passages", "share_of_passages",
    "term", "term_by_name",  # the source's own term
    "of_best", "first", "rank",  # its score beside the best one's of its scheme
    "narrower", "has_broader", "of_broader",
    "length", "others", "score_by_length",
    "opens", "listed", "with", "without",
)  # fmt: skip
Numbers = tuple[float, ...]


@dataclass(slots=True)
class Meetings:
    """All that a record says of one concept."""

    #: In the text, with the number of the passage; then in the source's own terms.
    met: list[tuple[int, Passage, Met]] = field(default_factory=list)
    in_terms: list[tuple[Passage, Met]] = field(default_factory=list)
    term: float = 0.0
    #: Set when it is weighed: what all meetings in the text count together, and in how many passages they stand.
    score: float = 0.0
    passages: int = 0

    def is_faint(self) -> bool:
        """One cue in the text."""
        return len(self.met) <= _FAINT and not self.term and all(one.term.kind == CUE for _, _, one in self.met)


def numbers_of(scheme: Scheme, concepts: Mapping[str, Meetings], size: int, pieces: int) -> dict[str, Numbers]:
    """Of the concepts that more than a cue says. `size`: characters; `pieces`: passages read."""
    concepts = {name: one for name, one in concepts.items() if not one.is_faint()}
    sums = {name: _sums(one) for name, one in concepts.items()}
    ranked = sorted(concepts, key=lambda name: (-concepts[name].score - _TERM_SAYS * concepts[name].term, name))
    best = max((one.score + _TERM_SAYS * one.term for one in concepts.values()), default=0.0) or 1.0
    length = math.log2(1 + size / 1000)
    others = math.log2(1 + len(concepts))
    below: dict[str, float] = {}
    for name, one in concepts.items():
        broader = scheme.concepts[name].broader
        if broader is not None:
            below[broader] = max(below.get(broader, 0.0), one.score)
    found: dict[str, Numbers] = {}
    for rank, name in enumerate(ranked):
        one = concepts[name]
        broader = scheme.concepts[name].broader
        above = concepts.get(broader) if broader is not None else None
        score = math.log2(1 + one.score)
        found[name] = (
            score,
            *sums[name],
            one.passages / pieces,
            float(one.term > 0),
            float(one.term >= 1),
            (one.score + _TERM_SAYS * one.term) / best,
            1 / (1 + rank),
            math.log2(1 + rank),
            min(1.0, below.get(name, 0.0) / (one.score + 0.1)),
            float(above is not None),
            min(2.0, above.score / (one.score + 0.1)) if above is not None else 0.0,
            length,
            others,
            score * length,
            *(_company(one.met) if scheme.name == "actors" else (0.0, 0.0, 0.0, 0.0)),
        )
    return found


def _sums(one: Meetings) -> tuple[float, ...]:
    """From « title » to « passages »; sets the score and the passages too."""
    times: dict[tuple[str, Term], int] = {}
    for _, passage, met in one.met:
        key = passage.zone, met[0]
        times[key] = times.get(key, 0) + 1
    by_zone = _NO_ZONE.copy()
    in_text, different = _NO_KIND.copy(), _NO_KIND.copy()
    seen = set()
    score = long = 0.0
    log = math.log2
    for (zone, term), count in times.items():
        kind = term.kind
        counts = term.rarity if count == 1 else term.rarity * (1 + 0.5 * log(count))
        says = _SAYS[kind] * counts
        by_zone[zone] += says
        score += says * _ZONES[zone]
        if zone == "text":
            in_text[kind] += counts
        if term not in seen:
            seen.add(term)
            different[kind] += 1
            if kind != CUE and len(term.key) > 1:
                long += term.rarity
    one.score = score
    one.passages = len({number for number, _, _ in one.met})
    names, signs, cues = in_text.values()
    different_names, different_signs, different_cues = different.values()
    return (
        min(1.5, by_zone["title"]),
        min(1.5, by_zone["subtitle"]),
        log(1 + by_zone["lead"]),
        log(1 + by_zone["heading"]),
        log(1 + names),
        log(1 + signs),
        log(1 + cues),
        log(1 + different_names),
        log(1 + different_signs),
        log(1 + different_cues),
        log(1 + long),
        log(1 + one.passages),
    )


def _company(met: Sequence[tuple[int, Passage, Met]]) -> tuple[float, float, float, float]:
    """How often the actor opens a sentence, stands in a list, comes after « avec », after « sans »."""
    times = dict.fromkeys(("opens", "listed", "with", "without"), 0)
    for _, passage, (term, start, end) in met:
        if term.kind == CUE:
            continue
        text = passage.text
        before = _BEFORE.search(text[max(0, start - _BESIDE) : start])
        how = before.lastgroup if before else None
        if how is not None:
            times[how] += 1
        if how != "listed" and _GOES_ON.match(text, end):
            times["listed"] += 1
    opens, listed, with_, without = times.values()
    return math.log2(1 + opens), math.log2(1 + listed), math.log2(1 + with_), math.log2(1 + without)
