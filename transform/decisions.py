"""Editors' acts: append-only, each undone by another, none ever lost (law 13)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class DecisionKind(StrEnum):
    FEATURE = "feature"  # put a record "à la une"
    WITHDRAW = "withdraw"  # take a record, or an address, out of all that is served or exported
    ANSWER = "answer"  # answer a review
    CORRECT = "correct"  # give a field another value, unasked
    UNDO = "undo"  # take another decision back


class Decision(BaseModel):
    """Who, when, what, why. `at` is RFC 3339 in UTC; `values` depends on the kind.

    `feature`: `{"start": "2026-11-23", "end": "2027-01-31"}`, both days included.
    `withdraw`: `{"urls": […], "files": [sha256…], "public_reason": true|false}`, what is hidden beside the record.
    `answer`, `correct`: see `transform.corrections`. Whatever its kind, `values["review"]` is the question it answers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    at: str
    by: str
    kind: DecisionKind
    record: str | None = None
    reason: str = ""
    values: dict[str, Any] = Field(default_factory=dict)
    undoes: str | None = None


class Featured(BaseModel):
    """A record that stands in front today, and why."""

    model_config = ConfigDict(frozen=True)

    record: str
    reason: str
    start: date
    end: date
    by: str
    decision: str


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions in force, in their order. An undo that is itself undone no longer counts."""
    ordered = list(decisions)
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone and decision.undoes:
            undone.add(decision.undoes)
    return [d for d in ordered if d.id not in undone and d.kind is not DecisionKind.UNDO]


def featured_on(day: date, decisions: Iterable[Decision]) -> list[Featured]:
    """What is "à la une" that day, latest decision first; a later one of the same record replaces an earlier one."""
    latest: dict[str, Featured] = {}
    for decision in standing(decisions):
        if decision.kind is not DecisionKind.FEATURE or decision.record is None:
            continue
        entry = Featured(
            record=decision.record,
            reason=decision.reason,
            start=decision.values["start"],
            end=decision.values["end"],
            by=decision.by,
            decision=decision.id,
        )
        latest.pop(decision.record, None)
        latest[decision.record] = entry
    return [entry for entry in reversed(latest.values()) if entry.start <= day <= entry.end]


def answered_by(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The ids of the reviews that a decision in force answers, each with the last one."""
    return {str(d.values["review"]): d for d in standing(decisions) if d.values.get("review")}
