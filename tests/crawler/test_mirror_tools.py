"""The bundled site as real tools save it, against its live harvest: same ids, kinds, titles, dates and texts."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from fixtures.server import LegacySite
from tests.crawler.web import Asked, Site, Workspace, answer, page
from tests.support.command import comedie

WAYS_IN = json.loads(Path("fixtures/truth/ways_in.json").read_text(encoding="utf-8"))
Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def site() -> Iterator[LegacySite]:
    with LegacySite() as running:
        yield running


@pytest.fixture(scope="module")
def live(site: LegacySite, tmp_path_factory: pytest.TempPathFactory) -> Records:
    return records_of(f"{site.url}/", tmp_path_factory.mktemp("live"))


def records_of(source: str, workspace: Path) -> Records:
    for step in (("harvest", source, "--site", "comedie"), ("transform",)):
        done = comedie(*step, "--workspace", str(workspace))
        assert done.returncode == 0, done.stderr
    lines = (workspace / "records/records.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def tool(name: str) -> str:
    """The tool's path; without it the test skips, with the reason, and fails where CI=true."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no {name}: run « make system »")
        pytest.skip(f"no {name} on this machine")
    return found


def told(record: dict[str, Any]) -> dict[str, Any]:
    """What no way in may change."""
    return {
        "kind": record["kind"],
        "title": record["title"],
        "subtitle": record["subtitle"],
        "lead": record["lead"],
        "published": record["published"],
        "period": record["period"],
        "sections": [(section["role"], section.get("heading"), section["text"]) for section in record["sections"]],
        "notes": record["notes"],
        "terms": record["terms"],
        "chapter": (record["step"] or {}).get("chapter"),
        "documents": [document["url"] for document in record["documents"]],
    }


def assert_same(mirrored: Records, live: Records, missing: set[str]) -> None:
    assert set(live) - set(mirrored) == missing
    assert set(mirrored) <= set(live)
    for identifier, record in mirrored.items():
        assert told(record) == told(live[identifier]), identifier


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(
            ("--page-requisites", "--adjust-extension", "--convert-links"), id="converted", marks=pytest.mark.slow
        ),
        pytest.param(("--page-requisites",), id="as-received", marks=pytest.mark.slow),
        pytest.param(
            ("-nH", "--restrict-file-names=windows,ascii", "--adjust-extension", "-k", "--backup-converted"),
            id="windows-without-host",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_wget(site: LegacySite, live: Records, tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = tmp_path / "copie"
    command = [tool("wget"), "--mirror", "--quiet", "--no-config", "-e", "robots=off", "-P", str(folder), *options]
    subprocess.run([*command, f"{site.url}/"], check=False, timeout=60)
    mirrored = records_of(str(folder), tmp_path / "travail")
    assert_same(mirrored, live, set(WAYS_IN["wget"]["records"]))
    with Ledger.open(tmp_path / "travail/ledger.sqlite") as ledger:
        posidonie = ledger.row(f"{site.url}/fiche/5349/")
        aliases = dict(ledger.aliases())
    assert posidonie is not None
    assert "fiche/5349/index.html" in posidonie.reason
    names = {f"{site.url}/?p=5349", *aliases}
    assert f"{site.url}/?p=5349" in names


def httrack(folder: Path, *addresses_and_filters: str) -> None:
    command = [tool("httrack"), *addresses_and_filters, "-O", str(folder), "-q", "-%v0", "-I0", "-s0"]
    quick = ["--disable-security-limits", "-c8", "-%c1000", "-A100000000"]
    subprocess.run([*command, *quick], check=False, timeout=280, capture_output=True)


def without_cache(folder: Path) -> None:
    shutil.rmtree(folder / "hts-cache")


def as_it_is(_: Path) -> None:
    """With its cache."""


@pytest.mark.parametrize("prepare", [as_it_is, pytest.param(without_cache, marks=pytest.mark.slow)])
@pytest.mark.slow
def test_httrack_of_a_part(site: LegacySite, live: Records, tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    folder = tmp_path / "copie"
    wanted = ("etudes-de-cas/le-tetras-lyre-et-le-skieur/", "entretien/12330/", "popup/10058/", "?p=5349")
    filters = ["-*", "+*/etudes-de-cas/le-tetras*", "+*/popup/*", "+*p=5349*", "+*/fiche/5349/", "+*.css*"]
    httrack(folder, *(f"{site.url}/{path}" for path in wanted), *filters)
    prepare(folder)
    mirrored = records_of(str(folder), tmp_path / "travail")
    assert {"comedie-19655", "comedie-12330", "comedie-10058", "comedie-5349"} <= set(mirrored)
    assert set(mirrored) <= set(live)
    for identifier, record in mirrored.items():
        assert told(record) == told(live[identifier]), identifier
    with Ledger.open(tmp_path / "travail/ledger.sqlite") as ledger:
        rows = {row.url: row for row in ledger.rows()}
    moved = rows[f"{site.url}/?p=5349"]
    assert (moved.outcome, moved.redirect_to) == (Outcome.REDIRECTED, f"{site.url}/fiche/5349/")
    assert "HTTrack" in rows[f"{site.url}/entretien/12330/"].reason
    assert rows["mirror:comedie/hts-log.txt"].outcome is Outcome.EXCLUDED
    page = Archive(tmp_path / "travail/archive").lookup(f"{site.url}/entretien/12330/")
    assert page is not None
    written = (folder / site.url.removeprefix("http://").replace(":", "_") / "entretien/12330/index.html").read_text()
    assert page.captured.strftime("%d %b %Y %H:%M:%S") in written


@pytest.mark.parametrize("prepare", [as_it_is, without_cache])
def test_error_pages_that_httrack_saves_are_no_pages(
    serve: Callable[..., Site], workspace: Workspace, tmp_path: Path, prepare: Callable[[Path], None]
) -> None:
    """One is a 404, the other calls itself a success; both have the same title as the site's pages."""

    def lost(asked: Asked, status: str = "404 Not Found") -> bytes:
        return answer(page(f"<p>Désolé, {asked.path} n’existe plus.</p>", title="Comédie"), status)

    site = serve({"/a/": answer(page("<p>Le pont n’existe plus.</p>", title="Comédie"))}, lost)
    site.replies["/"] = answer(page('<a href="/a/">A</a> <a href="/perdue/">x</a> <a href="/douce/">y</a>'))
    site.replies["/douce/"] = lambda asked: lost(asked, "200 OK")
    httrack(tmp_path / "copie", f"{site.url}/")
    prepare(tmp_path / "copie")
    workspace.harvest(str(tmp_path / "copie"), site="s")
    assert {path: outcome for path, outcome in workspace.outcomes(site.url).items() if path.startswith("/")} == {
        "/": Outcome.CAPTURED,
        "/a/": Outcome.CAPTURED,
        "/perdue/": Outcome.GONE,
        "/douce/": Outcome.GONE,
    }


@pytest.mark.slow
def test_httrack_of_the_whole(site: LegacySite, live: Records, tmp_path: Path) -> None:
    httrack(tmp_path / "copie", f"{site.url}/")
    mirrored = records_of(str(tmp_path / "copie"), tmp_path / "travail")
    assert_same(mirrored, live, set(WAYS_IN["httrack"]["records"]))
