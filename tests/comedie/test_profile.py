"""`comedie profile`: what each selector takes on real captures, what nobody takes, and a profile to begin with."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.command import comedie, migrate
from tests.support.pages_server import PagesServer
from transform.templates.profile import read_profile

WORDS = "Le récit raconte la concertation autour de la rivière, du bocage et des chemins, saison après saison."


def page(number: int) -> str:
    paragraphs = "".join(f"<p>Fiche {number}, partie {part}. {WORDS}</p>" for part in range(14))
    aside = f"<div class='bilan'><p>Bilan de la fiche {number} : {number * 7} participants.</p></div>"
    return (
        f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Fiche {number}</title></head><body>"
        f"<h1 class='titre'>La vallée {number}</h1><div class='texte'>{paragraphs}</div>{aside}</body></html>"
    )


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profile") / "w"
    links = "".join(f"<a href='/fiche/{n}/'>La vallée {n}</a> " for n in range(1, 7))
    home = f"<html><head><title>Accueil</title></head><body><p>{WORDS}</p>{links}</body></html>"
    pages = {"/": home} | {f"/fiche/{n}/": page(n) for n in range(1, 7)}
    with PagesServer(pages) as site:
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
    return folder


PROFILE = """name: vallee
detect:
  - url: /fiche/
pages:
  - role: record
    any:
      - url: /fiche/
fields:
  title: [h1.absent, h1.titre]
  body: [.texte]
"""


def asked(folder: Path, *arguments: str) -> dict[str, Any]:
    done = comedie("profile", *arguments, "--json", "--workspace", str(folder))
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert isinstance(values, dict)
    return values


def test_what_each_selector_takes_and_what_nobody_takes(migrated: Path) -> None:
    (migrated / "profiles").mkdir(exist_ok=True)
    (migrated / "profiles" / "vallee.yaml").write_text(PROFILE, encoding="utf-8")
    values = asked(migrated, "check")
    found = next(one for one in values["templates"] if one["template"] == "vallee")
    assert (found["pages"], found["records"]) == (6, 6)
    assert found["selectors"]["title"] == {"h1.titre": 6}
    assert found["useless"] == ["title: h1.absent"]
    (left,) = found["untaken"]
    assert left["place"].endswith("div.bilan/p")
    assert left["pages"] == 6
    shown = comedie("profile", "check", "--workspace", str(migrated)).stdout
    assert "Ce que personne ne prend" in shown
    assert "h1.titre" in shown
    home = next(one for one in values["templates"] if one["template"] != "vallee")
    assert home["pages"] == 1
    lines = (migrated / "records" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    urls = [json.loads(line)["source"]["url"] for line in lines]
    (url,) = [url for url in urls if url.endswith("/fiche/3/")]
    explained = asked(migrated, "explain", url)
    assert (explained["template"], explained["role"]) == ("vallee", "record")
    assert explained["selectors"]["title"] == "h1.titre"
    assert [one["text"] for one in explained["left"]] == ["Bilan de la fiche 3 : 21 participants."]
    (migrated / "profiles" / "vallee.yaml").unlink()


def test_a_profile_is_begun_from_what_the_crawl_shows(migrated: Path) -> None:
    shown = asked(migrated, "new", "ancien", "--dry-run")
    assert shown["file"] is None
    asked(migrated, "new", "ancien")
    path = migrated / "profiles" / "ancien.yaml"
    assert path.read_text(encoding="utf-8") == shown["text"]
    profile = read_profile(path)
    assert profile.fields.title == ("body > h1.titre",)
    assert profile.fields.body == ("body > div.texte",)
    assert "titre : « La vallée 1 »" in shown["text"]
    assert yaml.safe_load(shown["text"])["name"] == "ancien"
    explained = asked(migrated, "explain", _url_of(migrated, "/fiche/3/"))
    assert (explained["template"], explained["selectors"]["title"]) == ("ancien", "body > h1.titre")
    refused = comedie("profile", "new", "ancien", "--workspace", str(migrated))
    assert (refused.returncode, "existe déjà" in refused.stderr) == (2, True)
    found = asked(migrated, "check")
    assert found["templates"][0]["template"] == "ancien"
    path.unlink()


def test_what_was_learnt_explains_a_page_that_no_profile_knows(migrated: Path) -> None:
    said = comedie("profile", "explain", _url_of(migrated, "/fiche/3/"), "--workspace", str(migrated)).stdout
    assert "profil induit-" in said
    assert "Aucun profil ne connaît" not in said
    (migrated / "records" / "induced").rename(migrated / "ailleurs")
    try:
        said = comedie("profile", "explain", _url_of(migrated, "/fiche/3/"), "--workspace", str(migrated)).stdout
    finally:
        (migrated / "ailleurs").rename(migrated / "records" / "induced")
    assert "Aucun profil ne connaît cette page" in said
    assert "apprend les modèles" in said


def test_a_person_sees_what_a_profile_begins_with(migrated: Path) -> None:
    said = comedie("profile", "new", "vu", "--workspace", str(migrated)).stdout
    (migrated / "profiles" / "vu.yaml").unlink()
    assert "    titre\u00a0: «\u00a0La vallée 1\u00a0»" in said
    assert "Moins de 10 pages" in said


def _url_of(migrated: Path, path: str) -> str:
    lines = (migrated / "records" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    (url,) = [url for line in lines if (url := json.loads(line)["source"]["url"]).endswith(path)]
    return str(url)


def test_mistakes_are_told(migrated: Path) -> None:
    unknown = comedie("profile", "explain", "https://nulle.part/", "--workspace", str(migrated))
    assert (unknown.returncode, "n’est pas dans l’archive" in unknown.stderr) == (2, True)
    bad = comedie("profile", "new", "../dehors", "--workspace", str(migrated))
    assert (bad.returncode, "ne peut pas nommer un profil" in bad.stderr) == (2, True)
