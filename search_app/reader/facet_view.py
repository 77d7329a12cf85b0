"""The facets as a page shows them: boxes of one form, narrower values under broader ones, what is ticked first.

Nothing here repeats the query: the form holds it once, and each box only its own value.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.fields import EMPTY_VALUE
from indexer.query import SearchRequest
from indexer.results import Facet, FacetValue
from search_app.french import capitalised, number

SHOWN_AT_ONCE = 5
SHOWN_ON_DEMAND = 3
SHOWN_WHEN_LOOKED_FOR = 40

#: A ticked value of the first opens into the values of the second that lie within it.
_INSIDE = {"region": "departement", "departement": "lieu"}


@dataclass(slots=True)
class Row:
    """A box: the parameter and value it sends when ticked, and how many broader values stand above it.

    `count` and `inferred` are figures as shown, or empty: of an excluded value there is nothing to count.
    """

    name: str
    sent: str
    label: str
    count: str
    is_on: bool
    depth: int
    inferred: str
    only_inferred: bool


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
    shown: set[tuple[str, str]] = set()
    return [
        _section(asked, facet, by_name, shown)
        for facet in by_name.values()
        if _says_something(facet) and not (facet.name in opened and facet.name not in asked.within)
    ]


def boxes_shown(shown: Iterable[Section]) -> set[tuple[str, str]]:
    """What the boxes of these sections send, parameter and value."""
    return {(row.name, row.sent) for section in shown for row in (*section.first, *section.others)}


def _says_something(facet: Facet) -> bool:
    return any(value.value != EMPTY_VALUE or value.active or value.excluded for value in facet.values)


def _ticked(facet: Facet) -> bool:
    return any(value.active and value.value != EMPTY_VALUE for value in facet.values)


def _section(asked: SearchRequest, facet: Facet, by_name: Mapping[str, Facet], shown: set[tuple[str, str]]) -> Section:
    """`shown`: the boxes of the page so far. A value within two ticked ones has one, or it could not be unticked."""
    looked_for = asked.within.get(facet.name, "")
    at_once = SHOWN_WHEN_LOOKED_FOR if looked_for else SHOWN_AT_ONCE
    until = at_once + SHOWN_ON_DEMAND
    on: list[Row] = []
    off: list[Row] = []
    left = False
    for name, value, depth in _placed(facet, by_name, 0, ""):
        is_on = value.active or value.excluded
        inside = depth > 0 and facet.name in _INSIDE
        if not (is_on or inside) and len(off) >= until:
            left = True
            if not asked.filters:
                break  # nothing beyond is ticked, nor opened by what is
            continue
        row = _row(name, value, depth)
        if (row.name, row.sent) in shown:
            continue
        shown.add((row.name, row.sent))
        (on if is_on or inside else off).append(row)
    ticked = sum(value.active for value in facet.values) if asked.filters else 0
    several = ticked > 1 and facet.name not in ("type", "langue")
    return Section(
        name=facet.name,
        label=facet.label,
        first=(*on, *off[:at_once]),
        others=tuple(off[at_once:]),
        searchable=bool(facet.more or left or looked_for),
        looked_for=looked_for,
        any_is_enough=facet.any_is_enough,
        switch=asked.switched(facet.name).permalink if several else "",
    )


def _placed(
    facet: Facet, by_name: Mapping[str, Facet], depth: int, within: str
) -> Iterator[tuple[str, FacetValue, int]]:
    """Values in their order, those within another right below it; `within`: only those of this broader value."""
    inner = by_name.get(_INSIDE.get(facet.name, ""))
    if not within and inner is None and not any(value.parent for value in facet.values):
        for value in facet.values:
            yield facet.name, value, depth
        return
    by_value = {value.value: value for value in facet.values}
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
        yield facet.name, root, depth
        for value in narrower.get(root.value, ()):
            yield facet.name, value, depth + 1
        if inner is not None and root.active and root.value != EMPTY_VALUE:
            yield from _placed(inner, by_name, depth + 1, root.value)


def _row(name: str, value: FacetValue, depth: int) -> Row:
    return Row(
        name=name,
        sent=f"-{value.value}" if value.excluded else value.value,
        label=("Sauf " if value.excluded else "") + capitalised(value.label),
        count="" if value.excluded else number(value.count),
        is_on=value.active or value.excluded,
        depth=depth,
        inferred=number(value.inferred) if value.inferred else "",
        only_inferred=bool(value.inferred) and value.inferred == value.count,
    )
