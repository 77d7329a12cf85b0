"""What a reader may be about to ask, from what is typed so far: titles, places, organisations, themes, terms."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from indexer.fields import FIELDS
from indexer.language import View, words
from indexer.query.clauses import Every, HasTerm, Plan, Some, Weighted, text_field
from indexer.query.meanings import Meanings
from indexer.query.request import SearchRequest
from indexer.query.tree import Scope
from indexer.vocabulary import Vocabulary

MAX_TYPED = 100
MAX_SUGGESTED = 8
MAX_TITLES = 4
_MAX_WORDS = 6
_MAX_ENDINGS = 24
_MAX_LOOKED_AT = 2_000

#: Fields whose values are suggested: parameter → what a reader is told that it is.
SUGGESTED_FIELDS = {
    "theme": "thème",
    "lieu": "lieu",
    "departement": "département",
    "region": "région",
    "organisme": "organisme",
    "terme": "mot-clé",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind`: « titre », « lieu »… `path`: where it leads; `count`: how many records hold a value, 1 for a title."""

    text: str
    kind: str
    path: str
    count: int


class NameIndex:
    """The values of one version by the words of their names."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings

    @cached_property
    def _names(self) -> list[tuple[str, int, str, str]]:
        """Folded word, how many records (negative), parameter, value: sorted."""
        return sorted(
            (word, -entry.documents, parameter, entry.value)
            for parameter in SUGGESTED_FIELDS
            for entry in self._meanings.values.entries(FIELDS[parameter].index).values()
            if not entry.value.startswith(("region-", "departement-", "("))
            for word in self._meanings.name_words(FIELDS[parameter].index, entry.value)
        )

    def beginning(self, typed: list[str]) -> Iterator[Suggestion]:
        """Values in whose names each word begins some word; the most frequent first, then by name."""
        longest = max(typed, key=len)
        start = bisect_left(self._names, (longest,))
        found: dict[tuple[str, str], int] = {}
        for word, documents, parameter, value in self._names[start : start + _MAX_LOOKED_AT]:
            if not word.startswith(longest):
                break
            named = self._meanings.name_words(FIELDS[parameter].index, value)
            if all(any(one.startswith(asked) for one in named) for asked in typed):
                found[parameter, value] = -documents
        for (parameter, value), count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
            label = self._meanings.label(FIELDS[parameter].index, value)
            path = SearchRequest(filters={parameter: (value,)}).permalink
            yield Suggestion(label, SUGGESTED_FIELDS[parameter], path, count)


def typed_words(text: str) -> list[str]:
    """Folded; the last may be the beginning of one."""
    return [form.exact for form in words(text[:MAX_TYPED])][-_MAX_WORDS:]


def titles_plan(text: str, vocabulary: Vocabulary) -> Plan | None:
    """Titles that hold the words, and one that begins as the last does. None where there is no such word."""
    forms = words(text[:MAX_TYPED])[-_MAX_WORDS:]
    if not forms:
        return None
    field = text_field(Scope.TITLE, View.EXACT)
    endings = vocabulary.beginning_with(forms[-1].exact)[:_MAX_ENDINGS]
    terms: list[tuple[str, ...]] = [(form.exact,) for form in forms[:-1] if not form.stop]
    if endings:
        terms.append(tuple(endings))
    elif not forms[-1].stop:
        return None
    if not terms:
        return None
    matching = Every(tuple(Some(tuple(HasTerm(field, term) for term in alternatives)) for alternatives in terms))
    scoring = tuple(Weighted(field, term, 1.0) for alternatives in terms for term in alternatives)
    return Plan(matching, scoring)
