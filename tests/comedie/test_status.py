"""`comedie status` answers "is it complete?", for people in 80 columns and for programs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.faults import ENTRANCE, FAULTS
from fixtures.server import LegacySite

FEW = ("liens-morts", "introuvable", "codes", "chaine", "coupee")


def comedie(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "comedie", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("status")
    with LegacySite(faults=[FAULTS[name] for name in FEW]) as site:
        source = f"{site.url}{ENTRANCE}"
        done = comedie("harvest", source, "--include", ENTRANCE, "--workspace", str(folder))
    assert done.returncode == 3, done.stderr
    profiles = folder / "profiles"
    profiles.mkdir()
    (profiles / "site.yaml").write_text(
        "name: site\ndetect: [{selector: body}]\npages: [{role: record, any: [{selector: body}]}]\n"
        "expect: {experience: 400}\n",
        encoding="utf-8",
    )
    return folder


def test_people_read_it_in_80_columns(workspace: Path) -> None:
    shown = comedie("status", "--workspace", str(workspace))
    assert shown.returncode == 0, shown.stderr
    lines = shown.stderr.splitlines()
    assert [line for line in lines if len(line) > 80 and str(workspace) not in line] == []
    said = "\n".join(lines)
    assert "Est-ce complet\u202f? Non\u00a0: " in said
    for words in ("Par rubrique", "Par source de découverte", "En échec", "Liens rompus", "Pièges", "Les plus grosses"):
        assert words in said
    assert "le serveur n’envoie qu’une partie (206)" in said
    assert "citée par /pannes/codes/" in said
    assert any(line.split()[-2:] == ["400", "0"] and "expérience" in line for line in lines)


def test_programs_get_all_of_it(workspace: Path) -> None:
    shown = comedie("status", "--json", "--workspace", str(workspace))
    values = json.loads(shown.stdout)
    found = values["completeness"]
    assert found["complete"] is False
    assert found["expected"] == {"experience": {"expected": 400, "found": 0}}
    assert found["failures"]["count"] == len(found["failures"]["items"]) == values["urls"]["failed"]
    assert {problem["url"].partition(ENTRANCE)[2] for problem in found["broken_links"]["items"]} == {
        "partie-nord/", "partie-sud/", "partie-est/",
    }  # fmt: skip
