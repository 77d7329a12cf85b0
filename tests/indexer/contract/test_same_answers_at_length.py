"""Law 8 at length: thousands of requests of every syntax, with filters, are answered alike by both engines."""

import random
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest

from fixtures.queries.__main__ import HALVES, write_half
from indexer.engine import Ask
from indexer.engines import open_engine
from indexer.facets import Filters
from indexer.judged import read_judged_set
from indexer.lifecycle import build
from indexer.query import Mots, SearchRequest
from indexer.query.meanings import Meanings
from indexer.query.parser import parse
from indexer.query.plan import make_plan
from indexer.results import Results
from indexer.search import Search
from tests.support.generated_queries import Drawer
from tests.support.library import library, sentences_of_the_site
from tests.support.opensearch_cleaning import remove_site
from tests.support.records import write_records
from transform.schema import Record
from transform.vocabulary import load_vocabularies

pytestmark = [pytest.mark.opensearch, pytest.mark.slow]

GENERATED = 2_100
#: As a worker of the search app has them.
_READERS = 4
#: Requests that differ and are told, of those that do.
TOLD = 5

Pair = tuple[Search, Search]


@pytest.fixture
def pair(opensearch_url: str, tmp_path: Path) -> Iterator[Callable[[list[Record]], Pair]]:
    """The same records on the embedded engine and on a real server."""
    sites: list[str] = []

    def built(records: list[Record]) -> Pair:
        path = write_records(tmp_path / "records.jsonl", records)
        sites.append(f"essai-longueur-{len(sites)}")
        engines = [
            open_engine(name, index_folder=tmp_path / "index", opensearch_url=opensearch_url, site=sites[-1])
            for name in ("embedded", "opensearch")
        ]
        for engine in engines:
            build(engine, path, force=True)
        return Search(engines[0]), Search(engines[1])

    yield built
    for site in sites:
        remove_site(opensearch_url, site)


def differences(pair: Pair, requests: Iterable[SearchRequest]) -> tuple[int, list[str]]:
    """How many were asked, and what each engine said where they do not agree."""
    with ThreadPoolExecutor(_READERS) as readers:
        compared = list(readers.map(lambda request: _difference(pair, request), requests))
    return len(compared), [told for told in compared if told][:TOLD]


def _difference(pair: Pair, request: SearchRequest) -> str:
    embedded, server = (_said(search.run(request)) for search in pair)
    parts = [part for part in embedded if embedded[part] != server[part]]
    return f"{parts[0]} of {request}: {embedded[parts[0]]!r} / {server[parts[0]]!r}" if parts else ""


def _said(results: Results) -> dict[str, object]:
    return {
        "total": results.total,
        "ids": [hit.id for hit in results.hits],
        "counts": [(facet.name, facet.values) for facet in results.facets],
        "years": results.years,
        "hidden": results.hidden,
        "sentence": results.understood,
        "reading": (results.mots, results.fallback, results.question, results.rewrites, results.canonical),
        "snippets": [(hit.title, hit.snippets) for hit in results.hits],
    }


def test_generated_requests_of_every_syntax(pair: Callable[[list[Record]], Pair]) -> None:
    engines = pair(list(library(400)))
    drawer = Drawer(random.Random(20), [w for s in sentences_of_the_site() for w in s.split()], _values(engines[0]))
    asked, told = differences(engines, drawer.requests(GENERATED))
    assert (asked, told) == (GENERATED, [])
    for request in islice(drawer.requests(GENERATED), 60):
        walked = [_walked(search, request) for search in engines]
        assert walked[0] == walked[1], request


def test_the_questions_of_the_bundled_site(pair: Callable[[list[Record]], Pair], tmp_path: Path) -> None:
    for half in HALVES:
        write_half(half, tmp_path / half)
    judged = [read_judged_set(tmp_path / half) for half in HALVES]
    engines = pair(list(judged[0].documents))
    texts = [query.text for one in judged for query in one.queries]
    asked, told = differences(engines, (SearchRequest(text=t, mots=mots) for t in texts for mots in (None, *Mots)))
    assert (asked, told) == (3 * len(texts), [])
    assert len(texts) >= 120


@pytest.mark.parametrize("name", ["piaf", "service-public"])
def test_all_the_questions_of_real_readers(corpus: Path, pair: Callable[[list[Record]], Pair], name: str) -> None:
    """The engines' own answers to all of them, and the whole answer to some."""
    judged = read_judged_set(corpus / "retrieval" / name)
    engines = pair(list(judged.documents))
    snapshots = [search.engine.open(search.version) for search in engines if search.version]
    told = []
    for query in judged.queries:
        plan = make_plan(parse(query.text), Mots.CERTAINS, snapshots[0].vocabulary)
        embedded, server = (snapshot.search(Ask(plan, size=10)) for snapshot in snapshots)
        if (embedded.total, [h.id for h in embedded.hits]) != (server.total, [h.id for h in server.hits]):
            told.append(query.text)
    assert told[:TOLD] == []
    some = judged.queries[:: max(len(judged.queries) // 150, 1)]
    assert differences(engines, (SearchRequest(text=query.text, size=10) for query in some)) == (len(some), [])


def _walked(search: Search, request: SearchRequest) -> list[str]:
    assert search.version
    snapshot = search.engine.open(search.version)
    meanings = Meanings(snapshot.vocabulary.values, load_vocabularies())
    plan = make_plan(parse(request.text), Mots.TOUS, snapshot.vocabulary, meanings=meanings)
    return list(snapshot.ids(plan, Filters(request, meanings).all()))


def _values(search: Search) -> dict[str, list[str]]:
    facets = search.run(SearchRequest(size=0)).facets
    return {facet.name: [value.value for value in facet.values] for facet in facets if facet.values}
