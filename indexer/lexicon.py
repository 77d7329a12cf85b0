"""All that tells what a reader's words mean in one index version: its own words and values, and the vocabularies."""

from functools import cached_property

from indexer.query.known_names import KnownNames
from indexer.query.meanings import Meanings
from indexer.query.synonyms import Synonyms
from indexer.suggestions import NameIndex
from indexer.vocabulary import Vocabulary
from transform.vocabulary import Vocabularies


class Lexicon:
    """Kept as long as neither the version nor the vocabularies change."""

    def __init__(self, words: Vocabulary, vocabularies: Vocabularies) -> None:
        self.words = words
        self.vocabularies = vocabularies

    def is_of(self, words: Vocabulary, vocabularies: Vocabularies) -> bool:
        return self.words is words and self.vocabularies is vocabularies

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
