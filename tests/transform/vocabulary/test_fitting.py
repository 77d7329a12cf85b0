"""Weights fitted on judged experiences tell them apart, and say no more than they saw."""

from fixtures.truth.fitting import Judged, best_threshold, f1, fitted
from fixtures.truth.told import unseen
from transform.vocabulary.weighing import FEATURES


def examples(*, right_when_high: bool) -> list[Judged]:
    record = unseen()[0][0]
    numbers = {
        f"concept-{place}": tuple(float(place) if name == "score" else 1.0 for name in FEATURES) for place in range(8)
    }
    truth = frozenset(f"concept-{place}" for place in range(8) if (place >= 4) is right_when_high)
    return [Judged(f"{number}", False, "themes", numbers, truth, record) for number in range(30)]


def test_a_number_that_tells_weighs() -> None:
    for high in (True, False):
        one = examples(right_when_high=high)[0]
        weights = fitted(examples(right_when_high=high), "themes")
        for concept, numbers in one.numbers.items():
            assert (weights.confidence(concept, numbers) > 0.5) is (concept in one.truth)
    assert weights.numbers[FEATURES.index("title")] == 0, "a number that never changes tells nothing"


def test_a_threshold_of_chance_is_not_the_best() -> None:
    assert 0.36 <= best_threshold(lambda sure: 0.9 if 0.34 <= sure <= 0.46 else 0.5) <= 0.44


def test_f1_counts_over_all() -> None:
    precision, recall, both = f1([({"a", "b"}, frozenset("a")), (set(), frozenset("c"))])
    assert (precision, recall, both) == (0.5, 0.5, 0.5)
