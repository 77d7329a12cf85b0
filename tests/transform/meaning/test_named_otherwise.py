"""Names written otherwise than in a list: parts of lands, hamlets, subjects of a verb, rivers without article, abroad.

Each rule has its decoys: what looks the same and is no such place.
"""

import pytest

from transform.places.finding import Passage, places_of
from transform.places.gazetteer import gazetteer
from transform.places.words import key_of


def read(text: str) -> dict[str, str]:
    return {
        one.name: f"{one.kind}:{one.entry.code}" if one.entry and one.entry.code else one.kind
        for one in places_of([Passage("/lead", text)], gazetteer())
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Les bergers de Haute-Maurienne ont signé.", {"Haute-Maurienne": "massif"}),
        ("Trois digues dans le Sud-Vendée.", {"Sud-Vendée": "terroir"}),
        ("Un atelier dans le Nord-Isère.", {"Nord-Isère": "terroir"}),
        ("L’agence du Sud-Ouest a fermé.", {}),
        ("Trois digues dans le nord du Finistère.", {"Finistère": "departement:29"}),
        ("Les bergers de Haute-Savoie.", {"Haute-Savoie": "departement:74"}),
        ("Des seuils sur la haute Durance.", {"Durance": "riviere"}),
        ("Un article d’Ouest-France.", {}),
    ],
)
def test_a_part_of_a_land_is_called_after_it(text: str, places: dict[str, str]) -> None:
    assert read(text) == places


def test_the_upper_course_of_a_river_lies_where_the_river_does() -> None:
    (one,) = places_of([Passage("/lead", "Des agriculteurs du Haut-Allier se réunissent.")], gazetteer())
    assert one.kind == "terroir"
    assert one.entry is not None
    assert one.entry.departements != ("03",)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Une réunion s’est tenue à La Mongie.", {"La Mongie": "lieu-dit"}),
        ("La station de Valberg cherche un accord.", {"Valberg": "lieu-dit"}),
        ("Val Thorens a signé la charte.", {"Val Thorens": "lieu-dit"}),
        ("M. Valberg a signé la charte.", {}),
        ("Jean Méribel anime les ateliers.", {}),
    ],
)
def test_stations_and_hamlets_are_places(text: str, places: dict[str, str]) -> None:
    assert read(text) == places


def test_a_hamlet_lies_where_its_commune_does() -> None:
    (hamlet,), (commune,) = gazetteer().find(key_of("La Mongie")), gazetteer().find(key_of("Bagnères-de-Bigorre"))
    assert (hamlet.departements, hamlet.point) == (commune.departements, commune.point)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Sarcelles a gardé les ateliers du mardi.", {"Sarcelles": "commune:95585"}),
        ("Sarcelles et foulques se partagent l’étang.", {}),
        ("Les sarcelles ont gardé l’étang.", {}),
        ("Mars a été froid.", {}),
        (
            "Piedicroce a perdu son école. La Haute-Corse a payé.",
            {"Piedicroce": "commune:2B219", "Haute-Corse": "departement:2B"},
        ),
        ("À marée basse, Chausey devient une plage.", {"Chausey": "ile"}),
    ],
)
def test_a_name_that_is_the_subject_of_a_verb_is_no_noun(text: str, places: dict[str, str]) -> None:
    assert read(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Un village entre Durance et Verdon.", {"Durance": "riviere", "Verdon": "riviere"}),
        ("Le contrat de rivière Entre Isle et Dronne.", {}),
    ],
)
def test_rivers_lose_their_articles_after_between(text: str, places: dict[str, str]) -> None:
    found = read(text)
    assert {name: kind for name, kind in found.items() if kind == "riviere"} == {
        name: kind for name, kind in places.items() if kind == "riviere"
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La rivière vient de Belgique. Une réunion a eu lieu à Bouillon.", "etranger:BE"),
        ("La rivière vient des Pyrénées-Atlantiques. Une réunion a eu lieu à Bouillon.", "commune:64143"),
    ],
)
def test_a_town_abroad_where_the_page_names_its_country(text: str, kind: str) -> None:
    assert read(text)["Bouillon"] == kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Semois là-haut, Semoy chez nous. Personne ne descend la Semoy.", {"riviere"}),
        ("Semoy, près d’Orléans (Loiret), regarde vers la Semoy.", {"commune", "riviere"}),
    ],
)
def test_a_bare_commune_is_the_river_that_the_page_names(text: str, kinds: set[str]) -> None:
    assert {one.kind for one in places_of([Passage("/lead", text)], gazetteer()) if one.name == "Semoy"} == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Les habitants du Quartier de la Gare.", {}),
        ("Le maire du Quartier, dans le Puy-de-Dôme.", {"Quartier": "commune:63293", "Puy-de-Dôme": "departement:63"}),
        (
            "De Tende à Breil-sur-Roya, dans les Alpes-Maritimes.",
            {"Tende": "commune:06163", "Breil-sur-Roya": "commune:06023", "Alpes-Maritimes": "departement:06"},
        ),
    ],
)
def test_a_noun_with_its_complement_is_no_commune(text: str, places: dict[str, str]) -> None:
    assert read(text) == places
