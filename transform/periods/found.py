"""What is found of a period."""

from dataclasses import dataclass

from transform.periods.events import Event


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """`dated` are the events that it joins, the first of which is quoted; years are null where open."""

    edtf: str
    start: int | None
    end: int | None
    confidence: float
    dated: tuple[Event, ...]
    reasons: tuple[str, ...]
