"""Clauses and plans in OpenSearch's query language: terms only, nothing is analysed there again."""

from collections.abc import Iterable
from typing import Any

from indexer.fields import YEARS_FIELD
from indexer.query.clauses import (
    Clause,
    Every,
    HasNear,
    HasSequence,
    HasTerm,
    HasYear,
    Plan,
    Some,
    Weighted,
    Without,
)

Json = dict[str, Any]


def ranked(plan: Plan, filters: Iterable[Clause]) -> Json:
    """Matches as `matching` does; the score is the plan's."""
    scoring = [_weighted(term) for term in plan.scoring]
    scoring += [{"constant_score": {"filter": _clause(bonus.clause), "boost": bonus.points}} for bonus in plan.bonuses]
    return {"bool": {"filter": [matching(plan, filters)], "should": scoring}}


def matching(plan: Plan, filters: Iterable[Clause]) -> Json:
    return {"bool": {"filter": [_clause(plan.matching), *map(_clause, filters)]}}


def _weighted(term: Weighted) -> Json:
    return {"term": {term.field: {"value": term.term, "boost": term.weight}}}


def _clause(clause: Clause) -> Json:
    match clause:
        case HasTerm(field, term):
            return {"term": {field: {"value": term}}}
        case HasSequence(field, terms):
            return {"match_phrase": {field: {"query": " ".join(terms), "analyzer": "whitespace"}}}
        case HasNear(field, first, second, between):
            spans = [{"span_term": {field: {"value": term}}} for term in (first, second)]
            return {"span_near": {"clauses": spans, "slop": between, "in_order": False}}
        case HasYear(first, last):
            return {"range": {YEARS_FIELD: {"gte": first, "lte": last}}}
        case Without(inner):
            return {"bool": {"must_not": [_clause(inner)]}}
        case Some(clauses):
            if not clauses:
                return {"match_none": {}}
            if (same := _one_field(clauses)) is not None:
                return {"terms": {same: [clause.term for clause in clauses if isinstance(clause, HasTerm)]}}
            return {"bool": {"should": [_clause(inner) for inner in clauses], "minimum_should_match": 1}}
        case Every(clauses):
            return {"bool": {"filter": [_clause(inner) for inner in clauses]}} if clauses else {"match_all": {}}


def _one_field(clauses: tuple[Clause, ...]) -> str | None:
    """The field of which any of several terms is wanted, where that is all."""
    fields = {clause.field if isinstance(clause, HasTerm) else None for clause in clauses}
    return fields.pop() if len(clauses) > 1 and len(fields) == 1 else None
