"""All that tells what a reader's words mean in one index version: its own words and values, and the vocabularies."""

from functools import cached_property

from indexer.facets import Filters
from indexer.query.known_names import KnownNames
from indexer.query.meanings import Meanings
from indexer.query.request import SearchRequest
from indexer.query.synonyms import Synonyms
from indexer.suggestions import NameIndex
from indexer.vocabulary import Vocabulary
from transform.vocabulary import Vocabularies

#: The clauses of as many different sets of ticks are remembered.
_MAX_FILTERS = 64


class Lexicon:
    """Kept as long as neither the version nor the vocabularies change."""

    def __init__(self, words: Vocabulary, vocabularies: Vocabularies) -> None:
        self.words = words
        self.vocabularies = vocabularies
        self._filters: dict[object, Filters] = {}

    def is_of(self, words: Vocabulary, vocabularies: Vocabularies) -> bool:
        return self.words is words and self.vocabularies is vocabularies

    def filters(self, request: SearchRequest) -> Filters:
        """What is ticked, whatever the words, the page and the order."""
        known = self._filters.get(request.ticks)
        if known is None:
            if len(self._filters) >= _MAX_FILTERS:
                self._filters.clear()
            known = self._filters[request.ticks] = Filters(request, self.meanings)
        return known

    @cached_property
    def meanings(self) -> Meanings:
        return Meanings(self.words.values, self.vocabularies)

    @cached_property
    def synonyms(self) -> Synonyms:
        return Synonyms(self.vocabularies.same_names(), self.vocabularies.families(), self.words)

    @cached_property
    def suggested(self) -> NameIndex:
        return NameIndex(self.meanings)

    @cached_property
    def names(self) -> KnownNames:
        return KnownNames(self.vocabularies)
