"""Places and dates drawn once from real texts (nobody's fiches) and checked by a reader: still found, still right.

`fixtures/truth/meaning/draws` keeps for each its document, its offsets and the verdict; the texts stay in the corpus.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.truth.__main__ import FOLDER
from transform.periods.dates import dates
from transform.periods.sorting import reason_against
from transform.places.finding import Found, Passage, places_of
from transform.places.gazetteer import gazetteer

Row = dict[str, str]
#: What a reader is asked about: places shown as sure.
SHOWN = 0.75


def rows(name: str) -> list[Row]:
    with (FOLDER / "meaning" / "draws" / f"{name}.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


@pytest.fixture(scope="module")
def texts(corpus: Path) -> dict[str, tuple[str, str]]:
    found = {}
    for part in ("piaf", "service-public"):
        with (corpus / "retrieval" / part / "corpus.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                found[f"{part}/{one['_id']}"] = (one.get("title", ""), one["text"])
    return found


def of_document(title: str, text: str) -> Iterator[tuple[tuple[str, str, str], Found]]:
    for one in places_of([Passage("title", title, 6.0), Passage("text", text, 2.5)], gazetteer()):
        if one.entry is not None:
            inside = one.entry.departements[0] if one.entry.departements else ""
            yield (one.mention.passage.pointer, one.kind, one.entry.code or inside), one


def test_places_shown_as_sure_are_right(texts: dict[str, tuple[str, str]]) -> None:
    drawn = [row for row in rows("places") if float(row["confidence"]) >= SHOWN]
    read = {name: dict(of_document(*texts[name])) for name in {row["document"] for row in drawn}}
    still = [
        row
        for row in drawn
        if (one := read[row["document"]].get((row["where"], row["kind"], row["code"]))) and one.confidence >= SHOWN
    ]
    right = sum(row["verdict"] == "right" for row in still)
    assert len(still) >= 0.8 * len(drawn)
    assert right >= 0.9 * len(still)


def test_dates_are_right(texts: dict[str, tuple[str, str]]) -> None:
    drawn = rows("dates")
    still = []
    for row in drawn:
        text = texts[row["document"]][1]
        kept = ((one.start, one.end, one.edtf) for one in dates(text) if reason_against(text, one) is None)
        if (int(row["start"]), int(row["end"]), row["edtf"]) in kept:
            still.append(row)
    right = sum(row["verdict"] == "right" for row in still)
    assert len(still) >= 0.9 * len(drawn)
    assert right >= 0.97 * len(still)


def test_each_draw_was_of_a_hundred() -> None:
    for name in ("places", "dates"):
        verdicts = [(row["draw"], row["verdict"]) for row in rows(name)]
        for draw in ("1", "2"):
            assert sum(one == draw for one, _ in verdicts) == 100
    second = [row["verdict"] for row in rows("places") if row["draw"] == "2"]
    assert second.count("right") >= 90
