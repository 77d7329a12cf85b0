"""A folder as a source: nothing is invented, nothing outside it is read."""

import os
from pathlib import Path

import pytest

from crawler.capture import RecordType
from crawler.harvest import HarvestError
from crawler.outcome import Outcome
from tests.crawler.web import Workspace, page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "Vieux Site"
    root.mkdir()
    return root


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_files_become_resources_without_status_or_headers(folder: Path, workspace: Workspace) -> None:
    put(folder, "index.html", page("<p>é</p>"))
    put(folder, "photo", b"\xff\xd8\xff\xe0jpeg")
    report = workspace.harvest(str(folder))

    assert report.complete
    entries = {entry.url: entry for entry in workspace.archive.entries()}
    assert set(entries) == {"mirror:vieux-site/index.html", "mirror:vieux-site/photo"}
    entry = entries["mirror:vieux-site/photo"]
    assert (entry.status, entry.mime, entry.record_type) == (None, "image/jpeg", RecordType.RESOURCE)
    capture = workspace.archive.read(entry)
    assert (capture.headers, capture.payload) == ((), b"\xff\xd8\xff\xe0jpeg")
    assert workspace.archive.lookup("mirror:vieux-site/index.html#haut") == entries["mirror:vieux-site/index.html"]
    line = next(line for line in (workspace.archive_folder / "index.cdxj").read_text().splitlines() if "photo" in line)
    assert '"type": "resource"' in line
    assert "status" not in line


def test_the_archive_of_pages_does_not_depend_on_what_lies_beside_them(folder: Path, workspace: Workspace) -> None:
    put(folder, "b.html", page("b"))
    put(folder, "a/z.html.fr", page("z"))
    workspace.harvest(str(folder), site="s")
    alone = [(e.url, e.digest) for e in sorted(workspace.archive.entries(), key=lambda e: e.offset)]
    put(folder, "a.css", "x{}")
    put(folder, "a/image.png", b"\x89PNG\r\n\x1a\n")
    beside = Workspace(workspace.folder.with_name("autre"))
    beside.harvest(str(folder), site="s")
    by_place = sorted(beside.archive.entries(), key=lambda e: e.offset)
    assert [(e.url, e.digest) for e in by_place[:2]] == alone
    assert [e.url for e in by_place] == [
        "mirror:s/a/z.html.fr",
        "mirror:s/b.html",
        "mirror:s/a.css",
        "mirror:s/a/image.png",
    ]


def test_names_are_percent_encoded_without_loss(folder: Path, workspace: Workspace) -> None:
    put(folder, "été 100% #1?.html", page("x"))
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.html")).write_bytes(page("latin"))
    workspace.harvest(str(folder), site="s")
    assert {entry.url for entry in workspace.archive.entries()} == {
        "mirror:s/%C3%A9t%C3%A9%20100%25%20%231%3F.html",
        "mirror:s/caf%E9.html",
    }


def test_links_to_files_that_are_not_there_are_absent(folder: Path, workspace: Workspace) -> None:
    put(
        folder,
        "sous/page.html",
        page(
            '<a href="../index.html">retour</a><a href="absent.html#x">Fiche perdue</a><img src="/img/perdue.png">'
            '<a href="https://autre.test/x">dehors</a><a href="mailto:a@b.fr">m</a><a href="#bas">b</a>'
            '<a href="voisin.html?page=2">v</a><a href="guide">g</a><a href="../../../etc/passwd">p</a>'
            '<a href="/sous/">dossier</a><a href="caf%E9.html">c</a><a href="neg.html">n</a>'
        ),
    )
    for name in ("index.html", "sous/voisin.html", "sous/guide/index.html", "sous/neg.html.fr"):
        put(folder, name, page("x"))
    workspace.harvest(str(folder), site="s")
    rows = workspace.rows()
    absent = {url for url, row in rows.items() if row.outcome is Outcome.ABSENT}
    assert absent == {
        "mirror:s/sous/absent.html", "mirror:s/img/perdue.png", "mirror:s/etc/passwd", "mirror:s/sous/caf%E9.html"
    }  # fmt: skip
    row = rows["mirror:s/sous/absent.html"]
    assert (row.found_on, row.link_text) == ("mirror:s/sous/page.html", "Fiche perdue")
    assert not any("autre.test" in url for url in rows)


