"""From the reader's tree to the index's terms: which records match, and what their scores are made of.

The weights are the measured recipe: stems 1, exact forms ½, pairs of stems and of forms .1 each, title ½.
"""

from collections import Counter
from collections.abc import Iterable

from indexer.language import View, WordForms, view, words
from indexer.query.clauses import Bonus, Clause, Every, HasSequence, HasTerm, Plan, Some, Weighted, Without, text_field
from indexer.query.request import Mots
from indexer.query.tree import AllOf, AnyOf, Node, Not, OfKind, Phrase, Query, Scope, Word, leaves

KIND_FIELD = "kind"

#: More than any BM25 score of a query within the parser's bounds is worth, so that coverage comes first.
_POINTS_PER_WORD = 200.0

_RECIPE: tuple[tuple[Scope, View, float], ...] = (
    (Scope.FULL, View.STEMS, 1.0),
    (Scope.FULL, View.EXACT, 0.5),
    (Scope.FULL, View.STEM_PAIRS, 0.1),
    (Scope.FULL, View.EXACT_PAIRS, 0.1),
    (Scope.TITLE, View.STEMS, 0.5),
)
_RECIPE_OF_STOPS = ((Scope.FULL, View.STOPS, 1.0), (Scope.FULL, View.EXACT_PAIRS, 0.1))


def make_plan(query: Query, mots: Mots, *, coverage_first: bool = False) -> Plan:
    """`coverage_first`: records that hold more of the words stand before those that hold fewer."""
    only_stops = holds_only_stop_words(query)
    required: list[Clause] = []
    loose: list[Clause] = []
    for node in query.root.nodes:
        target = loose if mots is Mots.CERTAINS and _is_loose(node) else required
        target += _split(node, only_stops) if target is loose else _one(_clause(node, only_stops))
    loose = list(dict.fromkeys(loose))
    if loose:
        required.append(Some(tuple(loose)))
    bonuses = tuple(Bonus(clause, _POINTS_PER_WORD) for clause in loose) if coverage_first else ()
    return Plan(Every(tuple(required)), tuple(_scoring(query, only_stops)), bonuses)


def loose_word_count(query: Query) -> int:
    """How many clauses the reading « certains » chooses from: below two, both readings are the same."""
    only_stops = holds_only_stop_words(query)
    clauses = [clause for node in query.root.nodes if _is_loose(node) for clause in _split(node, only_stops)]
    return len(set(clauses))


def holds_only_stop_words(query: Query) -> bool:
    """Such a query is searched with them; otherwise they are left aside."""
    searched = [leaf for leaf in leaves(query.root) if isinstance(leaf, Word)]
    others = [leaf for leaf in leaves(query.root) if isinstance(leaf, Phrase)]
    return bool(searched) and not others and all(form.stem is None for leaf in searched for form in words(leaf.text))


def _is_loose(node: Node) -> bool:
    match node:
        case Word(scope=Scope.FULL):
            return True
        case AllOf(nodes) | AnyOf(nodes):
            return all(_is_loose(child) for child in nodes)
        case _:
            return False


def _split(node: Node, only_stops: bool) -> list[Clause]:
    match node:
        case Word(text, scope):
            return _word_clauses(words(text), scope, only_stops)
        case AllOf(nodes):
            return [clause for child in nodes for clause in _split(child, only_stops)]
        case _:
            return _one(_clause(node, only_stops))


def _clause(node: Node, only_stops: bool) -> Clause | None:
    """None for what asks for nothing: a stop word among other words."""
    match node:
        case Word(text, scope):
            return _every(_word_clauses(words(text), scope, only_stops))
        case Phrase(text, scope):
            return _sequence(words(text), scope)
        case OfKind(kind):
            return HasTerm(KIND_FIELD, kind)
        case Not(inner):
            # An excluded stop word is meant: it is excluded as one.
            excluded = _clause(inner, only_stops) or _clause(inner, only_stops=True)
            return Without(excluded) if excluded else None
        case AllOf(nodes):
            return _every([clause for child in nodes for clause in _one(_clause(child, only_stops))])
        case AnyOf(nodes):
            clauses = [clause for child in nodes for clause in _one(_clause(child, only_stops))]
            return clauses[0] if len(clauses) == 1 else Some(tuple(clauses)) if clauses else None


def _word_clauses(forms: list[WordForms], scope: Scope, only_stops: bool) -> list[Clause]:
    clauses: list[Clause] = [HasTerm(text_field(scope, View.STEMS), form.stem) for form in forms if form.stem]
    if not clauses and only_stops:
        clauses = [HasTerm(text_field(scope, View.STOPS), form.exact) for form in forms]
    return clauses


def _sequence(forms: list[WordForms], scope: Scope) -> Clause | None:
    if not forms:
        return None
    if len(forms) == 1:
        return HasTerm(text_field(scope, View.STOPS if forms[0].stop else View.EXACT), forms[0].exact)
    pairs = view(View.EXACT_PAIRS, forms)
    field = text_field(scope, View.EXACT_PAIRS)
    return HasTerm(field, pairs[0]) if len(pairs) == 1 else HasSequence(field, tuple(pairs))


def _scoring(query: Query, only_stops: bool) -> Iterable[Weighted]:
    """All positive words, in the order of the text, as one bag."""
    asked = [leaf for leaf in leaves(query.root) if isinstance(leaf, Word | Phrase)]
    bag = words(" ".join(leaf.text for leaf in asked if leaf.scope is not Scope.TITLE))
    titled = words(" ".join(leaf.text for leaf in asked if leaf.scope is Scope.TITLE))
    recipe = _RECIPE_OF_STOPS if only_stops else _RECIPE
    for scope, which, weight in recipe:
        for term, count in Counter(view(which, bag)).items():
            yield Weighted(text_field(scope, which), term, weight * count)
    which = View.STOPS if only_stops else View.STEMS
    for term, count in Counter(view(which, titled)).items():
        yield Weighted(text_field(Scope.TITLE, which), term, float(count))


def _every(clauses: list[Clause]) -> Clause | None:
    return None if not clauses else clauses[0] if len(clauses) == 1 else Every(tuple(clauses))


def _one(clause: Clause | None) -> list[Clause]:
    return [] if clause is None else [clause]
