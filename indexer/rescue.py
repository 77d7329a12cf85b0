"""The rescue of an empty result: what to leave out, and how much that finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from indexer.in_force import labels_of, value_label
from indexer.query.request import Mots, SearchRequest
from indexer.query.shorter import shorter
from indexer.results import Results

#: So many are given, of so many other searches that are tried.
MAX_REMEDIES = 5
_MAX_TRIED = 8


@dataclass(frozen=True, slots=True)
class Remedy:
    """`sentence` begins a sentence (« Sans le filtre… ») that the count ends; `request` gives `total` hits."""

    sentence: str
    total: int
    request: SearchRequest


def remedies(total: Callable[[SearchRequest], int], found: Results) -> list[Remedy]:
    """Each was tried before it is promised (law 9); none where something was found, or nothing can be left out.

    `total` says how many hits a request has. What leaves out least comes first; everything at once, when less finds
    nothing.
    """
    if found.total:
        return []
    tried = (Remedy(sentence, total(request), request) for sentence, request in islice(_with_less(found), _MAX_TRIED))
    helping = list(islice((remedy for remedy in tried if remedy.total), MAX_REMEDIES))
    if helping or not found.request.is_filtered:
        return helping
    loose = replace(found.request.without_filters, mots=Mots.CERTAINS)
    last = Remedy("Sans filtre, avec une partie des mots seulement", total(loose), loose)
    return [last] if last.total else []


def _with_less(found: Results) -> Iterator[tuple[str, SearchRequest]]:
    asked, labels = found.request, labels_of(found.facets)
    one_less = [
        (f"Sans le filtre «\u00a0{value_label(labels, name, value)}\u00a0»", asked.toggled(name, value))
        for name, values in asked.filters.items()
        for value in values
    ]
    if asked.has_period:
        one_less.append(("Sans le filtre de période", asked.without_period))
    if len(one_less) > 1:
        yield "Sans aucun filtre", asked.without_filters
    if asked.mots is Mots.TOUS:
        yield "Avec une partie des mots seulement", replace(asked, mots=Mots.CERTAINS, page=1)
    if asked.tel_quel:
        yield "En cherchant aussi les mots proches", replace(asked, tel_quel=False, page=1)
    yield from one_less
    for word, text in shorter(asked.text):
        yield f"Sans {_quoted(word)}", replace(asked, text=text, page=1)


def _quoted(words: str) -> str:
    """A sequence's own quotes would stand inside the guillemets."""
    bare = words.replace('"', "")
    return f"«\u00a0{bare}\u00a0»"