def test_nothing_outside_the_folder_is_read(folder: Path, workspace: Workspace, tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", "mot de passe")
    put(folder, "index.html", page("x"))
    (folder / "dehors.html").symlink_to(secret)
    (folder / "dossier-dehors").symlink_to(tmp_path, target_is_directory=True)
    (folder / "dedans.html").symlink_to(folder / "index.html")
    (folder / "boucle").symlink_to(folder, target_is_directory=True)
    (folder / "mort.html").symlink_to(folder / "nulle-part")
    os.mkfifo(folder / "tuyau")
    report = workspace.harvest(str(folder), site="s")
    outcomes = workspace.outcomes("mirror:s/")
    assert outcomes == {
        "index.html": Outcome.CAPTURED,
        "dedans.html": Outcome.CAPTURED,
        "dehors.html": Outcome.REFUSED,
        "dossier-dehors": Outcome.REFUSED,
        "boucle": Outcome.EXCLUDED,
        "mort.html": Outcome.FAILED,
        "tuyau": Outcome.EXCLUDED,
    }
    assert report.exit_code == 3
    assert "mort.html" in report.last_problem
    assert b"mot de passe" not in b"".join(workspace.archive.read(e).payload for e in workspace.archive.entries())


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_an_outcome(folder: Path, workspace: Workspace) -> None:
    put(folder, "index.html", page("x"))
    put(folder, "fermé.html", page("x")).chmod(0)
    report = workspace.harvest(str(folder), site="s")
    assert report.outcomes == {Outcome.CAPTURED: 1, Outcome.FAILED: 1}


def test_a_file_too_large_is_an_outcome(folder: Path, workspace: Workspace) -> None:
    from dataclasses import replace

    put(folder, "index.html", page("x"))
    put(folder, "film.mp4", b"x" * 5000)
    workspace.limits = replace(workspace.limits, max_file=1000)
    report = workspace.harvest(str(folder), site="s")
    assert report.exit_code == 3
    assert "1000 octets" in workspace.rows()["mirror:s/film.mp4"].reason


def test_a_second_run_adds_only_what_changed(folder: Path, workspace: Workspace) -> None:
    put(folder, "a.html", page("a"))
    put(folder, "b.html", page("b"))
    put(folder, "c.html", page("c"))
    workspace.harvest(str(folder), site="s")
    before = workspace.archive.entries()
    (warc,) = workspace.archive_folder.glob("*.warc.gz")
    size = warc.stat().st_size
    workspace.harvest(str(folder), site="s")
    assert workspace.archive.entries() == before
    assert warc.stat().st_size == size
    assert set(workspace.outcomes().values()) == {Outcome.UNCHANGED}

    put(folder, "b.html", page("b, corrigée"))
    (folder / "c.html").unlink()
    report = workspace.harvest(str(folder), site="s")
    assert workspace.outcomes("mirror:s/") == {
        "a.html": Outcome.UNCHANGED,
        "b.html": Outcome.CAPTURED,
        "c.html": Outcome.ABSENT,
    }
    assert report.complete
    assert len(workspace.archive.entries()) == 4
    newest = {entry.url: entry for entry in workspace.archive.newest()}
    assert workspace.archive.read(newest["mirror:s/b.html"]).payload == page("b, corrigée")


def test_a_file_that_comes_back_is_no_longer_absent(folder: Path, workspace: Workspace) -> None:
    put(folder, "index.html", page('<a href="fiche.html">x</a>'))
    workspace.harvest(str(folder), site="s")
    assert workspace.outcomes("mirror:s/")["fiche.html"] is Outcome.ABSENT
    put(folder, "fiche.html", page("retrouvée"))
    workspace.harvest(str(folder), site="s")
    assert workspace.outcomes("mirror:s/")["fiche.html"] is Outcome.CAPTURED


def test_the_workspace_inside_the_folder_is_left_out(folder: Path) -> None:
    put(folder, "index.html", page("x"))
    inside = Workspace(folder / "comedie-archive")
    inside.harvest(str(folder), site="s")
    inside.harvest(str(folder), site="s")
    assert inside.outcomes() == {"mirror:s/index.html": Outcome.UNCHANGED}


def test_an_empty_folder_is_said(folder: Path, workspace: Workspace) -> None:
    (folder / "vide").mkdir()
    with pytest.raises(HarvestError, match="aucun fichier") as error:
        workspace.harvest(str(folder))
    assert error.value.exit_code == 1


@pytest.mark.parametrize("source", ["/nulle/part", "nulle-part", "ftp://comedie.org/", ""])
def test_an_unknown_source_is_said_with_what_is_read(workspace: Workspace, source: str) -> None:
    with pytest.raises(HarvestError, match=r"Sources lues aujourd’hui.*dossier.*adresse") as error:
        workspace.harvest(source)
    assert error.value.exit_code == 2


def test_a_bare_host_is_asked_for_whole(workspace: Workspace) -> None:
    with pytest.raises(HarvestError, match=r"https://comedie\.org") as error:
        workspace.harvest("comedie.org")
    assert error.value.exit_code == 2
