"""The words of one index version, kept with it in both engines: unknown words are judged by them alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from indexer.language import WordForms
from indexer.value_table import ValueCounter, ValueTable
from indexer.values import Named
from indexer.word_table import Entry, WordTable

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


class VocabularyCounter:
    """Counts in how many documents each word stands, while they are indexed."""

    def __init__(self, begun: "Vocabulary | None" = None) -> None:
        """From a version's own vocabulary on, whose acronyms are all kept, or from nothing.

        Of a version's own only the words that change are looked at.
        """
        self._begun = begun
        self._documents: Counter[WordForms] = Counter()
        self._values = ValueCounter(begun.values if begun else None)
        known = begun.acronyms if begun else ()
        self._acronyms: Counter[tuple[str, str]] = Counter(dict(zip(known, range(len(known), 0, -1), strict=True)))

    def remove(self, forms: Iterable[WordForms], named: Mapping[str, Iterable[Named]]) -> None:
        """The words and the values of one document."""
        self._documents.subtract({word for word in forms if word.stem})
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
        pairs = sorted(self._acronyms.items(), key=lambda item: (-item[1], item[0]))[:MAX_ACRONYMS]
        acronyms = [pair for pair, _ in pairs]
        if self._begun:
            return self._begun.changed(self._documents, self._values.table(), acronyms)
        ordered = sorted(self._documents.items(), key=lambda item: (-item[1], item[0].written))[:MAX_WORDS]
        entries = (Entry(word.written, word.exact, word.stem or "", count) for word, count in ordered if count > 0)
        return Vocabulary(entries, self._values.table(), acronyms)


class Vocabulary:
    """`values`: what the records may be filtered by. `acronyms`: with the long forms that the records give.

    `words`: those that were counted when the version was built; `changes`: those that were counted otherwise since.
    """

    def __init__(
        self,
        words: "Iterable[Entry] | WordTable",
        values: ValueTable | None = None,
        acronyms: Iterable[tuple[str, str]] = (),
        changes: Iterable[Entry] = (),
    ) -> None:
        self.words = words if isinstance(words, WordTable) else WordTable.of(words)
        self.values = values or ValueTable()
        self.acronyms = tuple(acronyms)
        self.changes = {_key(entry): entry for entry in changes}
        self._changed_exacts: dict[str, list[Entry]] = {}
        self._changed_stems: dict[str, list[Entry]] = {}
        for entry in self.changes.values():
            self._changed_exacts.setdefault(entry.exact, []).append(entry)
            self._changed_stems.setdefault(entry.stem, []).append(entry)
        self._looked_up: dict[tuple[str, str], object] = {}

    def changed(
        self, differences: Mapping[WordForms, int], values: ValueTable, acronyms: Iterable[tuple[str, str]]
    ) -> "Vocabulary":
        """`differences`: by how many records more, or less, hold a word."""
        changes = dict(self.changes)
        for word, difference in differences.items():
            if difference:
                before = next((e.documents for e in self._of_exact(word.exact) if _is(e, word)), 0)
                after = Entry(word.written, word.exact, word.stem or "", max(before + difference, 0))
                changes[_key(after)] = after
        return Vocabulary(self.words, values, acronyms, changes.values())

    def __len__(self) -> int:
        return sum(1 for _ in self) if self.changes else len(self.words)

    def __bool__(self) -> bool:
        return bool(len(self.words) or self.changes)

    def __iter__(self) -> Iterator[Entry]:
        """By folded form; what changed at the end."""
        return self._as_they_are(self.words, self.changes.values())

    def _as_they_are(self, counted: Iterable[Entry], changed: Iterable[Entry]) -> Iterator[Entry]:
        """`counted`, but for what changed."""
        if self.changes:
            counted = (entry for entry in counted if _key(entry) not in self.changes)
        yield from counted
        yield from (entry for entry in changed if entry.documents)

    def _of_exact(self, exact: str) -> Iterable[Entry]:
        """The most frequent first."""
        counted, changed = self.words.of_exact(exact), self._changed_exacts.get(exact)
        if changed is None:
            return counted
        return sorted(self._as_they_are(counted, changed), key=lambda entry: (-entry.documents, entry.written))

    def has_stem(self, stem: str) -> bool:
        return self.documents(stem) > 0

    def documents(self, stem: str) -> int:
        """Of the most frequent form: at least so many records hold it."""
        found = self._as_they_are(self.words.of_stem(stem), self._changed_stems.get(stem, ()))
        return max((entry.documents for entry in found), default=0)

    def _stems_of(self, exact: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.stem for entry in self._of_exact(exact)))

    def knows(self, word: WordForms) -> bool:
        return word.stem is None or self.has_stem(word.stem) or bool(self._written_otherwise(word))

    def stems(self, word: WordForms) -> tuple[str, ...]:
        """The stems that a typed word is searched by, any of them; none for a stop word.

        Accents make other stems: a known word, whatever its accents, has those of all its spellings here. A word
        typed without accents that is not known has its own, and those of its accented inflections.
        """
        if word.stem is None:
            return ()
        known = self._stems_of(word.exact)
        return known or tuple(dict.fromkeys((word.stem, *self._written_otherwise(word))))

    def scored(self, word: WordForms) -> WordForms:
        """With the stem that weighs: its own, or its most frequent spelling's where no accent was typed."""
        others = self._written_otherwise(word) if word.stem and word.written == word.exact else ()
        return word._replace(stem=others[0]) if others else word

    def _written_otherwise(self, word: WordForms) -> tuple[str, ...]:
        """Stems of the known words of the same letters, else of accented ones with another ending; frequent first."""
        known = self._stems_of(word.exact)
        if known or word.written != word.exact or len(word.exact) < MIN_LETTERS:
            return known
        inflected = (form for form in _inflections(word.exact) if self._is_accented(form))
        return tuple(dict.fromkeys(stem for form in inflected for stem in self._stems_of(form)))

    def _is_accented(self, exact: str) -> bool:
        return any(entry.written != exact for entry in self._of_exact(exact))

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
        found = (
            (errors, -entry.documents, entry.written)
            for entry in self._alike(exact, allowed)
            if (errors := _errors(exact, entry.exact, allowed)) <= allowed
        )
        best = min(found, default=None)
        return best[2] if best else None

    def _alike(self, exact: str, allowed: int) -> Iterator[Entry]:
        """Those of the same first letter that so many errors may have made of it."""
        first = exact[:1]
        counted = self.words.alike(self.words.beginning(first), exact, allowed) if first else iter(())
        changed = (entry for entry in self.changes.values() if entry.exact[:1] == first)
        return self._as_they_are(counted, changed)

    def near(self, exact: str) -> list[str]:
        """The known words, folded, with the same first letter and an error or two; the most frequent first."""
        return self._once("near", exact, self._near)

    def _near(self, exact: str) -> list[str]:
        allowed = 2 if len(exact) >= TWO_ERRORS_FROM else 1
        return self._spelled(
            entry for entry in self._alike(exact, allowed) if _errors(exact, entry.exact, allowed) <= allowed
        )

    def beginning_with(self, start: str) -> list[str]:
        """The known words, folded, that begin so; the most frequent first."""
        return self._once("start", start, self._beginning_with)

    def _beginning_with(self, start: str) -> list[str]:
        counted = map(self.words.__getitem__, self.words.beginning(start)) if start else iter(())
        changed = (entry for entry in self.changes.values() if entry.exact.startswith(start or "\t"))
        return self._spelled(self._as_they_are(counted, changed))

    def ending_with(self, end: str) -> list[str]:
        """The known words, folded, that end so; the most frequent first."""
        return self._once("end", end, self._ending_with)

    def _ending_with(self, end: str) -> list[str]:
        changed = (entry for entry in self.changes.values() if entry.exact.endswith(end))
        return self._spelled(self._as_they_are(self.words.ending(end), changed))

    def _spelled(self, entries: Iterable[Entry]) -> list[str]:
        ordered = sorted(entries, key=lambda entry: (-entry.documents, entry.exact))
        return list(dict.fromkeys(entry.exact for entry in ordered))

    def to_lines(self) -> Iterator[str]:
        """All of it; what changed is as any other word."""
        yield from map(_line, self)
        yield from self.other_lines()

    def other_lines(self) -> Iterator[str]:
        """All but the words."""
        yield from (f"{_ACRONYM}\t{acronym}\t{long}" for acronym, long in self.acronyms)
        yield from self.values.to_lines()

    def changed_lines(self) -> Iterator[str]:
        """The words whose counts changed since the version was built, and all but the words."""
        yield from map(_line, self.changes.values())
        yield from self.other_lines()

    @classmethod
    def from_lines(cls, lines: Iterable[str], counted: WordTable | None = None) -> "Vocabulary":
        """`counted`: the words of the version as built, of which the lines then say only the changes."""
        values: list[str] = []
        acronyms: list[tuple[str, str]] = []

        def words() -> Iterator[Entry]:
            for line in lines:
                if ValueTable.is_line(line):
                    values.append(line)
                elif line.startswith(f"{_ACRONYM}\t"):
                    _, acronym, long = line.rstrip("\n").split("\t")
                    acronyms.append((acronym, long))
                else:
                    written, exact, stem, count = line.rstrip("\n").split("\t")
                    yield Entry(written, exact, stem, int(count))

        changes = () if counted is None else tuple(words())
        table = WordTable.of(words()) if counted is None else counted
        return cls(table, ValueTable.from_lines(values), acronyms, changes)


def _line(entry: Entry) -> str:
    return "\t".join((entry.written, entry.exact, entry.stem, str(entry.documents)))


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry[:3]


def _is(entry: Entry, word: WordForms) -> bool:
    return (entry.written, entry.exact, entry.stem) == (word.written, word.exact, word.stem)


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
