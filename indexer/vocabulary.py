"""The words of one index version, kept with it in both engines: unknown words are judged by them alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar, cast

from indexer.language import WordForms
from indexer.value_table import ValueCounter, ValueTable
from indexer.values import Named

#: The rarest words beyond are not remembered: they are still found, but never proposed instead of another.
MAX_WORDS = 500_000
MAX_ACRONYMS = 5_000
MAX_LOOKED_UP = 500
MIN_LETTERS = 4
MIN_REWRITTEN = 5
TWO_ERRORS_FROM = 8

#: Begins a line of an acronym: no word is written so.
_ACRONYM = "@"


Answer = TypeVar("Answer")


class Entry(NamedTuple):
    """`documents`: how many records hold the word in this form."""

    written: str
    exact: str
    stem: str
    documents: int


class VocabularyCounter:
    """Counts in how many documents each word stands, while they are indexed."""

    def __init__(self, begun: "Vocabulary | None" = None) -> None:
        """From a version's own vocabulary on, whose acronyms are all kept, or from nothing."""
        known = EMPTY if begun is None else begun
        self._documents: Counter[WordForms] = Counter(
            {WordForms(e.written, e.exact, e.stem, stop=False): e.documents for e in known}
        )
        self._values = ValueCounter(known.values)
        places = range(len(known.acronyms), 0, -1)
        self._acronyms: Counter[tuple[str, str]] = Counter(dict(zip(known.acronyms, places, strict=True)))

    def remove(self, forms: Iterable[WordForms], named: Mapping[str, Iterable[Named]]) -> None:
        """The words and the values of one document."""
        for word in {word for word in forms if word.stem}:
            self._documents[word] -= 1
            if self._documents[word] <= 0:
                del self._documents[word]
        self._values.remove(named)

    def add(self, forms: Iterable[WordForms]) -> None:
        """The words of one document."""
        self._documents.update({word for word in forms if word.stem})

    def add_values(self, named: Mapping[str, Iterable[Named]]) -> None:
        """The values of one document, by index field."""
        self._values.add(named)

    def add_acronyms(self, explained: Iterable[tuple[str, str]]) -> None:
        """Acronyms and long forms of one document."""
        self._acronyms.update((acronym, _in_one_line(long)) for acronym, long in explained)

    def vocabulary(self) -> "Vocabulary":
        ordered = sorted(self._documents.items(), key=lambda item: (-item[1], item[0].written))[:MAX_WORDS]
        entries = (Entry(word.written, word.exact, word.stem or "", count) for word, count in ordered)
        pairs = sorted(self._acronyms.items(), key=lambda item: (-item[1], item[0]))[:MAX_ACRONYMS]
        return Vocabulary(entries, self._values.table(), (pair for pair, _ in pairs))


