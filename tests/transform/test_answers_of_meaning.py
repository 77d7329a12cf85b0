"""Answers about places and concepts: whole values, held to the vocabulary, undone by leaving them out."""

import pytest

from fixtures.truth.told import told
from transform.answers import AnswerError, Signature, answer, correct, label_of
from transform.corrections import Corrections
from transform.listed import as_raw
from transform.places.enriching import enriched
from transform.reviews import Review
from transform.schema import Nature, Record
from transform.vocabulary import load_vocabularies

SIGNED = Signature("d1", "claire", "2026-01-02T03:04:05Z", "")
KNOWN = load_vocabularies()


def told_of(lead: str) -> tuple[Record, list[Review]]:
    record = told()[0].record
    record.title, record.subtitle, record.sections, record.lead = "Une fête", None, [], lead
    return record, enriched(record, {}, "capture")


def test_a_homonym_is_answered_with_a_whole_place() -> None:
    record, questions = told_of("Une fête s’est tenue dans la commune de Saint-Sulpice.")
    (question,) = [one for one in questions if one.rule == "place.homonym"]
    chosen = question.alternatives[-1]
    decision = answer(question, as_raw(chosen) or "", record, SIGNED, KNOWN)
    decided, asked = Corrections.of([decision]).apply(record.model_copy(deep=True), KNOWN)
    assert asked == []
    assert decided.places[0].insee == chosen["insee"]
    assert decided.places[0].region is not None
    assert decided.provenance["/places/0"].nature is Nature.DECIDED
    again, _ = Corrections.of([]).apply(record.model_copy(deep=True), KNOWN)
    assert again.places[0].insee is None


def test_a_close_race_offers_the_other_place_as_principal() -> None:
    record, questions = told_of("La fête a lieu à Guingamp, puis dans la commune de Pontivy.")
    (question,) = [one for one in questions if one.rule == "place.principal"]
    decision = answer(question, label_of(question.alternatives[0]), record, SIGNED, KNOWN)
    decided, _ = Corrections.of([decision]).apply(record, KNOWN)
    assert [(place.label, place.role) for place in decided.places] == [
        ("Pontivy", "principal"),
        ("Guingamp", "mention"),
    ]


@pytest.mark.parametrize("given", ["zones-humides, tourisme", "Zones humides, Tourisme", "tourbière, écotourisme"])
def test_a_concept_is_decided_by_its_id_or_a_name(given: str) -> None:
    record = told()[0].record
    decision = correct(record, "/themes", given, SIGNED, KNOWN)
    assert decision.values["value"] == ["zones-humides", "tourisme"]


def test_a_word_that_is_no_concept_is_refused_with_what_is_near() -> None:
    with pytest.raises(AnswerError, match=r"vocabulaire « Thèmes ».*Tourisme"):
        correct(told()[0].record, "/themes", "tourismes doux", SIGNED, KNOWN)
    with pytest.raises(AnswerError, match="Degrés de participation"):
        correct(told()[0].record, "/participation", "zones-humides", SIGNED, KNOWN)


def test_a_concept_that_the_vocabulary_has_no_more_is_asked_about_and_not_shown() -> None:
    record = told()[0].record
    decision = correct(record, "/themes", "tourisme", SIGNED, KNOWN)
    gone = decision.model_copy(update={"values": decision.values | {"value": ["sel"]}})
    decided, (question,) = Corrections.of([gone]).apply(record, KNOWN)
    assert question.rule == "decision.unknown-concept"
    assert decided.themes == []
