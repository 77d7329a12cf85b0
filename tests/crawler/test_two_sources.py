"""Several sources fill one archive: what one lacks, another may still give."""

from collections.abc import Callable
from pathlib import Path

from crawler.outcome import Outcome
from tests.crawler.web import Site, Workspace, answer, page
from tests.crawler.wxr_files import HEAD, SITE, TAIL, item


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
