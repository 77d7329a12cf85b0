"""Several sources fill one archive: what one lacks, another may still give."""

from collections.abc import Callable
from pathlib import Path

from crawler.completeness import completeness
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from tests.crawler.web import Site, Workspace, answer, page
from tests.crawler.wxr_files import HEAD, SITE, TAIL, item
from tests.transform.conftest import Workspace as Records


def test_what_an_export_only_links_to_is_asked_of_the_site(
    serve: Callable[..., Site], workspace: Workspace, tmp_path: Path
) -> None:
    site = serve({"/": answer(page("<p>Accueil, sans lien.</p>"))})
    site.replies["/orpheline/"] = answer(page("<p>Liée par l’export seulement.</p>"))
    export = tmp_path / "export.xml"
    entry = item(7, link=f"{site.url}/fiche/7/", content=f'<a href="{site.url}/orpheline/">voir</a>')
    export.write_text((HEAD + entry + TAIL).replace(SITE, site.url), encoding="utf-8")
    workspace.harvest(str(export), site="comedie")
    assert workspace.outcomes(site.url)["/orpheline/"] is Outcome.ABSENT

    workspace.harvest(f"{site.url}/", site="comedie")
    assert workspace.outcomes(site.url)["/orpheline/"] is Outcome.CAPTURED


def fiche(site: str, number: int) -> bytes:
    own = f'<link rel="canonical" href="{site}/fiche/{number}/"><link rel="shortlink" href="{site}/?p={number}">'
    text = f"<h1>Fiche {number}</h1><p>Ce que disent les riverains de la fiche {number}, et pourquoi.</p>" * 3
    return page(f"<article>{text}</article>", title=f"Fiche {number}", head=own).replace(
        b"<body>", f'<body class="single postid-{number}">'.encode()
    )


def test_ids_survive_whatever_source_comes_next(
    serve: Callable[..., Site], workspace: Workspace, tmp_path: Path
) -> None:
    """A folder, then the export, then the live site, into one archive: each fiche keeps the id it had first."""
    numbers = (7, 12)
    site = serve({"/": answer(page("".join(f'<a href="/fiche/{n}/">F</a>' for n in numbers)))})
    for number in numbers:
        site.replies[f"/fiche/{number}/"] = answer(fiche(site.url, number))
        saved = tmp_path / f"copie/fiche/{number}/index.html"
        saved.parent.mkdir(parents=True)
        saved.write_bytes(fiche(site.url, number))
    export = tmp_path / "export.xml"
    items = "".join(item(n, f"Fiche {n}", link=f"{site.url}/fiche/{n}/", content="<p>Autrement.</p>") for n in numbers)
    export.write_text((HEAD + items + TAIL).replace(SITE, site.url), encoding="utf-8")

    records = Records(workspace.folder)
    found: list[set[str]] = []
    for source in (str(tmp_path / "copie"), str(export), f"{site.url}/"):
        workspace.harvest(source, site="comedie")
        records.transform()
        found.append({record.id for record in records.read() if record.source.native_id})
    assert found == [{"comedie-7", "comedie-12"}] * 3
    with Ledger.open(workspace.ledger_file) as ledger:
        assert [one.source for one in completeness(ledger).given] == [
            f"{site.url}/",
            "mirror:comedie",
            "wxr:export.xml",
        ]
