"""Known items: who knows a title types its words, without the small ones, and looks at the first three answers."""

from collections.abc import Iterable

from indexer.language import tokens
from indexer.query import SearchRequest
from indexer.search import Search


def without_small_words(title: str) -> str:
    return " ".join(title[token.start : token.end] for token in tokens(title) if token.forms.stem)


def missed(search: Search, titles: Iterable[str]) -> list[str]:
    """Titles under which neither their record nor one of the same title is among the first three."""
    typed = {title: without_small_words(title) for title in titles}
    return [
        title
        for title, text in typed.items()
        if text and title not in [hit.title.text for hit in search.run(SearchRequest(text=text, size=3)).hits]
    ]
