"""Answers that editors put first for a query: found whatever the words, first, and marked with their reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.language import words
from indexer.query.clauses import Bonus, HasTerm, Plan, Some

ID_FIELD = "id"
MAX_PROMOTED = 10

#: More than all the words of a query are worth.
_POINTS, _APART = 100_000.0, 1_000.0


@dataclass(frozen=True, slots=True)
class Promotion:
    """For any of the queries, whatever their accents, capitals, plurals and small words."""

    queries: tuple[str, ...]
    records: tuple[str, ...]
    reason: str = ""


def promoted_for(text: str, promotions: Iterable[Promotion]) -> Mapping[str, str]:
    """Record → reason, in their order."""
    asked = _meant(text)
    if not asked:
        return {}
    found = {
        record: promotion.reason
        for promotion in promotions
        if any(_meant(query) == asked for query in promotion.queries)
        for record in promotion.records
    }
    return dict(list(found.items())[:MAX_PROMOTED])


def with_promoted(plan: Plan, records: Iterable[str]) -> Plan:
    """The same plan, which these records satisfy too, and head."""
    terms = tuple(HasTerm(ID_FIELD, record) for record in records)
    if not terms:
        return plan
    bonuses = tuple(Bonus(term, _POINTS - _APART * place) for place, term in enumerate(terms))
    return replace(plan, matching=Some((plan.matching, *terms)), bonuses=(*plan.bonuses, *bonuses))


def _meant(text: str) -> tuple[str, ...]:
    forms = words(text)
    return tuple(form.stem for form in forms if form.stem) or tuple(form.exact for form in forms)
