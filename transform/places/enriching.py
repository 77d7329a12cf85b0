"""A record's places and period, inferred from its prose: values with their words, questions where unsure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from transform.calibration import calibrated
from transform.periods.account import AFTERMATH, BACKGROUND, HEADING, ORIGIN, TOLD, Account
from transform.periods.finding import period_of
from transform.periods.found import PeriodFound
from transform.places.finding import Found, Passage, close_race, places_of
from transform.places.gazetteer import ABROAD, COMMUNE, COUNTRY, DEPARTEMENT, REGION, Entry, Gazetteer, gazetteer
from transform.places.principal import LEAST_CONFIDENCE
from transform.reviews import Review, Witness, review
from transform.schema import (
    Evidence,
    Kind,
    Nature,
    Period,
    Place,
    Record,
    Region,
    Section,
    SectionRole,
    TextQuoteSelector,
)

#: Kinds that tell an experience, and so have a time of their own.
DATED = frozenset((Kind.EXPERIENCE, Kind.ETUDE_DE_CAS))
_PLACED = DATED | {Kind.VIDEO, Kind.ENTRETIEN, Kind.COMPTE_RENDU}
_ELSEWHERE = frozenset((SectionRole.LIENS, SectionRole.SOURCES, SectionRole.CONTACT))
#: What a place is worth for being where it happens, by where it is named.
_TITLE, _SUBTITLE, _FIRST, _SECOND, _OTHER = 6.0, 4.0, 2.5, 1.2, 0.5
_SHORT_LINK = 12
#: Headings of what has become of it since.
_SINCE = re.compile(
    r"\W*(?:(?:et )?(?:aujourd[’']hui|depuis)|et (?:maintenant|après)|où en est|ce qu(?:[’']il|i) en reste)\b",
    re.IGNORECASE,
)
#: Headings of how it began.
_QUARREL = re.compile(
    r"(?:\d\W+)?(?:l[’'](?:affaire|étincelle|incident|objection)|d[’']où (?:l[’']on|on) part"
    r"|la (?:querelle|dispute|colère)|le (?:déclic|point de départ)"
    r"|quel était le (?:conflit|problème)|aux origines?)\b",
    re.IGNORECASE,
)
_QUOTE = 32


def enriched(record: Record, learned: Mapping[str, tuple[Entry, ...]], capture: str) -> list[Review]:
    """Adds to the record in place; what the source or an editor wrote is left alone."""
    reviews: list[Review] = []
    if record.kind in _PLACED and not record.places:
        reviews += _located(record, places_of(passages(record), gazetteer(), learned), capture)
    if record.kind in DATED and record.period is None:
        year = int(record.published[:4]) if record.published and record.published[:4].isdigit() else None
        _dated(record, period_of(accounts(record), year), capture)
    return reviews


def accounts(record: Record) -> Iterator[Account]:
    """What a record tells, in reading order, for its dates."""
    for passage in _opening(record):
        yield Account(passage.text)
    for section in record.sections:
        if section.role in _ELSEWHERE:
            continue
        if section.heading:
            yield Account(section.heading, HEADING)
        yield Account(section.text, _part(section))


def _part(section: Section) -> str:
    """What part it has in the story."""
    heading = section.heading or ""
    if section.role is SectionRole.CONTEXTE:
        return BACKGROUND
    if section.role is SectionRole.PROBLEME or _QUARREL.match(heading):
        return ORIGIN
    return AFTERMATH if _SINCE.match(heading) else TOLD


def passages(record: Record) -> Iterator[Passage]:
    """What a record says of itself, without the words of links to other records, nor its bibliography."""
    linked = [link.text for link in record.links if link.record and len(link.text) >= _SHORT_LINK]
    yield from _opening(record, linked)
    count = 1 if record.lead else 0
    for number, section in enumerate(record.sections):
        if section.role in _ELSEWHERE:
            continue
        if section.heading:
            yield Passage(f"/sections/{number}/heading", section.heading, _OTHER)
        weight = _FIRST if not count else _SECOND if count == 1 else _OTHER
        count += 1
        yield Passage(f"/sections/{number}/text", _without(section.text, linked), weight)


def _opening(record: Record, linked: list[str] | None = None) -> Iterator[Passage]:
    yield Passage("/title", record.title, _TITLE)
    yield Passage("/subtitle", record.subtitle or "", _SUBTITLE)
    yield Passage("/lead", _without(record.lead or "", linked or []), _FIRST)


def _without(text: str, linked: list[str]) -> str:
    for words in linked:
        text = text.replace(words, re.sub(r"\S", ".", words))
    return text


def _located(record: Record, found: list[Found], capture: str) -> list[Review]:
    kept = [one for one in found if one.confidence >= LEAST_CONFIDENCE]
    kept.sort(key=lambda one: one.role != "principal")
    known = gazetteer()
    reviews: list[Review] = []
    for number, one in enumerate(kept):
        record.places.append(_place(one, known))
        exact, before, after = one.quote()
        selector = TextQuoteSelector(exact=exact, prefix=before, suffix=after)
        record.provenance[f"/places/{number}"] = Evidence(
            nature=Nature.INFERRED,
            rule="gazetteer" if one.entry is None or one.entry.name else "gazetteer.learned",
            capture=capture,
            selector=selector,
            raw=" ; ".join(one.reasons),
            confidence=calibrated("places", one.confidence),
        )
        if one.entry is None and one.alternatives:
            reviews.append(_which(record, number, one, capture, selector, known))
    race = close_race(kept)
    if race is not None:
        first, second = race
        exact, before, after = first.quote()
        reviews.append(
            review(
                "place.principal",
                "Où se passe cette expérience, d’abord ?",
                "Le lieu principal de la notice, celui de la carte.",
                record=record.id,
                field="/places",
                proposed=[place.model_dump(mode="json") for place in record.places],
                alternatives=[_with_principal(record.places, kept.index(second))],
                confidence=round(first.rank / (first.rank + second.rank), 2),
                reasons=f"« {first.name} » et « {second.name} » sont nommés presque autant",
                evidence=[
                    Witness(
                        words=exact,
                        capture=capture,
                        selector=TextQuoteSelector(exact=exact, prefix=before, suffix=after),
                    )
                ],
            )
        )
    return reviews


def _with_principal(places: list[Place], number: int) -> list[dict[str, object]]:
    """The same places, the one at `number` first and principal."""
    first = places[number].model_copy(update={"role": "principal"})
    others = [
        place.model_copy(update={"role": "mention"}) if place.role == "principal" else place
        for place in places
        if place is not places[number]
    ]
    return [place.model_dump(mode="json") for place in (first, *others)]


def _which(
    record: Record, number: int, one: Found, capture: str, selector: TextQuoteSelector, known: Gazetteer
) -> Review:
    """Each answer is a whole place, as the record would have it."""
    candidates = [
        _place(replace(one, entry=entry, kind=entry.kind, alternatives=()), known).model_dump(mode="json")
        for entry in one.alternatives
    ]
    return review(
        "place.homonym",
        f"Quelle commune est « {one.name} » ?",
        "Le lieu de la notice, sa carte et ses filtres par département et par région.",
        record=record.id,
        field=f"/places/{number}",
        proposed=candidates[0],
        alternatives=candidates[1:],
        confidence=0.5,
        reasons="plusieurs communes portent ce nom, et rien sur la page ne dit laquelle",
        evidence=[Witness(words=one.name, capture=capture, selector=selector)],
    )


def _place(one: Found, known: Gazetteer) -> Place:
    entry = one.entry
    place = Place(name=one.name, kind=one.kind, role=one.role, alternatives=[_alternative(e) for e in one.alternatives])
    if entry is None:
        place.label = one.alternatives[0].name if one.alternatives else one.name
        return place
    place.label = entry.label or entry.name
    if entry.kind == COMMUNE:
        place.insee = entry.code
    if entry.kind in (COUNTRY, ABROAD):
        return place
    if entry.kind == REGION and len(entry.departements) > 1:
        place.region, place.region_then = _regions(entry, known)
    elif entry.departements:
        territories = [known.territories[one] for one in entry.departements if one in known.territories]
        if len(entry.departements) == 1 or entry.kind in (COMMUNE, DEPARTEMENT):
            place.departement = entry.departements[0]
        if territories and len({one.region.code for one in territories}) == 1:
            place.region = territories[0].region
        if territories and len({one.region_then.code for one in territories}) == 1:
            place.region_then = territories[0].region_then
    if entry.point is not None:
        place.lat, place.lon = entry.point
        place.approximate = entry.approximate and entry.kind not in (DEPARTEMENT, REGION)
    return place


def _regions(entry: Entry, known: Gazetteer) -> tuple[Region | None, Region | None]:
    inside = [known.territories[one] for one in entry.departements if one in known.territories]
    now = {one.region.code: one.region for one in inside}
    then = {one.region_then.code: one.region_then for one in inside}
    return (
        next(iter(now.values())) if len(now) == 1 else None,
        next(iter(then.values())) if len(then) == 1 else None,
    )


def _alternative(entry: Entry) -> dict[str, object]:
    values: dict[str, object] = {"label": entry.label or entry.name, "kind": entry.kind}
    if entry.kind == COMMUNE:
        values["insee"] = entry.code
    if len(entry.departements) == 1:
        values["departement"] = entry.departements[0]
    return values


def _dated(record: Record, found: PeriodFound | None, capture: str) -> None:
    if found is None:
        return
    one = found.dated[0]
    text, start, end = one.text, one.date.start, one.date.end
    record.period = Period(edtf=found.edtf, start=found.start, end=found.end, text=text[start:end])
    record.provenance["/period"] = Evidence(
        nature=Nature.INFERRED,
        rule="period",
        capture=capture,
        selector=TextQuoteSelector(
            exact=text[start:end], prefix=text[max(0, start - _QUOTE) : start], suffix=text[end : end + _QUOTE]
        ),
        raw=" ; ".join(found.reasons) or None,
        confidence=calibrated("period", found.confidence),
    )
