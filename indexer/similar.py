"""Records like one: those that share its rarest words, in the title above all."""

import math
from collections import Counter

from indexer.card import passages
from indexer.language import View, words
from indexer.query.clauses import Bonus, Every, HasTerm, Plan, Some, Weighted, Without, text_field
from indexer.query.tree import Scope
from indexer.vocabulary import Vocabulary
from transform.schema import Record

#: Words by which a record is compared, and characters of it that are read.
MAX_WORDS = 24
MAX_READ = 20_000

_TITLE, _CONCEPT_POINTS = 4, 1.0
_CONCEPTS = ("themes", "territories", "actors", "methods")


def plan_like(record: Record, vocabulary: Vocabulary, documents: int) -> Plan | None:
    """None where the record says nothing that others could say too."""
    weights = Counter(dict.fromkeys((form.stem for form in words(record.title) if form.stem), float(_TITLE)))
    read = 0
    for passage in passages(record):
        for form in words(passage.text[: MAX_READ - read]):
            if form.stem and not form.stem.isdecimal():
                weights[form.stem] += 1
        read += len(passage.text)
        if read >= MAX_READ:
            break
    rated = {
        stem: (1 + math.log(weight)) * math.log(1 + documents / count)
        for stem, weight in weights.items()
        if 1 < (count := vocabulary.documents(stem)) <= max(documents / 4, 2)
    }
    best = sorted(rated.items(), key=lambda item: (-item[1], item[0]))[:MAX_WORDS]
    if not best:
        return None
    field = text_field(Scope.FULL, View.STEMS)
    shared = Some(tuple(HasTerm(field, stem) for stem, _ in best))
    top = best[0][1]
    scoring = tuple(Weighted(field, stem, round(rate / top, 3)) for stem, rate in best)
    concepts = [HasTerm(scheme, concept) for scheme in _CONCEPTS for concept in getattr(record, scheme)]
    bonuses = tuple(Bonus(concept, _CONCEPT_POINTS) for concept in concepts)
    return Plan(Every((shared, Without(HasTerm("id", record.id)))), scoring, bonuses)
