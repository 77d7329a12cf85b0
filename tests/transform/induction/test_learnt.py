"""What a person is given to begin a profile with, and the questions that induction asks of doubtful pages."""

from pathlib import Path

import pytest

from crawler.archive import Archive
from tests.transform.conftest import Served, Workspace
from transform.templates.learnt import begin_from, learn
from transform.templates.profile import load_profiles, read_profile

_TEXT = "Au bord du canal numéro {n}, les voisins du quai {n} ont écrit une charte {n}, lue le soir de la fête {n}."


def fiche(n: int, *, empty: bool = False) -> str:
    text = "" if empty else "".join(f"<p>{_TEXT.format(n=40 * n + k)}</p>" for k in range(4))
    return (
        f"<html><head><title>Quai {n} - Canaux</title></head><body><p>Canaux de France</p>"
        f"<h2 class=nom>Quai {n}</h2><div class=recit>{text}</div><p>Pied de page des canaux</p></body></html>"
    )


def served(workspace: Workspace, pages: dict[str, str]) -> Archive:
    workspace.keep(Served(f"http://canaux.example/{path}", html) for path, html in pages.items())
    return Archive(workspace.archive)


def test_a_profile_begins_with_what_was_learnt_and_shows_it(workspace: Workspace, tmp_path: Path) -> None:
    archive = served(workspace, {f"{n}": fiche(n) for n in range(1, 9)})
    text = begin_from("canaux", learn(archive, archive.entries(), load_profiles()), archive)
    assert text is not None
    (tmp_path / "canaux.yaml").write_text(text, encoding="utf-8")
    profile = read_profile(tmp_path / "canaux.yaml")
    assert (profile.name, profile.fields.title, profile.fields.body) == (
        "canaux",
        ("body > h2.nom",),
        ("body > div.recit",),
    )
    assert text.count("#     titre : « Quai") == 3
    assert "http://canaux.example/1" in text
    workspace.transform(profiles=(tmp_path / "canaux.yaml",))
    assert {record.source.template for record in workspace.read()} == {"canaux"}
    assert {record.title for record in workspace.read()} == {f"Quai {n}" for n in range(1, 9)}


def test_a_template_of_few_pages_says_so_where_it_begins(workspace: Workspace) -> None:
    other = {f"note{n}": fiche(n).replace("class=recit", "id=note") for n in range(20, 23)}
    archive = served(
        workspace, other | {"a": "<title>A</title><p>Un mot.</p>", "b": "<title>B</title><p>Deux mots.</p>"}
    )
    text = begin_from("notes", learn(archive, archive.entries(), load_profiles()), archive)
    assert text is not None
    assert "# À décider : Le modèle « notes » n’est connu que par 3 pages" in text


def test_nothing_is_begun_from_too_few_pages(workspace: Workspace) -> None:
    archive = served(workspace, {"1": fiche(1), "2": fiche(2)})
    assert begin_from("peu", learn(archive, archive.entries(), load_profiles()), archive) is None


@pytest.mark.parametrize("empty", [False, True])
def test_a_text_that_is_not_found_is_a_question(workspace: Workspace, empty: bool) -> None:
    served(workspace, {f"{n}": fiche(n, empty=empty and n == 8) for n in range(1, 9)})
    workspace.transform(audit=False)
    asked = [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "template.empty"]
    assert [line["evidence"][0]["capture"].rpartition("/")[2] for line in asked] == ["8"] * empty


@pytest.mark.parametrize(("teasers", "asked", "is_record"), [(1, False, True), (4, True, None), (9, False, False)])
def test_a_text_that_is_nearly_a_list_is_a_question(
    workspace: Workspace, teasers: int, asked: bool, is_record: bool | None
) -> None:
    """Half of it announces other pages: a person says which it is; either way it stays in sight."""
    announced = "".join(f"<p><a href=/{n}>Quai {n}</a><br>{_TEXT.format(n=40 * n)}</p>" for n in range(1, teasers + 1))
    pages = {f"{n}": fiche(n) for n in range(1, 12)}
    pages["11"] = pages["11"].replace("</div>", f"{announced}</div>")
    served(workspace, pages)
    workspace.transform(audit=False)
    questions = [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "template.listing"]
    assert [line["evidence"][0]["capture"].rpartition("/")[2] for line in questions] == ["11"] * asked
    assert all("role: listing" in line["proposed"] for line in questions)
    kept = {record.source.url.rpartition("/")[2] for record in workspace.read()}
    assert {f"{n}" for n in range(1, 11)} <= kept
    if is_record is not None:
        assert ("11" in kept) is is_record


def test_a_page_like_no_other_leaves_what_the_whole_site_says(workspace: Workspace) -> None:
    menu = "".join(f"<li><a href=/m{n}>Canal du {n}e quartier</a></li>" for n in range(1, 6))
    frame = f"<table><tr><td><ul>{menu}</ul></td><td>"
    pages = {f"{n}": fiche(n).replace("<p>Canaux de France</p>", f"{frame}</td></tr></table>") for n in range(1, 9)}
    for name in ("Contact", "Projet"):
        text = "".join(f"<p>{_TEXT.format(n=f'{name} {k}')}</p>" for k in range(3))
        pages[name] = f"<title>{name}</title><body>{frame}<h3>{name}</h3>{text}</td></tr></table></body>"
    served(workspace, pages)
    workspace.transform(audit=False)
    texts = {record.source.url.rpartition("/")[2]: record for record in workspace.read()}
    for name in ("Contact", "Projet"):
        said = " ".join(section.text for section in texts[name].sections) + (texts[name].lead or "")
        assert said.count("les voisins du quai") == 3
        assert "quartier" not in said


@pytest.mark.parametrize(("number", "said"), [(1, "Une page n’a pas de profil"), (4, "4 pages n’ont pas de profil")])
def test_too_few_pages_to_learn_from_are_told_of(workspace: Workspace, number: int, said: str) -> None:
    page = (
        "<html><head><title>Récit {0}</title></head><body><h1>Récit {0}</h1><p>Le pont du hameau {0}.</p></body></html>"
    )
    workspace.keep([Served(f"http://rare.example/{n}.html", page.format(n)) for n in range(number)])
    workspace.transform(site="rare")
    (asked,) = [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "template.few"]
    assert asked["question"].startswith(said)
    assert "comedie profile new" in asked["proposed"]
