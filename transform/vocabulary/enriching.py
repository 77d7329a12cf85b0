"""A record's concepts, inferred from its words: values where sure enough, a question where a field stays empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transform.calibration import calibrated
from transform.schema import Evidence, Kind, Nature, Record, TextQuoteSelector
from transform.vocabulary.assigning import Assigned, assign
from transform.vocabulary.by_place import territory_of_place
from transform.vocabulary.concepts import SCHEMES, Vocabularies
from transform.vocabulary.matching import Matcher
from transform.vocabulary.passages import Passage, passages, term_passages
from transform.vocabulary.weights import Weights, shipped_weights
from transform.vocabulary.words import key_of

#: Where a field stays empty, a question from here on.
ASKED = 0.25
#: A page that tells no experience takes its examples from many: its themes are said louder than an experience's.
_SURE_ELSEWHERE, _ASKED_ELSEWHERE = 0.75, 0.5
#: In its text alone, a theme that is no example is met so many times.
_NO_EXAMPLE = 3
#: No record is about everything.
MOST = {"themes": 4, "territories": 4, "actors": 10, "methods": 8, "participation": 1}
#: Schemes where the narrower says the broader; of actors, « habitants » and « citoyens » sit at one table.
_NESTED = frozenset(("themes", "territories"))
_TELLING = frozenset((Kind.EXPERIENCE, Kind.ETUDE_DE_CAS, Kind.VIDEO, Kind.ENTRETIEN, Kind.COMPTE_RENDU))
_ALL_BUT_PAGES = frozenset(Kind) - {Kind.PAGE}
#: Scheme → the kinds whose records get its concepts: a method sheet happens nowhere.
_KINDS = {
    "themes": _ALL_BUT_PAGES,
    "territories": _TELLING,
    "actors": _TELLING | {Kind.OBJECTION, Kind.FICHE_METHODE},
    "methods": _ALL_BUT_PAGES,
    "participation": frozenset((Kind.EXPERIENCE, Kind.ETUDE_DE_CAS)),
}
#: A term of the source that is, word for word, a name of the concept.
_SAME_TERM = 0.97


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that stays empty, with what could stand there, the likeliest first."""

    scheme: str
    candidates: tuple[Assigned, ...]


@dataclass(frozen=True, slots=True)
class Concepts:
    """Per scheme the ids to write, with the evidence of each by JSON pointer, and what to ask a person."""

    values: dict[str, list[str]] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


