"""What a record says in each field of the table: values to filter by, the names they are shown under, the years."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.departements import DEPARTEMENTS
from indexer.fields import (
    EMPTY_VALUE,
    FIELDS,
    FIRST_YEAR,
    INFERRED_MARK,
    KNOWN_PERIOD,
    LAST_YEAR,
    PERIOD_FIELD,
    REPLACED,
    STATE_FIELD,
    UNKNOWN_YEAR,
    YEARS_FIELD,
    key_of,
)
from transform.schema import Nature, Period, Place, Record, Video

MAX_VALUES = 500
_LONGEST = 200

_OPEN_END = (".", "/")


class Named(NamedTuple):
    """A value as a reader sees it; `parent` is the value that contains it, in the field's `within`."""

    value: str
    label: str
    parent: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """`terms`: index field → values, with their marks. `named`: index field → names.

    `years`: each year it lasted, or `UNKNOWN_YEAR` alone.
    """

    terms: dict[str, tuple[str, ...]]
    named: dict[str, tuple[Named, ...]] = field(default_factory=dict)
    years: tuple[int, ...] = ()


#: What reads one field's values from a record.
Reader = Callable[[Record, "_Natures"], Iterator[Named]]


def values_of(record: Record) -> Values:
    terms: dict[str, tuple[str, ...]] = {}
    named: dict[str, tuple[Named, ...]] = {}
    natures = _Natures(record)
    for rule in FIELDS.values():
        found = tuple(_distinct(_NAMED[rule.index](record, natures)))[:MAX_VALUES]
        terms[rule.index] = _marked(found)
        named[rule.index] = found
    years = _years(record.period)
    known = (Named(KNOWN_PERIOD, "", "", natures.inferred("/period")),) if years else ()
    terms[PERIOD_FIELD] = _marked(known)
    if record.superseded_by:
        named[STATE_FIELD] = (Named(REPLACED, ""),)
    terms[STATE_FIELD] = (REPLACED if record.superseded_by else EMPTY_VALUE,)
    named[YEARS_FIELD] = tuple(Named(str(year), "") for year in sorted(_bounds(record.period, years)))
    return Values(terms, named, years or (UNKNOWN_YEAR,))


class _Natures:
    """Whether the value under a JSON pointer, or what it is part of, was inferred."""

    def __init__(self, record: Record) -> None:
        self._inferred = {pointer: e.nature is Nature.INFERRED for pointer, e in record.provenance.items()}

    def inferred(self, pointer: str) -> bool:
        while pointer:
            if (found := self._inferred.get(pointer)) is not None:
                return found
            pointer = pointer.rpartition("/")[0]
        return False


def _marked(found: Iterable[Named]) -> tuple[str, ...]:
    terms: list[str] = []
    written = False
    for value in found:
        terms.append(value.value)
        if value.inferred:
            terms.append(INFERRED_MARK + value.value)
        written = written or not value.inferred
    return (*(terms or [EMPTY_VALUE]), *([] if written else [INFERRED_MARK + EMPTY_VALUE]))


def _distinct(found: Iterable[Named]) -> Iterator[Named]:
    """Each value once; written where one of its mentions is."""
    kept: dict[str, Named] = {}
    for met in found:
        value = met._replace(value=" ".join(met.value.split())[:_LONGEST])
        if not value.value or value.value.startswith((INFERRED_MARK, "-", "(")):
            continue
        known = kept.get(value.value)
        if known is None:
            kept[value.value] = value
        elif known.inferred and not value.inferred:
            kept[value.value] = known._replace(inferred=False)
    return iter(kept.values())


def _kind(record: Record, natures: _Natures) -> Iterator[Named]:
    yield Named(record.kind.value, "", "", natures.inferred("/kind"))


def _language(record: Record, natures: _Natures) -> Iterator[Named]:
    if record.language:
        yield Named(record.language.partition("-")[0].lower(), "", "", natures.inferred("/language"))


def _concepts(scheme: str) -> Reader:
    def read(record: Record, natures: _Natures) -> Iterator[Named]:
        for position, concept in enumerate(getattr(record, scheme)):
            yield Named(concept, "", "", natures.inferred(f"/{scheme}/{position}"))

    return read


