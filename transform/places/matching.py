"""Where names of the gazetteer stand in a text: longest match, then what forbids one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transform.places.gazetteer import LANDS, Entry, Gazetteer
from transform.places.naming import GENERICS
from transform.places.words import ARTICLES, LINKS, Word, accents_agree, words_of

_HYPHENS = "-‐‑–@/_"
_DROPPED = frozenset(("de", "du", "des", "d", "la", "le", "les", "l"))
_CONTRACTED = {"au": "le ", "du": "le ", "aux": "les ", "des": "les "}
LONGEST = 9
#: Small words that a name may begin with.
_OPENERS = ARTICLES | GENERICS


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

    def size(self, first: str) -> int:
        return max(self.known.longest.get(first, 0), self.longest.get(first, 0))


def matches(text: str, words: Sequence[Word], names: Names) -> Iterator[Match]:
    """From left to right, none over another."""
    place = 0
    while place < len(words):
        word = words[place]
        found = _at(text, words, place, names) if word.capital or word.folded in _OPENERS else None
        if found is None:
            place += 1
            continue
        yield found
        place = found.last


def _at(text: str, words: Sequence[Word], place: int, names: Names) -> Match | None:
    word = words[place]
    if word.folded in ARTICLES:
        return _with_article(text, words, place, names)
    if not word.capital and word.folded not in GENERICS:
        return None
    return _longest(text, words, place, names)


def _with_article(text: str, words: Sequence[Word], place: int, names: Names) -> Match | None:
    """An article opens a name only if no longer one begins after it, and a small one only if the rest is no name."""
    following = place + 1
    if following >= len(words) or not words[following].joined or not words[following].capital:
        return None
    found = _longest(text, words, place, names)
    if found is None or found.last == following:
        return None
    rest = _longest(text, words, following, names)
    if rest is None or rest.last < found.last:
        small = not words[place].capital
        return replace(found, first=following, start=words[following].start) if small else found
    return found if rest.last == found.last and words[place].capital and not _opens(text, words, place) else None


def _opens(text: str, words: Sequence[Word], place: int) -> bool:
    before = text[words[place - 1].end : words[place].start] if place else "\n"
    return any(mark in before for mark in ".!?\n:•«")


def _longest(text: str, words: Sequence[Word], place: int, names: Names) -> Match | None:
    first = words[place].folded
    before = words[place - 1].folded if place and words[place].joined else ""
    contraction = _CONTRACTED.get(before, "")
    size = names.size(first)
    if contraction:
        size = max(size, names.size(contraction.strip()) - 1)
    if not size:
        return None
    reach = 1
    while reach < min(size + 1, LONGEST) and place + reach < len(words) and words[place + reach].joined:
        reach += 1
    folded = [word.folded for word in words[place : place + reach]]
    for length in range(reach, 0, -1):
        key = " ".join(folded[:length])
        entries = names.find(key) if length <= size else ()
        if contraction:
            entries = (*entries, *names.find(contraction + key))
        if not entries and length > 2:
            entries = names.find(" ".join((first, *(one for one in folded[1:length] if one not in _DROPPED))))
        if entries:
            found = _allowed(text, words, place, place + length, entries)
            if found is not None:
                return found
    return None


def _allowed(text: str, words: Sequence[Word], first: int, last: int, entries: tuple[Entry, ...]) -> Match | None:
    start, end = words[first].start, words[last - 1].end
    if (start and text[start - 1] in _HYPHENS) or (
        end < len(text) and text[end] in _HYPHENS and text[end + 1 : end + 2].isalnum()
    ):
        return None
    written = words[first:last]
    kept = tuple(entry for entry in entries if _written_as(written, entry))
    return Match(first, last, start, end, kept) if kept else None


def _written_as(written: Sequence[Word], entry: Entry) -> bool:
    """Capitals where the name has them, but for the noun that opens it; no accent that the name lacks."""
    official = words_of(entry.name)[-len(written) :]
    if len(official) != len(written):
        return all(word.capital or word.folded in LINKS for word in written)
    for place, (ours, theirs) in enumerate(zip(written, official, strict=True)):
        generic = not place and ours.folded in (GENERICS | ARTICLES)
        loose = generic or ours.folded in LINKS or (place and len(written) > 2 and entry.kind in LANDS)
        if theirs.capital and not ours.capital and not loose:
            return False
        if not accents_agree(ours.text, theirs.text):
            return False
    return any(word.capital for word in written) or len(written) > 1