def concepts_of(
    record: Record,
    vocabularies: Vocabularies,
    matcher: Matcher,
    weights: Mapping[str, Weights] | None = None,
    *,
    capture: str | None = None,
) -> Concepts:
    """Of the schemes of `weights` (the shipped ones), in fields that have no value yet.

    `capture`: what the record was read from. `matcher` is `Matcher.of(vocabularies)`, kept by the caller.
    """
    weights = shipped_weights() if weights is None else weights
    empty = [scheme for scheme in weights if record.kind in _KINDS[scheme] and not getattr(record, SCHEMES[scheme])]
    if not empty:
        return Concepts()
    weights = {scheme: weights[scheme] for scheme in empty}
    asked = ASKED if record.kind in _TELLING else _ASKED_ELSEWHERE
    if "themes" in weights and record.kind not in _TELLING:
        weights["themes"] = replace(weights["themes"], sure=max(weights["themes"].sure, _SURE_ELSEWHERE))
    terms = list(term_passages(record))
    assigned = assign(matcher, vocabularies, [*terms, *passages(record)], weights, _least(weights, asked))
    values: dict[str, list[str]] = {}
    evidence: dict[str, Evidence] = {}
    doubts: list[Doubt] = []
    for scheme in empty:
        written = dict(_same_terms(scheme, terms, matcher))
        met = [one for one in assigned if one.scheme == scheme]
        if scheme == "themes" and record.kind not in _TELLING:
            met = [one for one in met if one.zone != "text" or one.times >= _NO_EXAMPLE]
        sure = [one for one in met if one.confidence >= weights[scheme].sure and one.concept not in written]
        kept = (_without_ancestors(scheme, sure, vocabularies) if scheme in _NESTED else sure)[: MOST[scheme]]
        if scheme == "participation" and len(kept) < len(sure) and sure[0].confidence - sure[1].confidence < 0.1:
            doubts.append(Doubt(scheme, tuple(sure[:3])))
            kept = []
        elif not written and not kept and met and scheme == "themes":
            doubts.append(Doubt(scheme, tuple(met[:3])))
        found = [*written, *(one.concept for one in kept)]
        # « Rivières » says « Eau »: what has something narrower beside it is not repeated.
        known = vocabularies[scheme].concepts
        above = {known[one].broader for one in found} if scheme in _NESTED else set()
        ids = [one for one in found if one not in above][: MOST[scheme]]
        by_place = territory_of_place(record) if scheme == "territories" else None
        if by_place and by_place[0] in known and by_place[0] not in ids and len(ids) < MOST[scheme]:
            ids = [*ids, by_place[0]]
        if ids:
            values[scheme] = ids
            pointer = f"/{SCHEMES[scheme]}"
            for place, concept in enumerate(ids):
                where = pointer if scheme == "participation" else f"{pointer}/{place}"
                met_here = next((one for one in kept if one.concept == concept), None)
                if concept in written:
                    evidence[where] = _term_evidence(scheme, written[concept], capture)
                elif met_here is not None:
                    evidence[where] = _evidence(met_here, capture)
                elif by_place is not None:
                    evidence[where] = by_place[1]
    return Concepts(values, evidence, tuple(doubts))


def _least(weights: Mapping[str, Weights], asked: float) -> dict[str, float]:
    """From where a concept is of use: as a value, or in a question."""
    return {scheme: min(asked, one.sure) if scheme == "themes" else one.sure for scheme, one in weights.items()}


def applied(record: Record, found: Concepts) -> Record:
    """The record with its concepts."""
    update: dict[str, object] = {
        SCHEMES[scheme]: ids[0] if scheme == "participation" else ids for scheme, ids in found.values.items()
    }
    if not update:
        return record
    return record.model_copy(update={**update, "provenance": {**record.provenance, **found.evidence}})


def _same_terms(scheme: str, terms: Sequence[Passage], matcher: Matcher) -> Iterator[tuple[str, str]]:
    if scheme == "participation":
        return
    for one in terms:
        if not one.schemes or scheme in one.schemes:
            for concept in matcher.named(scheme, key_of(one.text)):
                yield concept, one.text


def _without_ancestors(scheme: str, sure: list[Assigned], vocabularies: Vocabularies) -> list[Assigned]:
    """« Rivières et bassins versants » says « Eau »: the narrower concept alone is kept, when it is nearly as sure."""
    below: dict[str | None, float] = {}
    known = vocabularies[scheme].concepts
    for one in sure:
        above = known[one.concept].broader
        below[above] = max(below.get(above, 0.0), one.confidence)
    return [one for one in sure if below.get(one.concept, -1.0) < one.confidence - 0.25]


def _evidence(one: Assigned, capture: str | None) -> Evidence:
    return Evidence(
        nature=Nature.INFERRED,
        rule=f"vocabulary.{one.scheme}",
        capture=capture,
        selector=TextQuoteSelector(exact=one.exact, prefix=one.prefix, suffix=one.suffix),
        raw=one.reasons,
        confidence=calibrated(one.scheme, one.confidence),
    )


def _term_evidence(scheme: str, term: str, capture: str | None) -> Evidence:
    return Evidence(
        nature=Nature.INFERRED,
        rule=f"vocabulary.{scheme}.term",
        capture=capture,
        raw=f"terme de la source : « {term} »",
        confidence=_SAME_TERM,
    )
