"""Repair in a whole transform: fields, evidence, log, reviews; any number of processes."""

from typing import Any

import pytest

from tests.transform.conftest import Served, Workspace
from transform.repair.record import FieldRepair, undo
from transform.schema import Record

SITE = "https://vieux.example"
CLEAN = [
    "L’Observatoire de l’eau suit l’agriculture et l’élevage ; d’autres l’ont dit. La mise en œuvre d’une charte dure.",
    "Il n’y a d’habitants que ceux de l’île : d’habitude, l’observatoire l’explique. Une dune borde l’étang.",
    "On parle d’agriculture, d’usage de l’eau, et d’une concertation qu’il faut préparer. Qu’ils viennent, c’est bien.",
]
DAMAGED = (
    "<p>Charte de lagriculture et de leau pour les habitants dune vallée : mise en uvre quil faut suivre.</p>"
    "<p>SociĂ©tĂ© de pĂŞche, main d’Ĺ“uvre, c½ur.</p>"
    "<p>Que lire ? Soci??t??s.</p>"
    "<p>– un premier point</p><p>– un second point</p>"
    '<h2>La dÃ©marche</h2><p>[caption id="a" width="3"]La légende[/caption] et la suite.</p>'
    "<h2>Les r&amp;eacute;sultats</h2><p>Le travail de lObservatoire de la grande faune.</p>"
)


def post(number: int, title: str, body: str) -> Served:
    url = f"{SITE}/fiche/f{number}/"
    return Served(
        url,
        f"<html lang=fr-FR><head><title>{title} – Site</title><meta name=generator content='WordPress 4.9'>"
        f"<link rel=canonical href={url}></head><body class='single single-fiche postid-{number}'><article>"
        f"<h1 class=entry-title>{title}</h1><div class=entry-content>{body}</div></article></body></html>",
    )


@pytest.fixture
def repaired_site(workspace: Workspace) -> Workspace:
    pages = [post(number, f"Fiche {number}", f"<p>{CLEAN[number % 3]}</p>" * 2) for number in range(2, 40)]
    workspace.keep([post(1, "La SociĂ©tĂ©", DAMAGED), *pages])
    workspace.transform(site="v")
    return workspace


def damaged_record(workspace: Workspace) -> Record:
    (record,) = [record for record in workspace.read() if record.id == "v-1"]
    return record


def test_each_kind_of_damage_is_mended(repaired_site: Workspace) -> None:
    record = damaged_record(repaired_site)
    assert record.title == "La Société"
    assert record.lead == (
        "Charte de l’agriculture et de l’eau pour les habitants dune vallée : mise en œuvre qu’il faut suivre.\n\n"
        "Société de pêche, main d’œuvre, cœur.\n\n"
        "Que lire ? Soci??t??s.\n\n– un premier point\n\n– un second point"
    )
    assert [section.heading for section in record.sections] == ["La démarche", "Les résultats"]
    assert [section.role for section in record.sections] == ["demarche", "resultats"]
    assert record.sections[0].text == "La légende et la suite."
    assert record.sections[0].html == "<p>La légende et la suite.</p>"
    assert record.sections[1].text == "Le travail de l’Observatoire de la grande faune."
    assert "l’Observatoire" in record.sections[1].html


def test_what_stood_there_is_kept_and_logged(repaired_site: Workspace) -> None:
    record = damaged_record(repaired_site)
    assert record.provenance["/title"].raw == "La SociĂ©tĂ©"
    assert "lObservatoire" in (record.provenance["/sections/1/text"].raw or "")
    lines = repaired_site.lines("repairs.jsonl")
    assert {line["record"] for line in lines} == {"v-1"}
    assert set(lines[0]) == {"record", "field", "rule", "before", "after", "positions", "confidence", "capture"}
    assert all(line["capture"] == f"20261122100000/{SITE}/fiche/f1/" for line in lines)
    found = {(line["field"], line["rule"], line["before"], line["after"]) for line in lines}
    assert ("/title", "mojibake", "SociĂ©tĂ©", "Société") in found
    assert ("/lead", "dropped-character", "lagriculture", "l’agriculture") in found
    assert ("/sections/1/heading", "double-entity", "r&eacute;sultats", "résultats") in found
    assert record.quality.repairs == len(lines)


