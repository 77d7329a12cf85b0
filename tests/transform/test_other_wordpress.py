"""WordPress as others set it up: plain addresses alone, a site in a folder, keywords as its old themes write them."""

import json
from typing import Any

from tests.transform.conftest import Served, Workspace
from transform.schema import Image, LinkStatus

NAMES = ("Aubrac", "Bauges", "Causses", "Drugeon", "Entraunes", "Forez")
PLAIN, FOLDER = "https://rivieres.example.org", "https://univ.example.org/concertation"


def page(title: str, body_class: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="fr-FR"><head><meta charset="UTF-8"><title>{title} | Réseau</title>
<meta name="generator" content="WordPress 3.9.2"></head><body class="{body_class}"><header id="masthead">
<h1 class="site-title"><a href="/">Réseau</a></h1></header><div id="content" role="main">{main}</div>
<footer id="colophon"><a href="https://wordpress.org/">Propulsé par WordPress</a></footer></body></html>"""


def post(number: int, inside: str, meta: str) -> str:
    name = NAMES[number]
    return page(
        f"L’eau de {name}",
        f"single single-post postid-{100 + number}",
        f'<article id="post-{100 + number}" class="post-{100 + number} post type-post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">L’eau de {name}</h1></header><div class="entry-content">'
        f"<p>À {name}, quarante habitants se sont réunis autour d’une carte de la rivière, un soir de mars.</p>{inside}"
        f"<p>Personne n’est reparti de {name} sans avoir dit ce qu’il craignait de la crue.</p></div>"
        f'<footer class="entry-meta">{meta}</footer></article>',
    )


def plain_site() -> list[Served]:
    pages = []
    for number, name in enumerate(NAMES):
        picture = f"{PLAIN}/wp-content/uploads/{name}.jpg"
        inside = (
            f'<div class="wp-caption alignright"><a href="{PLAIN}/?attachment_id={200 + number}" rel="attachment">'
            f'<img src="{picture}" alt="Un pont"></a><p class="wp-caption-text">Le pont de {name} (photo : J. Rey)</p>'
            f'</div><p>Toutes nos histoires <a href="{PLAIN}/?cat=3">sur l’eau</a> se lisent ici.</p>'
        )
        meta = f'Publié dans <a href="{PLAIN}/?cat=3" rel="category">Eau</a>.'
        attached = f'<div class="entry-attachment"><a href="{picture}"><img src="{picture}" alt="Un pont"></a></div>'
        pages += [
            Served(f"{PLAIN}/?p={100 + number}", post(number, inside, meta)),
            Served(picture, b"\xff\xd8\xff\xe0" + name.encode(), content_type="image/jpeg"),
            Served(
                f"{PLAIN}/?attachment_id={200 + number}",
                page(name, f"attachment single-attachment attachmentid-{200 + number}", attached),
            ),
        ]
    links = "".join(f'<h2><a href="{PLAIN}/?p={100 + n}">L’eau de {name}</a></h2>' for n, name in enumerate(NAMES))
    return [*pages, Served(f"{PLAIN}/?cat=3", page("Eau", "archive category", links))]


def test_a_site_of_plain_addresses_alone(workspace: Workspace) -> None:
    workspace.keep(plain_site())
    summary = workspace.transform(site="rivieres")
    records = workspace.read()
    assert [record.id for record in records] == [f"rivieres-{100 + number}" for number in range(len(NAMES))]
    for record in records:
        assert record.terms == {"category": ["Eau"]}
        (picture,) = record.media
        assert isinstance(picture, Image)
        assert (picture.caption or "").startswith("Le pont de ")
        assert picture.credit == "photo : J. Rey"
        assert {link.url.partition("?")[2]: link.status for link in record.links} == {
            f"attachment_id={int(record.id[-3:]) + 100}": LinkStatus.FILE,
            "cat=3": LinkStatus.LISTING,
        }
    assert summary.words["lost"] == 0
    assert [one for one in workspace.lines("reviews.jsonl") if one["rule"].startswith("audit")] == []


def test_the_folder_of_a_site_is_no_taxonomy(workspace: Workspace) -> None:
    meta = (
        f'<span class="cat-links"><a href="{FOLDER}/fr/category/cas/" rel="category tag">Cas</a></span>'
        f'<span class="tags-links"><a href="{FOLDER}/fr/tag/for%c3%aat/" rel="tag">Forêt</a></span>'
    )
    workspace.keep(
        Served(f"{FOLDER}/fr/l-eau-de-{name.lower()}-%c3%a9t%c3%a9/", post(number, "", meta))
        for number, name in enumerate(NAMES)
    )
    workspace.transform(site="univ")
    found: list[dict[str, Any]] = [json.loads(record.to_json_line())["terms"] for record in workspace.read()]
    assert found == [{"category": ["Cas"], "tag": ["Forêt"]}] * len(NAMES)
