"""How often inferred values are right, by their raw confidence: `python benchmarks/calibration.py [--write]`.

`COMEDIE_CORPUS` names the folder of real inputs, for places. Writes `transform/calibration/table.yaml`.
"""

import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

# Its own folder holds a `transform.py`.
sys.path = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]

from fixtures.truth.__main__ import FOLDER  # noqa: E402
from transform import calibration  # noqa: E402
from transform.places.finding import Passage, places_of  # noqa: E402
from transform.places.gazetteer import gazetteer  # noqa: E402

#: Values a step of the map rests on, at least.
LEAST = 18
Verdict = tuple[float, bool]
SOURCES = {
    "places": (
        "dessins 2 et 3 de fixtures/truth/meaning/draws, textes de corpus/retrieval ; fiches à première vue"
        " (meaning/places_first_sight.tsv)"
    ),
    "period": "fiches à première vue : première et dernière année de leur auteur (meaning/periods_first_sight.tsv)",
}
JUDGED = "expériences et fiches jugées, chacune par des poids ajustés sur d’autres (meaning/folds.tsv)"


def main() -> None:
    found = {"places": _places(), "period": _periods(), **_concepts()}
    table: dict[str, Any] = {}
    for name, verdicts in found.items():
        if len(verdicts) < 2 * LEAST:
            continue
        knots = steps(verdicts)
        table[name] = {"source": SOURCES.get(name, JUDGED), "values": len(verdicts), "map": knots}
        halves = verdicts[::2], verdicts[1::2]
        error = [
            abs(sum(calibration.along(steps(one), raw) for raw, _ in other) - sum(ok for _, ok in other)) / len(other)
            for one, other in (halves, halves[::-1])
        ]
        high = [ok for raw, ok in verdicts if 0.85 <= calibration.along(knots, raw) <= 0.95]
        said = f"{sum(high) / len(high):.2f} of {len(high)} right at .85 to .95" if high else "none at .85 to .95"
        print(f"{name}: {len(verdicts)} values, {said}; mean error from one half to the other {max(error):.3f}")
    if "--write" in sys.argv:
        text = yaml.safe_dump(table, allow_unicode=True, sort_keys=True, default_flow_style=None, width=110)
        head = "# Raw confidence → share that was right, by field; made by benchmarks/calibration.py, not by hand.\n"
        Path(calibration.__file__).with_name("table.yaml").write_text(head + text, "utf-8")


def steps(verdicts: Sequence[Verdict]) -> list[list[float]]:
    """Pools of neighbours, joined until their shares rise with the confidence: middle of each, and its share."""
    ordered = sorted(verdicts)
    pools: list[list[Verdict]] = []
    for one in ordered:
        if pools and (len(pools[-1]) < LEAST or pools[-1][-1][0] == one[0]):
            pools[-1].append(one)
        else:
            pools.append([one])
    if len(pools) > 1 and len(pools[-1]) < LEAST:
        last = pools.pop()
        pools[-1] += last
    place = 1
    while place < len(pools):
        if _share(pools[place - 1]) > _share(pools[place]):
            following = pools.pop(place)
            pools[place - 1] += following
            place = max(1, place - 1)
        else:
            place += 1
    return [[round(sum(raw for raw, _ in pool) / len(pool), 3), round(_share(pool), 3)] for pool in pools]


def _share(pool: Sequence[Verdict]) -> float:
    """With one value of each sort added: no pool is surely right."""
    return (sum(ok for _, ok in pool) + 1) / (len(pool) + 2)


def _places() -> list[Verdict]:
    corpus = os.environ.get("COMEDIE_CORPUS")
    if not corpus:
        return []
    texts: dict[str, dict[str, Any]] = {}
    for part in ("piaf", "service-public"):
        for line in (Path(corpus) / "retrieval" / part / "corpus.jsonl").read_text("utf-8").splitlines():
            one = json.loads(line)
            texts[f"{part}/{one['_id']}"] = one
    verdicts = [(float(row["confidence"]), row["right"] == "1") for row in _rows("places_first_sight.tsv")]
    for row in _rows("draws/places.tsv"):
        one = texts[row["document"]]
        for place in places_of(
            [Passage("title", one.get("title", ""), 6.0), Passage("text", one["text"], 2.5)], gazetteer()
        ):
            at = place.mention.passage.pointer, place.mention.start, place.mention.end
            if row["draw"] != "1" and at == (row["where"], int(row["start"]), int(row["end"])):
                verdicts.append((place.confidence, row["verdict"] == "right"))
    return verdicts


def _periods() -> list[Verdict]:
    """As they were at first sight, before any rule had read the fiches: those read since would all be right."""
    return [(float(row["confidence"]), row["right"] == "1") for row in _rows("periods_first_sight.tsv")]


def _concepts() -> dict[str, list[Verdict]]:
    """As benchmarks/concepts.py left them: each value told by weights that its experience had no part in."""
    verdicts: dict[str, list[Verdict]] = {}
    for row in _rows("folds.tsv"):
        verdicts.setdefault(row["scheme"], []).append((float(row["confidence"]), row["right"] == "1"))
    return verdicts


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "meaning" / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


if __name__ == "__main__":
    main()
