"""A record whose principal place is an island is about an island, and says that it is inferred of the place."""

import pytest

from fixtures.truth.fiches import fiches
from transform.schema import Evidence, Nature, Place, Record
from transform.vocabulary import load_vocabularies
from transform.vocabulary.enriching import concepts_of
from transform.vocabulary.matching import Matcher

VOCABULARIES = load_vocabularies()
MATCHER = Matcher.of(VOCABULARIES)


def located(place: Place, confidence: float = 0.9) -> Record:
    record = fiches("first")[0].record
    record.title, record.subtitle, record.lead, record.sections = "On s’y retrouve", None, "Personne ne parlait.", []
    record.places = [place]
    record.provenance["/places/0"] = Evidence(nature=Nature.INFERRED, rule="gazetteer", confidence=confidence)
    return record


@pytest.mark.parametrize(
    ("place", "concept"),
    [
        (Place(name="Larzac", kind="massif", role="principal"), "montagne"),
        (Place(name="Groix", kind="ile", role="principal"), "ile"),
        (Place(name="Oudon", kind="riviere", role="principal"), "riviere-vallee"),
        (Place(name="Port-Louis", kind="commune", insee="97122", departement="971", role="principal"), "outre-mer"),
        (Place(name="Voutré", kind="commune", insee="53276", departement="53", role="principal"), None),
        (Place(name="Larzac", kind="massif", role="comparaison"), None),
        (Place(name="X", kind="massif", role="principal", alternatives=[{"name": "Y"}]), None),
    ],
)
def test_territory(place: Place, concept: str | None) -> None:
    found = concepts_of(located(place), VOCABULARIES, MATCHER)
    assert found.values.get("territories", []) == ([concept] if concept else [])
    if concept:
        evidence = found.evidence["/territories/0"]
        assert evidence.nature is Nature.INFERRED
        assert place.name in (evidence.raw or "")
        assert evidence.rule == "vocabulary.territories.place"


def test_an_unsure_place_says_nothing() -> None:
    record = located(Place(name="Larzac", kind="massif", role="principal"), confidence=0.6)
    assert "territories" not in concepts_of(record, VOCABULARIES, MATCHER).values


def test_every_kind_is_a_concept_that_exists() -> None:
    from transform.vocabulary.by_place import _BY_KIND

    assert {concept for concept, _ in _BY_KIND.values()} | {"outre-mer"} <= set(VOCABULARIES["territories"].concepts)
