"""Error pages saved in a folder like any other page: told as what they are, kept, and no page of the site."""

from pathlib import Path

import pytest

from crawler.outcome import Outcome
from tests.crawler.test_mirror_origins import HTTRACK, as_httrack_zips, put
from tests.crawler.warc_files import scanned
from tests.crawler.web import Workspace, page

HOST = "www.exemple.org"
HOME = f"https://{HOST}"
MENU = "<ul><li><a href='/'>Accueil</a></li></ul>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "copie"
    found.mkdir()
    return found


def save(folder: Path, path: str, body: str, *, title: str = "Comédie", head: str = "") -> None:
    """As HTTrack saves a page, with its comment."""
    html = page(f"{MENU}{body}", title=title, head=head).decode()
    put(folder, f"{HOST}/{path}index.html", HTTRACK.format(f"{HOST}/{path}") + html)


def missing(path: str) -> str:
    return f"<p>Désolé, la page /{path} n&rsquo;existe plus.</p>"


def outcomes(workspace: Workspace) -> dict[str, Outcome | None]:
    """Of the site's own addresses; without cache the scheme is not known, and does not matter here."""
    found = {url.partition("://")[2].partition("/")[2]: row.outcome for url, row in workspace.rows().items()}
    return {path: outcome for path, outcome in found.items() if path}


def cache_line(path: str, status: int) -> str:
    saved = f"/home/x/{HOST}/{path}index.html"
    return f"10:11:12\t12/12\t---\t{status}\tadded\ttext/html\tdate\t{HOME}/{path}\t{saved}\t(from {HOME}/)\n"


@pytest.mark.parametrize("cache", ["new.zip", "new.txt"])
def test_the_cache_says_that_a_saved_page_is_an_error(folder: Path, workspace: Workspace, cache: str) -> None:
    for path in ("", "a/", "perdue/"):
        save(folder, path, missing(path) if path == "perdue/" else f"<p>Page {path}</p>")
    statuses = {"": 200, "a/": 200, "perdue/": 404}
    if cache == "new.txt":
        put(folder, "hts-cache/new.txt", "".join(cache_line(path, status) for path, status in statuses.items()))
    else:
        heads = {
            f"{HOME}/{path}": (f"HTTP/1.1 {s} X\r\nX-StatusCode: {s}\r\nX-Save: {HOST}/{path}index.html\r\n", b"")
            for path, s in statuses.items()
        }
        put(folder, "hts-cache/new.zip", as_httrack_zips(heads))
    workspace.harvest(str(folder), site="s")
    row = workspace.rows()[f"{HOME}/perdue/"]
    assert (row.outcome, row.status) == (Outcome.GONE, 404)
    assert row.reason.startswith("page d’erreur : le cache de HTTrack dit 404")
    assert {entry.url for entry in workspace.archive.newest()} == {f"{HOME}/", f"{HOME}/a/"}
    (warc,) = workspace.archive_folder.glob("*.warc.gz")
    kept = {record.url for record in scanned(warc.read_bytes())[0] if record.kind == "resource"}
    assert f"{HOME}/perdue/" in kept, "nothing is dropped"
    size = warc.stat().st_size
    workspace.harvest(str(folder), site="s")
    assert warc.stat().st_size == size


@pytest.mark.parametrize(("title", "count", "gone"), [("Comédie", 3, 3), ("Comédie", 2, 0), ("Page introuvable", 2, 2)])
def test_without_cache_the_same_words_at_several_addresses_are_an_error_page(
    folder: Path, workspace: Workspace, title: str, count: int, gone: int
) -> None:
    save(folder, "", "<p>Accueil</p>")
    for number in range(count):
        save(folder, f"morte/{number}/", missing(f"morte/{number}/"), title=title)
    workspace.harvest(str(folder), site="s")
    found = [outcome for path, outcome in outcomes(workspace).items() if path.startswith("morte/")]
    assert found.count(Outcome.GONE) == gone


def test_a_page_where_httrack_left_out_its_comment_is_an_error_page(folder: Path, workspace: Workspace) -> None:
    save(folder, "", "<p>Accueil</p>")
    save(folder, "pont/", "<p>Le pont n’existe plus.</p>")
    put(folder, f"{HOST}/perdue/index.html", page(f"{MENU}{missing('perdue/')}"))
    workspace.harvest(str(folder), site="s")
    assert outcomes(workspace) == {"pont/": Outcome.CAPTURED, "perdue/": Outcome.GONE}


def test_pages_that_speak_of_what_no_longer_exists_stay_pages(folder: Path, workspace: Workspace) -> None:
    save(folder, "", "<p>Accueil</p>")
    for name, rest in (("usine", "ses murs"), ("port", "un quai"), ("pont", "deux piles")):
        save(folder, f"{name}/", f"<p>Le {name} n’existe plus depuis 2003 ; il en reste {rest}.</p>")
    for copy in ("gue/", "imprimer/gue/", "gue/page/"):
        own = f'<link rel="canonical" href="{HOME}/gue/">'
        save(folder, copy, "<p>Le gué n’existe plus.</p>", head=own)
    workspace.harvest(str(folder), site="s")
    assert Outcome.GONE not in outcomes(workspace).values()


def test_one_error_page_that_the_cache_knows_gives_away_those_served_as_a_success(
    folder: Path, workspace: Workspace
) -> None:
    statuses = {"": 200, "a/": 404, "b/": 200}
    for path in statuses:
        save(folder, path, missing(path) if path else "<p>Accueil</p>")
    put(folder, "hts-cache/new.txt", "".join(cache_line(path, status) for path, status in statuses.items()))
    workspace.harvest(str(folder), site="s")
    row = workspace.rows()[f"{HOME}/b/"]
    assert (row.outcome, row.status) == (Outcome.GONE, None)
    assert "ses mots disent" in row.reason
