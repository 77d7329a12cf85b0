"""The whole transformation, on archives made for the purpose: other themes, hostile pages, interruptions."""

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.errors import HarvestError
from tests.transform.conftest import MOMENT, Served, Workspace
from transform.errors import ProfileError, TransformError
from transform.publication import Publication
from transform.schema import Kind, LinkStatus
from transform.templates.profile import load_profiles

BLOG = "https://ressources.example.org"
OTHER_THEME = """<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>{title} | Ressources</title>
<meta name="generator" content="WordPress 5.2"><link rel="shortlink" href="{origin}/?p={number}">
<link rel="canonical" href="{origin}{path}"></head>
<body class="single single-{type} postid-{number} logged-out">
<header id="top"><h1 class="site-title"><a href="/">Ressources</a></h1>
<nav><ul class="menu"><li><a href="/{type}/">Tout</a></li></ul></nav></header>
<div id="content"><article id="post-{number}" class="post-{number} {type} type-{type} hentry">
<h2 class="post-title">{title}</h2><h3 class="post-subtitle">Un sous-titre</h3>
<div class="post-meta">Le <time class="published" datetime="2015-03-07T08:00:00+00:00">7 mars 2015</time>
<span class="author vcard"><span class="fn">Paul Ricœur</span></span></div>
<div class="post-content"><p>Chapeau de la page.</p><h2>Contexte</h2><p>Du texte, <a href="/?p=12">un lien</a>.</p>
<div class="addtoany_share_save_container"><a href="https://www.facebook.com/sharer.php?u=x">Partager</a></div>
<h4>À lire aussi</h4><ul><li><a href="{origin}/interview/douze/">Douze</a></li></ul></div>
<div class="tags-links"><a rel="tag" href="{origin}/theme/eau/">Eau</a></div></article></div>
<div id="sidebar"><a rel="tag" href="/theme/foret/">Forêt</a></div></body></html>"""


def post(number: int, kind: str, slug: str, title: str) -> Served:
    path = f"/{kind}/{slug}/"
    return Served(BLOG + path, OTHER_THEME.format(number=number, type=kind, path=path, title=title, origin=BLOG))


def test_a_wordpress_with_another_theme(workspace: Workspace) -> None:
    workspace.keep(
        [post(11, "case-study", "onze", "Onze ans de concertation"), post(12, "interview", "douze", "Douze")]
    )
    workspace.transform(site="ressources")
    first, second = workspace.read()
    assert (first.id, first.kind, second.kind) == ("ressources-11", Kind.ETUDE_DE_CAS, Kind.ENTRETIEN)
    assert (first.title, first.subtitle, first.lead) == (
        "Onze ans de concertation",
        "Un sous-titre",
        "Chapeau de la page.",
    )
    assert [(s.heading, s.text) for s in first.sections] == [("Contexte", "Du texte, un lien.")]
    assert (first.published, [person.name for person in first.people]) == ("2015-03-07", ["Paul Ricœur"])
    assert first.terms == {"theme": ["Eau"]}
    assert first.related == ["ressources-12"]
    assert (first.links[0].status, first.links[0].record) == (LinkStatus.RECORD, "ressources-12")
    assert first.source.aliases == [f"{BLOG}/?p=11"]


def test_an_attachments_page_leads_to_its_file(workspace: Workspace) -> None:
    body = "<body class='attachment attachmentid-3'><a href='/wp-content/uploads/2015/03/plan.pdf'>plan</a></body>"
    file = Served(f"{BLOG}/wp-content/uploads/2015/03/plan.pdf", b"%PDF-1.4 rien", content_type="application/pdf")
    workspace.keep([Served(f"{BLOG}/plan/", f"<html>{body}</html>"), file])
    workspace.transform(site="r")
    with (workspace.records / "redirects.csv").open(encoding="utf-8", newline="") as opened:
        rows = {row["old"]: row["new"] for row in csv.DictReader(opened)}
    assert rows[f"{BLOG}/plan/"] == rows[file.url]
    assert rows[file.url].endswith(".pdf")


def test_terms_that_stand_only_in_classes_take_the_words_of_a_cloud(workspace: Workspace) -> None:
    bare = str(post(11, "fiche", "onze", "Onze").body).replace('rel="tag" ', "")
    bare = bare.replace("hentry", "hentry theme-foret").replace('<div class="tags-links">', "<div>")
    workspace.keep([Served(f"{BLOG}/fiche/onze/", bare)])
    workspace.transform(site="r")
    assert [record.terms for record in workspace.read()] == [{"theme": ["Forêt"]}]


def page(title: str, body: str) -> str:
    menu = "<div class=menu><a href=/>Accueil</a></div>"
    return f"<html><head><title>{title} - Le vieux site</title></head><body>{menu}{body}</body></html>"


