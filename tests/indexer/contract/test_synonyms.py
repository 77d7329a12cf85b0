"""Other names of what is asked for: found, ranked below, said, left aside on demand; edited without a new index."""

from collections.abc import Callable

import pytest

from indexer.query import Mots, SearchRequest
from indexer.results import Results, Synonym
from indexer.search import Search
from tests.support.records import make_record
from transform.schema import Record
from transform.vocabulary import Concept, Scheme, Vocabularies

Indexed = Callable[[list[Record]], Search]

RECORDS = [
    make_record("cndp", "La CNDP", "La CNDP a rendu son avis."),
    make_record("long", "Un débat", "La Commission nationale du débat public (CNDP) fut saisie par les élus."),
    make_record("loup", "Le loup", "Le loup est revenu."),
    make_record("ours", "L’ours", "Un ours et des bergers."),
    make_record("gros", "Grands prédateurs", "De la place des grands prédateurs."),
    make_record("co", "Co-construction", "Un projet en co-construction."),
    make_record("joint", "La coconstruction", "Coconstruction d’un projet."),
]


def vocabulary(label: str, *names: str, same: tuple[tuple[str, ...], ...] = ()) -> Vocabularies:
    concept = Concept("x", label, "", names, same=same)
    return Vocabularies({"themes": Scheme("themes", "Thèmes", "", {"x": concept})})


PREDATORS = vocabulary("Grands prédateurs", "loup", "ours", same=(("berger", "pâtre"),))


@pytest.fixture
def search(indexed: Indexed) -> Search:
    return Search(indexed(RECORDS).engine, PREDATORS)


def run(search: Search, text: str, **values: object) -> Results:
    return search.run(SearchRequest(text=text, **values))  # type: ignore[arg-type]


def ids(search: Search, text: str, **values: object) -> list[str]:
    return [hit.id for hit in run(search, text, **values).hits]


def test_a_label_of_several_words_stands_for_the_names_under_it(search: Search) -> None:
    assert ids(search, "grands prédateurs")[0] == "gros"
    assert set(ids(search, "grands predateurs")) == {"gros", "loup", "ours"}


def test_a_name_stands_neither_for_what_is_broader_nor_for_its_neighbours(search: Search) -> None:
    for mots in (None, Mots.TOUS, Mots.CERTAINS):
        assert ids(search, "loups", mots=mots) == ["loup"]
    assert set(ids(search, "loup revenu", mots=Mots.CERTAINS)) == {"loup"}


def test_a_label_of_one_word_is_an_ordinary_word(search: Search) -> None:
    assert ids(Search(search.engine, vocabulary("Ours", "loup")), "ours") == ["ours"]


def test_names_that_mean_the_same_stand_for_each_other(search: Search) -> None:
    assert ids(search, "pâtres") == ["ours"]
    found = run(search, "pâtres").hits[0]
    assert [passage.passage.text[a:b] for passage in found.snippets for a, b in passage.passage.marks] == ["bergers"]


def test_acronyms_and_the_long_forms_that_the_archive_gives_are_one(search: Search) -> None:
    assert set(ids(search, "C.N.D.P.")) == {"cndp", "long"}
    assert set(ids(search, "commission nationale du débat public")) == {"cndp", "long"}
    assert ids(search, '"commission nationale du débat public"') == ["long"]


def test_a_compound_is_one_word_in_both_writings(search: Search) -> None:
    assert set(ids(search, "co-construction")) == set(ids(search, "coconstruction")) == {"co", "joint"}


def test_it_is_said_once_and_marked_and_undone(indexed: Indexed) -> None:
    alike = vocabulary("Faune", same=(("loup", "canis lupus"),))
    search = Search(indexed([*RECORDS, make_record("latin", "Canis lupus")]).engine, alike)
    found = run(search, "loup OU loup")
    assert found.synonyms == (Synonym("loup", ("canis lupus",)),)
    marked = {hit.id: [hit.title.text[a:b] for a, b in hit.title.marks] for hit in found.hits}
    assert marked == {"loup": ["loup"], "latin": ["Canis lupus"]}
    typed = run(search, "loup", tel_quel=True)
    assert (typed.synonyms, [hit.id for hit in typed.hits]) == ((), ["loup"])


def test_a_name_that_holds_the_word_that_was_typed_is_no_other_name(search: Search) -> None:
    longer = Search(search.engine, vocabulary("Faune", same=(("loup", "revenu le loup"),)))
    assert run(longer, "loup").synonyms == ()


def test_what_is_excluded_is_excluded_as_typed(search: Search) -> None:
    assert set(ids(search, "grands prédateurs -loup")) == {"gros", "ours"}


def test_an_edited_vocabulary_serves_the_same_index_at_once(indexed: Indexed) -> None:
    now = [vocabulary("Canidés", same=(("canidés", "renard"),))]
    search = Search(indexed(RECORDS).engine, lambda: now[0])
    assert ids(search, "canidés", tel_quel=False) == []
    now[0] = vocabulary("Canidés", same=(("canidés", "renard", "loup"),))
    assert ids(search, "canidés") == ["loup"]
    assert run(search, "canidés").absent == ("canidés",)


def test_names_that_the_archive_lacks_are_left_as_they_are(search: Search) -> None:
    """A place or a word of the vocabularies is no slip of the pen; « bergrs » is one."""
    known = Search(search.engine, vocabulary("Lynx", "avits"))
    assert run(Search(search.engine, PREDATORS), "avits").rewrites[0].searched == "avis"
    for name in ("avits", "drôme", "élues-la-neuve", "Guéret"):
        found = run(known, name)
        assert found.rewrites == ()
        assert found.absent
    assert run(known, "bergrs").rewrites[0].searched == "bergers"


def test_a_place_one_letter_from_a_word_is_not_corrected(indexed: Indexed) -> None:
    search = indexed([make_record("a", "Le drone", "Un drone a volé."), make_record("b", "Autre")])
    assert run(search, "drôme").rewrites == ()
    assert run(search, "drôme").absent == ("drôme",)
    assert run(search, "droone").rewrites[0].searched == "drone"


def test_a_word_without_its_accents_is_no_other_name_of_itself(indexed: Indexed) -> None:
    records = [make_record("a", "La rivière"), make_record("b", "Un cours d’eau")]
    search = Search(indexed(records).engine, vocabulary("Cours d’eau", same=(("rivière", "cours d’eau"),)))
    for typed in ("riviere", "RIVIERES", "rivière"):
        assert run(search, typed).synonyms == (Synonym(typed, ("cours d’eau",)),)
        assert ids(search, typed) == ["a", "b"]
