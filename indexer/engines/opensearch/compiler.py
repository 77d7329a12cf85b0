"""Clauses and plans in OpenSearch's query language: terms only, nothing is analysed there again."""

from collections.abc import Iterable
from typing import Any

from indexer.engine import Filter
from indexer.query.clauses import Clause, Every, HasSequence, HasTerm, Plan, Some, Weighted, Without

Json = dict[str, Any]


def ranked(plan: Plan, filters: Iterable[Filter]) -> Json:
    """Matches as `matching` does; the score is the plan's."""
    scoring = [_weighted(term) for term in plan.scoring]
    scoring += [{"constant_score": {"filter": _clause(bonus.clause), "boost": bonus.points}} for bonus in plan.bonuses]
    return {"bool": {"filter": [matching(plan, filters)], "should": scoring}}


def matching(plan: Plan, filters: Iterable[Filter]) -> Json:
    return {"bool": {"filter": [_clause(plan.matching), *map(_filter, filters)]}}


def _filter(wanted: Filter) -> Json:
    return {"terms": {wanted.field: list(wanted.values)}}


def _weighted(term: Weighted) -> Json:
    return {"term": {term.field: {"value": term.term, "boost": term.weight}}}


def _clause(clause: Clause) -> Json:
    match clause:
        case HasTerm(field, term):
            return {"term": {field: {"value": term}}}
        case HasSequence(field, terms):
            return {"match_phrase": {field: {"query": " ".join(terms), "analyzer": "whitespace"}}}
        case Without(inner):
            return {"bool": {"must_not": [_clause(inner)]}}
        case Some(clauses):
            if not clauses:
                return {"match_none": {}}
            return {"bool": {"should": [_clause(inner) for inner in clauses], "minimum_should_match": 1}}
        case Every(clauses):
            return {"bool": {"filter": [_clause(inner) for inner in clauses]}} if clauses else {"match_all": {}}
