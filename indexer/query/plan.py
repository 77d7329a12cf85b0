"""From the reader's tree to the index's terms: which records match, and what their scores are made of.

The weights are the measured recipe: stems 1, exact forms ½, pairs of stems and of forms .1 each, title ½.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.fields import FIRST_YEAR, LAST_YEAR
from indexer.language import View, WordForms, view, words
from indexer.query.clauses import (
    Bonus,
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
    text_field,
)
from indexer.query.meanings import Meanings
from indexer.query.open_words import expanded
from indexer.query.request import Mots
from indexer.query.synonyms import NOTHING_BESIDE, Expansion, Other
from indexer.query.tree import AllOf, AnyOf, InField, InYears, Node, Not, Open, Phrase, Query, Scope, Word, leaves
from indexer.vocabulary import EMPTY, Vocabulary

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
_OPEN_WEIGHT = 0.5

#: What another name of a word weighs beside the word itself.
_OTHER_WEIGHT = 0.25
_RECIPE_OF_STOPS = ((Scope.FULL, View.STOPS, 1.0), (Scope.FULL, View.EXACT_PAIRS, 0.1))


def make_plan(
    query: Query,
    mots: Mots,
    vocabulary: Vocabulary = EMPTY,
    *,
    coverage_first: bool = False,
    meanings: Meanings | None = None,
    beside: Expansion = NOTHING_BESIDE,
) -> Plan:
    """`coverage_first`: records that hold more of the words stand before those that hold fewer.

    `vocabulary`: the version's, which knows by which stems a word typed without its accents is found.
    `beside`: the other names of the query's words.
    """
    clauses = _Clauses(vocabulary, holds_only_stop_words(query), meanings or Meanings(vocabulary.values), beside)
    required: list[Clause] = []
    loose: list[Clause] = []
    for node in query.root.nodes:
        target = loose if mots is Mots.CERTAINS and _is_loose(node) else required
        target += clauses.split(node) if target is loose else _one(clauses.clause(node))
    loose, required = list(dict.fromkeys(loose)), list(dict.fromkeys(required))
    if loose:
        required.append(Some(tuple(loose)))
    bonuses = tuple(Bonus(clause, _POINTS_PER_WORD) for clause in loose) if coverage_first else ()
    return Plan(Every(tuple(required)), tuple(clauses.scoring(query)), bonuses)


def loose_word_count(query: Query, vocabulary: Vocabulary = EMPTY) -> int:
    """How many clauses the reading « certains » chooses from: below two, both readings are the same."""
    clauses = _Clauses(vocabulary, holds_only_stop_words(query), Meanings(vocabulary.values))
    return len({clause for node in query.root.nodes if _is_loose(node) for clause in clauses.split(node)})


def holds_only_stop_words(query: Query) -> bool:
    """Such a query is searched with them; otherwise they are left aside."""
    searched = [leaf for leaf in leaves(query.root) if isinstance(leaf, Word)]
    others = [leaf for leaf in leaves(query.root) if isinstance(leaf, Phrase)]
    if others or any(leaf.open_at for leaf in searched):
        return False
    return bool(searched) and all(form.stem is None for leaf in searched for form in words(leaf.text))


def _is_loose(node: Node) -> bool:
    match node:
        case Word(scope=Scope.FULL):
            return True
        case AllOf(nodes) | AnyOf(nodes):
            return all(_is_loose(child) for child in nodes)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class _Clauses:
    """Nodes of the tree as clauses. `only_stops`: stop words are searched, for there is nothing else."""

    vocabulary: Vocabulary
    only_stops: bool
    meanings: Meanings
    beside: Expansion = NOTHING_BESIDE

    def split(self, node: Node) -> list[Clause]:
        match node:
            case Word(text, scope, open_at=None):
                return self._words(words(text), scope, self.only_stops)
            case AllOf(nodes):
                return [clause for child in nodes for clause in self.split(child)]
            case _:
                return _one(self.clause(node))

    def clause(self, node: Node) -> Clause | None:
        return self._clause(node, self.only_stops)

    def scoring(self, query: Query) -> Iterable[Weighted]:
        """All positive words, in the order of the text, as one bag."""
        positive = [leaf for leaf in leaves(query.root) if isinstance(leaf, Word | Phrase)]
        asked = [leaf for leaf in positive if isinstance(leaf, Phrase) or not leaf.open_at]
        for leaf in positive:
            if isinstance(leaf, Word) and leaf.open_at:
                for term in sorted(expanded(leaf, self.vocabulary)[0]):
                    yield Weighted(text_field(leaf.scope, View.EXACT), term, _OPEN_WEIGHT)
        bag = self._scored(leaf.text for leaf in asked if leaf.scope is not Scope.TITLE)
        titled = self._scored(leaf.text for leaf in asked if leaf.scope is Scope.TITLE)
        recipe = _RECIPE_OF_STOPS if self.only_stops else _RECIPE
        for scope, which, weight in recipe:
            for term, count in Counter(view(which, bag)).items():
                yield Weighted(text_field(scope, which), term, weight * count)
        which = View.STOPS if self.only_stops else View.STEMS
        for term, count in Counter(view(which, titled)).items():
            yield Weighted(text_field(Scope.TITLE, which), term, float(count))
        yield from self._weighted_others()

    def _weighted_others(self) -> Iterable[Weighted]:
        for other in self.beside.distinct:
            if len(other.stems) == 1:
                yield Weighted(text_field(Scope.FULL, View.STEMS), other.stems[0], _OTHER_WEIGHT)
                yield Weighted(text_field(Scope.TITLE, View.STEMS), other.stems[0], _OTHER_WEIGHT / 2)
            else:
                for pair in dict.fromkeys(pairwise(other.stems)):
                    yield Weighted(text_field(Scope.FULL, View.STEM_PAIRS), "_".join(pair), _OTHER_WEIGHT)

    def _scored(self, texts: Iterable[str]) -> list[WordForms]:
        return [self.vocabulary.scored(form) for form in words(" ".join(texts))]

    def _clause(self, node: Node, only_stops: bool) -> Clause | None:
        """None for what asks for nothing: a stop word among other words."""
        match node:
            case Word(scope=scope, open_at=Open()):
                terms = sorted(expanded(node, self.vocabulary)[0])
                return Some(tuple(HasTerm(text_field(scope, View.EXACT), term) for term in terms))
            case Word(text, scope):
                return _every(self._words(words(text), scope, only_stops))
            case Phrase(text, scope, between):
                return _sequence(words(text), scope) if between is None else _near(words(text), scope, between)
            case InField(field, value):
                found = tuple(HasTerm(index, known) for index, known in self.meanings.places(field, value))
                return found[0] if len(found) == 1 else Some(found)
            case InYears(first, last):
                return HasYear(first or FIRST_YEAR, last or LAST_YEAR)
            case Not(inner):
                # An excluded stop word is meant: it is excluded as one.
                plain = replace(self, beside=NOTHING_BESIDE)
                excluded = plain._clause(inner, only_stops) or plain._clause(inner, only_stops=True)  # noqa: SLF001
                return Without(excluded) if excluded else None
            case AllOf(nodes):
                return _every([clause for child in nodes for clause in _one(self._clause(child, only_stops))])
            case AnyOf(nodes):
                clauses = [clause for child in nodes for clause in _one(self._clause(child, only_stops))]
                return clauses[0] if len(clauses) == 1 else Some(tuple(clauses)) if clauses else None

    def _words(self, forms: list[WordForms], scope: Scope, only_stops: bool) -> list[Clause]:
        field = text_field(scope, View.STEMS)
        clauses = [self._one_word(field, form, scope) for form in forms if form.stem]
        if not clauses and only_stops:
            clauses = [HasTerm(text_field(scope, View.STOPS), form.exact) for form in forms]
        return clauses

    def _one_word(self, field: str, form: WordForms, scope: Scope) -> Clause:
        own = _any_of(field, self.vocabulary.stems(form))
        others = self.beside.others.get(form, ()) if scope is Scope.FULL else ()
        return Some((own, *map(_other, others))) if others else own


def _other(other: Other) -> Clause:
    """Several words as neighbours, two by two."""
    if len(other.stems) == 1:
        return HasTerm(text_field(Scope.FULL, View.STEMS), other.stems[0])
    field = text_field(Scope.FULL, View.STEM_PAIRS)
    pairs = tuple(HasTerm(field, "_".join(pair)) for pair in dict.fromkeys(pairwise(other.stems)))
    return pairs[0] if len(pairs) == 1 else Every(pairs)


def _any_of(field: str, terms: tuple[str, ...]) -> Clause:
    """The terms sorted, so that two spellings of one word are one clause."""
    return HasTerm(field, terms[0]) if len(terms) == 1 else Some(tuple(HasTerm(field, term) for term in sorted(terms)))


def _sequence(forms: list[WordForms], scope: Scope) -> Clause | None:
    if not forms:
        return None
    if len(forms) == 1:
        return HasTerm(text_field(scope, View.STOPS if forms[0].stop else View.EXACT), forms[0].exact)
    pairs = view(View.EXACT_PAIRS, forms)
    field = text_field(scope, View.EXACT_PAIRS)
    return HasTerm(field, pairs[0]) if len(pairs) == 1 else HasSequence(field, tuple(pairs))


def _near(forms: list[WordForms], scope: Scope, between: int) -> Clause | None:
    """Each word near the next; a word is near itself."""
    field = text_field(scope, View.WORDS)
    if len({form.exact for form in forms}) < 2:
        return HasTerm(field, forms[0].exact) if forms else None
    pairs = [(a.exact, b.exact) for a, b in pairwise(forms) if a.exact != b.exact]
    return _every([HasNear(field, first, second, between) for first, second in dict.fromkeys(pairs)])


def _every(clauses: list[Clause]) -> Clause | None:
    return None if not clauses else clauses[0] if len(clauses) == 1 else Every(tuple(clauses))


def _one(clause: Clause | None) -> list[Clause]:
    return [] if clause is None else [clause]
