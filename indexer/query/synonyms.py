"""Other names of what a reader asks for: of the vocabularies, of the archive's own acronyms, of compound words.

They are looked up when a query is read, never indexed: a vocabulary that is edited serves at once, and both engines
are asked for the same terms. They weigh less than the words that were typed, and `tel_quel` leaves them out.

Names that mean the same stand for each other: « alpage » finds « estive ». A label of several words names a family and,
typed whole, stands for the names under it: « grands prédateurs » finds loup and ours; « loup » finds neither the label
nor ours, for what is said of the wolf is not said of all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from indexer.language import WordForms, words
from indexer.language.folding import without_accents
from indexer.query.tree import AllOf, AnyOf, Node, Query, Scope, Word
from indexer.results import Synonym
from indexer.vocabulary import EMPTY, Vocabulary

#: Other names that one word or sequence may have, and that a query may be given in all.
MAX_OTHERS = 24
MAX_OTHERS_OF_QUERY = 64

#: Names of more words than this are sentences.
LONGEST_NAME = 8

#: « co-construction » and « coconstruction » are one word.
_PREFIXES = (
    *("agro", "anti", "auto", "bio", "co", "eco", "geo", "hydro", "infra", "inter", "intra", "macro", "mega"),
    *("micro", "mini", "multi", "photo", "pluri", "socio", "tele"),
)
_SHORTEST_REST = 4

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """One word by its stem, or several that follow each other, stop words aside."""

    stems: Stems
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Expansion:
    """`others`: a word of the query → what may stand in the archive in its stead. `said`: what readers are told."""

    others: Mapping[WordForms, tuple[Other, ...]] = field(default_factory=lambda: MappingProxyType({}))
    said: tuple[Synonym, ...] = ()

    @property
    def distinct(self) -> tuple[Other, ...]:
        return tuple(dict.fromkeys(other for others in self.others.values() for other in others))


NOTHING_BESIDE = Expansion()


class Synonyms:
    """The names that mean the same, in one index version: only those of which the archive has the words."""

    def __init__(
        self,
        same: Iterable[Sequence[str]] = (),
        families: Iterable[Sequence[str]] = (),
        vocabulary: Vocabulary = EMPTY,
    ) -> None:
        """`families`: a label and the names under it."""
        self._vocabulary = vocabulary
        self._names: dict[str, list[tuple[Stems, int]]] = {}
        self._sets: list[tuple[Other, ...]] = []
        for names in (*same, *vocabulary.acronyms):
            self._add(names, names)
        for label, *names in families:
            if len([form for form in words(label) if form.stem]) > 1:
                self._add([label], names)
        for known in self._names.values():
            known.sort(key=lambda name: (-len(name[0]), name))

    def _add(self, typed: Sequence[str], meant: Sequence[str]) -> None:
        """Whoever types one of the former may mean each of the latter."""
        for name in typed:
            for key in dict.fromkeys((_stems(name), _stems(without_accents_in(name)))):
                if 0 < len(key) <= LONGEST_NAME:
                    self._names.setdefault(key[0], []).append((key, len(self._sets)))
        others: dict[Stems, Other] = {}
        for name in meant:
            stems = _stems(name)
            if 0 < len(stems) <= LONGEST_NAME and all(map(self._vocabulary.has_stem, stems)):
                others.setdefault(stems, Other(stems, name))
        self._sets.append(tuple(others.values()))

    def beside(self, query: Query) -> Expansion:
        """For the words of a query that stand side by side; the longest names first."""
        found: dict[WordForms, tuple[Other, ...]] = {}
        said: list[Synonym] = []
        left = MAX_OTHERS_OF_QUERY
        for run in _runs(query.root):
            for place, (typed, length, others) in self._matches(run).items():
                kept = others[: min(MAX_OTHERS, left)]
                left -= len(kept)
                for form in run[place : place + length]:
                    found[form.forms] = tuple(dict.fromkeys((*found.get(form.forms, ()), *kept)))
                if shown := tuple(other.written for other in kept if other.written):
                    said.append(Synonym(typed, shown))
        once = {one.typed: one for one in reversed(said)}
        return Expansion(found, tuple(reversed(once.values()))) if found else NOTHING_BESIDE

    def _matches(self, run: Sequence["_Typed"]) -> dict[int, tuple[str, int, tuple[Other, ...]]]:
        """Place in the run → what was typed, of how many words, and its other names."""
        found: dict[int, tuple[str, int, tuple[Other, ...]]] = {}
        place = 0
        stems = [frozenset((*self._vocabulary.stems(typed.forms), typed.forms.stem or "")) for typed in run]
        while place < len(run):
            length, others = self._longest(run, stems, place)
            if others:
                typed = " ".join(dict.fromkeys(one.written for one in run[place : place + length]))
                found[place] = (typed, length, others)
            place += length
        return found

    def _longest(
        self, run: Sequence["_Typed"], stems: list[frozenset[str]], place: int
    ) -> tuple[int, tuple[Other, ...]]:
        names = sorted(
            (name for first in stems[place] for name in self._names.get(first, ())),
            key=lambda name: (-len(name[0]), name[1], name[0]),
        )
        length = 0
        others: dict[Stems, Other] = {}
        for key, number in names:
            if len(key) < length:
                break
            if all(stem in typed for stem, typed in zip(key, stems[place : place + len(key)], strict=False)) and (
                place + len(key) <= len(run)
            ):
                length = len(key)
                # What holds all the words of the name is found by them already.
                others |= {other.stems: other for other in self._sets[number] if not set(key) <= set(other.stems)}
        if not length:
            length = 1
        if length == 1:
            others |= {other.stems: other for other in self._compounds(run, place)}
        # A word without its accents is found with them already.
        asked = frozenset().union(*stems)
        return length, tuple(other for other in others.values() if not asked.issuperset(other.stems))

    def _compounds(self, run: Sequence["_Typed"], place: int) -> Iterator[Other]:
        """The word cut behind its prefix; a prefix and what follows in one word."""
        forms = run[place].forms
        for prefix in _PREFIXES:
            rest = forms.exact.removeprefix(prefix)
            if rest != forms.exact and len(rest) >= _SHORTEST_REST:
                parts = tuple(form.stem or "" for form in words(f"{prefix} {forms.written[len(prefix) :]}"))
                if len(parts) == 2 and all(map(self._vocabulary.has_stem, parts)):
                    yield Other(parts)
        for first in (place - 1, place):
            pair = run[max(first, 0) : first + 2]
            if first >= 0 and len(pair) == 2 and pair[0].forms.exact in _PREFIXES and pair[0].joined:
                (whole, *_) = words(pair[0].forms.written + pair[1].forms.written)
                if whole.stem and self._vocabulary.has_stem(whole.stem):
                    yield Other((whole.stem,))


def _stems(name: str) -> Stems:
    return tuple(form.stem for form in words(name) if form.stem)


def without_accents_in(text: str) -> str:
    return " ".join(map(without_accents_of_word, text.split()))


def without_accents_of_word(word: str) -> str:
    return "".join(without_accents(c) if c.isalpha() else c for c in word)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A word of a run; `written` is what stands in the query; `joined`: to the next one, by a hyphen."""

    forms: WordForms
    written: str
    joined: bool = False


def _runs(node: Node) -> Iterator[list[_Typed]]:
    """The positive plain words that stand side by side; alternatives are runs of their own."""
    match node:
        case AllOf(nodes):
            run: list[_Typed] = []
            for child in nodes:
                if isinstance(child, Word) and child.scope is Scope.FULL and child.open_at is None:
                    run += _typed(child)
                else:
                    yield from filter(None, (run, *_runs(child)))
                    run = []
            if run:
                yield run
        case AnyOf(nodes):
            for child in nodes:
                yield from _runs(child)
        case Word(scope=Scope.FULL, open_at=None):
            yield _typed(node)
        case _:
            return


def _typed(word: Word) -> list[_Typed]:
    forms = [form for form in words(word.text) if form.stem]
    return [_Typed(form, word.text, place + 1 < len(forms)) for place, form in enumerate(forms)]


#: For queries that are taken as they are typed.
NO_SYNONYMS = Synonyms()
