"""A record's organisations, and the people whom its text names as authors or as answering; both inferred."""

from dataclasses import dataclass, field

from transform.named.organisations import organisations
from transform.named.people import people
from transform.schema import Evidence, Kind, Nature, Organisation, Person, Record, TextQuoteSelector
from transform.vocabulary.passages import Passage, passages

#: Kinds whose text names only other works' makers.
_CITING = frozenset((Kind.BIBLIOGRAPHIE, Kind.PAGE))
_AROUND = 40
_WITH_ROLE, _WITHOUT_ROLE = 0.85, 0.75


@dataclass(frozen=True, slots=True)
class Named:
    """What to add to a record, with the evidence of each by JSON pointer."""

    organisations: list[Organisation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)


def named_in(record: Record, capture: str | None = None) -> Named:
    """People that the record already has keep their place and their role; organisations are added to an empty field.

    `capture`: what the record was read from.
    """
    if record.kind in _CITING:
        return Named()
    pieces = list(passages(record))
    texts = [piece.text for piece in pieces]
    found = Named()
    if not record.organisations:
        for place, one in enumerate(organisations(texts)):
            found.organisations.append(Organisation(name=one.name, acronym=one.acronym, role=one.role))
            confidence = _WITH_ROLE if one.role else _WITHOUT_ROLE
            found.evidence[f"/organisations/{place}"] = _evidence(
                "organisation", pieces[one.passage], one.start, one.end, confidence, capture
            )
    known = {person.name.casefold() for person in record.people}
    for person in people(texts):
        if person.name.casefold() not in known:
            place = len(record.people) + len(found.people)
            found.people.append(Person(name=person.name, role=person.role))
            found.evidence[f"/people/{place}"] = _evidence(
                "person", pieces[person.passage], person.start, person.end, _WITH_ROLE, capture
            )
    return found


def with_named(record: Record, found: Named) -> Record:
    if not found.organisations and not found.people:
        return record
    return record.model_copy(
        update={
            "organisations": [*record.organisations, *found.organisations],
            "people": [*record.people, *found.people],
            "provenance": {**record.provenance, **found.evidence},
        }
    )


def _evidence(what: str, passage: Passage, start: int, end: int, confidence: float, capture: str | None) -> Evidence:
    return Evidence(
        nature=Nature.INFERRED,
        rule=f"named.{what}",
        capture=capture,
        selector=TextQuoteSelector(
            exact=passage.text[start:end],
            prefix=passage.text[max(0, start - _AROUND) : start],
            suffix=passage.text[end : end + _AROUND],
        ),
        confidence=confidence,
    )
