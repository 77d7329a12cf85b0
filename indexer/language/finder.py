"""Finding a few words in a long text, many texts one after the other: what a page of results does."""

from collections.abc import Callable, Iterator

from indexer.language.forms import WordForms
from indexer.language.tokenizing import Token, tokens, words_of_stretch


class WordFinder:
    """Finds the words that a test accepts. What each stretch of text gave is remembered as long as the finder lives."""

    def __init__(self, accepts: Callable[[WordForms], bool]) -> None:
        self._stretches = _Accepted(accepts)

    def find(self, text: str) -> list[Token]:
        """The same as all the tokens that are accepted, in order; many times quicker where they are few."""
        found = [
            Token(token.forms, start + token.start, start + token.end)
            for stretch in set(text.split())
            if (accepted := self._stretches[stretch])
            for start in _places(text, stretch)
            for token in accepted
        ]
        return sorted(found, key=lambda token: token.start)


class _Accepted(dict[str, tuple[Token, ...]]):
    """Stretch → its accepted tokens."""

    def __init__(self, accepts: Callable[[WordForms], bool]) -> None:
        super().__init__()
        self._accepts = accepts

    def __missing__(self, stretch: str) -> tuple[Token, ...]:
        accepted: tuple[Token, ...] = ()
        if any(map(self._accepts, words_of_stretch(stretch))):
            accepted = tuple(token for token in tokens(stretch) if self._accepts(token.forms))
        self[stretch] = accepted
        return accepted


def _places(text: str, stretch: str) -> Iterator[int]:
    """Where a stretch stands between spaces."""
    start = text.find(stretch)
    while start >= 0:
        end = start + len(stretch)
        if (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield start
        start = text.find(stretch, end)
