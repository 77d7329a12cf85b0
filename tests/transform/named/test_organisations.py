"""Organisations and people that a text names, with their part; acronyms joined to their long forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.named.acronyms import long_forms, renamings
from transform.named.organisations import organisations
from transform.named.people import people

ACRONYMS = [
    ("le Syndicat mixte des milieux aquatiques et des rivières (SMMAR)", "SMMAR", "Syndicat mixte des milieux"),
    ("le Syndicat Mixte Argent Double Clamoux (SMAC) et", "SMAC", "Syndicat Mixte Argent Double Clamoux"),
    ("CLE (commission locale de l’eau)", "CLE", "commission locale de l’eau"),
    ("l’association pour le maintien d’une agriculture paysanne - (AMAP)", "AMAP", "association pour le maintien"),
    ("la communauté de communes du Pays de Lure (CCPL)", "CCPL", "communauté de communes du Pays de Lure"),
    ("le parc naturel régional (PNR)", "PNR", "parc naturel régional"),
    ("l’Institut français de recherche pour l’exploitation de la mer (Ifremer)", "Ifremer", "Institut français"),
    ("le centre permanent d'initiatives pour l'environnement (CPIE)", "CPIE", "centre permanent"),
]


@pytest.mark.parametrize(("text", "acronym", "long"), ACRONYMS)
def test_an_acronym_is_joined_to_its_long_form(text: str, acronym: str, long: str) -> None:
    (pair,) = long_forms(text)
    assert pair.acronym == acronym
    assert pair.long.startswith(long)
    assert text[pair.start : pair.end] == pair.long


@pytest.mark.parametrize("text", ["le maire (UMP)", "trois semaines (Voir)", "un long (SMAC", "la Drôme (Rhône-Alpes)"])
def test_letters_that_do_not_agree_are_no_acronym(text: str) -> None:
    assert not list(long_forms(text))


def test_a_renaming_is_read() -> None:
    assert list(renamings("avec Irstea (devenu Inrae, Institut national)")) == [("Irstea", "Inrae")]


NAMED = [
    ("porté par le Syndicat mixte du bassin de la Loue, qui", "Syndicat mixte du bassin de la Loue", "porteur"),
    ("Une étude cofinancée par la Fondation de France.", "Fondation de France", "financeur"),
    ("avec l’appui financier de l’Agence de l’eau Adour-Garonne.", "Agence de l’eau Adour-Garonne", "financeur"),
    ("Animé par l’association Gée Aude, il", "Association Gée Aude", "animateur"),
    ("en partenariat avec le conseil général du Lot.", "Conseil général du Lot", "partenaire"),
    ("L’association « Vivre à Quelen » proteste", "Association « Vivre à Quelen »", None),
    ("Le parc naturel régional du Livradois-Forez a lancé", "Parc naturel régional du Livradois-Forez", "porteur"),
    ("une association de Jausiers, Estive partagée, leur", "Estive partagée", None),
    ("l’association Nuits tranquilles a fait", "Association Nuits tranquilles", None),
    ("l’association Zilé Mafate a posé", "Association Zilé Mafate", None),
    ("L’Université Paul-Valéry de Montpellier", "Université Paul-Valéry de Montpellier", None),
]


@pytest.mark.parametrize(("text", "name", "role"), NAMED)
def test_an_organisation_is_named_with_its_part(text: str, name: str, role: str | None) -> None:
    (one,) = organisations([text])
    assert (one.name, one.role) == (name, role)


@pytest.mark.parametrize(
    "text",
    [
        "Une association locale s’oppose.",
        "La communauté de communes est d’accord.",
        "une association de Pointe-à-Pitre s’en mêle",
        "Un syndicat de rivière, deux conseils.",
    ],
)
def test_an_organisation_without_a_name_is_none(text: str) -> None:
    assert organisations([text]) == []


def test_one_organisation_by_its_long_form_and_its_acronym() -> None:
    found = organisations(
        ["Le syndicat mixte des milieux aquatiques et des rivières (SMMAR) hésite.", "Un accord porté par le SMMAR."]
    )
    assert [(one.acronym, one.role) for one in found] == [("SMMAR", "porteur")]


def test_a_former_name_leads_to_the_present_one() -> None:
    (one,) = organisations(["Une étude du Cemagref sur le Guil."])
    assert one.acronym == "INRAE"


PEOPLE = [
    ("Entretien avec Loïc Blondiaux", "Loïc Blondiaux", "interviewé"),
    ("Entretien réalisé par Julie Riegel, mené par Comédie (2021)", "Julie Riegel", "auteur"),
    ("Propos recueillis par Anne Le Guen", "Anne Le Guen", "auteur"),
    ("Note établie par Jean-Pierre de La Tour, août 2019.", "Jean-Pierre de La Tour", "auteur"),
    ("Auteur(s) : Claire Legros", "Claire Legros", "auteur"),
]


@pytest.mark.parametrize(("text", "name", "role"), PEOPLE)
def test_a_person_is_named_with_a_part(text: str, name: str, role: str) -> None:
    (one,) = people([text])
    assert (one.name, one.role) == (name, role)


def test_several_authors_are_several_people() -> None:
    found = people(["Fiche rédigée par Marie Eraud, Pierre-Yves Guihéneuf et Stéphanie Guiné."])
    assert [one.name for one in found] == ["Marie Eraud", "Pierre-Yves Guihéneuf", "Stéphanie Guiné"]


@pytest.mark.parametrize(
    "text", ["Entretien avec les bergers", "Rencontre avec Le Conseil", "Jean Dupont passait par là"]
)
def test_whoever_is_only_mentioned_is_not_taken(text: str) -> None:
    assert people([text]) == []


@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_text_is_read_and_offsets_are_true(texts: list[str]) -> None:
    for one in organisations(texts):
        assert 0 <= one.start < one.end <= len(texts[one.passage])
    for person in people(texts):
        assert texts[person.passage][person.start : person.end] == person.name


def test_a_long_row_of_capitals_is_read_in_bounded_time() -> None:
    assert isinstance(organisations(["association de " + "A b " * 20_000, "(" + "A" * 50_000]), list)
    assert isinstance(people(["Entretien avec " + "Aa " * 50_000]), list)
