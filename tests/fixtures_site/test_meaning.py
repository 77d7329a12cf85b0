"""What a reader judged of the experiences names concepts that exist, of experiences that exist."""

import csv
import json
from typing import Any

import pytest

from fixtures.truth.__main__ import FOLDER
from transform.vocabulary import load_vocabularies

EXPERIENCES: dict[str, Any] = {
    record["native_id"]: record
    for record in map(json.loads, (FOLDER / "records.jsonl").read_text(encoding="utf-8").splitlines())
    if record["kind"] == "experience"
}
COLUMNS = ("themes", "territories", "actors", "methods", "participation")
with (FOLDER / "meaning" / "first_pass.tsv").open(encoding="utf-8", newline="") as table:
    JUDGED = list(csv.DictReader(table, delimiter="\t"))


def test_each_is_judged_once_and_some_still_wait() -> None:
    identifiers = [judged["id"] for judged in JUDGED]
    assert len(set(identifiers)) == len(identifiers) >= 50
    assert set(identifiers) <= EXPERIENCES.keys()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_value_is_a_concept(column: str) -> None:
    known = set(load_vocabularies()[column].concepts)
    for judged in JUDGED:
        assert judged[column], judged["id"]
        assert set(judged[column].split()) <= known, judged["id"]
