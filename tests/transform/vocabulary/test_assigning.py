"""Concepts are found by their names in any form, and each says by which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.vocabulary import load_vocabularies
from transform.vocabulary.assigning import Assigned, assign
from transform.vocabulary.common import rarity
from transform.vocabulary.matching import Matcher
from transform.vocabulary.passages import Passage
from transform.vocabulary.weights import shipped_weights
from transform.vocabulary.words import reduced, tokens

VOCABULARIES = load_vocabularies()
MATCHER = Matcher.of(VOCABULARIES)


def told(passage: Passage) -> list[Assigned]:
    return assign(MATCHER, VOCABULARIES, [passage], shipped_weights())


def found(text: str, zone: str = "text") -> dict[tuple[str, str], Assigned]:
    return {(one.scheme, one.concept): one for one in told(Passage(zone, "/x", text))}


@pytest.mark.parametrize(
    ("text", "scheme", "concept"),
    [
        ("Les éleveuses d’ici", "actors", "eleveurs"),
        ("habitant·e·s du bourg", "actors", "habitants"),
        ("les animateurs-trices", "actors", "animateurs"),
        ("LES AGRICULTEURS", "actors", "agriculteurs"),
        ("un parc d’éoliennes", "themes", "energie-eolien"),
        ("la gestion concertée des tourbières", "territories", "zone-humide"),
        ("un contrat de rivières", "methods", "contrat-territorial"),
        ("le SAGE de l’Aume", "methods", "contrat-territorial"),
        ("des visites de terrain", "methods", "visite-terrain"),
        ("un théâtre forum", "methods", "theatre-forum"),
        ("une médiation", "participation", "mediation"),
        ("l’Office national des forêts", "actors", "etablissements-publics"),
    ],
)
def test_a_name_is_met_in_any_form(text: str, scheme: str, concept: str) -> None:
    assert (scheme, concept) in found(text)


@pytest.mark.parametrize(
    ("text", "scheme", "concept"),
    [
        ("un sage du village", "methods", "contrat-territorial"),
        ("une clé perdue", "actors", "syndicats-mixtes"),
        ("des mètres trop élevés", "actors", "jeunes"),
        ("peu, mais bien", "themes", "agriculture"),
        ("une porte ouverte", "themes", "mer-littoral"),
        ("la réunion du comité", "territories", "outre-mer"),
        ("il va au parc", "territories", "parc-naturel-regional"),
        ("les marchés du lundi", "methods", "visite-terrain"),
        ("le contrat. De rivière en rivière", "methods", "contrat-territorial"),
        ("la réunion, publique", "methods", "reunion-publique"),
    ],
)
def test_what_only_looks_like_a_name_is_not_met(text: str, scheme: str, concept: str) -> None:
    assert (scheme, concept) not in found(text)


def test_the_longest_name_wins_inside_its_scheme() -> None:
    assert ("actors", "etablissements-publics") in found("le Conservatoire du littoral")
    assert ("methods", "budget-participatif") in found("un budget participatif")


def test_a_title_says_more_than_a_text_and_twice_more_than_once() -> None:
    key = ("themes", "grands-predateurs")
    assert found("le loup", "title")[key].confidence > found("le loup")[key].confidence
    assert found("le loup et un loup")[key].score > found("le loup")[key].score


def test_a_term_of_a_family_speaks_of_its_own_scheme_alone() -> None:
    passage = Passage("term", "/terms/territoire/0", "Baie et lagon", ("territories",))
    assert {one.scheme for one in told(passage)} == {"territories"}


def test_the_words_are_quoted_from_the_text_as_they_stand() -> None:
    one = found("Avant tout, des Bergères s’inquiètent.")["actors", "eleveurs"]
    assert (one.prefix, one.exact, one.suffix) == ("Avant tout, des ", "Bergères", " s’inquiètent.")
    assert "« Bergères », dans le texte" in one.reasons


@given(st.text(max_size=300))
def test_any_text_is_read_and_quotes_are_true(text: str) -> None:
    for one in told(Passage("lead", "/lead", text)):
        assert one.prefix + one.exact + one.suffix in text
        assert 0 <= one.confidence <= 1
    for key, start, end in tokens(text):
        assert reduced(text[start:end]) == key


@given(st.text(alphabet="aé’' -·.,Éœs\n", max_size=60))
def test_words_stand_where_they_are_found(text: str) -> None:
    ends = [0]
    for _, start, end in tokens(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


def test_what_any_text_says_says_less() -> None:
    assert rarity(("posidoni",)) == 1
    assert rarity(("eau",)) < 0.6
    assert rarity(("loi", "posidoni")) == 1, "a term is as rare as its rarest word"


def test_small_words_that_a_term_needs_stand_beside_it() -> None:
    assert ("methods", "visite-terrain") in found("venus à pied ensemble, à pied encore")
    assert ("methods", "visite-terrain") not in found("un pied dans la porte et un pied dehors")


@given(st.permutations(range(4)))
def test_the_order_of_passages_changes_nothing_but_the_words_shown(order: list[int]) -> None:
    texts = ["Des éleveurs et un loup.", "Le maire a réuni les éleveurs.", "Sans les chasseurs.", "L’alpage."]
    passages = [Passage("text", f"/sections/{place}/text", texts[place]) for place in order]
    sure = {(one.concept, one.confidence) for one in assign(MATCHER, VOCABULARIES, passages, shipped_weights())}
    ordered = [Passage("text", f"/sections/{place}/text", text) for place, text in enumerate(texts)]
    assert sure == {(one.concept, one.confidence) for one in assign(MATCHER, VOCABULARIES, ordered, shipped_weights())}
