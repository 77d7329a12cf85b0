"""A record's concepts are shown in the words of the vocabularies, and lead to the records that share them."""

from search_app.reader.concepts import concept_groups
from tests.support.records import make_record


def test_concepts_bear_their_labels_and_lead_to_their_filter() -> None:
    record = make_record("a-1", "Le loup", themes=["grands-predateurs", "inconnu & co"], actors=["eleveurs"])
    themes, actors = concept_groups(record)
    assert (themes.label, actors.label) == ("Thèmes", "Acteurs")
    assert [(one.label, one.path, one.pointer) for one in themes.concepts] == [
        ("Grands prédateurs", "/recherche?theme=grands-predateurs", "/themes/0"),
        ("inconnu & co", "/recherche?theme=inconnu+%26+co", "/themes/1"),
    ]
    assert actors.concepts[0].label == "Éleveurs et bergers"


def test_a_record_about_nothing_known_shows_no_group() -> None:
    assert concept_groups(make_record("a-1", "Le loup")) == []
