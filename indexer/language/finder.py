"""Finding a few words in a long text, many texts one after the other: what a page of results does.

What each stretch between spaces holds is remembered the other way round, by the words it holds: which stretches of a
text are wanted is then a meeting of two sets, whatever was asked for before.
"""

from collections.abc import Iterable, Iterator

from indexer.language.tokenizing import Token, tokens, words_of_stretch

_MAX_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 40


class WordFinder:
    """Finds the words of some stems, or of some folded forms."""

    def __init__(self, stems: Iterable[str] = (), exacts: Iterable[str] = ()) -> None:
        self._stems = frozenset(stems)
        self._exacts = frozenset(exacts)
        self._tokens: dict[str, tuple[Token, ...]] = {}

    def _stretches(self, text: str) -> frozenset[str]:
        """Those of the text in which a wanted word stands."""
        there = set(text.split())
        memory = _Memory.with_all(there)
        found = [there & memory.by_stem[stem] for stem in self._stems if stem in memory.by_stem]
        found += [there & memory.by_exact[exact] for exact in self._exacts if exact in memory.by_exact]
        return frozenset().union(*found, (stretch for stretch in there - memory.known if self._accepted(stretch)))

    def find(self, text: str) -> list[Token]:
        """The same as all the tokens that are wanted, in order; many times quicker where they are few."""
        found = [
            Token(token.forms, start + token.start, start + token.end)
            for stretch in self._stretches(text)
            for start in _places(text, stretch)
            for token in self._accepted(stretch)
        ]
        return sorted(found, key=lambda token: token.start)

    def _accepted(self, stretch: str) -> tuple[Token, ...]:
        known = self._tokens.get(stretch)
        if known is None:
            known = tuple(
                token
                for token in tokens(stretch)
                if token.forms.stem in self._stems or token.forms.exact in self._exacts
            )
            self._tokens[stretch] = known
        return known


class _Memory:
    """Stretches by the words they hold. Bounded: a new one is begun when it is full."""

    _now: "_Memory"

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.by_stem: dict[str, set[str]] = {}
        self.by_exact: dict[str, set[str]] = {}

    @classmethod
    def with_all(cls, stretches: set[str]) -> "_Memory":
        """One that knows all of these, but the very long; others may learn in it meanwhile, none forgets."""
        memory = cls._now
        if len(memory.known) > _MAX_REMEMBERED:
            memory = cls._now = cls()
        for stretch in stretches - memory.known:
            if len(stretch) <= _LONGEST_REMEMBERED:
                memory._learn(stretch)
        return memory

    def _learn(self, stretch: str) -> None:
        for forms in words_of_stretch(stretch):
            if forms.stem is not None:
                self.by_stem.setdefault(forms.stem, set()).add(stretch)
            self.by_exact.setdefault(forms.exact, set()).add(stretch)
        self.known.add(stretch)


_Memory._now = _Memory()  # noqa: SLF001  # its own


def _places(text: str, stretch: str) -> Iterator[int]:
    """Where a stretch stands between spaces."""
    start = text.find(stretch)
    while start >= 0:
        end = start + len(stretch)
        if (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield start
        start = text.find(stretch, end)
