"""Facets: what may be ticked beside the results, and how many results each tick would show (law 9)."""

from collections.abc import Mapping

from indexer.engine import FacetCount, Filter
from indexer.query.request import FILTERS, SearchRequest
from indexer.results import Facet, FacetValue
from transform.schema import KIND_LABELS, Kind

_KIND_ORDER = {kind.value: place for place, kind in enumerate(Kind)}


def filters_of(request: SearchRequest, *, except_for: str | None = None) -> tuple[Filter, ...]:
    """The ticked values as filters; those of one facet are alternatives."""
    return tuple(
        Filter(field, tuple(map(_sendable, request.filters[name])))
        for name, (field, _) in FILTERS.items()
        if name != except_for and request.filters.get(name)
    )


def facet_counts(request: SearchRequest) -> tuple[FacetCount, ...]:
    """Each facet is counted under the filters of all the others."""
    return tuple(FacetCount(field, filters_of(request, except_for=name)) for name, (field, _) in FILTERS.items())


def facets_of(request: SearchRequest, counts: Mapping[str, Mapping[str, int]]) -> tuple[Facet, ...]:
    """Values that would show something, and those that are ticked, in the order of the kinds."""
    return tuple(
        Facet(name, label, _values(counts.get(field, {}), request.filters.get(name, ())))
        for name, (field, label) in FILTERS.items()
    )


def counted(kinds: Mapping[str, int]) -> dict[str, int]:
    return {kind: kinds[kind] for kind in sorted(kinds, key=_place)}


def _sendable(value: str) -> str:
    """Half a surrogate pair cannot be written in UTF-8; no value of a record holds one."""
    return value.encode("utf-8", "replace").decode()


def _values(counts: Mapping[str, int], active: tuple[str, ...]) -> tuple[FacetValue, ...]:
    values = sorted({*counts, *active}, key=_place)
    return tuple(FacetValue(value, _label(value), counts.get(value, 0), value in active) for value in values)


def _place(value: str) -> tuple[int, str]:
    return _KIND_ORDER.get(value, len(_KIND_ORDER)), value


def _label(value: str) -> str:
    return KIND_LABELS[Kind(value)][1] if value in _KIND_ORDER else value
