"""The gazetteer that the archive teaches: a name met once as « rivière X » is known on every page."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress, count

from transform.personal import mask_strings
from transform.places.finding import Passage, places_of
from transform.places.gazetteer import DEPARTEMENT, LANDS, RIVER, Entry, Gazetteer
from transform.places.naming import NOUNS, SOFT, announced
from transform.places.words import Words, apart, folded_word, key_of
from transform.remembered import Remembered

#: Départements of a page that its lands may lie in; a page that names more tells nothing of where.
MOST_DEPARTEMENTS = 3
#: Kinds whose bare name says something elsewhere.
_TAUGHT = frozenset(("riviere", "marais", "lac", "massif", "terroir", "littoral"))
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """One name that a page announces by its noun, with the départements that the page names."""

    key: str
    name: str
    kind: str
    departements: tuple[str, ...] = ()


def lessons(texts: Iterable[str], known: Gazetteer) -> list[Lesson]:
    """Of one page. What the gazetteer knows already teaches nothing."""
    whole = [text for text in texts if text]
    found = dict.fromkeys(one for text in whole for one in (*_announced(text, known), *_flowing(text, known)))
    if not found:
        return []
    places = places_of([Passage("", text) for text in whole], known)
    inside = sorted({one.entry.code for one in places if one.kind == DEPARTEMENT and one.entry and one.entry.code})
    where = tuple(inside) if len(inside) <= MOST_DEPARTEMENTS else ()
    return [Lesson(key, name, kind, where) for key, name, kind in found]


@dataclass(slots=True)
class Learned:
    """Lessons of all pages, in any order: the same entries whatever it was."""

    _names: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _where: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, taught: Iterable[Lesson]) -> None:
        for lesson in taught:
            same = lesson.key, lesson.kind
            self._names[same][lesson.name] += 1
            self._where[same].update(lesson.departements)

    def entries(self) -> dict[str, tuple[Entry, ...]]:
        """By key, sorted."""
        found: dict[str, tuple[Entry, ...]] = {}
        for (key, kind), names in sorted(self._names.items()):
            name = min(names, key=lambda one: (-names[one], one))
            where = self._where[key, kind]
            most = max(where.values(), default=0)
            inside = tuple(sorted(one for one, times in where.items() if times == most))[:MOST_DEPARTEMENTS]
            found[key] = (*found.get(key, ()), Entry(key, name, kind, None, name, None, inside))
        return found

    def lines(self) -> Iterator[str]:
        """For a person to look over: name, kind, départements, pages that taught it."""
        entries = self.entries()
        for (key, kind), names in sorted(self._names.items()):
            entry = next(one for one in entries[key] if one.kind == kind)
            values = {"name": entry.name, "kind": kind, "departements": entry.departements, "pages": names.total()}
            yield json.dumps(mask_strings(values), ensure_ascii=False) + "\n"


#: What is said of a river by its own name: « la Semois descend de… et se jette dans… ».
_FLOWS = re.compile(
    r"\b(?:[Ll]a |[Ll]e |[Ll][’'])([A-ZÀ-Ý][\w-]{2,}),?(?: petit\w* (?:rivière|fleuve|ruisseau)[^.;]{0,40},)?"
    r" (?:(?:qui )?(?:coule|serpente|se jette|prend sa source|déborde|se perd dans|conflue)\b"
    r"|(?:qui )?(?:descend|naît|vient) (?:des? |du |d[’'])[^.;]{0,60}\b(?:se jette|rejoint|va à la mer)\b"
    r"|(?:est )?(?:un |une )?(?:petite? )?(?:rivière|fleuve|torrent|ruisseau|affluent)\b|affluent )"
)
#: What `_FLOWS` cannot do without.
_FLOWING = (
    *("coule", "serpente", "se jette", "source", "déborde", "se perd", "conflue", "rejoint", "va à la mer"),
    *("rivière", "fleuve", "torrent", "ruisseau", "affluent"),
)


def _flowing(text: str, known: Gazetteer) -> Iterator[tuple[str, str, str]]:
    for match in _FLOWS.finditer(text) if any(map(text.__contains__, _FLOWING)) else ():
        key = key_of(match[1])
        if not known.find(key):
            yield key, match[1], RIVER


_TEACHING = frozenset(noun for noun, (kind, _) in NOUNS.items() if kind in _TAUGHT) - SOFT
_IS_TEACHING = Remembered(lambda word: folded_word(word) in _TEACHING)


def _announced(text: str, known: Gazetteer) -> Iterator[tuple[str, str, str]]:
    parts = apart(text)
    teaching = list(compress(count(), map(_IS_TEACHING.__getitem__, parts[1::2])))
    if not teaching:
        return
    words = Words(parts)
    for place in teaching:
        named = announced(words, place)
        if named is None:
            continue
        name = text[words.starts[named.bare] : words.ends[named.last - 1]]
        key = key_of(name)
        if (
            len(key) >= _LEAST_LETTERS
            and not any(entry.kind in LANDS for entry in known.find(key))
            and not known.find(key)
        ):
            yield key, name, named.kind
