"""The facets as a page shows them: narrower values under broader ones, what is ticked first, the rest at hand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indexer.fields import EMPTY_VALUE
from indexer.query import SearchRequest
from indexer.results import Facet, FacetValue
from search_app.french import capitalised

SHOWN_AT_ONCE = 5
SHOWN_ON_DEMAND = 8
SHOWN_WHEN_LOOKED_FOR = 60

#: A ticked value of the first opens into the values of the second that lie within it.
_INSIDE = {"region": "departement", "departement": "lieu"}


@dataclass(frozen=True, slots=True)
class Row:
    """A value, its address when it is ticked or no longer, and how many broader ones stand above it."""

    value: FacetValue
    path: str
    depth: int = 0

    @property
    def name(self) -> str:
        return ("Sauf " if self.value.excluded else "") + capitalised(self.value.label)

    @property
    def is_on(self) -> bool:
        return self.value.active or self.value.excluded

    @property
    def only_inferred(self) -> bool:
        return bool(self.value.inferred) and self.value.inferred == self.value.count


@dataclass(frozen=True, slots=True)
class Section:
    """`first` stand open, `others` behind a disclosure; `searchable`: there are more, that may be looked for.

    `switch`: where the ticked values may all be required, or one of them be enough, the address of the other.
    """

    name: str
    label: str
    first: tuple[Row, ...]
    others: tuple[Row, ...]
    searchable: bool
    looked_for: str
    any_is_enough: bool
    switch: str


def sections(asked: SearchRequest, facets: Iterable[Facet]) -> list[Section]:
    by_name = {facet.name: facet for facet in facets}
    opened = {inner for outer, inner in _INSIDE.items() if outer in by_name and _ticked(by_name[outer])}
    return [
        _section(asked, facet, by_name)
        for facet in by_name.values()
        if _says_something(facet) and not (facet.name in opened and facet.name not in asked.within)
    ]


def _says_something(facet: Facet) -> bool:
    return any(value.value != EMPTY_VALUE or value.active or value.excluded for value in facet.values)


def _ticked(facet: Facet) -> bool:
    return any(value.active and value.value != EMPTY_VALUE for value in facet.values)


def _section(asked: SearchRequest, facet: Facet, by_name: Mapping[str, Facet]) -> Section:
    rows = list(_rows(asked, facet, by_name, 0, ""))
    on = [row for row in rows if row.is_on or (row.depth and facet.name in _INSIDE)]
    off = [row for row in rows if row not in on] if on else rows
    looked_for = asked.within.get(facet.name, "")
    at_once = SHOWN_WHEN_LOOKED_FOR if looked_for else SHOWN_AT_ONCE
    until = at_once + SHOWN_ON_DEMAND
    several = sum(value.active for value in facet.values) > 1 and facet.name not in ("type", "langue")
    return Section(
        name=facet.name,
        label=facet.label,
        first=(*on, *off[:at_once]),
        others=tuple(off[at_once:until]),
        searchable=bool(facet.more or len(off) > until or looked_for),
        looked_for=looked_for,
        any_is_enough=facet.any_is_enough,
        switch=asked.switched(facet.name).permalink if several else "",
    )


def _rows(asked: SearchRequest, facet: Facet, by_name: Mapping[str, Facet], depth: int, within: str) -> Iterable[Row]:
    """Values in their order, those within another right below it; `within`: only those of this broader value."""
    toggled = asked.toggler(facet.name)
    by_value = {value.value: value for value in facet.values}
    inner = by_name.get(_INSIDE.get(facet.name, ""))
    narrower: dict[str, list[FacetValue]] = {}
    roots: dict[str, FacetValue] = {}
    for value in facet.values:
        if within and value.parent != within and not value.active:
            continue
        if value.parent in by_value and value.parent != value.value:
            narrower.setdefault(value.parent, []).append(value)
            roots.setdefault(value.parent, by_value[value.parent])
        else:
            roots.setdefault(value.value, value)
    for root in roots.values():
        yield _row(root, toggled, depth)
        for value in narrower.get(root.value, ()):
            yield _row(value, toggled, depth + 1)
        if inner is not None and root.active and root.value != EMPTY_VALUE:
            yield from _rows(asked, inner, by_name, depth + 1, root.value)


def _row(value: FacetValue, toggled: Callable[[str], str], depth: int) -> Row:
    return Row(value, toggled(f"-{value.value}" if value.excluded else value.value), depth)