def test_hand_made_pages_are_records_with_their_titles(workspace: Workspace) -> None:
    words = "<p>Une phrase assez longue pour compter comme un texte, sur la rivière et sur ses riverains.</p>" * 3
    workspace.keep(
        [
            Served(f"http://vieux.example/{name}.php", page(title, f"<h1>Le vieux site</h1><h1>{title}</h1>{words}"))
            for name, title in (("a", "La rivière"), ("b", "Le marais"), ("c", "La tourbière"))
        ]
    )
    workspace.transform(site="vieux")
    assert {record.title for record in workspace.read()} == {"La rivière", "Le marais", "La tourbière"}
    assert {record.kind for record in workspace.read()} == {Kind.PAGE}
    for record in workspace.read():
        assert "assez longue" in (record.lead or "") + " ".join(section.text for section in record.sections)


HOSTILE = {
    "vide": (b"", "page vide"),
    "cadres": (b"<html><frameset cols='1,2'><frame src=a><frame src=b></frameset></html>", "jeu de cadres"),
    "profond": (b"<div>" * 6000 + b"x", "trop profonde"),
    "large": (b"<p>x" * 300_000, "trop profonde ou trop longue"),
    "octets": (bytes(range(256)) * 40, ""),
    "rien": (b"<html><body><nav>menu</nav></body></html>", "sans texte"),
    "protege": (
        b"<html><body class='single postid-9'><form class=post-password-form></form></body></html>",
        "mot de passe",
    ),
    "erreur": (b"<html><head><title>404 Not Found</title></head><body>x</body></html>", "erreur"),
    "index": (b"<html><head><title>Index of /pub</title></head><body>x</body></html>", "liste"),
}


def test_hostile_pages_are_losses_with_a_reason_and_stop_nothing(workspace: Workspace) -> None:
    sound = Served("http://h.example/bon", page("Bon", "<h1>Bon</h1><p>Un texte.</p>"))
    workspace.keep([sound, *(Served(f"http://h.example/{name}", body) for name, (body, _) in HOSTILE.items())])
    summary = workspace.transform(site="h")
    reasons = {loss["url"].rpartition("/")[2]: loss["reason"] for loss in workspace.lines("losses.jsonl")}
    records = {record.source.url.rpartition("/")[2] for record in workspace.read()}
    assert "bon" in records
    for name, (_, reason) in HOSTILE.items():
        assert name in records or reason in reasons[name], name
    assert set(reasons) >= set(HOSTILE) - {"octets"}
    assert summary.losses == len(workspace.lines("losses.jsonl"))


def test_copies_of_one_page_are_one_record_with_aliases(workspace: Workspace) -> None:
    original = post(11, "fiche", "onze", "Onze")
    copies = [
        Served(url, original.body)
        for url in (f"{BLOG}/?p=11", f"{BLOG}/fiche/onze", f"http://www.{BLOG[8:]}/fiche/onze/")
    ]
    workspace.keep([original, *copies])
    workspace.transform(site="r")
    (record,) = workspace.read()
    assert record.source.url == original.url
    assert set(record.source.aliases) == {copy.url for copy in copies}
    with (workspace.records / "redirects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["old"] for row in rows} == {original.url, *(copy.url for copy in copies)}
    assert {(row["new"], row["status"]) for row in rows} == {("/notice/r-11/onze", "301")}


def test_pages_of_one_long_article_are_joined(workspace: Workspace) -> None:
    first = post(11, "fiche", "onze", "Onze")
    second = Served(
        f"{first.url}2/", str(first.body).replace("postid-11", "postid-11 single-paged-2").replace("Contexte", "Suite")
    )
    workspace.keep([first, second])
    workspace.transform(site="r")
    (record,) = workspace.read()
    assert [section.heading for section in record.sections] == ["Contexte", None, "Suite"]


def test_the_newest_good_capture_is_read_and_a_later_error_takes_nothing(workspace: Workspace) -> None:
    old, new = post(11, "fiche", "onze", "Ancien titre"), post(11, "fiche", "onze", "Nouveau titre")
    new.captured = MOMENT + timedelta(days=30)
    gone = Served(new.url, "<h1>Non</h1>", status=404, captured=MOMENT + timedelta(days=60))
    workspace.keep([old, new, gone])
    workspace.transform(site="r")
    assert [record.title for record in workspace.read()] == ["Nouveau titre"]
    (entry,) = workspace.lines("register.jsonl")
    assert (entry["first_seen"], entry["last_seen"]) == ("2026-11-22T10:00:00Z", "2027-01-21T10:00:00Z")


def test_ids_stay_when_the_slug_and_the_kind_change(workspace: Workspace) -> None:
    workspace.keep([post(11, "fiche", "onze", "Onze")])
    workspace.transform(site="r")
    moved = post(11, "methode", "onze-bis", "Onze bis")
    moved.captured = MOMENT + timedelta(days=30)
    workspace.keep([moved])
    workspace.transform(site="r")
    (record,) = workspace.read()
    assert record.id == "r-11"
    (entry,) = workspace.lines("register.jsonl")
    assert f"{BLOG}/fiche/onze/" in entry["urls"]


def test_ids_stay_when_the_site_is_harvested_under_another_host(workspace: Workspace) -> None:
    workspace.keep([post(11, "fiche", "onze", "Onze"), post(12, "fiche", "douze", "Douze")])
    workspace.transform(site="r")
    there = Served("https://ailleurs.example/fiche/onze/", post(11, "fiche", "onze", "Onze, revu").body)
    there.body = str(there.body).replace(BLOG, "https://ailleurs.example")
    there.captured = MOMENT + timedelta(days=30)
    workspace.keep([there])
    workspace.transform(site="r")
    assert [(record.id, record.title) for record in workspace.read()] == [("r-11", "Onze, revu"), ("r-12", "Douze")]


def test_two_sites_with_the_same_numbers_do_not_share_ids(workspace: Workspace) -> None:
    workspace.keep([post(11, "fiche", "onze", "Onze")])
    workspace.transform(site="r")
    other = str(post(11, "fiche", "autre", "Tout autre chose").body).replace(BLOG, "https://autre.example")
    workspace.keep([Served("https://autre.example/fiche/autre/", other)])
    for _ in range(2):
        workspace.transform(site="r")
        records = {record.source.url: record.id for record in workspace.read()}
        assert records[f"{BLOG}/fiche/onze/"] == "r-11"
        assert len(set(records.values())) == 2


def test_killed_before_the_end_the_last_records_stay(workspace: Workspace) -> None:
    workspace.keep([post(11, "fiche", "onze", "Onze")])
    workspace.transform(site="r")
    before = workspace.files()
    Publication(workspace.records).write("records.jsonl", ["à moitié"])
    assert (workspace.records / "records.jsonl").read_bytes() == before["records.jsonl"]
    workspace.transform(site="r")
    assert workspace.files() == before


def test_killed_while_the_files_take_their_places_the_next_run_finishes(tmp_path: Path) -> None:
    publication = Publication(tmp_path)
    publication.write("records.jsonl", ["neuf\n"])
    publication.draft.rename(tmp_path / ".complet")
    Publication(tmp_path).abandon()
    assert (tmp_path / "records.jsonl").read_text(encoding="utf-8") == "neuf\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records.jsonl"]


