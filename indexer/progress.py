"""What a build says while it runs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """`stage` is a French noun for people; `done` of `total` documents."""

    stage: str
    done: int
    total: int


Progress = Callable[[BuildProgress], None]


def silent(_: BuildProgress) -> None:
    """For whoever does not watch."""
