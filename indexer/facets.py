"""Facets: what may be ticked beside the results, and how many results each tick would show (law 9).

An ANY field is counted under the filters of all the others and its own exclusions; an ALL field under all filters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.engine import FacetCount, Tally
from indexer.fields import (
    EMPTY_VALUE,
    FIELDS,
    FIRST_YEAR,
    INFERRED_MARK,
    KNOWN_PERIOD,
    LAST_YEAR,
    PERIOD_FIELD,
    PERIOD_LABEL,
    YEARS_FIELD,
    Field,
)
from indexer.language import words
from indexer.query.clauses import Clause, Every, HasTerm, HasYear, Some, Without
from indexer.query.meanings import Meanings
from indexer.query.request import SearchRequest
from indexer.results import Facet, FacetValue, Hidden
from transform.schema import Kind

_PERIOD = "periode"
_KIND_ORDER = {kind.value: place for place, kind in enumerate(Kind)}
MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """The ticks of one request as clauses, by parameter."""

    request: SearchRequest
    meanings: Meanings

    def all(self, *, but: str | None = None) -> tuple[Clause, ...]:
        found: list[Clause] = []
        for name in FIELDS:
            found += self._of(name, ticks=name != but)
        return (*found, *(self._period() if but != _PERIOD else ()))

    def _of(self, name: str, *, ticks: bool = True) -> Iterable[Clause]:
        values = [_sendable(value) for value in self.request.filters.get(name, ())]
        wanted = [self.value(name, value) for value in values if not value.startswith("-")] if ticks else []
        unwanted = [Without(self.value(name, value[1:])) for value in values if value.startswith("-")]
        if wanted and self.request.any_is_enough(name):
            wanted = [wanted[0] if len(wanted) == 1 else Some(tuple(wanted))]
        return [*wanted, *unwanted]

    def value(self, name: str, value: str) -> Clause:
        if value == EMPTY_VALUE:
            mark = "" if self.request.inferred else INFERRED_MARK
            return HasTerm(FIELDS[name].index, mark + EMPTY_VALUE)
        places = self.meanings.places(name, value)
        found = tuple(self._held(index, known) for index, known in places)
        return found[0] if len(found) == 1 else Some(found)

    def _held(self, index: str, value: str) -> Clause:
        held = HasTerm(index, value)
        return held if self.request.inferred else Every((held, Without(HasTerm(index, INFERRED_MARK + value))))

    def _period(self) -> tuple[Clause, ...]:
        asked = self.request
        if not asked.has_period:
            return ()
        unknown = self.unknown_period()
        if asked.first_year is None and asked.last_year is None:
            return (unknown,)
        first, last = asked.first_year or FIRST_YEAR, asked.last_year or LAST_YEAR
        years: Clause = HasYear(min(first, last), max(first, last))
        if not asked.inferred:
            years = Every((years, self._said_period()))
        return (Some((years, unknown)),) if asked.undated else (years,)

    def unknown_period(self) -> Clause:
        return HasTerm(PERIOD_FIELD, ("" if self.request.inferred else INFERRED_MARK) + EMPTY_VALUE)

    @staticmethod
    def _said_period() -> Clause:
        return Without(HasTerm(PERIOD_FIELD, INFERRED_MARK + KNOWN_PERIOD))

    def counts(self) -> tuple[FacetCount, ...]:
        found = [
            FacetCount(rule.index, self.all(but=name) if self.request.any_is_enough(name) else self.all())
            for name, rule in FIELDS.items()
        ]
        years = self.all(but=_PERIOD)
        return (*found, FacetCount(YEARS_FIELD, years if self.request.inferred else (*years, self._said_period())))

    def tallies(self) -> tuple[Tally, ...]:
        """What the counts of single values cannot say: values that contain others, and what filters hide."""
        found: list[Tally] = []
        for name, rule in FIELDS.items():
            under = self.all(but=name) if self.request.any_is_enough(name) else self.all()
            found += [
                Tally(f"{name}:{value}", (*under, self.value(name, value)))
                for value in self.meanings.broader(rule.index)
            ]
            if any(not value.startswith("-") and value != EMPTY_VALUE for value in self.request.filters.get(name, ())):
                found.append(Tally(f"?{name}", (*self.all(but=name), self.value(name, EMPTY_VALUE))))
        if self.request.has_period and not self.request.undated:
            found.append(Tally(f"?{_PERIOD}", (*self.all(but=_PERIOD), self.unknown_period())))
        return tuple(found)


def facets_of(
    filters: Filters, counts: Mapping[str, Mapping[str, int]], tallies: Mapping[str, int]
) -> tuple[Facet, ...]:
    """Values that would show something, and those that are ticked, in an order that ticks do not change."""
    return tuple(_Values(filters, rule, counts.get(rule.index, {}), tallies).facet() for rule in FIELDS.values())


def hidden_of(tallies: Mapping[str, int]) -> tuple[Hidden, ...]:
    labels = {**{name: rule.label for name, rule in FIELDS.items()}, _PERIOD: PERIOD_LABEL}
    return tuple(Hidden(name, labels[name], n) for name in labels if (n := tallies.get(f"?{name}", 0)))


def years_of(filters: Filters, counts: Mapping[str, Mapping[str, int]]) -> tuple[tuple[int, int], ...]:
    """Year and records that overlap it, for the years between those that some period names."""
    said = [int(year) for year in filters.meanings.values.entries(YEARS_FIELD)]
    if not said:
        return ()
    first, last = min(said), max(said)
    found = {int(year): count for year, count in counts.get(YEARS_FIELD, {}).items()}
    return tuple((year, found[year]) for year in sorted(found) if first <= year <= last)


@dataclass(frozen=True, slots=True)
class _Values:
    filters: Filters
    rule: Field
    counts: Mapping[str, int]
    tallies: Mapping[str, int]

    def facet(self) -> Facet:
        request, name = self.filters.request, self.rule.parameter
        asked = request.filters.get(name, ())
        real = {value for value in self.counts if not value.startswith(INFERRED_MARK)}
        tallied = {key.partition(":")[2] for key, count in self.tallies.items() if count and key.startswith(f"{name}:")}
        every = real | tallied | {value.removeprefix("-") for value in asked}
        if name == "lieu":
            every = {value for value in every if not value.startswith(("region-", "departement-")) or value in asked}
        shown = [value for value in (self._value(value) for value in every) if self._is_shown(value)]
        shown.sort(key=self._place)
        kept = [value for place, value in enumerate(shown) if place < MAX_SHOWN or value.active or value.excluded]
        return Facet(name, self.rule.label, tuple(kept), request.any_is_enough(name), len(shown) - len(kept))

    def _is_shown(self, value: FacetValue) -> bool:
        if value.active or value.excluded:
            return True
        within = {word.exact for word in words(self.filters.request.within.get(self.rule.parameter, ""))}
        named = [word.exact for word in words(value.label)]
        return value.count > 0 and all(any(one.startswith(asked) for one in named) for asked in within)

    def _value(self, value: str) -> FacetValue:
        asked = self.filters.request.filters.get(self.rule.parameter, ())
        inferred = self.counts.get(INFERRED_MARK + value, 0)
        if value == EMPTY_VALUE:
            count = self.counts.get(EMPTY_VALUE, 0) if self.filters.request.inferred else inferred
            inferred = 0
        else:
            count = self.tallies.get(f"{self.rule.parameter}:{value}", self.counts.get(value, 0))
            if not self.filters.request.inferred:
                count = self.tallies.get(f"{self.rule.parameter}:{value}", count - inferred)
                inferred = 0
        meanings = self.filters.meanings
        return FacetValue(
            value=value,
            label="non renseigné" if value == EMPTY_VALUE else meanings.label(self.rule.index, value),
            count=count,
            active=value in asked,
            excluded=f"-{value}" in asked,
            inferred=inferred,
            parent=meanings.parent(self.rule.index, value),
        )

    def _place(self, value: FacetValue) -> tuple[bool, int, int, str]:
        known = self.filters.meanings.values.documents(self.rule.index, value.value)
        kind = _KIND_ORDER.get(value.value, len(_KIND_ORDER)) if self.rule.index == "kind" else 0
        return value.value == EMPTY_VALUE, kind, -known if self.rule.index != "kind" else 0, value.value


def counted(kinds: Mapping[str, int]) -> dict[str, int]:
    return {kind: kinds[kind] for kind in sorted(kinds, key=lambda one: (_KIND_ORDER.get(one, len(_KIND_ORDER)), one))}


def _sendable(value: str) -> str:
    """Half a surrogate pair cannot be written in UTF-8; no value of a record holds one."""
    return value.encode("utf-8", "replace").decode()
