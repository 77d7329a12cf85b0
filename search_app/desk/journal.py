"""The journal as editors read it: which decisions are in force, and what taking one back would do."""

from collections.abc import Iterable
from dataclasses import dataclass

from transform.decisions import Decision, DecisionKind


@dataclass(frozen=True, slots=True)
class Line:
    """`about` is the decision that an undo takes back; `undone` says whether another took this one back."""

    decision: Decision
    undone: bool
    about: Decision | None


def journal(decisions: Iterable[Decision]) -> list[Line]:
    """The latest first."""
    ordered = list(decisions)
    by_id = {decision.id: decision for decision in ordered}
    undone = undone_ids(ordered)
    return [Line(d, d.id in undone, by_id.get(d.undoes or "")) for d in reversed(ordered)]


def undone_ids(decisions: Iterable[Decision]) -> set[str]:
    """Taken back by an undo that is itself in force: the same reading as `transform.decisions.standing`."""
    undone: set[str] = set()
    for decision in reversed(list(decisions)):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone and decision.undoes:
            undone.add(decision.undoes)
    return undone
