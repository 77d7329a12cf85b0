"""Pages that say with a 200 that there is no page: told as lost with that reason, never made records."""

import pytest

from tests.transform.conftest import Served, Workspace
from transform.decode import Decoded
from transform.error_pages import is_error_page
from transform.extract.page import Page
from transform.markup import parse
from transform.schema import LinkStatus

SITE = "https://carnets.example.org"
NAMES = ("Aubrac", "Bauges", "Causses", "Drugeon", "Entraunes")
LONG = "Les riverains de la vallée se sont réunis pendant trois hivers autour d’une carte, et n’ont rien perdu. " * 5


def page(title: str, main: str) -> str:
    return (
        f'<html lang="fr"><head><title>{title} - Les carnets du bassin</title></head><body><div id="menu">'
        f'<a href="liste.php">Toutes les expériences</a></div><div id="contenu">{main}</div></body></html>'
    )


@pytest.mark.parametrize(
    "title",
    [
        "Page introuvable",
        "404",
        "Erreur 404",
        "Erreur 404 : page non trouvée",
        "404 – Page non trouvée",
        "Oups ! Cette page est introuvable",
        "Désolé, cette page n’existe plus",
        "La page que vous demandez n'existe pas",
        "Document introuvable",
        "Page not found (404)",
        "Not Found",
        "This page could not be found",
        "La page demandée n’a pas été trouvée",
    ],
)
def test_said_in_the_words_of_many_sites(title: str) -> None:
    assert is_error_page(read(page("Erreur", f"<h1>{title}</h1><p>Retour à l’accueil.</p>")))
    assert is_error_page(read(page(title, "<p>Retour à l’accueil.</p>")))


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("Page introuvable", f"<h1>Page introuvable</h1><p>{LONG}</p>"),
        ("L’introuvable page des comptes du syndicat", "<p>Un conte.</p>"),
        ("404 éoliennes dans la plaine", "<h1>404 éoliennes dans la plaine</h1><p>Un bilan.</p>"),
        ("Le document n’existe pas sans ses auteurs : récit d’une enquête en Drôme", "<p>Un récit.</p>"),
        ("Une rivière non trouvée", "<h1>Une rivière non trouvée</h1><p>Court.</p>"),
    ],
)
def test_a_text_is_no_error_page(title: str, main: str) -> None:
    assert not is_error_page(read(page(title, main)))


def read(html: str) -> Page:
    return Page(f"{SITE}/x", "20200101000000", Decoded(html, "utf-8", None, "utf-8"), parse(html))


def test_no_record_is_made_of_them_and_links_to_them_are_broken(workspace: Workspace) -> None:
    lost = page("Erreur", "<h1>Page introuvable</h1><p>Désolé, la page que vous demandez n’existe pas.</p>")
    good = []
    for name in NAMES:
        link = f'<p>En {name} <a href="vieille.php">avant {name}</a>, tout était dit.</p>'
        good.append(page(f"La crue de {name}", f"<h1>La crue de {name}</h1><p>{name}. {LONG}</p>{link}"))
    workspace.keep(
        [
            *(Served(f"{SITE}/exp.php?id={number}", html) for number, html in enumerate(good)),
            Served(f"{SITE}/vieille.php", lost),
            Served(f"{SITE}/autre.php", lost),
        ]
    )
    workspace.transform(site="carnets")
    records = workspace.read()
    assert sorted(record.title for record in records) == [f"La crue de {name}" for name in NAMES]
    assert {link.status for record in records for link in record.links} == {LinkStatus.BROKEN}
    reasons = {line["url"]: line["reason"] for line in workspace.lines("losses.jsonl") if line["what"] == "page"}
    assert reasons == dict.fromkeys(
        (f"{SITE}/vieille.php", f"{SITE}/autre.php"), "page d’erreur, servie comme une page ordinaire"
    )