def _regions(record: Record, natures: _Natures) -> Iterator[Named]:
    for place, inferred in _places(record, natures):
        if place.region:
            yield Named(place.region.code, place.region.label, "", inferred)


def _departements(record: Record, natures: _Natures) -> Iterator[Named]:
    for place, inferred in _places(record, natures):
        if place.departement:
            yield _departement(place, inferred)


def _departement(place: Place, inferred: bool) -> Named:
    code = place.departement or ""
    return Named(code, DEPARTEMENTS.get(code, code), place.region.code if place.region else "", inferred)


def _all_places(record: Record, natures: _Natures) -> Iterator[Named]:
    """The places themselves, and what contains them: `lieu` finds all of it by name, the former région too."""
    for place, inferred in _places(record, natures):
        label = place.label or place.name
        if place.kind not in {"departement", "region"}:
            yield Named(place.insee or key_of(label), label, place.departement or "", inferred)
        if place.departement:
            inside = _departement(place, inferred)
            yield Named(f"departement-{inside.value}", inside.label, "", inferred)
        if place.region:
            yield Named(f"region-{place.region.code}", place.region.label, "", inferred)
        if place.region_then and (not place.region or place.region_then.label != place.region.label):
            then = place.region_then
            yield Named(f"ancienne-region-{then.code}", then.label, "", inferred)


def _places(record: Record, natures: _Natures) -> Iterator[tuple[Place, bool]]:
    return ((place, natures.inferred(f"/places/{position}")) for position, place in enumerate(record.places))


def _organisations(record: Record, natures: _Natures) -> Iterator[Named]:
    for position, organisation in enumerate(record.organisations):
        acronym = organisation.acronym
        label = f"{organisation.name} ({acronym})" if acronym and acronym not in organisation.name else ""
        inferred = natures.inferred(f"/organisations/{position}")
        yield Named(key_of(organisation.name), label or organisation.name, "", inferred)


def _people(record: Record, natures: _Natures) -> Iterator[Named]:
    for position, person in enumerate(record.people):
        yield Named(key_of(person.name), person.name, "", natures.inferred(f"/people/{position}"))


def _terms(record: Record, natures: _Natures) -> Iterator[Named]:
    for taxonomy, terms in sorted(record.terms.items()):
        for term in terms:
            yield Named(key_of(term), term, "", natures.inferred(f"/terms/{taxonomy}"))


def _media(record: Record, natures: _Natures) -> Iterator[Named]:
    for position, medium in enumerate(record.media):
        inferred = natures.inferred(f"/media/{position}")
        yield Named("video" if isinstance(medium, Video) else "image", "", "", inferred)
    for position, document in enumerate(record.documents):
        inferred = natures.inferred(f"/documents/{position}")
        yield Named("document", "", "", inferred)
        if document.format == "application/pdf":
            yield Named("pdf", "", "", inferred)


def _years(period: Period | None) -> tuple[int, ...]:
    """Open ends last as long as years are counted."""
    if period is None or (period.start is None and period.end is None):
        return ()
    first, last = period.start, period.end
    if first is None:
        first = FIRST_YEAR if period.edtf.startswith(_OPEN_END) else last
    if last is None:
        last = LAST_YEAR if period.edtf.endswith(_OPEN_END) else first
    assert first is not None
    assert last is not None
    return tuple(range(max(min(first, last), FIRST_YEAR), min(max(first, last), LAST_YEAR) + 1))


def _bounds(period: Period | None, years: tuple[int, ...]) -> set[int]:
    """The years that are said, so that an open end draws no bar to the end of time."""
    said = {period.start, period.end} if period else set()
    return {year for year in years if year in said}


_NAMED: dict[str, Reader] = {
    "kind": _kind,
    **{scheme: _concepts(scheme) for scheme in ("themes", "territories", "actors", "methods")},
    "regions": _regions,
    "departements": _departements,
    "places": _all_places,
    "organisations": _organisations,
    "people": _people,
    "terms": _terms,
    "media": _media,
    "language": _language,
}
