"""Words that are right although the archive lacks them: names of places, and of the vocabularies."""

from functools import cache
from itertools import chain

from indexer.language import words
from transform.places.gazetteer import folded_names
from transform.vocabulary import Vocabularies

_SHORTEST_PART = 4


class KnownNames:
    """Called with a folded word: « drome » → True. The names of places are only read for words that are unknown."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        names = chain.from_iterable((*vocabularies.families(), *vocabularies.same_names()))
        self._named = frozenset(word.exact for name in names for word in words(name))

    def __call__(self, exact: str) -> bool:
        return exact in self._named or (len(exact) >= _SHORTEST_PART and f" {exact} " in _places())


@cache
def _places() -> str:
    """The words of which names of places are made, a space around each: a set of them would take ten times as much."""
    return f" {folded_names().replace(chr(10), ' ')} "
