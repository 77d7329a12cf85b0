"""Where a text speaks of a concept: every name, sign and cue of every scheme, looked for in one pass over the words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from transform.vocabulary.common import rarity
from transform.vocabulary.concepts import Concept, Scheme
from transform.vocabulary.words import Words, around, beside, tokens, unaccented

NAME, SIGN, CUE = "name", "sign", "cue"
#: Small words beside a term stand within so many characters.
_BESIDE = 24
_MOST_KNOWN = 65_536
#: What parts the small words beside a term from it.
_SEPARATORS = " \n\u00a0’'-"
_ENDS_A_TERM = frozenset(",.;:!?()«»\n")
#: Words that mean something else where an accent is not left out but was never there.
_NEVER_ACCENTED = frozenset(("mais", "mat", "mats", "gene", "genes", "pecheur", "cote", "cotes"))


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One name, sign or cue of a concept, as written and as compared.

    `before`, `after`: small words that a term of one word needs beside it (« à pied »); `rarity` between 0 (any text
    has it) and 1; `capital`: it is a name of its own (« La Réunion »).
    """

    scheme: str
    concept: str
    written: str
    key: tuple[str, ...]
    kind: str
    rarity: float
    acronym: bool
    capital: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


class Met(NamedTuple):
    """A term met at [`start`, `end`) of the text."""

    term: Term
    start: int
    end: int


