"""Both engines give the same hits, totals, counts and sentences, in the same order (law 8)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import open_engine
from indexer.judged import read_judged_set
from indexer.lifecycle import build
from indexer.query import Mots, SearchRequest
from indexer.results import Results
from indexer.search import Search
from tests.support.opensearch_cleaning import remove_site
from tests.support.records import write_records

pytestmark = pytest.mark.opensearch

QUERIES = [
    *(
        "",
        "loup",
        "loup berger",
        "loups et bergers",
        "eau",
        "l’eau d’irrigation",
        "budget participatif",
        "habitant·e·s",
    ),
    *(
        "CNDP",
        "charte",
        "charte forestière",
        "médiation pêcheurs",
        "enquête publique",
        "carrière bruit",
        "cœur village",
    ),
    *(
        '"débat public"',
        "«prise de décision»",
        '"la réserve de pêche"',
        "-loup",
        "eau -irrigation",
        'eau -"débat public"',
    ),
    *("loup OU carrière", "(loup OU ours) charte", "titre:eau", "texte:crue", "type:video", "type:vidéo charte"),
    *("concertasion", "médiasion loup", "éolienne loup carrière", "été", "pour", "que faire", "12 2003", "en 2005"),
    *("comment les bergers vivent-ils avec le loup ?", "quelles chartes pour la forêt", "Bauges", "étang de Thau"),
    *("riviere", "FORET", "mediation peche", "-foret", "titre:foret", "forets", "elu", "bergeres", "Saint-Brieuc"),
    *("médiat*", "*tion", "conc* -loup", "titre:char* eau", "fores* OU *tier", "zzzz* loup", "*", "l'", "loup <b>"),
    *("zzzz", "zzzz qqqq", "a", "(((", '"', "- - -", "OU", "titre:", "le la les", "Lauragais Donon Brouage"),
]

WORDS = st.sampled_from(
    [
        *("loup", "berger", "eau", "charte", "crue", "pêche", "débat", "public", "le", "de", "été", "zzz", "Bauges"),
        *("-loup", "OU", "SAUF", "(", ")", "titre:eau", "«", '"débat public"', "type:video", "l’enquête", "médiasion"),
    ]
)


def unscored(results: Results) -> Results:
    """All of an answer but its scores, which are 32 bits in one engine and not in the other."""
    return replace(results, hits=tuple(hit._replace(score=0.0) for hit in results.hits))


def scores(results: Results) -> list[float]:
    return [hit.score for hit in results.hits]


@pytest.mark.parametrize("text", QUERIES)
def test_the_same_answer_to_each_query(both: tuple[Search, Search], text: str) -> None:
    for mots in (None, *Mots):
        for page in (1, 2):
            request = SearchRequest(text=text, mots=mots, page=page, size=10)
            embedded, server = (search.run(request) for search in both)
            assert unscored(embedded) == unscored(server)
            assert scores(embedded) == pytest.approx(scores(server), abs=0.002)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(WORDS, max_size=6), ticked=st.sampled_from([(), ("video",), ("video", "experience")]))
def test_the_same_answer_to_any_query(both: tuple[Search, Search], parts: list[str], ticked: tuple[str, ...]) -> None:
    request = SearchRequest(text=" ".join(parts), filters={"type": ticked} if ticked else {})
    embedded, server = (search.run(request) for search in both)
    assert unscored(embedded) == unscored(server)
    assert scores(embedded) == pytest.approx(scores(server), abs=0.002)


def test_the_same_recent_records_and_vocabulary(both: tuple[Search, Search]) -> None:
    embedded, server = both
    assert embedded.recent(30) == server.recent(30)
    words = [list(search._snapshot().vocabulary) for search in both]
    assert words[0] == words[1]
    assert len(words[0]) > 100


@pytest.fixture(scope="module", params=["service-public", "piaf"])
def judged(
    request: pytest.FixtureRequest, corpus: Path, opensearch_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[str], Search, Search]]:
    folder = tmp_path_factory.mktemp("judged")
    questions = read_judged_set(corpus / "retrieval" / request.param)
    records = write_records(folder / "records.jsonl", list(questions.documents))
    site = f"essai-{request.param}"
    engines = [
        open_engine(name, index_folder=folder / "index", opensearch_url=opensearch_url, site=site)
        for name in ("embedded", "opensearch")
    ]
    for engine in engines:
        build(engine, records)
    texts = [query.text for query in questions.queries]
    yield texts[:: max(len(texts) // 200, 1)], Search(engines[0]), Search(engines[1])
    remove_site(opensearch_url, site)


@pytest.mark.slow
def test_the_same_order_on_real_questions(judged: tuple[list[str], Search, Search]) -> None:
    texts, embedded, server = judged
    assert len(texts) >= 200
    for text in texts:
        request = SearchRequest(text=text, mots=Mots.CERTAINS, size=10)
        found = [[hit.id for hit in search.run(request).hits] for search in (embedded, server)]
        assert found[0] == found[1], text
