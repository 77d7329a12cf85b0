"""How well a record's concepts are told, beside a reader: `python benchmarks/concepts.py [--write]`.

Weights are fitted on the judged experiences of the bundled site. « Over folds »: each experience told by weights of the
other seven eighths. `--write` keeps the weights, and what a confidence is worth as the folds show it
(`benchmarks/calibration.py --write` maps it).
"""

import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import yaml

# Its own folder holds a `transform.py`.
sys.path = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]

from fixtures.truth.fitting import (  # noqa: E402
    FOLDS,
    SIDES,
    Judged,
    best_threshold,
    experiences,
    f1,
    fitted,
    fold,
    surely,
)
from transform import vocabulary  # noqa: E402
from transform.vocabulary import load_vocabularies  # noqa: E402
from transform.vocabulary.concepts import SCHEMES  # noqa: E402
from transform.vocabulary.enriching import concepts_of  # noqa: E402
from transform.vocabulary.matching import Matcher  # noqa: E402
from transform.vocabulary.weighing import FEATURES  # noqa: E402
from transform.vocabulary.weights import Weights  # noqa: E402

HEAD = "# Made by benchmarks/concepts.py, not by hand: what each number of weighing.py weighs, scheme by scheme.\n"
VOCABULARIES = load_vocabularies()
MATCHER = Matcher.of(VOCABULARIES)


def given(one: Judged, weights: Weights) -> tuple[set[str], frozenset[str]]:
    found = concepts_of(one.record, VOCABULARIES, MATCHER, {one.scheme: weights}).values
    return set(found.get(one.scheme, ())), one.truth


def main() -> None:
    ours, unseen = experiences()
    kept: dict[str, Weights] = {}
    verdicts: dict[str, list[list[float]]] = {}
    for scheme in SCHEMES:
        rows = [one for one in ours if one.scheme == scheme]
        by_fold = {
            number: fitted([one for one in rows if fold(one.native) != number], scheme) for number in range(FOLDS)
        }
        sure = best_threshold(partial(_over_folds, rows, by_fold))
        weights = surely(fitted(rows, scheme), sure)
        kept[scheme] = weights
        told = {number: surely(one, sure) for number, one in by_fold.items()}
        verdicts[scheme] = sorted(_verdicts(rows, told))
        print(f"{scheme}: a value from {sure:.2f}")
        whole = [one for one in rows if one.with_terms]
        bare = [one for one in rows if not one.with_terms]
        _say("fitted on all", [given(one, weights) for one in whole])
        _say("over folds", [given(one, told[fold(one.native)]) for one in whole])
        _say("over folds, without the source's terms", [given(one, told[fold(one.native)]) for one in bare])
        for side in SIDES:
            others = surely(fitted([one for one in rows if not side.has(one.native)], scheme), sure)
            _say(f"{side.name}, told by the others", [given(one, others) for one in whole if side.has(one.native)])
        if any(one.scheme == scheme for one in unseen):
            _say("written for a check", [given(one, weights) for one in unseen if one.scheme == scheme])
    if "--write" in sys.argv:
        _write(kept, verdicts)


def _over_folds(rows: Iterable[Judged], by_fold: Mapping[int, Weights], sure: float) -> float:
    return f1([given(one, surely(by_fold[fold(one.native)], sure)) for one in rows])[2]


def _say(name: str, pairs: list[tuple[set[str], frozenset[str]]]) -> None:
    precision, recall, both = f1(pairs)
    print(f"  {name}: precision {precision:.2f}, recall {recall:.2f}, F1 {both:.3f} ({len(pairs)} experiences)")


def _verdicts(rows: Iterable[Judged], told: Mapping[int, Weights]) -> Iterable[list[float]]:
    """Confidence and whether a reader gave the value too, of what weights fitted on others tell."""
    for one in rows:
        if one.with_terms:
            weights = told[fold(one.native)]
            for concept in given(one, weights)[0]:
                if concept in one.numbers:
                    yield [round(weights.confidence(concept, one.numbers[concept]), 2), float(concept in one.truth)]


def _write(kept: Mapping[str, Weights], verdicts: Mapping[str, list[list[float]]]) -> None:
    folder = Path(vocabulary.__file__).parent / "data" / "weights"
    values = {
        scheme: {
            "base": one.base,
            "sure": one.sure,
            "numbers": {name: weight for name, weight in zip(FEATURES, one.numbers, strict=True) if weight},
            "concepts": dict(one.concepts),
        }
        for scheme, one in kept.items()
    }
    (folder / "fitted.yaml").write_text(HEAD + yaml.safe_dump(values, sort_keys=False), "utf-8")
    lines = [f"{scheme}\t{raw:.2f}\t{int(right)}" for scheme, found in verdicts.items() for raw, right in found]
    path = Path(__file__).parent.parent / "fixtures" / "truth" / "meaning" / "folds.tsv"
    path.write_text("\n".join(["scheme\tconfidence\tright", *lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
