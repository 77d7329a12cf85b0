"""Concepts given to the experiences of the bundled site, beside those that a reader gave."""

from collections import Counter

import pytest

from fixtures.truth.told import fiches_judged, fiches_judged_since, judged, told, unseen
from transform.schema import Kind, Section
from transform.vocabulary import load_vocabularies
from transform.vocabulary.enriching import concepts_of
from transform.vocabulary.matching import Matcher

VOCABULARIES = load_vocabularies()
#: A little under what was measured: the site’s, fiches by another hand, those judged since, texts written for a check.
BARS = {
    "themes": (0.79, 0.76, 0.64, 0.72),
    "territories": (0.75, 0.69, 0.65, 0.75),
    "actors": (0.76, 0.84, 0.64, 0.82),
    "methods": (0.66, 0.64, 0.68, 0.68),
}


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, str], float]:
    """F1 by scheme, of the site's experiences, of fiches by another hand, of texts that no weight was fitted on."""
    matcher, readers = Matcher.of(VOCABULARIES), judged()
    site = [(one.record, readers.get(one.record.source.native_id or "", {})) for one in told()]
    same, both = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for name, texts in (
        ("site", site),
        ("fiches", fiches_judged()),
        ("since", fiches_judged_since()),
        ("unseen", unseen()),
    ):
        for record, theirs in texts:
            given = concepts_of(record, VOCABULARIES, matcher).values
            for scheme, concepts in theirs.items():
                ours = set(given.get(scheme, ()))
                same[scheme, name] += 2 * len(ours & concepts)
                both[scheme, name] += len(ours) + len(concepts)
    return {key: same[key] / both[key] for key in both}


@pytest.mark.parametrize(("scheme", "least"), BARS.items())
def test_as_a_reader_would(figures: dict[tuple[str, str], float], scheme: str, least: tuple[float, ...]) -> None:
    for name, bar in zip(("site", "fiches", "since", "unseen"), least, strict=True):
        assert figures[scheme, name] >= bar, name


def test_a_sign_says_its_concept_and_is_no_name_for_search() -> None:
    assert VOCABULARIES["methods"].concepts["visite-terrain"].signs
    names = {name for names in (*VOCABULARIES.families(), *VOCABULARIES.same_names()) for name in names}
    assert "ont visité" not in names
    for scheme in VOCABULARIES:
        for concept in scheme.concepts.values():
            assert not {concept.label, *concept.synonyms, *concept.cues} & set(concept.signs), concept.id


def test_a_page_that_tells_no_experience_is_not_about_its_examples() -> None:
    record = fiches_judged()[0][0].model_copy(
        update={
            "title": "Que fait l’animateur pendant la réunion ?",
            "subtitle": None,
            "lead": "Il écoute, il relance, il note.",
            "sections": [
                Section(text="À propos d’éoliennes, un soir, il a coupé le micro. Chacun a parlé à son tour.")
            ],
        }
    )
    matcher = Matcher.of(VOCABULARIES)
    told_as = {
        kind: concepts_of(record.model_copy(update={"kind": kind}), VOCABULARIES, matcher).values.get("themes")
        for kind in (Kind.EXPERIENCE, Kind.ETAPE)
    }
    assert told_as == {Kind.EXPERIENCE: ["energie-eolien"], Kind.ETAPE: None}