class Vocabulary:
    """`values`: what the records may be filtered by. `acronyms`: with the long forms that the records give."""

    def __init__(
        self,
        entries: Iterable[Entry],
        values: ValueTable | None = None,
        acronyms: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.values = values or ValueTable()
        self.acronyms = tuple(acronyms)
        self._stems: dict[str, int] = {}
        self._stems_of: dict[str, tuple[str, ...]] = {}
        self._accented: set[str] = set()
        self._looked_up: dict[tuple[str, str], object] = {}
        self._by_initial: dict[str, list[tuple[Entry, int]]] = {}
        for entry in entries:
            self._stems[entry.stem] = max(self._stems.get(entry.stem, 0), entry.documents)
            others = self._stems_of.get(entry.exact, ())
            if entry.stem not in others:
                self._stems_of[entry.exact] = (*others, entry.stem)
            if entry.written != entry.exact:
                self._accented.add(entry.exact)
            self._by_initial.setdefault(entry.exact[:1], []).append((entry, _letters(entry.exact)))

    def __len__(self) -> int:
        return sum(map(len, self._by_initial.values()))

    def __iter__(self) -> Iterator[Entry]:
        """By first letter, the most frequent first."""
        return (entry for initial in sorted(self._by_initial) for entry, _ in self._by_initial[initial])

    def has_stem(self, stem: str) -> bool:
        return stem in self._stems

    def documents(self, stem: str) -> int:
        """Of the most frequent form: at least so many records hold it."""
        return self._stems.get(stem, 0)

    def knows(self, word: WordForms) -> bool:
        return word.stem is None or word.stem in self._stems or bool(self._written_otherwise(word))

    def stems(self, word: WordForms) -> tuple[str, ...]:
        """The stems that a typed word is searched by, any of them; none for a stop word.

        Accents make other stems: a known word, whatever its accents, has those of all its spellings here. A word
        typed without accents that is not known has its own, and those of its accented inflections.
        """
        if word.stem is None:
            return ()
        known = self._stems_of.get(word.exact)
        return known or tuple(dict.fromkeys((word.stem, *self._written_otherwise(word))))

    def scored(self, word: WordForms) -> WordForms:
        """With the stem that weighs: its own, or its most frequent spelling's where no accent was typed."""
        others = self._written_otherwise(word) if word.stem and word.written == word.exact else ()
        return word._replace(stem=others[0]) if others else word

    def _written_otherwise(self, word: WordForms) -> tuple[str, ...]:
        """Stems of the known words of the same letters, else of accented ones with another ending; frequent first."""
        known = self._stems_of.get(word.exact, ())
        if known or word.written != word.exact or len(word.exact) < MIN_LETTERS:
            return known
        inflected = (form for form in _inflections(word.exact) if form in self._accented)
        return tuple(dict.fromkeys(stem for form in inflected for stem in self._stems_of[form]))

    def _once(self, what: str, typed: str, work: Callable[[str], Answer]) -> Answer:
        """What was looked up for a query's word is asked for again by its plan, its marks and its sentence."""
        known = self._looked_up.get((what, typed), self)
        if known is self:
            if len(self._looked_up) >= MAX_LOOKED_UP:
                self._looked_up.clear()
            known = self._looked_up[what, typed] = work(typed)
        return cast("Answer", known)

    def nearest(self, exact: str) -> str | None:
        """The known word, as it is written, that an unknown one was meant to be.

        The same first letter, one error (letter more, less, other, or two swapped), two from eight letters on;
        the fewest errors, then the most frequent.
        """
        return self._once("nearest", exact, self._nearest) if len(exact) >= MIN_REWRITTEN else None

    def _nearest(self, exact: str) -> str | None:
        allowed = 2 if len(exact) >= TWO_ERRORS_FROM else 1
        letters = _letters(exact)
        best: tuple[int, int, str] | None = None
        for entry, entry_letters in self._by_initial.get(exact[0], ()):
            if abs(len(entry.exact) - len(exact)) > allowed or (letters ^ entry_letters).bit_count() > 2 * allowed:
                continue
            errors = _errors(exact, entry.exact, allowed)
            if errors <= allowed:
                candidate = (errors, -entry.documents, entry.written)
                best = candidate if best is None else min(best, candidate)
        return best[2] if best else None

    def near(self, exact: str) -> list[str]:
        """The known words, folded, with the same first letter and an error or two; the most frequent first."""
        return self._once("near", exact, self._near)

    def _near(self, exact: str) -> list[str]:
        allowed = 2 if len(exact) >= TWO_ERRORS_FROM else 1
        letters = _letters(exact)
        return self._spelled(
            entry
            for entry, others in self._by_initial.get(exact[:1], ())
            if abs(len(entry.exact) - len(exact)) <= allowed
            and (letters ^ others).bit_count() <= 2 * allowed
            and _errors(exact, entry.exact, allowed) <= allowed
        )

    def beginning_with(self, start: str) -> list[str]:
        """The known words, folded, that begin so; the most frequent first."""
        return self._once("start", start, self._beginning_with)

    def _beginning_with(self, start: str) -> list[str]:
        return self._spelled(entry for entry, _ in self._by_initial.get(start[:1], ()) if entry.exact.startswith(start))

    def ending_with(self, end: str) -> list[str]:
        """The known words, folded, that end so; the most frequent first."""
        return self._once("end", end, self._ending_with)

    def _ending_with(self, end: str) -> list[str]:
        return self._spelled(entry for entry in self if entry.exact.endswith(end))

    def _spelled(self, entries: Iterable[Entry]) -> list[str]:
        ordered = sorted(entries, key=lambda entry: (-entry.documents, entry.exact))
        return list(dict.fromkeys(entry.exact for entry in ordered))

    def to_lines(self) -> Iterator[str]:
        yield from ("\t".join((entry.written, entry.exact, entry.stem, str(entry.documents))) for entry in self)
        yield from (f"{_ACRONYM}\t{acronym}\t{long}" for acronym, long in self.acronyms)
        yield from self.values.to_lines()

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> "Vocabulary":
        values: list[str] = []
        acronyms: list[tuple[str, str]] = []
        entries: list[Entry] = []
        for line in lines:
            if ValueTable.is_line(line):
                values.append(line)
            elif line.startswith(f"{_ACRONYM}\t"):
                _, acronym, long = line.rstrip("\n").split("\t")
                acronyms.append((acronym, long))
            else:
                written, exact, stem, count = line.rstrip("\n").split("\t")
                entries.append(Entry(written, exact, stem, int(count)))
        return cls(entries, ValueTable.from_lines(values), acronyms)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


#: Of a version that has no words yet.
EMPTY = Vocabulary(())

_ENDINGS = ("", "s", "x", "e", "es")


def _inflections(exact: str) -> Iterator[str]:
    """The word with and without the endings of feminine and plural: such as randonnee of « randonnees »."""
    for typed in _ENDINGS:
        if exact.endswith(typed) and len(exact) - len(typed) >= MIN_LETTERS - 1:
            base = exact.removesuffix(typed)
            yield from (f"{base}{ending}" for ending in _ENDINGS if ending != typed)


def _letters(word: str) -> int:
    """The set of a word's letters as bits: one error changes two of them at most."""
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) & 63)
    return bits


def _errors(first: str, second: str, allowed: int) -> int:
    """Damerau's distance (neighbours swapped count once), or more than `allowed` as soon as that is sure."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        following = [i]
        for j, b in enumerate(second, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > allowed:
            return allowed + 1
        before, row = row, following
    return row[-1]
