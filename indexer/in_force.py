"""The filters in force, each with its words and the request without it: what a reader can take away."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.fields import FIELDS, REPLACED_NAME
from indexer.query.request import SearchRequest
from indexer.results import Facet
from transform.schema import KIND_LABELS, Kind


@dataclass(frozen=True, slots=True)
class InForce:
    """`name` is the parameter that says it; `label` and `value` are words; `without` is the request that it leaves."""

    name: str
    label: str
    value: str
    without: SearchRequest


def in_force(asked: SearchRequest, facets: Iterable[Facet]) -> list[InForce]:
    """In the order of the table of fields; the period and the rest come after."""
    labels = labels_of(facets) if asked.filters else {}
    found = [
        InForce(name, FIELDS[name].label, value_label(labels, name, value), asked.toggled(name, value))
        for name, values in asked.filters.items()
        for value in values
    ]
    if asked.has_period:
        found.append(InForce("periode", "Période", _period(asked), asked.without_period))
    if asked.replaced:
        without = replace(asked, replaced=False, page=1)
        found.append(InForce(REPLACED_NAME, "Versions", "anciennes comprises", without))
    if not asked.inferred:
        found.append(InForce("inferees", "Valeurs", "écrites seulement", replace(asked, inferred=True, page=1)))
    return found


def labels_of(facets: Iterable[Facet]) -> dict[tuple[str, str], str]:
    return {(facet.name, value.value): value.label for facet in facets for value in facet.values}


def value_label(labels: dict[tuple[str, str], str], name: str, value: str) -> str:
    """« sauf » before what is excluded."""
    bare = value.removeprefix("-")
    label = KIND_LABELS[Kind(bare)][0] if name == "type" and bare in set(Kind) else labels.get((name, bare), bare)
    return f"sauf {label}" if value.startswith("-") else label


def _period(asked: SearchRequest) -> str:
    if asked.first_year is None and asked.last_year is None:
        return "inconnue"
    ends = (str(asked.first_year or "…"), str(asked.last_year or "…"))
    return " à ".join(dict.fromkeys(ends)) + (" ou inconnue" if asked.undated else "")
