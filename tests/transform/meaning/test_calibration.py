"""Confidences mean what they say, and say more when the rules are surer."""

from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fixtures.truth.told import judged, told
from transform import calibration
from transform.calibration import along, calibrated
from transform.vocabulary import load_vocabularies
from transform.vocabulary.enriching import concepts_of
from transform.vocabulary.matching import Matcher

FIELDS = ("places", "period", "themes", "territories", "actors", "methods", "participation")


@given(st.sampled_from(FIELDS), st.floats(0, 1), st.floats(0, 1))
def test_it_rises_with_the_raw_number_and_stays_a_share(field: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(field, low) <= calibrated(field, high) <= 1


def test_a_field_that_was_never_checked_keeps_its_number() -> None:
    assert calibrated("organisations", 0.8) == 0.8


def test_between_knots_it_is_straight() -> None:
    assert along([[0.5, 0.4], [0.9, 0.8]], 0.7) == pytest.approx(0.6)


def test_each_map_says_where_it_comes_from() -> None:
    table = yaml.safe_load(files(calibration).joinpath("table.yaml").read_text("utf-8"))
    for field in FIELDS:
        assert table[field]["source"]
        assert table[field]["values"] >= 36
        assert table[field]["map"] == sorted(table[field]["map"])


def test_of_concepts_that_say_nine_in_ten_nearly_so_many_are_right() -> None:
    vocabularies = load_vocabularies()
    matcher, readers = Matcher.of(vocabularies), judged()
    right = []
    for one in told():
        theirs = readers.get(one.record.source.native_id or "", {})
        found = concepts_of(one.record, vocabularies, matcher)
        for pointer, evidence in found.evidence.items():
            scheme, _, place = pointer[1:].partition("/")
            if scheme in theirs and place and 0.85 <= (evidence.confidence or 0) <= 0.95:
                right.append(found.values[scheme][int(place)] in theirs[scheme])
    assert len(right) >= 100
    assert 0.85 <= sum(right) / len(right) <= 0.95
