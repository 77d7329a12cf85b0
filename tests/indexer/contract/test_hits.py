"""What is found, by both engines alike."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.engine import Ask, Engine
from indexer.lifecycle import build
from indexer.query import Mots, SearchRequest
from indexer.query.clauses import Plan
from indexer.search import Search
from tests.support.records import make_record, sample_records, write_records
from transform.schema import Kind, Record

Indexed = Callable[[list[Record]], Search]


def ids(search: Search, text: str, **values: object) -> list[str]:
    return [hit.id for hit in search.run(SearchRequest(text=text, **values)).hits]  # type: ignore[arg-type]


def test_no_text_shows_everything_in_the_order_of_ids(search: Search) -> None:
    pages = [ids(search, "", page=page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 20, 0]
    assert [id_ for page in pages for id_ in page] == [record.id for record in sample_records()]


@pytest.mark.parametrize(
    ("text", "as_good_as"),
    [
        ("loups", "loup"),
        ("LOUP", "loup"),
        ("budget-participatif", "budget participatif"),
        ("l’eau d’irrigation", "eau irrigation"),
        ("l'eau", "eau"),
        ("habitante", "habitants"),
        ("habitant(e)s", "habitant"),
        ("CNDP", "C.N.D.P."),
        ("coeur", "cœur"),
        ("eolienne", "éoliennes"),
        ("enque\u0302te", "enquête"),
    ],
)
def test_ways_of_writing_that_nobody_means_do_not_count(search: Search, text: str, as_good_as: str) -> None:
    found = search.run(SearchRequest(text=text, tel_quel=True))
    assert found.total > 0
    assert {hit.id for hit in found.hits} == set(ids(search, as_good_as, tel_quel=True))


def test_all_words_must_be_there(indexed: Indexed) -> None:
    search = indexed([make_record("a", "Loup et berger"), make_record("b", "Loup"), make_record("c", "Berger")])
    assert ids(search, "loup berger") == ["a"]
    assert ids(search, "loup berger", mots=Mots.CERTAINS) == ["a", "b", "c"]


def test_when_nothing_holds_all_words_those_that_hold_more_come_first(indexed: Indexed) -> None:
    records = [
        make_record("a", "Zone", "loup " * 40),
        make_record("b", "Zone", "loup berger " + "autre chose à dire " * 30),
        make_record("c", "Rien de cela"),
    ]
    search = indexed(records)
    found = search.run(SearchRequest(text="loup berger médiation"))
    assert (found.fallback, found.mots) == (True, Mots.CERTAINS)
    assert [hit.id for hit in found.hits] == ["b", "a"]
    strict = search.run(SearchRequest(text="loup berger médiation", mots=Mots.TOUS))
    assert (strict.fallback, strict.total) == (False, 0)


def test_a_filter_does_not_change_which_words_must_match(indexed: Indexed) -> None:
    search = indexed([make_record("a", "Loup berger"), make_record("b", "Loup", kind=Kind.VIDEO)])
    found = search.run(SearchRequest(text="loup berger", filters={"type": ("video",)}))
    assert (found.total, found.fallback, found.mots) == (0, False, Mots.TOUS)


@pytest.mark.parametrize(("text", "asked"), [("loup berger", 1), ("loup zone", 3), ("comment va le loup berger ?", 1)])
def test_the_engine_is_asked_again_only_where_nothing_was_found(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch, text: str, asked: int
) -> None:
    search = indexed([make_record("a", "Loup berger"), make_record("b", "Zone")])
    snapshot = search._snapshot()
    asks: list[Ask] = []
    plain = type(snapshot).search
    monkeypatch.setattr(type(snapshot), "search", lambda self, ask: asks.append(ask) or plain(self, ask))
    assert search.run(SearchRequest(text=text)).total > 0
    assert len(asks) == asked


def test_a_question_in_words_is_read_word_by_word(search: Search) -> None:
    found = search.run(SearchRequest(text="Comment les bergers parlent-ils du loup ?"))
    assert (found.mots, found.question, found.fallback) == (Mots.CERTAINS, True, False)
    assert found.total > 0


@pytest.mark.parametrize("text", ["été", "pour", "pas", "qui", "à la", "Comment faire ?", "TOUS"])
def test_stop_words_alone_still_answer(indexed: Indexed, text: str) -> None:
    said = make_record("a", "Annonce", f"On a écrit {text} dans cette fiche.")
    search = indexed([said, make_record("b", "Rien")])
    assert "a" in ids(search, text)
    assert "b" not in ids(search, text)


def test_a_quoted_sequence_is_exact_stop_words_included(indexed: Indexed) -> None:
    records = [
        make_record("a", "Un", "La prise de décision fut lente."),
        make_record("b", "Deux", "La décision de prise de parole."),
        make_record("c", "Trois", "Les prises de décisions furent lentes."),
        make_record("d", "Prise", "de décision"),  # a sequence does not go from title to text
    ]
    search = indexed(records)
    for quoted in ('"prise de décision"', "« prise de décision »", "“PRISE DE DECISION”"):
        assert ids(search, quoted) == ["a"]
    assert ids(search, '"décisions"') == ["c"]


def test_excluded_words_and_sequences(indexed: Indexed) -> None:
    records = [
        make_record("a", "Loup", "avec un berger"),
        make_record("b", "Loup", "sans personne"),
        make_record("c", "Loup", "avec une longue crue"),
    ]
    search = indexed(records)
    assert ids(search, "loup -berger") == ["b", "c"]
    assert ids(search, "loup SAUF berger") == ["b", "c"]
    assert ids(search, 'loup -"longue crue"') == ["a", "b"]
    assert ids(search, "-berger") == ["b", "c"]


def test_alternatives_and_groups(indexed: Indexed) -> None:
    records = [make_record("a", "Loup et crue"), make_record("b", "Ours et crue"), make_record("c", "Loup seul")]
    search = indexed(records)
    assert sorted(ids(search, "loup OU ours")) == ["a", "b", "c"]
    assert sorted(ids(search, "loup OU ours crue")) == ["a", "b"]
    assert sorted(ids(search, "(loup seul) OU (ours crue)")) == ["b", "c"]


def test_fields(indexed: Indexed) -> None:
    records = [
        make_record("a", "Le loup", "Un berger."),
        make_record("b", "Le berger", "Un loup."),
        make_record("c", "Le loup", kind=Kind.VIDEO),
    ]
    search = indexed(records)
    assert sorted(ids(search, "titre:loups")) == ["a", "c"]
    assert ids(search, "texte:loup") == ["b"]
    assert sorted(ids(search, 'titre:"le loup"')) == ["a", "c"]
    assert ids(search, "loup type:vidéos") == ["c"]
    assert ids(search, "loup type:video") == ["c"]
    assert search.run(SearchRequest(text="type:inconnu loup", mots=Mots.TOUS)).total == 0


def test_ties_stand_in_the_order_of_ids_over_all_pages(indexed: Indexed) -> None:
    records = [make_record(f"r{number:03d}", "Concertation", "Le même texte.") for number in range(137)]
    search = indexed(records)
    pages = [ids(search, "concertation", page=page, size=10) for page in range(1, 15)]
    assert [id_ for page in pages for id_ in page] == [record.id for record in records]


def test_the_title_weighs_more_than_the_text(indexed: Indexed) -> None:
    records = [make_record("a", "Autre chose", "La médiation."), make_record("b", "La médiation", "Autre chose.")]
    assert ids(indexed(records), "médiation") == ["b", "a"]


def test_a_page_far_beyond_is_empty_and_the_total_stays(search: Search) -> None:
    found = search.run(SearchRequest(text="loup", page=500, size=100))
    total = search.run(SearchRequest(text="loup")).total
    assert (found.hits, found.total) == ((), total)
    for page in (2, 4, 5, 100):
        assert search.run(SearchRequest(text="loup", page=page)).total == total > 0


def test_a_record_is_given_back_as_it_was_indexed(search: Search) -> None:
    for record in sample_records()[::7]:
        assert search.record(record.id) == record
    for strange in ("", "absent", "*", "a" * 5000, "essai-1000 OR 1", '"'):
        assert search.record(strange) is None


def test_recent_records_come_latest_first(search: Search) -> None:
    dated = sorted(sample_records(), key=lambda record: (-int((record.published or "0").replace("-", "")), record.id))
    assert [record.id for record in search.recent(12)] == [record.id for record in dated[:12]]
    assert search.recent(0) == []


def test_a_complete_walk_gives_every_hit_once(engine: Engine, tmp_path: Path) -> None:
    records = [make_record(f"r{number:04d}", "Concertation" if number % 2 else "Autre") for number in range(450)]
    version = build(engine, write_records(tmp_path / "records.jsonl", records))
    snapshot = engine.open(version)
    assert [record_id for record_id, _ in snapshot.walk(Plan())] == [record.id for record in records]
    assert list(snapshot.ids(Plan(), after="r0440")) == [record.id for record in records[441:]]
    assert snapshot.search(Ask(size=0)).total == 450


def test_near_words_and_words_with_an_error(indexed: Indexed) -> None:
    records = [
        make_record("a", "Un", "La charte de la forêt communale."),
        make_record("b", "Deux", "Charte : " + "autre chose " * 10 + "forêt."),
        make_record("c", "La charte", "La forêt."),
    ]
    search = indexed(records)
    assert ids(search, '"charte forêt"~3') == ids(search, '"forêt charte"~3') == ["a"]
    assert ids(search, '"charte forêt"~1') == []
    assert ids(search, "forét~ communale") == ["a"]
