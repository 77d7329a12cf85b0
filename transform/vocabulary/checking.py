"""What a vocabulary has that no record uses, and words of the records that look like concepts it lacks."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transform.schema import Record
from transform.vocabulary.concepts import SCHEMES, Vocabularies
from transform.vocabulary.matching import CUE, Matcher
from transform.vocabulary.passages import passages
from transform.vocabulary.words import LINKS, Token, key_of, tokens

#: A word that looks like a term stands in this many records at least, and in no larger share of them.
LEAST_RECORDS, LARGEST_SHARE = 3, 0.25
MOST_SHOWN = 40
_SHORTEST = 4
#: Words of telling, of time and of measure: frequent, and about nothing.
_PLAIN_WORDS = """
    ainsi alors an année après aucun aujourd aussi autour autre avaient avait avant avec avoir beaucoup bien celle
    celui cent ces cette ceux chacun chaque chez chose cinq comme comment contre dans demandé depuis dernier deux
    devant devenir dire dix doit doivent donc donné dont elle elles encore enfin ensuite entre est euros faire fait
    façon fois furent fut grand groupe hectares heure hier ici ils jamais jour jusque leur leurs lieu lors lorsque
    mais manière mieux mille mis mise moins mois monde montrer mètres même nombre non notre nous nouveau ont oui
    page par parce parler parmi partie partir passer pendant personne petit peu peut peuvent place plus plusieurs
    point porter pour pouvoir premier première prendre presque pris projet près puis quand quatre que quel quelle
    quelque quelques qui quoi rester rien réunion sans savoir semaine sept sera ses seul seulement six soir son sont
    sous souvent suite sur toujours tous tout toute toutes travail travers trois trop trouver venir vers vingt voir
    votre vouloir vous étaient était être
"""
_PLAIN = frozenset(key for word in _PLAIN_WORDS.split() for key in key_of(word))


@dataclass(frozen=True, slots=True)
class Unused:
    scheme: str
    concept: str
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that no concept names: in how many records, how often, and an example as it is written."""

    words: str
    records: int
    times: int
    example: str


@dataclass(frozen=True, slots=True)
class VocabularyCheck:
    """`uses`: how many records hold each concept, by scheme; `unknown_terms`: the source's own that map to nothing."""

    records: int
    uses: dict[str, dict[str, int]]
    unused: tuple[Unused, ...]
    unknown_terms: tuple[tuple[str, str, int], ...]
    candidates: tuple[Candidate, ...]


def check(vocabularies: Vocabularies, records: Iterable[Record]) -> VocabularyCheck:
    """Reads the records once; memory grows with their distinct words."""
    matcher = Matcher.of(vocabularies)
    uses = {scheme: Counter[str]() for scheme in SCHEMES}
    own_terms: Counter[tuple[str, str]] = Counter()
    in_records: Counter[tuple[str, ...]] = Counter()
    times: Counter[tuple[str, ...]] = Counter()
    capitals: Counter[tuple[str, ...]] = Counter()
    examples: dict[tuple[str, ...], str] = {}
    number = 0
    for record in records:
        number += 1
        for scheme, field in SCHEMES.items():
            value = getattr(record, field)
            uses[scheme].update(value if isinstance(value, list) else [value] if value else [])
        own_terms.update((family, term) for family, terms in record.terms.items() for term in terms)
        here: set[tuple[str, ...]] = set()
        for passage in passages(record):
            for key, start, end in _free_words(passage.text, matcher):
                here.add(key)
                times[key] += 1
                written = passage.text[start:end]
                capitals[key] += (
                    written[:1].isupper() and start > 0 and passage.text[start - 2 : start] not in {". ", "? "}
                )
                examples.setdefault(key, written)
        in_records.update(here)
    named = {key_of(name) for s in vocabularies for c in s.concepts.values() for name in (c.label, *c.synonyms)}
    return VocabularyCheck(
        number,
        {scheme: {concept: uses[scheme][concept] for concept in vocabularies[scheme].concepts} for scheme in SCHEMES},
        tuple(
            Unused(scheme, concept.id, concept.label)
            for scheme in SCHEMES
            for concept in vocabularies[scheme].concepts.values()
            if not uses[scheme][concept.id]
            and not any(uses[scheme][n] for n in vocabularies[scheme].narrower(concept.id))
        ),
        tuple(
            (family, term, n)
            for (family, term), n in sorted(own_terms.items(), key=lambda one: (-one[1], one[0]))
            if key_of(term) not in named
        )[:MOST_SHOWN],
        tuple(_candidates(number, in_records, times, capitals, examples)),
    )


def _free_words(text: str, matcher: Matcher) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Single words and pairs (« mise en défens ») outside the terms that are met."""
    # Cues of kinds of places or of people point to them, and name nothing that a record is about.
    met = matcher.met(text)
    taken = [(one.start, one.end) for one in met if one.term.kind != CUE or one.term.scheme == "themes"]
    words = [one for one in tokens(text) if not any(start < one[2] and one[1] < end for start, end in taken)]
    before: Token | None = None
    for word in words:
        key, start, end = word
        plain = key in _PLAIN or len(key) < _SHORTEST or not key.isalpha()
        if not plain:
            yield (key,), start, end
        if before is not None and not plain:
            between = text[before[2] : start].strip().lower().rstrip("’'")
            if between in LINKS or (not between and start - before[2] == 1):
                yield (before[0], key), before[1], end
        before = None if plain else word


def _candidates(
    records: int,
    in_records: Counter[tuple[str, ...]],
    times: Counter[tuple[str, ...]],
    capitals: Counter[tuple[str, ...]],
    examples: dict[tuple[str, ...], str],
) -> Iterator[Candidate]:
    """Words that come back within a record, in several records, without being everywhere: what a record is about."""
    scores: dict[tuple[str, ...], float] = defaultdict(float)
    for key, spread in in_records.items():
        if spread < LEAST_RECORDS or spread > max(LEAST_RECORDS, records * LARGEST_SHARE):
            continue
        if capitals[key] * 2 > times[key]:
            continue  # a name
        scores[key] = (times[key] / spread) * math.log(records / spread) * (1.6 if len(key) > 1 else 1.0)
    best = sorted(scores, key=lambda key: (-scores[key], key))
    shown = 0
    inside: set[str] = set()
    for key in best:
        if shown == MOST_SHOWN:
            return
        if len(key) == 1 and key[0] in inside:
            continue
        inside.update(key if len(key) > 1 else ())
        shown += 1
        yield Candidate(examples[key], in_records[key], times[key], examples[key])
