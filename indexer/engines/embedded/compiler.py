"""Clauses and plans as tantivy's queries."""

from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema

from indexer.engines.embedded.schema import INDEX_OPTIONS
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

#: tantivy keeps the factor (k1 + 1) that Lucene has left out of BM25.
_LUCENE_FACTOR = 1 / 2.2


class Compiler:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def ranked(self, plan: Plan, filters: Iterable[Clause]) -> Query:
        """Matches as `matching` does; the score is the plan's, on Lucene's scale."""
        parts = [(Occur.Must, Query.const_score_query(self.matching(plan, filters), 0.0))]
        parts += [(Occur.Should, self._weighted(term)) for term in plan.scoring]
        parts += [
            (Occur.Should, Query.const_score_query(self._clause(bonus.clause), bonus.points)) for bonus in plan.bonuses
        ]
        return Query.boolean_query(parts)

    def matching(self, plan: Plan, filters: Iterable[Clause]) -> Query:
        clauses = tuple(clause for clause in (plan.matching, *filters) if clause != Every())
        return self._clause(clauses[0]) if len(clauses) == 1 else self._every(clauses)

    def _weighted(self, term: Weighted) -> Query:
        return Query.boost_query(self._term(term.field, term.term), term.weight * _LUCENE_FACTOR)

    def _clause(self, clause: Clause) -> Query:
        match clause:
            case HasTerm(field, term):
                return self._term(field, term)
            case HasSequence(field, terms):
                return Query.phrase_query(self._schema, field, list(terms))
            case HasNear():
                return self._near(clause)
            case HasYear(first, last):
                return Query.range_query(
                    self._schema, YEARS_FIELD, FieldType.Unsigned, lower_bound=first, upper_bound=last
                )
            case Without():
                return self._every((clause,))
            case Some(clauses):
                if not clauses:
                    return Query.empty_query()
                return Query.boolean_query([(Occur.Should, self._clause(inner)) for inner in clauses])
            case Every(clauses):
                return self._every(clauses)

    def _every(self, clauses: tuple[Clause, ...]) -> Query:
        wanted = [self._clause(clause) for clause in clauses if not isinstance(clause, Without)]
        unwanted = [self._clause(clause.clause) for clause in clauses if isinstance(clause, Without)]
        parts = [(Occur.Must, query) for query in wanted or [Query.all_query()]]
        if len(parts) == 1 and not unwanted:
            return parts[0][1]
        return Query.boolean_query(parts + [(Occur.MustNot, query) for query in unwanted])

    def _near(self, near: HasNear) -> Query:
        """One sequence for each distance, in each direction: exact, where a slop would be the engine's own idea."""
        sequences = [
            Query.phrase_query(self._schema, near.field, [(0, one), (distance, other)])
            for one, other in ((near.first, near.second), (near.second, near.first))
            for distance in range(1, near.between + 2)
        ]
        return Query.boolean_query([(Occur.Should, sequence) for sequence in sequences])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term, INDEX_OPTIONS[field])
