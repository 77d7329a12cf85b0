"""What a reader judged of the experiences names concepts that exist, of experiences that exist."""

import csv
import json
from typing import Any

import pytest

from fixtures.truth.__main__ import FOLDER
from fixtures.truth.told import judged
from transform.vocabulary import load_vocabularies

EXPERIENCES: dict[str, Any] = {
    record["native_id"]: record
    for record in map(json.loads, (FOLDER / "records.jsonl").read_text(encoding="utf-8").splitlines())
    if record["kind"] == "experience"
}
COLUMNS = ("themes", "territories", "actors", "methods", "participation")
with (FOLDER / "meaning" / "first_pass.tsv").open(encoding="utf-8", newline="") as table:
    JUDGED = list(csv.DictReader(table, delimiter="\t"))


def test_each_experience_is_judged_once() -> None:
    identifiers = [one["id"] for one in JUDGED]
    assert len(set(identifiers)) == len(identifiers)
    assert set(identifiers) == EXPERIENCES.keys()


def test_a_second_pass_agrees_as_the_page_says() -> None:
    first, second = judged(), judged("second_pass")
    for scheme, least in (("themes", 0.9), ("actors", 0.85), ("territories", 0.9), ("methods", 0.9)):
        same = sum(len(first[one][scheme] & second[one][scheme]) for one in second)
        both = sum(len(first[one][scheme]) + len(second[one][scheme]) for one in second)
        assert 2 * same / both >= least


@pytest.mark.parametrize("column", COLUMNS)
def test_every_value_is_a_concept(column: str) -> None:
    known = set(load_vocabularies()[column].concepts)
    for one in JUDGED:
        assert one[column], one["id"]
        assert set(one[column].split()) <= known, one["id"]
