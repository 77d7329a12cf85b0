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


def vocabulary(label: str, *synonyms: str) -> Vocabularies:
    return Vocabularies({"themes": Scheme("themes", "Thèmes", "", {"x": Concept("x", label, "", synonyms)})})


PREDATORS = vocabulary("Grands prédateurs", "loup", "ours")


@pytest.fixture
def search(indexed: Indexed) -> Search:
    return Search(indexed(RECORDS).engine, PREDATORS)


def run(search: Search, text: str, **values: object) -> Results:
    return search.run(SearchRequest(text=text, **values))  # type: ignore[arg-type]


def ids(search: Search, text: str, **values: object) -> list[str]:
    return [hit.id for hit in run(search, text, **values).hits]


def test_a_label_stands_for_its_names_and_each_of_them_for_the_label(search: Search) -> None:
    assert ids(search, "grands prédateurs")[0] == "gros"
    assert set(ids(search, "grands predateurs")) == {"gros", "loup", "ours"}
    assert ids(search, "loups") == ["loup", "gros"]


def test_names_under_one_label_are_welcome_where_some_words_are_enough(search: Search) -> None:
    assert set(ids(search, "loup bergers", mots=Mots.CERTAINS)) == {"loup", "ours", "gros"}
    assert ids(search, "loup revenu", mots=Mots.TOUS) == ["loup"]


def test_acronyms_and_the_long_forms_that_the_archive_gives_are_one(search: Search) -> None:
    assert set(ids(search, "C.N.D.P.")) == {"cndp", "long"}
    assert set(ids(search, "commission nationale du débat public")) == {"cndp", "long"}
    assert ids(search, '"commission nationale du débat public"') == ["long"]


def test_a_compound_is_one_word_in_both_writings(search: Search) -> None:
    assert set(ids(search, "co-construction")) == set(ids(search, "coconstruction")) == {"co", "joint"}


def test_it_is_said_and_marked_and_undone(search: Search) -> None:
    found = run(search, "loup")
    assert found.synonyms == (Synonym("loup", ("Grands prédateurs",)),)
    marked = {hit.id: [hit.title.text[a:b] for a, b in hit.title.marks] for hit in found.hits}
    assert marked == {"loup": ["loup"], "gros": ["Grands prédateurs"]}
    typed = run(search, "loup", tel_quel=True)
    assert (typed.synonyms, [hit.id for hit in typed.hits]) == ((), ["loup"])


def test_what_is_excluded_is_excluded_as_typed(search: Search) -> None:
    assert set(ids(search, "grands prédateurs -loup")) == {"gros", "ours"}


def test_an_edited_vocabulary_serves_the_same_index_at_once(indexed: Indexed) -> None:
    now = [vocabulary("Canidés", "renard")]
    search = Search(indexed(RECORDS).engine, lambda: now[0])
    assert ids(search, "canidés", tel_quel=False) == []
    now[0] = vocabulary("Canidés", "renard", "loup")
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
