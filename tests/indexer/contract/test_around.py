"""Around a query: complete walks, the identity of a result, suggestions, what is like a record, promoted answers."""

import hashlib
from collections.abc import Callable

import pytest

from indexer.promoted import Promotion
from indexer.query import Mots, SearchRequest
from indexer.search import Search
from tests.support.records import make_record
from transform.schema import Record

Indexed = Callable[[list[Record]], Search]
VERSION_FREE = "sha256:"


def request(text: str, **values: object) -> SearchRequest:
    return SearchRequest(text=text, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        request(""),
        request("loup"),
        request("le berger et la charte", mots=Mots.CERTAINS),
        request('"prise de décision" OU crue'),
        request("", filters={"type": ("video", "experience")}),
        request("riverains", filters={"type": ("-video",)}),
        request("zzzz"),
    ],
)
def test_a_complete_walk_has_as_many_rows_as_the_page_says(search: Search, asked: SearchRequest) -> None:
    total = search.run(asked).total
    ids = list(search.ids(asked))
    assert len(ids) == total
    assert ids == sorted(set(ids))
    assert [record.id for record in search.walk(asked)] == ids
    if ids:
        middle = ids[len(ids) // 2]
        assert list(search.ids(asked, after=middle)) == [record_id for record_id in ids if record_id > middle]
    found = search.identity(asked)
    digest = hashlib.sha256("".join(f"{record_id}\n" for record_id in ids).encode()).hexdigest()
    assert (found.total, found.checksum) == (total, VERSION_FREE + digest)
    assert found.index_version == search.run(asked).index_version


def test_the_pages_of_a_result_are_the_walk(search: Search) -> None:
    asked = request("bergers riverains", mots=Mots.CERTAINS, size=7)
    seen: list[str] = []
    for page in range(1, 20):
        seen += [hit.id for hit in search.run(asked.at_page(page)).hits]
    assert sorted(seen) == list(search.ids(asked))


PLACE = {"name": "Binic", "label": "Binic-Étables-sur-Mer", "kind": "commune", "insee": "22055"}
NAMED = {
    "places": [{**PLACE, "departement": "22", "region": {"code": "53", "label": "Bretagne"}}],
    "organisations": [{"name": "Syndicat de rivière", "role": "porteur"}],
    "terms": {"theme": ["Ressource en eau"]},
    "themes": ["eau"],
}


def test_suggestions_come_from_titles_and_names(indexed: Indexed) -> None:
    search = indexed(
        [
            make_record("a", "Le retour du loup", **NAMED),
            make_record("b", "Une rivière partagée", **NAMED),
            make_record("c", "La rivière et le lac"),
        ]
    )
    suggested = [(one.text, one.kind) for one in search.suggestions("rivi")]
    assert suggested[0] == ("Syndicat de rivière", "organisme")
    assert set(suggested[1:]) == {("La rivière et le lac", "titre"), ("Une rivière partagée", "titre")}
    assert [(one.text, one.count) for one in search.suggestions("etables")] == [("Binic-Étables-sur-Mer", 2)]
    assert {one.kind for one in search.suggestions("eau")} == {"thème", "mot-clé"}
    assert [one.path for one in search.suggestions("loup")] == [f"/notice/a/{'le-retour-du-loup'}"]
    assert search.suggestions("l") == search.suggestions("") == search.suggestions("zzzz") == ()
    for one in search.suggestions("syndicat riv"):
        name, _, value = one.path.partition("?")[2].partition("=")
        assert search.run(SearchRequest.from_parameters([(name, value)])).total == one.count


def test_records_like_one_share_its_rarest_words(indexed: Indexed) -> None:
    records = [
        make_record("a", "Le retour du loup dans les alpages", "Le loup inquiète les bergers des alpages."),
        make_record("b", "Loup et alpages", "Des bergers veillent sur les alpages."),
        make_record("c", "Un port", "Les bateaux et le quai."),
        make_record("d", "Le quai", "Les bateaux du port."),
        *(make_record(f"z{n}", f"Un texte numéro {n}", "Une concertation.") for n in range(12)),
    ]
    search = indexed(records)
    assert [record.id for record in search.like(records[0], 3)] == ["b"]
    assert [record.id for record in search.like(records[2], 3)] == ["d"]
    assert search.like(make_record("x", "…"), 3) == []


def test_editors_answers_come_first_and_are_counted(indexed: Indexed) -> None:
    records = [make_record(f"r{n}", "Le loup", "Un loup. " * (n + 1)) for n in range(5)]
    records.append(make_record("chosen", "Vivre avec les prédateurs", "Une synthèse."))
    promotions = [Promotion(("Loups", "prédateur"), ("chosen", "r3", "gone"), "La plus complète.")]
    search = Search(indexed(records).engine, promotions=lambda: promotions)
    found = search.run(request("le loup"))
    assert [hit.id for hit in found.hits][:2] == ["chosen", "r3"]
    assert [hit.promoted for hit in found.hits][:3] == ["La plus complète."] * 2 + [None]
    assert found.total == len(found.hits) == len(list(search.ids(request("le loup")))) == 6
    assert found.understood.endswith(" La rédaction a choisi les 2 premières.")
    chosen = search.record("chosen")
    assert chosen is not None
    assert search.explain(request("le loup"), chosen).lines[0] == (
        "Placée en tête par la rédaction\u00a0: «\u00a0La plus complète.\u00a0»."
    )
    video = search.run(request("loup", filters={"type": ("video",)}))
    assert video.total == 0  # a filter is a filter
    plain = search.run(request("loup", tel_quel=True))
    assert (plain.total, [hit.promoted for hit in plain.hits]) == (5, [None] * 5)


def test_an_editors_answer_does_not_hide_that_nothing_holds_all_the_words(indexed: Indexed) -> None:
    records = [make_record("a", "Le loup"), make_record("b", "Le berger"), make_record("chosen", "Une synthèse")]
    promotions = [Promotion(("loup berger",), ("chosen",), "La plus complète.")]
    search = Search(indexed(records).engine, promotions=lambda: promotions)
    found = search.run(request("loup berger"))
    assert ([hit.id for hit in found.hits], found.fallback) == (["chosen", "a", "b"], True)


def test_why_a_record_stands_where_it_does_is_said_in_words(search: Search) -> None:
    asked = request("loup bergers charte")
    found = search.run(asked)
    record = search.record(found.hits[0].id)
    assert record is not None
    lines = search.explain(asked, record).lines
    assert any("loup" in line and "dans le titre" in line for line in lines)
    assert any("absent" in line or "fois" in line for line in lines)


def test_a_key_word_is_no_less_a_reason_than_the_text(indexed: Indexed) -> None:
    record = make_record("a", "Une estive", "Des bergers.").model_copy(update={"terms": {"thematique": ["Le loup"]}})
    search = Search(indexed([record]).engine)
    assert search.run(request("loup")).total == 1
    (line,) = search.explain(request("loup"), record).lines
    assert "1\u00a0fois dans les mots-clés" in line
