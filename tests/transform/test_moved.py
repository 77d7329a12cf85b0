"""Records that already stand on a declared host: found by title and text, asked about, then in the redirects."""

import csv
from pathlib import Path
from typing import Any

import pytest

from search_app.redirects import OldAddresses
from tests.transform.audit.pages import NAMES, Fiche
from tests.transform.conftest import Served, Workspace
from transform.decisions import Decision, DecisionKind
from transform.errors import ProfileError

OTHER = "https://icpc.example.net"
LONG = "".join(
    f"<p>Paragraphe {number} : les riverains de la rivière demandent au syndicat ce que deviendra la digue {number} "
    f"quand la crue de {1900 + number} sera oubliée, et le syndicat répond par une enquête numéro {number * 7}.</p>"
    for number in range(20)
)


def elsewhere(workspace: Workspace, number: int, path: str, title: str, inside: str) -> Served:
    page = Fiche(number, inside=inside, changes={f"La concertation de {NAMES[number]}": title}).served()
    return Served(f"{OTHER}{path}", str(page.body).replace("https://fiches.example.org/fiche/", f"{OTHER}/x"))


@pytest.fixture
def declared(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other site's own records, made as any are, and the file that declares it."""
    other = Workspace(tmp_path_factory.mktemp("icpc"))
    other.keep(
        [
            elsewhere(other, 1, "/etape/bauges/", "La concertation de Bauges, étape 1", LONG),
            elsewhere(other, 7, "/autre/", "Tout autre chose", ""),
        ]
    )
    other.transform(site="icpc")
    path = workspace.root / "moved.yaml"
    records = f"{other.records}/records.jsonl"
    path.write_text(f"- host: icpc.example.net\n  records: {records}\n", encoding="utf-8")
    workspace.keep([Fiche(number, inside=LONG if number == 1 else "").served() for number in range(4)])
    return path


def asked(workspace: Workspace) -> list[dict[str, Any]]:
    return [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "moved.elsewhere"]


def rows(workspace: Workspace) -> dict[str, dict[str, str]]:
    with (workspace.records / "redirects.csv").open(encoding="utf-8", newline="") as file:
        return {row["old"]: row for row in csv.DictReader(file)}


def said(question: dict[str, Any], value: str | None) -> Decision:
    values = {"review": question["id"], "field": "/moved_to", "act": "set", "value": value}
    return Decision(
        id="d1",
        at="2026-11-23T10:00:00Z",
        by="Odile",
        kind=DecisionKind.ANSWER,
        record=question["record"],
        reason="vérifié",
        values=values,
    )


def test_nothing_moves_before_a_person_says_so(workspace: Workspace, declared: Path) -> None:
    workspace.transform(moved=declared)
    (question,) = asked(workspace)
    assert question["record"] == "comedie-1"
    assert question["proposed"] == f"{OTHER}/etape/bauges/"
    assert question["alternatives"] == [None]
    assert all(row["new"].startswith("/") for row in rows(workspace).values() if row["status"] == "301")
    assert all(record.moved_to is None for record in workspace.read())


def test_a_confirmed_move_is_in_the_redirects(workspace: Workspace, declared: Path) -> None:
    workspace.transform(moved=declared)
    (question,) = asked(workspace)
    workspace.transform(moved=declared, decisions=(said(question, question["proposed"]),))
    assert asked(workspace) == []
    row = rows(workspace)[Fiche(1).url]
    assert (row["new"], row["status"], row["reason"]) == (f"{OTHER}/etape/bauges/", "301", "déplacée")
    assert rows(workspace)[Fiche(2).url]["new"].startswith("/notice/")
    record = next(one for one in workspace.read() if one.id == "comedie-1")
    assert record.moved_to == f"{OTHER}/etape/bauges/"
    register = {line["id"]: line["moved_to"] for line in workspace.lines("register.jsonl")}
    assert register["comedie-1"] == record.moved_to
    assert register["comedie-2"] is None
    site = OldAddresses(workspace.records / "redirects.csv", ("icpc.example.net",))
    led = site.at("/fiche/1/")
    assert led is not None
    assert led.new == f"{OTHER}/etape/bauges/"


def test_a_refusal_closes_the_question(workspace: Workspace, declared: Path) -> None:
    workspace.transform(moved=declared)
    (question,) = asked(workspace)
    workspace.transform(moved=declared, decisions=(said(question, None),))
    assert asked(workspace) == []
    assert rows(workspace)[Fiche(1).url]["new"].startswith("/notice/")


@pytest.mark.parametrize(
    "url", ["https://attaquant.example/", "javascript:alert(1)", "//icpc.example.net/", "https://x@attaquant.example"]
)
def test_no_other_host_is_ever_led_to(workspace: Workspace, declared: Path, url: str) -> None:
    workspace.transform(moved=declared)
    (question,) = asked(workspace)
    workspace.transform(moved=declared, decisions=(said(question, url),))
    assert rows(workspace)[Fiche(1).url]["new"].startswith("/notice/")


@pytest.mark.parametrize(
    "text", ["- host: x\n", "{", "- host: 'a b'\n  records: r\n", "- host: x.example\n  records: absent.jsonl\n"]
)
def test_a_bad_declaration_is_told(workspace: Workspace, text: str) -> None:
    path = workspace.root / "moved.yaml"
    path.write_text(text, encoding="utf-8")
    workspace.keep([Fiche(1).served()])
    with pytest.raises(ProfileError, match="ne se li"):
        workspace.transform(moved=path)
