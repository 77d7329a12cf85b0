"""What is, or will be, « à la une » : of each fiche, the last decision in force counts alone."""

from collections.abc import Iterable
from datetime import date

from transform.decisions import Decision, DecisionKind, Featured, standing


def planned_after(day: date, decisions: Iterable[Decision]) -> list[Featured]:
    """What begins later, the next first."""
    later = [entry for entry in _in_force(decisions).values() if entry.start > day]
    return sorted(later, key=lambda entry: (entry.start, entry.decision))


def feature_of(record: str, day: date, decisions: Iterable[Decision]) -> Featured | None:
    """The decision on a fiche that is in front that day, or will be."""
    entry = _in_force(decisions).get(record)
    return entry if entry is not None and entry.end >= day else None


def _in_force(decisions: Iterable[Decision]) -> dict[str, Featured]:
    """By record: the same reading as `transform.decisions.featured_on`, whatever the day."""
    return {
        decision.record: Featured(
            record=decision.record,
            reason=decision.reason,
            start=decision.values["start"],
            end=decision.values["end"],
            by=decision.by,
            decision=decision.id,
        )
        for decision in standing(decisions)
        if decision.kind is DecisionKind.FEATURE and decision.record is not None
    }
