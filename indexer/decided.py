"""The editors' decisions on records that `transform` has not seen yet: what the index shows meanwhile (law 13)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from transform.decisions import Decision, DecisionKind, standing
from transform.schema import Nature, Record
from transform.withdrawal import Withdrawals

_OF_A_RECORD = (DecisionKind.ANSWER, DecisionKind.CORRECT, DecisionKind.WITHDRAW)


@dataclass(frozen=True, slots=True)
class Decided:
    """`last`: the id of the last decision of the journal, whatever its kind; empty where there is none."""

    last: str = ""
    _standing: dict[str, list[Decision]] = field(default_factory=dict)
    _withdrawn: frozenset[str] = frozenset()

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Self:
        by_record: dict[str, list[Decision]] = {}
        for decision in standing(decisions):
            if decision.record is not None and decision.kind in _OF_A_RECORD:
                by_record.setdefault(decision.record, []).append(decision)
        withdrawn = frozenset(Withdrawals.of(decisions).records)
        return cls(decisions[-1].id if decisions else "", by_record, withdrawn)

    def amended(self, record: Record) -> Record | None:
        """The record as decided, the very same where nothing is new to it; None for one that was withdrawn."""
        if record.id in self._withdrawn:
            return None
        decisions = self._standing.get(record.id)
        if not decisions:
            return record
        carried = {evidence.decision for evidence in record.provenance.values()}
        fresh = [decision for decision in decisions if decision.id not in carried]
        if not fresh:
            return record
        from transform.corrections import Corrections  # noqa: PLC0415 - what mends texts is loaded where one is mended

        before = {place: one.raw for place, one in record.provenance.items() if one.nature is Nature.DECIDED}
        changed, _ = Corrections.of(fresh).apply(record)
        for place, raw in before.items():
            if place in changed.provenance:
                changed.provenance[place] = changed.provenance[place].model_copy(update={"raw": raw})
        return changed


def records_concerned(decisions: Sequence[Decision], after: str) -> set[str]:
    """The ids of the records that decisions taken after one of them are about; all of them where it is not known."""
    places = {decision.id: place for place, decision in enumerate(decisions)}
    later = decisions[places.get(after, -1) + 1 :]
    return set(_records(later, {decision.id: decision for decision in decisions}))


def _records(later: Iterable[Decision], known: dict[str, Decision]) -> Iterator[str]:
    for decision in later:
        met: Decision | None = decision
        for _ in range(len(known)):
            if met is None or met.kind is not DecisionKind.UNDO:
                break
            met = known.get(met.undoes or "")
        if met is not None and met.kind in _OF_A_RECORD and met.record is not None:
            yield met.record
