"""Concepts given to the experiences of the bundled site, beside those that a reader gave."""

from collections import Counter

import pytest

from fixtures.truth.told import concepts_held_out, judged, told
from transform.vocabulary import load_vocabularies
from transform.vocabulary.enriching import concepts_of
from transform.vocabulary.matching import Matcher

VOCABULARIES = load_vocabularies()


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, bool], float]:
    """F1 by scheme, of the experiences looked at while the vocabularies were written, and of the others."""
    matcher, readers = Matcher.of(VOCABULARIES), judged()
    same, both = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for one in told():
        native = one.record.source.native_id or ""
        given = concepts_of(one.record, VOCABULARIES, matcher).values
        for scheme, theirs in readers.get(native, {}).items():
            ours, key = set(given.get(scheme, ())), (scheme, concepts_held_out(native))
            same[key] += 2 * len(ours & theirs)
            both[key] += len(ours) + len(theirs)
    return {key: same[key] / both[key] for key in both}


@pytest.mark.parametrize(
    ("scheme", "seen", "held_out"),
    [("themes", 0.78, 0.65), ("territories", 0.73, 0.72), ("actors", 0.72, 0.68), ("methods", 0.6, 0.45)],
)
def test_as_a_reader_would(figures: dict[tuple[str, bool], float], scheme: str, seen: float, held_out: float) -> None:
    assert figures[scheme, False] >= seen
    assert figures[scheme, True] >= held_out


def test_a_sign_says_its_concept_and_is_no_name_for_search() -> None:
    assert VOCABULARIES["methods"].concepts["visite-terrain"].signs
    names = {name for names in (*VOCABULARIES.families(), *VOCABULARIES.same_names()) for name in names}
    assert "ont visité" not in names
    for scheme in VOCABULARIES:
        for concept in scheme.concepts.values():
            assert not {concept.label, *concept.synonyms, *concept.cues} & set(concept.signs), concept.id