def test_no_archive_is_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(HarvestError, match="comedie harvest"):
        workspace.transform()
    assert list(workspace.records.iterdir()) == []


def test_records_that_cannot_be_written_are_a_sentence(workspace: Workspace) -> None:
    workspace.records.write_text("", encoding="utf-8")
    with pytest.raises(TransformError, match="Vérifiez la place et les droits"):
        workspace.transform()


def test_summary_counts_what_is_in_the_files(legacy: Workspace) -> None:
    summary: dict[str, Any] = json.loads((legacy.records / "summary.json").read_text(encoding="utf-8"))
    assert list(summary) == ["site", "urls", "records", "kinds", "losses", "repairs", "reviews", "audit"]
    assert summary["records"] == len(legacy.read()) == sum(summary["kinds"].values())
    assert summary["losses"] == len(legacy.lines("losses.jsonl"))
    assert summary["reviews"] == len(legacy.lines("reviews.jsonl"))
    assert summary["urls"]["captured"] > 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: [", r"ligne 1.*n’est pas du YAML"),
        ("- a", "une suite de « clé: valeur »"),
        ("name: x\ndetect:\n  - url: x\npages: []\n", r"ligne 4, clé « pages »"),
        (
            "name: x\ndetect:\n  - url: '('\npages: []\n",
            r"ligne 3, clé « detect.0.url » : « \( » n’est pas une expression",
        ),
        ("name: x\nfield: 3\n", r"clé « detect » : cette clé manque"),
        (
            "name: x\ndetect:\n  - url: x\npages:\n  - role: fiche\n    any:\n      - url: x\n",
            r"ligne 5, clé « pages.0.role » : « fiche » n’est pas une des valeurs",
        ),
        (
            "name: x\ndetect:\n  - url: x\npages:\n  - role: record\n    any: [{url: x}]\nfields:\n  title: ['h1[']\n",
            r"ligne 8, clé « fields.title.0 » : « h1\[ » n’est pas un sélecteur",
        ),
    ],
)
def test_a_bad_profile_gets_file_line_key_and_remedy(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "mien.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=sentence) as raised:
        load_profiles((path,))
    assert "mien.yaml" in str(raised.value)
    assert raised.value.exit_code == 2


def test_a_profile_of_the_workspace_rules(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "maison.yaml"
    path.write_text(
        "name: maison\ndetect:\n  - url: vieux.example\npages:\n  - role: record\n    any:\n      - url: /doc/\n"
        "  - role: listing\n    any:\n      - url: .\nfields:\n  title: ['p.t']\n  body: ['#b']\nexpect:\n  page: 5\n",
        encoding="utf-8",
    )
    body = "<html><body><p class=t>Vrai titre</p><div id=b><p>Texte.</p></div></body></html>"
    workspace.keep([Served("http://vieux.example/doc/1", body), Served("http://vieux.example/autre", body)])
    summary = workspace.transform(site="v", profiles=(path,))
    (record,) = workspace.read()
    assert (record.title, record.lead, record.source.template) == ("Vrai titre", "Texte.", "maison")
    assert summary.shortfalls == ("page : 1 notices, le profil en attend au moins 5",)
