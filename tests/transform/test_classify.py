"""Kinds and roles, as tables."""

import pytest

from transform.classify import DOUBTFUL, Signals, classify, kind_named
from transform.extract.roles import role_of
from transform.schema import Kind, SectionRole


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fiche", Kind.EXPERIENCE),
        ("fiches-d-experience", Kind.EXPERIENCE),
        ("Fiches d’expérience", Kind.EXPERIENCE),
        ("retours-dexperience", Kind.EXPERIENCE),
        ("etude", Kind.ETUDE_DE_CAS),
        ("Études de cas", Kind.ETUDE_DE_CAS),
        ("case_study", Kind.ETUDE_DE_CAS),
        ("case-studies", Kind.ETUDE_DE_CAS),
        ("videos", Kind.VIDEO),
        ("biblio", Kind.BIBLIOGRAPHIE),
        ("Note de lecture", Kind.NOTE_DE_LECTURE),
        ("book_review", Kind.NOTE_DE_LECTURE),
        ("entretiens", Kind.ENTRETIEN),
        ("interview", Kind.ENTRETIEN),
        ("methode", Kind.FICHE_METHODE),
        ("Outils", Kind.FICHE_METHODE),
        ("comptes-rendus", Kind.COMPTE_RENDU),
        ("compte_rendu", Kind.COMPTE_RENDU),
        ("etapes", Kind.ETAPE),
        ("lesson", Kind.ETAPE),
        ("popup", Kind.OBJECTION),
        ("page", Kind.PAGE),
        ("post", None),
        ("thematique", None),
        ("", None),
    ],
)
def test_names(name: str, kind: Kind | None) -> None:
    assert kind_named(name) is kind


@pytest.mark.parametrize(
    ("signals", "kind"),
    [
        (Signals(post_type="fiche", segments=("fiche", "citoyens-pour-leau")), Kind.EXPERIENCE),
        (Signals(post_type="fiche", segments=("fiche", "memo-place-de-lanimateur")), Kind.FICHE_METHODE),
        (
            Signals(
                post_type="fiche",
                segments=("fiche", "a-bon-processus-bon-consensus"),
                headings=("1. Rassembler les bons interlocuteurs", "2. Ralentir"),
                lead="Les travaux de Fisher et al. et l’ouvrage de Ph. Barret.",
            ),
            Kind.NOTE_DE_LECTURE,
        ),
        (
            Signals(
                segments=(), headings=("Contexte territorial", "Origine du projet", "Les étapes de la concertation")
            ),
            Kind.ETUDE_DE_CAS,
        ),
        (Signals(post_type="etapes", segments=("etapes", "161-2"), chapter=True), Kind.ETAPE),
        (Signals(post_type="popup", segments=("popup", "la-concertation-ca-coute")), Kind.OBJECTION),
        (Signals(post_type="page", segments=("quisommesnous",)), Kind.PAGE),
        (Signals(post_type="post", title="Gérer ensemble – Note de lecture"), Kind.NOTE_DE_LECTURE),
        (Signals(post_type="post", title="Entretien avec une médiatrice"), Kind.ENTRETIEN),
        (Signals(post_type="post", terms=("Études de cas",)), Kind.ETUDE_DE_CAS),
        (Signals(post_type="document", terms=("Note de lecture",)), Kind.NOTE_DE_LECTURE),
        (Signals(post_type="ressource", declared={"ressource": Kind.BIBLIOGRAPHIE}), Kind.BIBLIOGRAPHIE),
        (
            Signals(post_type="fiche", segments=("fiche", "memo-x"), declared={"fiche": Kind.EXPERIENCE}),
            Kind.EXPERIENCE,
        ),
        (Signals(), Kind.PAGE),
    ],
)
def test_kinds(signals: Signals, kind: Kind) -> None:
    verdict = classify(signals)
    assert verdict.kind is kind
    assert verdict.reasons
    assert 0 <= verdict.confidence <= 1


def test_a_memo_among_fiches_is_asked_and_a_plain_fiche_is_not() -> None:
    assert classify(Signals(post_type="fiche", segments=("fiche", "memo-x"))).confidence < DOUBTFUL
    assert classify(Signals(post_type="fiche", segments=("fiche", "x"))).confidence >= DOUBTFUL


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Contexte territorial", SectionRole.CONTEXTE),
        ("CONTEXTE", SectionRole.CONTEXTE),
        ("Origine du projet", SectionRole.ORIGINE),
        ("Porteur d'expérience", SectionRole.PORTEUR),
        ("PORTEUR D’EXPERIENCE", SectionRole.PORTEUR),
        ("Les tensions", SectionRole.PROBLEME),
        ("Les enjeux :", SectionRole.PROBLEME),
        ("L’initiative", SectionRole.OBJECTIFS),
        ("Les objectifs", SectionRole.OBJECTIFS),
        ("2. Les étapes de la concertation", SectionRole.DEMARCHE),
        ("La concertation avec la population", SectionRole.DEMARCHE),
        ("Mise en œuvre", SectionRole.DEMARCHE),
        ("Les résultats", SectionRole.RESULTATS),
        ("Où en est-on ?", SectionRole.RESULTATS),
        ("Les difficultés", SectionRole.ENSEIGNEMENTS),
        ("Enseignements", SectionRole.ENSEIGNEMENTS),
        ("DESCRIPTION DE L'EXPERIENCE", SectionRole.DESCRIPTION),
        ("Lien", SectionRole.LIENS),
        ("Pour en savoir plus", SectionRole.LIENS),
        ("Contact", SectionRole.CONTACT),
        ("Sources", SectionRole.SOURCES),
        ("Trois ateliers et une porte qui claque", SectionRole.AUTRE),
        ("Le contact avec les bergers", SectionRole.AUTRE),
        (None, SectionRole.AUTRE),
    ],
)
def test_roles(heading: str | None, role: SectionRole) -> None:
    assert role_of(heading) is role


@pytest.mark.parametrize("term", ["Cas", "cas", "Guides", "Projet", "Fiches"])
def test_a_loose_name_alone_is_asked_about(term: str) -> None:
    """A category « Cas » may be one of case studies, of experiences or of court cases."""
    assert classify(Signals(terms=(term,))).confidence < DOUBTFUL
    assert classify(Signals(post_type=term.lower())).confidence < 1.0


@pytest.mark.parametrize("term", ["Études de cas", "Entretiens", "Note de lecture"])
def test_a_clear_name_alone_is_not(term: str) -> None:
    assert classify(Signals(terms=(term,))).confidence >= DOUBTFUL
