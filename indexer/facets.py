"""Facets: what may be ticked beside the results, and how many results each tick would show (law 9).

An ANY field is counted under the filters of all the others and its own exclusions; an ALL field under all filters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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
    REPLACED,
    REPLACED_NAME,
    STATE_FIELD,
    YEARS_FIELD,
    Field,
)
from indexer.language import WordForms, words
from indexer.query.clauses import Clause, Every, HasTerm, HasYear, Some, Without
from indexer.query.meanings import KIND_ORDER, Meanings
from indexer.query.request import SearchRequest
from indexer.results import Facet, FacetValue, Hidden

_PERIOD = "periode"
MAX_SHOWN = 80

_REPLACED = HasTerm(STATE_FIELD, REPLACED)
_STANDING = Without(_REPLACED)


@dataclass(frozen=True)
class Filters:
    """The ticks of one request as clauses, by parameter; all of it worked out when it is first asked for.

    Nothing depends on the request's words, so that `Lexicon.filters` gives one of these to all that tick the same.
    """

    request: SearchRequest
    meanings: Meanings
    _made: dict[str | None, tuple[Clause, ...]] = field(default_factory=dict, compare=False, repr=False)

    def all(self, *, but: str | None = None) -> tuple[Clause, ...]:
        """Of a field without ticks, leaving its own out changes nothing."""
        if but not in self.request.filters and but != _PERIOD:
            but = None
        if but not in self._made:
            found: list[Clause] = []
            for name in self.request.filters:
                found += self._of(name, ticks=name != but)
            found += self._period() if but != _PERIOD else ()
            self._made[but] = (*found, *self._standing())
        return self._made[but]

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

    def _standing(self) -> tuple[Clause, ...]:
        """Nothing where the version holds no record that another replaces."""
        if self.request.replaced or not any(True for _ in self.meanings.values.entries(STATE_FIELD)):
            return ()
        return (_STANDING,)

    def unknown_period(self) -> Clause:
        return HasTerm(PERIOD_FIELD, ("" if self.request.inferred else INFERRED_MARK) + EMPTY_VALUE)

    @staticmethod
    def _said_period() -> Clause:
        return Without(HasTerm(PERIOD_FIELD, INFERRED_MARK + KNOWN_PERIOD))

    @cached_property
    def counts(self) -> tuple[FacetCount, ...]:
        found = [
            FacetCount(rule.index, self.all(but=name) if self.request.any_is_enough(name) else self.all())
            for name, rule in FIELDS.items()
        ]
        years = self.all(but=_PERIOD)
        return (*found, FacetCount(YEARS_FIELD, years if self.request.inferred else (*years, self._said_period())))

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """What the counts of single values cannot say: values that contain others, and what filters hide."""
        found: list[Tally] = []
        for name, rule in FIELDS.items():
            under = self.all(but=name) if self.request.any_is_enough(name) else self.all()
            found += [
                Tally(f"{name}:{value}", (*under, self.value(name, value)))
                for value in (*self.meanings.broader(rule.index), *self._in_words(name))
            ]
            if any(not value.startswith("-") and value != EMPTY_VALUE for value in self.request.filters.get(name, ())):
                found.append(Tally(f"?{name}", (*self.all(but=name), self.value(name, EMPTY_VALUE))))
        if self.request.has_period and not self.request.undated:
            found.append(Tally(f"?{_PERIOD}", (*self.all(but=_PERIOD), self.unknown_period())))
        if self._standing():
            under = tuple(clause for clause in self.all() if clause is not _STANDING)
            found.append(Tally(f"?{REPLACED_NAME}", (*under, _REPLACED)))
        return tuple(found)

    def _in_words(self, name: str) -> Iterable[str]:
        """Ticked values that a reader wrote by a name: no record holds them as they stand."""
        index = FIELDS[name].index
        known, broader = self.meanings.values.entries(index), self.meanings.broader(index)
        values = map(_sendable, self.request.filters.get(name, ()))
        return (v for v in values if v != EMPTY_VALUE and v[:1] != "-" and v not in known and v not in broader)


def facets_of(
    filters: Filters, counts: Mapping[str, Mapping[str, int]], tallies: Mapping[str, int]
) -> tuple[Facet, ...]:
    """Values that would show something, and those that are ticked, in an order that ticks do not change."""
    return tuple(_Values(filters, rule, counts.get(rule.index, {}), tallies).facet() for rule in FIELDS.values())


def hidden_of(tallies: Mapping[str, int]) -> tuple[Hidden, ...]:
    labels = {**{name: rule.label for name, rule in FIELDS.items()}, _PERIOD: PERIOD_LABEL, REPLACED_NAME: ""}
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
        found = self._counted(asked)
        if within := words(request.within.get(name, "")):
            found = {value: count for value, count in found.items() if count < 0 or self._is_named(value, within)}
        if not found:
            return Facet(name, self.rule.label, (), request.any_is_enough(name))
        shown = self.filters.meanings.order(self.rule.index).sorted(found)
        kept = shown[:MAX_SHOWN] + [value for value in shown[MAX_SHOWN:] if found[value] < 0]
        values = tuple(self._shown(kept, asked))
        return Facet(name, self.rule.label, values, request.any_is_enough(name), len(shown) - len(kept))

    def _counted(self, asked: tuple[str, ...]) -> dict[str, int]:
        """The values to show: with their counts where they show something, −1 where they are ticked or excluded."""
        counts = self.counts
        found = {value: count for value, count in counts.items() if not value.startswith(INFERRED_MARK)}
        if not self.filters.request.inferred:
            found = {value: count for value, count in found.items() if count > counts.get(INFERRED_MARK + value, 0)}
            found.pop(EMPTY_VALUE, None)
            if empty := counts.get(INFERRED_MARK + EMPTY_VALUE, 0):
                found[EMPTY_VALUE] = empty
        prefix = f"{self.rule.parameter}:"
        for key, count in self.tallies.items():
            if key.startswith(prefix):
                found.pop(key.removeprefix(prefix), None)
                if count:
                    found[key.removeprefix(prefix)] = count
        if self.rule.parameter == "lieu":
            found = {v: count for v, count in found.items() if not v.startswith(("region-", "departement-"))}
        return found | dict.fromkeys((value.removeprefix("-") for value in asked), -1)

    def _is_named(self, value: str, within: list[WordForms]) -> bool:
        named = self.filters.meanings.name_words(self.rule.index, value)
        return all(any(one.startswith(asked.exact) for one in named) for asked in within)

    def _shown(self, kept: list[str], asked: tuple[str, ...]) -> list[FacetValue]:
        """A page has hundreds of them: what all share is looked up once."""
        counts, tallies, said = self.counts, self.tallies, self.filters.request.inferred
        index, shown, prefix = self.rule.index, self.filters.meanings.shown, f"{self.rule.parameter}:"
        tallied = any(key.startswith(prefix) for key in tallies)
        found: list[FacetValue] = []
        for value in kept:
            count, inferred = counts.get(value, 0), counts.get(INFERRED_MARK + value, 0)
            if value == EMPTY_VALUE:
                count, inferred = count if said else inferred, 0
            elif not said:
                count, inferred = count - inferred, 0
            if tallied:
                count = tallies.get(prefix + value, count)
            label, parent = shown(index, value)
            active, excluded = (value in asked, f"-{value}" in asked) if asked else (False, False)
            if (active or excluded) and value != EMPTY_VALUE:
                label = self.filters.meanings.written(self.rule.parameter, _sendable(value))
            found.append(FacetValue(value, label, count, active, excluded, inferred, parent))
        return found


def counted(kinds: Mapping[str, int]) -> dict[str, int]:
    return {kind: kinds[kind] for kind in sorted(kinds, key=lambda one: (KIND_ORDER.get(one, len(KIND_ORDER)), one))}


def _sendable(value: str) -> str:
    """Half a surrogate pair cannot be written in UTF-8; no value of a record holds one."""
    return value.encode("utf-8", "replace").decode()
