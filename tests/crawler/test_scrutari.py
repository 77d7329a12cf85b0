"""A ScrutariData inventory as a source: something to check against."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.errors import HarvestError
from crawler.harvest import ways_in
from crawler.outcome import Outcome
from crawler.sources.scrutari import INVENTORY_TYPE, WAY_IN, ScrutariReport
from tests.crawler.web import Site, Workspace, answer, page

Serve = Callable[..., Site]


def fiche(number: int, href: str, title: str = "Une fiche") -> str:
    return f'<fiche fiche-id="{number}"><titre>{title}</titre><lang>fr</lang><href>{href}</href></fiche>'


def inventory(
    path: Path, *fiches: str, metadata: str = "", prolog: str = '<?xml version="1.0" encoding="UTF-8"?>'
) -> Path:
    path.write_text(
        f"{prolog}\n<base><base-metadata><base-name>comedie</base-name></base-metadata>"
        f'<corpus corpus-name="fiche"><corpus-metadata>{metadata}</corpus-metadata>{"".join(fiches)}</corpus></base>',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "scrutari.xml"


def check(workspace: Workspace, path: Path, **options: object) -> ScrutariReport:
    report = workspace.harvest(str(path), site="comedie", **options)
    assert isinstance(report, ScrutariReport)
    assert report.check is not None
    return report


def addresses(report: ScrutariReport) -> tuple[set[str | None], set[str | None], set[str]]:
    assert report.check is not None
    found = report.check
    return {one.url for one in found.archived}, {one.url for one in found.missing}, set(found.unlisted)


def test_alone_it_lists_what_nobody_has(workspace: Workspace, path: Path) -> None:
    report = check(
        workspace, inventory(path, fiche(1, "https://www.comedie.org/fiche/1/", "Les  jardins"), fiche(2, ""))
    )

    row = workspace.rows()["https://www.comedie.org/fiche/1/"]
    assert (row.outcome, row.link_text, row.found_on) == (
        Outcome.ABSENT,
        "Les jardins",
        "scrutari:comedie/scrutari.xml",
    )
    assert report.check is not None
    assert (len(report.check.missing), report.check.without_address) == (1, 1)
    assert report.complete
    entry = workspace.archive.entries()[0]
    assert entry.mime == INVENTORY_TYPE
    assert workspace.archive.read(entry).payload == path.read_bytes()


def test_against_a_live_site_in_three_lists_then_asked_for(serve: Serve, workspace: Workspace, path: Path) -> None:
    site = serve(
        {
            "/": answer(
                page('<a href="/fiche/1/">1</a><a href="/fiche/2/">2</a><a href="/gone/">3</a><img src="i.png">')
            ),
            "/fiche/1/": answer(page("un")),
            "/fiche/2/": answer(page("deux")),
            "/orpheline/": answer(page("que personne ne cite")),
        }
    )
    workspace.harvest(site.url)
    inventory(
        path,
        fiche(1, f"{site.url}/fiche/1/"),
        fiche(1, f"{site.url}/fiche/1/"),
        fiche(4, f"{site.url}/orpheline/", "Orpheline"),
        fiche(5, f"{site.url}/gone/"),
        fiche(6, "http://ailleurs.example/x/"),
    )
    asked = len(site.asked)
    report = check(workspace, path)

    archived, missing, unlisted = addresses(report)
    assert archived == {f"{site.url}/fiche/1/"}
    assert missing == {f"{site.url}/orpheline/", f"{site.url}/gone/", "http://ailleurs.example/x/"}
    assert unlisted == {f"{site.url}/", f"{site.url}/fiche/2/"}
    assert report.check is not None
    assert report.check.repeated == 1
    assert len(site.asked) == asked
    assert (report.pending, report.exit_code) == (1, 3)
    assert f"comedie harvest {site.url}/" in report.last_problem
    assert "fiches archivées 1, manquantes 3 ; pages archivées qui n’y figurent pas 2" in report.last_problem
    outcomes = workspace.outcomes(site.url)
    assert outcomes["/gone/"] is Outcome.GONE
    assert outcomes["http://ailleurs.example/x/"] is Outcome.ABSENT

    workspace.harvest(site.url)
    row = workspace.rows()[f"{site.url}/orpheline/"]
    assert (row.outcome, row.found_on, row.link_text) == (
        Outcome.CAPTURED,
        "scrutari:comedie/scrutari.xml",
        "Orpheline",
    )
    assert addresses(check(workspace, path))[1] == {f"{site.url}/gone/", "http://ailleurs.example/x/"}


def test_other_spellings_and_redirects_are_followed(serve: Serve, workspace: Workspace, path: Path) -> None:
    site = serve({"/": answer(page('<a href="/vieux/">v</a>')), "/neuf/": answer(page("neuf"))})
    site.replies["/vieux/"] = answer("", "301 Moved", location="/neuf/")
    workspace.harvest(site.url)
    report = check(workspace, inventory(path, fiche(1, f"{site.url}/vieux"), fiche(2, f"{site.url}#haut")))
    archived, missing, unlisted = addresses(report)
    assert archived == {f"{site.url}/vieux", f"{site.url}/"}
    assert (missing, unlisted) == (set(), set())
    assert report.complete
    assert report.last_problem == ""


def test_addresses_below_that_of_their_corpus(workspace: Workspace, path: Path) -> None:
    parent = "<href-parent>https://www.comedie.org/base/</href-parent>"
    check(workspace, inventory(path, fiche(1, "fiche/1/"), fiche(2, "javascript:alert(1)"), metadata=parent))
    assert "https://www.comedie.org/base/fiche/1/" in workspace.rows()
    assert len(workspace.rows()) == 2


def test_the_same_inventory_again_changes_nothing(workspace: Workspace, path: Path) -> None:
    inventory(path, fiche(1, "https://www.comedie.org/fiche/1/"))
    check(workspace, path)
    check(workspace, path)
    assert len(workspace.archive.entries()) == 1
    assert workspace.rows()["scrutari:comedie/scrutari.xml"].outcome is Outcome.UNCHANGED


def test_an_ill_formed_or_empty_inventory_is_told_what_to_do(workspace: Workspace, path: Path) -> None:
    path.write_text('<base><corpus corpus-name="a"><fiche fiche-id="1"><titre>x</fiche>')
    with pytest.raises(HarvestError, match=r"ScrutariData lisible \(ligne 1\)\. Redemandez-le"):
        workspace.harvest(str(path), site="comedie")
    with pytest.raises(HarvestError, match=r"aucune fiche\. Vérifiez"):
        workspace.harvest(str(inventory(path)), site="comedie")
    assert not workspace.ledger_file.exists()


def test_entities_are_never_expanded(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("mot de passe")
    prolog = f'<!DOCTYPE base [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY y "boum">]>'
    inventory(path, fiche(1, "https://www.comedie.org/1/", "&x;&y;"), prolog="")
    path.write_text(path.read_text().replace("\n<base>", f"{prolog}\n<base>", 1))
    report = WAY_IN.harvest(workspace.request(str(path), site="comedie"), workspace.progress.append)
    assert isinstance(report, ScrutariReport)
    told = {row.link_text for row in workspace.rows().values()}
    assert not any("mot de passe" in words or "boum" in words for words in told)


def test_it_declares_itself_by_content(tmp_path: Path, path: Path) -> None:
    inventory(path, fiche(1, "https://a.org/"), prolog="\ufeff<?xml version='1.0'?><!-- <rss> --><!DOCTYPE base>")
    (tmp_path / "autre.xml").write_text("<bases><base/></bases>")
    assert [way for way in ways_in() if way.recognises(str(path))] == [WAY_IN]
    assert not any(way.recognises(str(tmp_path / "autre.xml")) for way in ways_in())