def test_every_repair_of_a_record_can_be_undone(repaired_site: Workspace) -> None:
    lines: list[dict[str, Any]] = repaired_site.lines("repairs.jsonl")
    repairs = [FieldRepair(**{**line, "positions": tuple(line["positions"])}) for line in lines]
    before = undo(damaged_record(repaired_site), repairs)
    assert before.title == "La SociĂ©tĂ©"
    assert before.lead is not None
    assert before.lead.startswith(
        "Charte de lagriculture et de leau pour les habitants dune vallée : mise en uvre quil"
    )
    assert before.sections[0].html == '<p>[caption id="a" width="3"]La légende[/caption] et la suite.</p>'
    assert before.sections[1].heading == "Les r&eacute;sultats"


def test_what_can_be_read_in_two_ways_and_what_is_lost_are_asked(repaired_site: Workspace) -> None:
    reviews = [review for review in repaired_site.lines("reviews.jsonl") if review["field"] == "/lead"]
    questions = [review["question"] for review in reviews]
    assert any("« dune »" in question for question in questions)
    assert any("« Soci??t??s »" in question for question in questions)
    (asked,) = [review for review in reviews if "dune" in review["question"]]
    assert asked["proposed"] == "d’une"
    assert damaged_record(repaired_site).quality.reviews >= 2


def test_a_lone_quotation_mark_is_left_and_reported(workspace: Workspace) -> None:
    """Nobody knows where the other mark stood. A quotation of two paragraphs opens each of them."""
    bodies = (
        "<p>Une rencontre «en 3 questions« a eu lieu à la mairie.</p><p>Tout y fut dit.</p>",
        "<p>« La rivière est à tous, dit-il.</p><p>« Elle l’a toujours été. » Personne ne répondit « non ».</p>",
        "<p>Le maire a dit : « Nous verrons » et puis plus rien.</p>",
    )
    workspace.keep([post(number, f"Fiche {number}", body) for number, body in enumerate(bodies, 1)])
    workspace.transform(site="v")
    (asked,) = [review for review in workspace.lines("reviews.jsonl") if review["rule"] == "repair.quotes"]
    assert (asked["record"], asked["field"], asked["proposed"]) == ("v-1", "/lead", None)
    assert "« Une rencontre «en 3 questions« a eu lieu" in asked["question"]
    assert "en 3 questions«" in (workspace.read()[0].lead or "").replace("\u00a0", "")


def test_clean_pages_are_as_written(repaired_site: Workspace) -> None:
    for record in repaired_site.read():
        if record.id != "v-1":
            assert record.quality.repairs == 0
            assert record.lead == "\n\n".join([CLEAN[int(record.id[2:]) % 3]] * 2)


def test_two_processes_write_the_same_bytes(repaired_site: Workspace) -> None:
    before = repaired_site.files()
    repaired_site.transform(site="v", processes=2)
    assert repaired_site.files() == before


def test_hand_typed_lists_are_lists_in_the_html_and_the_text_stays(workspace: Workspace) -> None:
    body = "<h2>Objectifs</h2><p>Il faut :</p><p>– voir</p><p>– dire</p>"
    workspace.keep([post(1, "Une fiche", body)])
    workspace.transform(site="v")
    (section,) = workspace.read()[0].sections
    assert section.html == "<p>Il faut :</p><ul><li>voir</li><li>dire</li></ul>"
    assert section.text == "Il faut :\n\n– voir\n\n– dire"
    (line,) = workspace.lines("repairs.jsonl")
    assert (line["rule"], line["field"]) == ("typed-list", "/sections/0/html")
    assert "– voir" in line["before"]
