"""The rescue of an empty result: the same text without one of its parts."""

from collections.abc import Iterator

from indexer.query.canonical import canonical
from indexer.query.parser import parse
from indexer.query.tree import AllOf, Query

MAX_PARTS = 8


def shorter(text: str) -> Iterator[tuple[str, str]]:
    """Each part that may be left out, and the text without it; nothing where there is one part."""
    nodes = parse(text).root.nodes
    if not 1 < len(nodes) <= MAX_PARTS:
        return
    for place, node in enumerate(nodes):
        others = (*nodes[:place], *nodes[place + 1 :])
        yield canonical(Query(AllOf((node,)))), canonical(Query(AllOf(others)))
