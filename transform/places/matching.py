"""Where names of the gazetteer stand in a text: longest match, then what forbids one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress

from transform.places.gazetteer import DEPARTEMENT, LANDS, REGION, RIVER, Entry, Gazetteer
from transform.places.naming import GENERICS
from transform.places.words import ARTICLES, LINKS, Form, Words, accents_agree, folded_word
from transform.remembered import Remembered

_HYPHENS = "-‐‑–@/_"
_DROPPED = frozenset(("de", "du", "des", "d", "la", "le", "les", "l"))
_CONTRACTED = {"au": "le ", "du": "le ", "aux": "les ", "des": "les "}
LONGEST = 9
#: Small words that a name may begin with.
_OPENERS = ARTICLES | GENERICS
#: « Haute-Maurienne », « Sud-Vendée »: a part of a land, named after it.
_HEIGHTS = frozenset(("haut", "haute", "bas", "basse", "moyenne"))
_PARTS = _HEIGHTS | {"nord", "sud", "est", "ouest", "centre"}
_LONGEST_PART = 4


_DIVISIONS = frozenset((DEPARTEMENT, REGION))


@dataclass(frozen=True, slots=True)
class Match:
    """`words[first:last]` is a name of these entries; offsets in characters of the text."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


class Names:
    """The gazetteer, and the names that the archive taught."""

    def __init__(self, known: Gazetteer, learned: Mapping[str, tuple[Entry, ...]]) -> None:
        self.known, self.learned = known, learned
        self.longest: dict[str, int] = {}
        for key in learned:
            first, size = key.partition(" ")[0], key.count(" ") + 1
            self.longest[first] = max(self.longest.get(first, 0), size)

    def find(self, key: str) -> tuple[Entry, ...]:
        known = self.known.find(key)
        taught = self.learned.get(key)
        if taught is None:
            return known
        kinds = {entry.kind for entry in known}
        return (*known, *(entry for entry in taught if entry.kind not in kinds))

    def part(self, first: str, key: str) -> tuple[Entry, ...]:
        """What the name of a land is with « Haute- », « Sud- » before it, where no list has it.

        The upper course of a river lies where the river does: « Haut-Allier » not in Allier.
        """
        inside = [one for one in self.find(key.partition(" ")[2]) if one.kind in LANDS or one.kind in _DIVISIONS]
        inside.sort(key=lambda one: (one.kind in _DIVISIONS) is (first in _HEIGHTS))
        return tuple(self._part(first, key, one) for one in inside[:1])

    def _part(self, first: str, key: str, whole: Entry) -> Entry:
        name = f"{first.capitalize()}-{whole.name}"
        kind = "terroir" if whole.kind in _DIVISIONS or whole.kind == RIVER else whole.kind
        where = whole.departements
        return Entry(key, name, kind, None, name, None, where, 0, self.known.middle(where))

    def size(self, first: str) -> int:
        return max(self.known.longest.get(first, 0), self.longest.get(first, 0))


def openers(words: Words) -> list[int]:
    """Where a name, or the noun of one, may begin; an article begins one only before a capital."""
    able = compress(range(len(words)), map(_OPENING.__getitem__, words.written))
    forms = [*words.forms, _NONE]
    return [place for place in able if forms[place].folded not in ARTICLES or forms[place + 1].capital]


def _opens_a_name(word: str) -> bool:
    return word[0].isupper() or folded_word(word) in _OPENERS


_OPENING = Remembered(_opens_a_name)
_NONE = Form("", "", capital=False)


def matches(text: str, words: Words, places: Sequence[int], names: Names) -> Iterator[Match]:
    """From left to right, none over another, each from one of `places`."""
    after = 0
    for place in places:
        if place >= after:
            found = _at(text, words, place, names)
            if found is not None:
                yield found
                after = found.last


def _at(text: str, words: Words, place: int, names: Names) -> Match | None:
    word = words.forms[place]
    if word.folded in ARTICLES:
        return _with_article(text, words, place, names)
    if not word.capital and word.folded not in GENERICS:
        return None
    return _longest(text, words, place, names)


def _with_article(text: str, words: Words, place: int, names: Names) -> Match | None:
    """An article opens a name only if no longer one begins after it, and a small one only if the rest is no name."""
    following = place + 1
    if not words.joined(following) or not words.forms[following].capital:
        return None
    found = _longest(text, words, place, names)
    if found is None or found.last == following:
        return None
    rest = _longest(text, words, following, names)
    if rest is None or rest.last < found.last:
        small = not words.forms[place].capital
        return replace(found, first=following, start=words.starts[following]) if small else found
    return found if rest.last == found.last and words.forms[place].capital and not _opens(words, place) else None


def _opens(words: Words, place: int) -> bool:
    before = words.gaps[place] if place else "\n"
    return any(mark in before for mark in ".!?\n:•«")


def _longest(text: str, words: Words, place: int, names: Names) -> Match | None:
    first = words.forms[place].folded
    size = names.size(first)
    contraction = _CONTRACTED.get(words.forms[place - 1].folded, "") if words.joined(place) else ""
    if contraction:
        size = max(size, names.size(contraction.strip()) - 1)
    parts = first in _PARTS and words.forms[place].capital
    if parts:
        size = max(size, _LONGEST_PART)
    if not size:
        return None
    reach = 1
    while reach < min(size + 1, LONGEST) and words.joined(place + reach):
        reach += 1
    folded = [word.folded for word in words.forms[place : place + reach]]
    for length in range(reach, 0, -1):
        key = " ".join(folded[:length])
        entries = names.find(key) if length <= size else ()
        if contraction:
            entries = (*entries, *names.find(contraction + key))
        if not entries and length > 2 and not _DROPPED.isdisjoint(folded[1:length]):
            entries = names.find(" ".join((first, *(one for one in folded[1:length] if one not in _DROPPED))))
        if not entries and parts and 1 < length <= _LONGEST_PART and words.forms[place + 1].capital:
            entries = names.part(first, key)
        if entries:
            found = _allowed(text, words, place, place + length, entries)
            if found is not None:
                return found
    return None


def _allowed(text: str, words: Words, first: int, last: int, entries: tuple[Entry, ...]) -> Match | None:
    start, end = words.starts[first], words.ends[last - 1]
    if (start and text[start - 1] in _HYPHENS) or (
        end < len(text) and text[end] in _HYPHENS and text[end + 1 : end + 2].isalnum()
    ):
        return None
    written = words.forms[first:last]
    kept = tuple(entry for entry in entries if _written_as(written, entry))
    return Match(first, last, start, end, kept) if kept else None


def _written_as(written: Sequence[Form], entry: Entry) -> bool:
    """Capitals where the name has them, but for the noun that opens it; no accent that the name lacks."""
    official = _forms_of(entry.name)[-len(written) :]
    if official == written:
        return any(word.capital for word in written)
    if len(official) != len(written):
        return all(word.capital or word.folded in LINKS for word in written)
    for place, (ours, theirs) in enumerate(zip(written, official, strict=True)):
        generic = not place and ours.folded in _OPENERS
        loose = generic or ours.folded in LINKS or (place and len(written) > 2 and entry.kind in LANDS)
        if theirs.capital and not ours.capital and not loose:
            return False
        if not accents_agree(ours.text, theirs.text):
            return False
    return any(word.capital for word in written)


@lru_cache(maxsize=16384)
def _forms_of(name: str) -> list[Form]:
    return Words.of(name).forms
