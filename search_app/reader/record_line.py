"""The few words that place a record: where, when, in which parcours."""

from dataclasses import dataclass

from transform.schema import Record

MAX_PLACES = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A value and whether it was inferred by us: then it is marked so (law 5)."""

    text: str
    inferred: bool


def record_line(record: Record) -> list[Said]:
    said = [
        Said(place.label or place.name, is_inferred(record, f"/places/{position}"))
        for position, place in enumerate(record.places[:MAX_PLACES])
    ]
    if record.period is not None:
        said.append(Said(period_text(record), is_inferred(record, "/period")))
    elif record.step is not None and (record.step.chapter or record.step.parcours):
        said.append(Said(record.step.chapter or record.step.parcours or "", is_inferred(record, "/step")))
    return said


def period_text(record: Record) -> str:
    """`2003–2005`, `2003`, or the words it was read from."""
    period = record.period
    if period is None:
        return ""
    if period.start and period.end and period.start != period.end:
        return f"{period.start}–{period.end}"
    return str(period.start or period.end or period.text or period.edtf)


def is_inferred(record: Record, pointer: str) -> bool:
    """Whether the value under a JSON pointer, or what it is part of, was inferred."""
    while pointer:
        evidence = record.provenance.get(pointer)
        if evidence is not None:
            return evidence.nature == "inferred"
        pointer = pointer.rpartition("/")[0]
    return False
