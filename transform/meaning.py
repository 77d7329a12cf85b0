"""What a record is about and whom it names, inferred from its words: values with evidence, questions where unsure."""

from functools import lru_cache

from transform.named.enriching import named_in
from transform.named.known import known_organisations
from transform.places.gazetteer import gazetteer
from transform.references import reference_of
from transform.reviews import Review, Witness, review
from transform.schema import Evidence, Kind, Nature, Record, SectionRole, TextQuoteSelector
from transform.vocabulary.assigning import Assigned
from transform.vocabulary.concepts import SCHEMES, Vocabularies
from transform.vocabulary.enriching import Doubt, concepts_of
from transform.vocabulary.matching import Matcher
from transform.vocabulary.weights import shipped_weights

MOST_REFERENCES = 500
_QUESTIONS = {
    "themes": ("De quoi parle cette notice ?", "Ses thèmes, et les filtres et suggestions qui en dépendent."),
    "participation": (
        "Jusqu’où la décision est-elle partagée ?",
        "Le degré de participation de la notice, et le filtre qui en dépend.",
    ),
}


def meant(record: Record, vocabularies: Vocabularies, capture: str) -> list[Review]:
    """Adds to the record in place; what the source or an editor wrote is left alone."""
    _cite(record, capture)
    named = named_in(record, capture)
    record.organisations += named.organisations
    record.people += named.people
    concepts = concepts_of(record, vocabularies, matcher_of(vocabularies), capture=capture)
    for scheme, ids in concepts.values.items():
        setattr(record, SCHEMES[scheme], ids[0] if scheme == "participation" else ids)
    record.provenance |= named.evidence | concepts.evidence
    return [_question(record, doubt, vocabularies, capture) for doubt in concepts.doubts]


def _cite(record: Record, capture: str) -> None:
    """The lines of a reading list, or of a part that says its sources, as CSL-JSON."""
    if record.references:
        return
    for number, section in enumerate(record.sections):
        if record.kind is not Kind.BIBLIOGRAPHIE and section.role is not SectionRole.SOURCES:
            continue
        for line in section.text.split("\n"):
            if len(record.references) < MOST_REFERENCES and (found := reference_of(line)) is not None:
                record.provenance[f"/references/{len(record.references)}"] = Evidence(
                    nature=Nature.INFERRED,
                    rule=f"reference./sections/{number}",
                    capture=capture,
                    raw=line,
                    confidence=0.8,
                )
                record.references.append(found)


def _question(record: Record, doubt: Doubt, vocabularies: Vocabularies, capture: str) -> Review:
    question, changes = _QUESTIONS[doubt.scheme]
    first, *others = doubt.candidates
    one_only = doubt.scheme == "participation"
    return review(
        f"vocabulary.{doubt.scheme}",
        question,
        changes,
        record=record.id,
        field=f"/{SCHEMES[doubt.scheme]}",
        proposed=first.concept if one_only else [first.concept],
        alternatives=[other.concept if one_only else [other.concept] for other in others],
        confidence=first.confidence,
        reasons=" ; ".join(
            f"{vocabularies.label(doubt.scheme, one.concept)} : {one.reasons}" for one in doubt.candidates
        ),
        evidence=[_witness(one, capture) for one in doubt.candidates],
    )


def _witness(one: Assigned, capture: str) -> Witness:
    selector = TextQuoteSelector(exact=one.exact, prefix=one.prefix, suffix=one.suffix)
    return Witness(words=one.exact, capture=capture, selector=selector)


def make_ready(vocabularies: Vocabularies) -> None:
    """Reads what `meant` and `enriched` look things up in: copies of a process that has read it have it too."""
    gazetteer()
    matcher_of(vocabularies)
    shipped_weights()
    known_organisations()


def matcher_of(vocabularies: Vocabularies) -> Matcher:
    """Made once a process."""
    return _matcher(_Same(vocabularies))


class _Same:
    """Vocabularies compared by the files they were read from, not by what they say."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.vocabularies = vocabularies
        self.key = vocabularies.digest or id(vocabularies)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=2)
def _matcher(same: _Same) -> Matcher:
    return Matcher.of(same.vocabularies)
