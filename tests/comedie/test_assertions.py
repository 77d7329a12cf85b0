"""A source that lost its pages: exit 4, the notices in place stay, and a person may accept it by name."""

import json
from pathlib import Path

import pytest

from comedie.errors import UsageMistake
from comedie.stages import accepted_assertions, accepted_urls
from comedie.summary import words_sentence
from comedie.workspace import Workspace
from tests.support.command import comedie

PAGE = (
    "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>La rivière {n}</title></head><body><h1>La "
    "rivière {n}</h1><p>Un texte assez long sur la rivière {n}, ses rives, ses crues et ses gens.</p></body></html>"
)


def write_pages(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for number in range(count):
        (folder / f"page-{number}.html").write_text(PAGE.format(n=number), encoding="utf-8")


def run(*arguments: str, expected: int) -> str:
    done = comedie(*arguments)
    assert done.returncode == expected, done.stderr
    assert "Traceback" not in done.stderr
    return str(done.stdout + done.stderr)


@pytest.mark.slow
def test_pages_that_are_gone_stop_the_publication_until_someone_accepts(tmp_path: Path) -> None:
    source, root = tmp_path / "copie", tmp_path / "w"
    write_pages(source, 8)
    run("harvest", str(source), "--workspace", str(root), "--site", "essai", expected=0)
    said = run("transform", "--workspace", str(root), expected=0)
    assert "Mots\u00a0: " in said
    records = (root / "records" / "records.jsonl").read_bytes()
    for path in (root / "archive").iterdir():
        path.unlink()
    (root / "ledger.sqlite").unlink()
    write_pages(source, 3)
    run("harvest", str(source), "--workspace", str(root), expected=0)
    said = run("transform", "--workspace", str(root), expected=4)
    assert "change.page\u00a0: 8 pages au dernier passage, 3 maintenant" in said
    assert "accepted.yaml" in said
    assert (root / "records" / "records.jsonl").read_bytes() == records
    (root / "profiles").mkdir(exist_ok=True)
    accepted = "assertions:\n  - {name: change.page, reason: retirées par le site, by: M. Durand}\n"
    (root / "profiles" / "accepted.yaml").write_text(accepted, encoding="utf-8")
    run("transform", "--workspace", str(root), expected=0)
    summary = json.loads((root / "records" / "summary.json").read_text(encoding="utf-8"))
    assert summary["records"] == 3
    assert summary["audit"]["words"]["source"] > 0


def test_nothing_is_accepted_without_a_reason_and_a_name(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.profiles.mkdir()
    path = workspace.profiles / "accepted.yaml"
    path.write_text("assertions:\n  - {name: change.page, reason: vu, by: moi}\n", encoding="utf-8")
    assert accepted_assertions(workspace) == {"change.page"}
    assert accepted_urls(workspace) == frozenset()
    path.write_text("assertions:\n  - {name: change.page}\n", encoding="utf-8")
    with pytest.raises(UsageMistake, match=r"Chaque contrôle accepté s’y écrit : assertions: - \{name: …, reason"):
        accepted_assertions(workspace)


def test_the_share_of_words_is_never_rounded_up() -> None:
    assert words_sentence({"source": 10, "share": 0.99999, "lost": 1}).startswith(
        "99,99\u202f% repris, 1\u00a0mot non repris"
    )
    assert words_sentence({"source": 10, "share": 1.0, "lost": 0}).startswith("100\u202f% repris")
    assert words_sentence({"source": 10, "share": 1.0, "lost": 0, "repeated": 4}) == (
        "100\u202f% repris, 0\u00a0mot non repris, 4\u00a0dits deux fois et gardés une fois"
    )
    assert words_sentence({}) == "aucun mot à reprendre"