class Matcher:
    """All terms by their first word; within a scheme, the longest one met wins over those inside it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        alone: dict[str, list[Term]] = defaultdict(list)
        longer: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        named: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        ranked = sorted(terms, key=lambda term: (-len(term.key), _KINDS.index(term.kind), term.scheme, term.concept))
        for term in ranked:
            (alone[term.key[0]] if len(term.key) == 1 else longer[term.key[0]][term.key[1]]).append(term)
            if term.kind == NAME:
                named[term.scheme, term.key].append(term.concept)
        #: By the first word: terms of one word; longer ones, the longest first, by their second word.
        self._first: Mapping[str, tuple[Sequence[Term], Mapping[str, Sequence[Term]]]] = {
            word: (tuple(alone.get(word, ())), longer.get(word, {})) for word in {*alone, *longer}
        }
        self._known: dict[str, Sequence[Term]] = {}
        self._named: Mapping[tuple[str, tuple[str, ...]], Sequence[str]] = dict(named)

    @classmethod
    def of(cls, schemes: Iterable[Scheme]) -> Self:
        terms: dict[tuple[object, ...], Term] = {}
        for scheme in schemes:
            for concept in scheme.concepts.values():
                for term in _terms(scheme.name, concept):
                    terms.setdefault((scheme.name, concept.id, term.key, term.before, term.after), term)
        return cls(tuple(terms.values()))

    def named(self, scheme: str, key: tuple[str, ...]) -> Sequence[str]:
        """The concepts of which `key` is a name, word for word."""
        return self._named.get((scheme, key), ())

    def met(self, text: str) -> list[Met]:
        """In the order of the text. A stretch of words may speak of several concepts, by terms of equal length."""
        found: list[Met] = []
        words = Words(text)
        keys, first = words.keys, self._first
        # Up to where a longer term of a scheme reaches, and the furthest of all.
        taken: dict[str, int] = {}
        furthest = 0
        for place in [place for place, key in enumerate(keys) if key in first]:
            alone, longer = first[keys[place]]
            start, end = words.start(place), words.end(place)
            within = place < furthest
            longest: dict[str, int] = {}
            for term in longer.get(keys[place + 1], ()) if longer and place + 1 < len(keys) else ():
                size, scheme = len(term.key), term.scheme
                if (within and place < taken.get(scheme, 0)) or size < longest.get(scheme, 0):
                    continue
                if size > 2 and tuple(keys[place : place + size]) != term.key:
                    continue
                last = words.end(place + size - 1)
                if _ENDS_A_TERM.isdisjoint(text[start:last]):
                    longest[scheme] = size
                    found.append(Met(term, start, last))
            for term in self._written_so(text[start:end], alone) if alone else ():
                if (within and place < taken.get(term.scheme, 0)) or (longest and term.scheme in longest):
                    continue
                if (term.before or term.after) and not _beside(term, text, start, end):
                    continue
                if found and found[-1][1] == start and _kin(found[-1][0], term):
                    continue  # said already, by a stronger word
                found.append(Met(term, start, end))
            for scheme, size in longest.items():
                taken[scheme] = place + size
                furthest = max(furthest, place + size)
        return found

    def _written_so(self, written: str, terms: Sequence[Term]) -> Sequence[Term]:
        """Of terms compared alike, those that this word is."""
        known = self._known.get(written)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[written] = tuple(term for term in terms if _same(written, term))
        return known


_KINDS = (NAME, SIGN, CUE)


def _terms(scheme: str, concept: Concept) -> Iterator[Term]:
    label = concept.label[:1].lower() + concept.label[1:]
    names = [(name, NAME) for name in (label, *concept.synonyms)]
    for written, kind in (*names, *((word, SIGN) for word in concept.signs), *((word, CUE) for word in concept.cues)):
        words = tokens(written)
        if words:
            key = tuple(word[0] for word in words)
            one = len(key) == 1
            before, word, after = beside(written, words)
            acronym = one and word.isupper() and len(word) > 1
            capital = one and word[:1].isupper() and not acronym
            yield Term(scheme, concept.id, written, key, kind, rarity(key), acronym, capital, before, after)


def _kin(one: Term, other: Term) -> bool:
    return one.scheme == other.scheme and one.concept == other.concept


def _beside(term: Term, text: str, start: int, end: int) -> bool:
    """The small words that the term needs stand there."""
    if term.before and not _stands(text[max(0, start - _BESIDE) : start], term.before, last=True):
        return False
    return not term.after or _stands(text[end : end + _BESIDE], term.after, last=False)


def _same(written: str, term: Term) -> bool:
    """The same word: an acronym in capitals (« SAGE » is no « sage »), a name of its own with one."""
    if term.acronym:
        return written.isupper()
    if term.capital and not written[:1].isupper():
        return False
    return written.isupper() or _same_letters(written.lower(), around(term.written)[1].lower())


def _same_letters(written: str, meant: str) -> bool:
    """« élevés » are no « élèves », « marchés » no « marches », « mais » no « maïs », « porte » no « port »."""
    if written.isascii() and not meant.isascii():
        last = meant.rstrip("sx").removesuffix("e")[-1:]
        return written not in _NEVER_ACCENTED and last != "é"
    written, meant = written.replace("è", "e"), meant.replace("è", "e")
    size = min(len(written.rstrip("sx")), len(meant.rstrip("sx")))
    if not written.isascii() and written[:size] != meant[:size] and not _plural(written, meant):
        return False
    short = unaccented(meant).rstrip("sx")
    return len(short) > 5 or unaccented(written).rstrip("sx") == short or "al" in short


def _plural(written: str, meant: str) -> bool:
    return "aux" in (written[-3:], meant[-3:])


def _stands(beside: str, words: tuple[str, ...], *, last: bool) -> bool:
    """The words of `beside` that touch the term are `words`."""
    # Nearly always another word stands there: its letter next to the term tells.
    touching, expected = (
        (beside.rstrip(_SEPARATORS)[-1:], words[-1][-1:]) if last else (beside.lstrip(_SEPARATORS)[:1], words[0][:1])
    )
    if touching.isascii() and touching.isalnum() and touching.lower() != expected:
        return False
    found = unaccented(beside.lower()).replace("’", " ").replace("'", " ").replace("-", " ").split()
    return tuple(found[-len(words) :] if last else found[: len(words)]) == words
