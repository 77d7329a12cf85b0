"""What each number of `weighing.py` weighs, scheme by scheme, fitted on fiches that a reader judged."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

import yaml

from transform.vocabulary.weighing import FEATURES


@dataclass(frozen=True, slots=True)
class Weights:
    """Confidence = 1 / (1 + e^-(`base` + Σ weight · number + what the concept itself adds)).

    `sure`: a value from here on, where F1 is greatest on judged fiches; a concept is told a little sooner or later
    (`concepts`) as readers tell it more or less often when a text names it.
    """

    base: float
    sure: float
    numbers: Sequence[float]
    concepts: Mapping[str, float]

    def confidence(self, concept: str, numbers: Sequence[float]) -> float:
        said = self.base + self.concepts.get(concept, 0.0) + sum(map(mul, self.numbers, numbers))
        return 1 / (1 + math.exp(-said)) if said > -500 else 0.0


@cache
def shipped_weights() -> Mapping[str, Weights]:
    """Made by benchmarks/concepts.py; concepts of a workspace's own vocabulary weigh as any other."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("transform.vocabulary").joinpath("data", "weights", "fitted.yaml").read_text("utf-8")
    values = yaml.load(text, Loader=loader)  # noqa: S506 (both are safe)
    return {
        scheme: Weights(one["base"], one["sure"], [one["numbers"].get(name, 0.0) for name in FEATURES], one["concepts"])
        for scheme, one in values.items()
    }
