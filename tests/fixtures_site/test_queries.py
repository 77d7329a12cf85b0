"""The judged queries are whole: each has an answer that exists, and both halves can be evaluated."""

import json
from pathlib import Path

import pytest

from fixtures.queries.__main__ import HALVES, HERE, write_half
from indexer.judged import read_judged_set

QUERIES = [json.loads(line) for line in (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    assert len(QUERIES) >= 120
    assert len({query["text"] for query in QUERIES}) == len({query["_id"] for query in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_a_judged_set(half: str, tmp_path: Path) -> None:
    write_half(half, tmp_path)
    judged = read_judged_set(tmp_path)
    known = {document.id for document in judged.documents}
    assert len(judged.queries) == sum(query["half"] == half for query in QUERIES)
    assert abs(len(judged.queries) - len(QUERIES) / 2) < 1
    for query in judged.queries:
        assert set(query.relevant) <= known, query.text
