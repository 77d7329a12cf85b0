"""`comedie review`: an answer changes record, index and evidence; undone, all is as before; a new harvest keeps it."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import clean_environment, comedie, migrate
from tests.support.pages_server import PagesServer


def page(title: str, number: int, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="generator" content="WordPress 6.1"></head>'
        f'<body class="single single-post postid-{number}"><main><article><h1 class="entry-title">{title}</h1>'
        f'<div class="entry-content">{body}</div></article></main></body></html>'
    )


def paragraphs(word: str) -> str:
    return "".join(f"<p>Le récit {word} numéro {n} raconte la rivière et le bocage des voisins.</p>" for n in range(5))


LINKS = '<a href="/pont/">Le pont</a> <a href="/gue/">Le gué</a>'
PAGES = {
    "/": page("Accueil", 1, f"<p>Bienvenue à la rivière.</p>{LINKS}"),
    "/gue/": page("Le gué", 7, f"<p>Les Soci??t??s de la vallée en parlent.</p>{paragraphs('zibeline')}{LINKS}"),
    "/pont/": page("Le pont", 8, f"{paragraphs('belette')}{LINKS}"),
}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "w"
    with PagesServer(PAGES) as site:
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
    return folder


@pytest.fixture
def folder(migrated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(migrated, tmp_path / "w")


def review(folder: Path, *options: str) -> dict[str, Any]:
    done = comedie("review", *options, "--json", "--workspace", str(folder))
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert isinstance(values, dict)
    return values


def lost_word(folder: Path) -> dict[str, Any]:
    (asked,) = [one for one in review(folder)["reviews"] if one["rule"] == "repair.lost"]
    assert isinstance(asked, dict)
    return asked


def record(folder: Path) -> dict[str, Any]:
    lines = (folder / "records" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    found: dict[str, Any] = next(one for one in map(json.loads, lines) if one["id"] == "essai-7")
    return found


def ids(folder: Path) -> set[str]:
    lines = (folder / "records" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {str(json.loads(line)["id"]) for line in lines}


def total(folder: Path, word: str) -> int:
    found = comedie("search", word, "--json", "--workspace", str(folder))
    assert found.returncode == 0, found.stderr
    return int(json.loads(found.stdout)["total"])


@pytest.mark.slow
def test_an_answer_changes_record_index_and_evidence_and_undone_all_is_as_before(folder: Path) -> None:
    before = (folder / "records" / "records.jsonl").read_bytes()
    asked = lost_word(folder)
    assert "Soci??t??s" in json.dumps(record(folder))
    assert total(folder, '"sociétés de la vallée"') == 0
    given = review(folder, "--answer", asked["id"], "Sociétés", "--reason", "lu au dos", "--by", "claire", "--apply")
    assert [one["by"] for one in given["decisions"]] == ["claire"]
    assert given["applied"]["exit"] == 0
    assert "Les Sociétés de la vallée" in record(folder)["lead"]
    evidence = record(folder)["provenance"]["/lead"]
    assert (evidence["nature"], evidence["reason"]) == ("decided", "lu au dos")
    assert "Soci??t??s" in evidence["raw"]
    assert total(folder, '"sociétés de la vallée"') == 1
    assert asked["id"] not in [one["id"] for one in review(folder)["reviews"]]
    review(folder, "--undo", asked["id"], "--reason", "mal lu", "--apply")
    assert (folder / "records" / "records.jsonl").read_bytes() == before
    assert total(folder, '"sociétés de la vallée"') == 0
    assert lost_word(folder)["id"] == asked["id"]


@pytest.mark.slow
def test_a_new_harvest_keeps_an_answer_and_asks_again_once_the_source_changed(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    pages = dict(PAGES)
    with PagesServer(pages) as site:
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
        review(folder, "--correct", "essai-7", "/title", "Le gué de la Vire", "--by", "claire", "--apply")
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
        assert record(folder)["title"] == "Le gué de la Vire"
        assert total(folder, '"gué de la Vire"') == 1
        assert "decision.source-changed" not in [one["rule"] for one in review(folder)["reviews"]]
        pages["/gue/"] = page("Le gué d’en bas", 7, paragraphs("zibeline") + LINKS)
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
    assert record(folder)["title"] == "Le gué de la Vire"
    (again,) = [one for one in review(folder)["reviews"] if one["rule"] == "decision.source-changed"]
    assert again["alternatives"] == ["Le gué d’en bas"]
    assert record(folder)["quality"]["reviews"] >= 1


def test_mistakes_are_told(folder: Path) -> None:
    asked = lost_word(folder)

    def told(*options: str) -> tuple[int, str]:
        done = comedie("review", *options, "--workspace", str(folder))
        return done.returncode, done.stderr

    code, sentence = told("--answer", "q-inconnue", "x")
    assert (code, "Il n’y a pas de question «\u00a0q-inconnue\u00a0»" in sentence) == (2, True)
    code, sentence = told("--undo", asked["id"])
    assert (code, "Aucune réponse en vigueur" in sentence) == (2, True)
    code, sentence = told("--correct", "essai-7", "/kind", "roman")
    assert (code, "n’est pas un type de notice" in sentence) == (2, True)
    code, sentence = told("--correct", "essai-99", "/kind", "video")
    assert (code, "Il n’y a pas de notice" in sentence) == (2, True)
    code, sentence = told("--answer", asked["id"], "Sociétés", "--dry-run")
    assert (code, "Rien n’a été écrit" in sentence) == (0, True)
    assert review(folder)["answered"] == []
    assert told("--answer", asked["id"], "Sociétés")[0] == 0
    code, sentence = told("--answer", asked["id"], "Sociétés")
    assert (code, "a sa réponse depuis" in sentence) == (2, True)
    listed = comedie("review", "--list", "--workspace", str(folder))
    assert f"{asked['id']}  essai-7" in listed.stdout


PROMPT = re.compile(r"(?:Réponse|facultative\)|aucune\))\s: $|\?\s\[o/N\]\s?:?\s?$")


def typed(folder: Path, keys: list[str]) -> str:
    """What is shown on a real terminal when these answers are typed, each at a prompt."""
    main, side = pty.openpty()
    command = [sys.executable, "-m", "comedie", "review", "--by", "claire", "--workspace", str(folder)]
    environment = {**clean_environment(), "TERM": "dumb", "COLUMNS": "100"}
    shown = ""
    with subprocess.Popen(command, env=environment, stdin=side, stdout=side, stderr=side) as process:
        os.close(side)
        waiting = list(keys)
        seen, deadline = 0, time.monotonic() + 60
        while time.monotonic() < deadline:
            if not select.select([main], [], [], 0.2)[0]:
                continue
            try:
                data = os.read(main, 4096)
            except OSError:
                break
            shown += data.decode("utf-8", "replace")
            if waiting and PROMPT.search(shown[seen:]):
                os.write(main, f"{waiting.pop(0)}\n".encode())
                seen = len(shown)
        if waiting:
            process.kill()  # it waits for what nobody will type
        code = process.wait(timeout=20)
    os.close(main)
    assert (code, waiting) == (0, []), shown
    return shown


def test_questions_are_answered_at_the_keyboard(folder: Path) -> None:
    waiting = review(folder)["reviews"]
    skipped = [one["rule"] for one in waiting].index("repair.lost")
    assert skipped > 0
    keys = ["", "vu", "a", *["p"] * skipped, "v", "Sociétés", "relu encore", "n"]
    shown = typed(folder, keys)
    assert "Que faut-il lire" in shown
    assert "Annulé" in shown
    (kept,) = review(folder)["answered"]
    assert (kept["values"]["words"], kept["reason"]) == ([["Soci??t??s", "Sociétés"]], "relu encore")


def test_a_page_that_says_but_a_message_is_set_aside_and_brought_back(tmp_path: Path) -> None:
    message = page("Le site du gué", 9, "<p>Warning: mysql_connect() : accès refusé à la base.</p>")
    folder = tmp_path / "w"
    with PagesServer(
        {
            **PAGES,
            "/pont/": page("Le pont", 8, f'{paragraphs("belette")}<a href="/panne/">la suite</a>'),
            "/panne/": message,
        }
    ) as site:
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
    asked = [one for one in review(folder)["reviews"] if one["rule"] == "page.message"]
    assert [one["record"] for one in asked] == ["essai-9"]
    assert "mysql_connect" in asked[0]["evidence"][0]["words"]
    review(folder, "--answer", asked[0]["id"], "écarter", "--apply")
    assert "essai-9" not in ids(folder)
    losses = [json.loads(line) for line in (folder / "records" / "losses.jsonl").read_text("utf-8").splitlines()]
    (loss,) = [one for one in losses if one["what"] == "page" and one["url"].endswith("/panne/")]
    assert loss["reason"] == "la rédaction l’a écartée : ce n’est pas une notice"
    (row,) = [
        row for row in (folder / "records" / "redirects.csv").read_text("utf-8").splitlines() if "/panne/," in row
    ]
    assert ",410," in row
    assert "/archive/" in row
    assert loss["capture"] in row
    review(folder, "--undo", asked[0]["id"], "--apply")
    assert "essai-9" in ids(folder)
