"""What a confidence is worth: of values that say .9, about nine in ten were right when a reader looked.

Rules give a raw number; `table.yaml` maps it, field by field, to the share that was right, with its source.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml


def calibrated(field: str, raw: float) -> float:
    """Of `raw`, between 0 and 1, two decimals; a field that was never checked keeps its number."""
    knots = _table().get(field)
    return round(raw if knots is None else along(knots, raw), 2)


def along(knots: Sequence[Sequence[float]], raw: float) -> float:
    """Straight between knots; below the first one as surely less, above the last one no surer than it."""
    first_raw, first_share = knots[0]
    if raw <= first_raw:
        return first_share * raw / first_raw if first_raw else first_share
    for (left, low), (right, high) in pairwise(knots):
        if raw <= right:
            return low + (high - low) * (raw - left) / (right - left)
    return knots[-1][1]


@cache
def _table() -> dict[str, list[list[float]]]:
    text = files("transform.calibration").joinpath("table.yaml").read_text("utf-8")
    values = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)
    return {name: entry["map"] for name, entry in values.items()}
