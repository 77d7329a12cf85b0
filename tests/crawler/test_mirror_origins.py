"""Where files come from: what counts as evidence, and what must not."""

import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.ledger import Ledger
from crawler.mirror.layout import address_of, hashed, host_named, unhashed
from crawler.mirror.names import repaired
from crawler.outcome import Outcome
from tests.crawler.web import Workspace, page

HTTRACK = "<!-- Mirrored from {} by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 06 Mar 2021 10:11:12 GMT -->"
HOME = "http://www.exemple.org"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copie"


def put(folder: Path, name: str | bytes, content: bytes | str) -> None:
    path = Path(folder, name) if isinstance(name, str) else Path(f"{folder}/{name.decode('utf-8', 'surrogateescape')}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def says(url: str, body: str = "x") -> bytes:
    return page(body, head=f'<meta property="og:url" content="{url}">')


def urls(workspace: Workspace) -> set[str]:
    return {entry.url for entry in workspace.archive.entries()}


def aliases(workspace: Workspace) -> dict[str, str]:
    with Ledger.open(workspace.ledger_file) as ledger:
        return dict(ledger.aliases())


def payload(archive: Archive, url: str) -> str:
    entry = archive.lookup(url)
    assert entry is not None
    return archive.read(entry).payload.decode()


def as_httrack_zips(members: dict[str, tuple[str, bytes]]) -> bytes:
    """Heads of answers stand in the local headers alone: the zip's own directory does not know of them."""
    made, directory = b"", b""
    for name, (head, body) in members.items():
        sizes = struct.pack("<LLL", zlib.crc32(body), len(body), len(body))
        common = struct.pack("<HHHHH", 20, 0, 0, 0, 0x5A21) + sizes + struct.pack("<H", len(name))
        offset = len(made)
        made += b"PK\x03\x04" + common + struct.pack("<H", len(head)) + name.encode() + head.encode() + body
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHHLL", 0, 0, 0, 0, 0, offset)
        directory += name.encode()
    count = len(members)
    return made + directory + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(made), 0)


def test_httracks_comment_gives_address_date_and_links(folder: Path, workspace: Workspace) -> None:
    host = "www.exemple.org"
    put(
        folder,
        f"{host}/index.html",
        HTTRACK.format(f"{host}/") + '<html><a href="index1a2b.html">f</a><img src="i.png">',
    )
    put(folder, f"{host}/index1a2b.html", HTTRACK.format(f"{host}/?p=12") + '<html><a href="index.html#bas">h</a>')
    put(folder, f"{host}/i.png", b"\x89PNG\r\n\x1a\n")
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}/", f"{HOME}/?p=12", f"{HOME}/i.png"}
    entry = workspace.archive.lookup(f"{HOME}/")
    assert entry is not None
    assert entry.captured == datetime(2021, 3, 6, 10, 11, 12, tzinfo=UTC)
    assert 'href="http://www.exemple.org/?p=12"' in payload(workspace.archive, f"{HOME}/")
    assert 'src="i.png"' in payload(workspace.archive, f"{HOME}/")
    assert 'href="http://www.exemple.org/#bas"' in payload(workspace.archive, f"{HOME}/?p=12")
    rows = workspace.rows()
    assert "commentaire de HTTrack" in rows[f"{HOME}/?p=12"].reason
    assert rows[f"mirror:s/{host}/index.html"].outcome is Outcome.EXCLUDED
    before = workspace.archive.entries()
    workspace.harvest(str(folder), site="s")
    assert workspace.archive.entries() == before
    (warc,) = workspace.archive_folder.glob("*.warc.gz")
    size = warc.stat().st_size
    workspace.harvest(str(folder), site="s")
    assert warc.stat().st_size == size


def test_a_comment_within_the_text_is_no_evidence(folder: Path, workspace: Workspace) -> None:
    filler = "mot " * 6000
    put(folder, "article.html", page(f"{filler}{HTTRACK.format('ailleurs.org/faux/')}{filler}"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {"mirror:s/article.html"}


def test_httracks_cache_knows_originals_redirects_and_the_dead(folder: Path, workspace: Workspace) -> None:
    host = "www.exemple.org"
    original = b'<html><a href="/fiche/1/">f</a></html>'
    put(folder, f"{host}/index.html", HTTRACK.format(f"{host}/") + '<html><a href="fiche/1/index.html">f</a></html>')
    put(folder, f"{host}/fiche/1/index.html", HTTRACK.format(f"{host}/fiche/1/") + "<html>1</html>")
    (folder / "hts-cache").mkdir()
    heads = {
        "https://www.exemple.org/": (200, f"X-Save: {host}/index.html\r\nX-Size: {len(original)}\r\n", original),
        "https://www.exemple.org/fiche/1/": (200, f"X-Save: {host}/fiche/1/index.html\r\n", b""),
        "https://www.exemple.org/?p=1": (301, "Location: https://www.exemple.org/fiche/1/\r\n", b""),
        "https://www.exemple.org/mort/": (404, "", b""),
    }
    (folder / "hts-cache/new.zip").write_bytes(
        as_httrack_zips(
            {
                url: (f"HTTP/1.1 {status} X\r\nX-StatusCode: {status}\r\n{more}", body)
                for url, (status, more, body) in heads.items()
            }
        )
    )
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {"https://www.exemple.org/", "https://www.exemple.org/fiche/1/"}
    assert payload(workspace.archive, "https://www.exemple.org/").encode() == original
    rows = workspace.rows()
    moved = rows["https://www.exemple.org/?p=1"]
    assert (moved.outcome, moved.redirect_to) == (Outcome.REDIRECTED, "https://www.exemple.org/fiche/1/")
    assert rows["https://www.exemple.org/mort/"].outcome is Outcome.GONE
    assert rows["mirror:s/hts-cache/new.zip"].outcome is Outcome.EXCLUDED


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"rien"])
def test_a_damaged_cache_loses_no_page(folder: Path, workspace: Workspace, damage: bytes) -> None:
    put(folder, "www.exemple.org/index.html", HTTRACK.format("www.exemple.org/") + "<html>x</html>")
    put(folder, "hts-cache/new.zip", damage)
    put(folder, "hts-cache/new.txt", b"\xff\xfe\tn'importe\tquoi\n" * 3)
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}/"}


def test_wgets_redirected_copy_is_the_page_it_says(folder: Path, workspace: Workspace) -> None:
    host = "www.exemple.org"
    put(folder, f"{host}/index.html", says(f"{HOME}/", '<a href="index.html%3Fp=7.html">sept</a>'))
    put(folder, f"{host}/index.html?p=7.html", says(f"{HOME}/fiche/sept/"))
    put(folder, f"{host}/index.html?p=8.html", says(f"{HOME}/fiche/huit/"))
    put(folder, f"{host}/fiche/huit/index.html", says(f"{HOME}/fiche/huit/", "huit"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}/", f"{HOME}/fiche/sept/", f"{HOME}/fiche/huit/", f"{HOME}/?p=8"}
    assert aliases(workspace)[f"{HOME}/?p=7"] == f"{HOME}/fiche/sept/"
    assert f"la page se dit {HOME}/fiche/huit/" in workspace.rows()[f"{HOME}/?p=8"].reason
    assert f'href="{HOME}/fiche/sept/"' in payload(workspace.archive, f"{HOME}/")


def test_a_site_whose_pages_all_call_themselves_home_keeps_its_addresses(folder: Path, workspace: Workspace) -> None:
    for name in ("index.html", "a.html", "b/index.html", "index.html?id=3.html", "index.html?id=4.html"):
        put(folder, f"www.exemple.org/{name}", says(f"{HOME}/"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}{path}" for path in ("/", "/a.html", "/b/", "/?id=3", "/?id=4")}


def test_a_plain_folder_stays_what_it_is(folder: Path, workspace: Workspace) -> None:
    put(folder, "index.html", page('<a href="fiche.html">f</a> <a href="http://www.exemple.org/x">x</a>'))
    put(folder, "fiche.html", says("http://tout-autre.org/quelque/part/"))
    put(folder, "notes.v2/index.html", page("x"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {"mirror:s/index.html", "mirror:s/fiche.html", "mirror:s/notes.v2/index.html"}


def test_a_page_that_says_its_own_path_is_believed_alone(folder: Path, workspace: Workspace) -> None:
    put(folder, "fiche/une/index.html", says(f"{HOME}/fiche/une/"))
    put(folder, "autre.html", page("x"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}/fiche/une/", "mirror:s/autre.html"}


def test_a_hosts_folder_needs_somebody_who_names_the_host(folder: Path, workspace: Workspace) -> None:
    put(folder, "www.exemple.org/a.html", page('<a href="https://www.exemple.org/perdue/">p</a>'))
    put(folder, "www.muet.org/a.html", page("x"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {"https://www.exemple.org/a.html", "mirror:s/www.muet.org/a.html"}
    assert workspace.rows()["https://www.exemple.org/perdue/"].outcome is Outcome.ABSENT


def test_a_query_is_read_from_the_link_that_makes_the_hash(folder: Path, workspace: Workspace) -> None:
    style = hashed(b"style.css", b"ver=4.9").decode()
    put(
        folder,
        "www.exemple.org/index.html",
        HTTRACK.format("www.exemple.org/") + f'<link rel=stylesheet href="{style}?ver=4.9">',
    )
    put(folder, f"www.exemple.org/{style}", "a{}")
    put(folder, "www.exemple.org/rapport2019.pdf", b"%PDF-1.4")
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}/", f"{HOME}/style.css?ver=4.9", f"{HOME}/rapport2019.pdf"}


def test_originals_that_wget_kept_are_the_pages_as_received(folder: Path, workspace: Workspace) -> None:
    put(folder, "www.exemple.org/a.html", page('<a href="b.html">b</a>'))
    put(folder, "www.exemple.org/a.html.orig", says(f"{HOME}/a.html", '<a href="/b.html">b</a>'))
    put(folder, "www.exemple.org/b.html", says(f"{HOME}/b.html"))
    workspace.harvest(str(folder), site="s")
    assert urls(workspace) == {f"{HOME}/a.html", f"{HOME}/b.html"}
    assert '<a href="/b.html">' in payload(workspace.archive, f"{HOME}/a.html")
    assert ".orig" in workspace.rows()[f"{HOME}/a.html"].reason


def test_what_a_recovered_folder_no_longer_holds_is_absent(folder: Path, workspace: Workspace) -> None:
    for name in ("a", "b", "c"):
        put(folder, f"www.exemple.org/{name}.html", says(f"{HOME}/{name}.html"))
    workspace.harvest(str(folder), site="s")
    (folder / "www.exemple.org/c.html").unlink()
    workspace.harvest(str(folder), site="s")
    assert workspace.outcomes(HOME)["/c.html"] is Outcome.ABSENT
    assert workspace.outcomes(HOME)["/b.html"] is Outcome.UNCHANGED


def test_damaged_names_are_found_by_the_links_that_mean_them(folder: Path, workspace: Workspace) -> None:
    put(folder, "index.html", page('<a href="caf%C3%A9.html">c</a><a href="%C3%A9t%C3%A9.html">e</a>'))
    put(folder, b"caf\xe9.html", page("café"))
    put(folder, "Ã©tÃ©.html", page("été"))
    workspace.harvest(str(folder), site="s")
    rows = workspace.rows()
    assert not any(row.outcome is Outcome.ABSENT for row in rows.values())
    assert "nom en Latin-1, lu « café.html »" in rows["mirror:s/caf%E9.html"].reason
    assert aliases(workspace)["mirror:s/caf%C3%A9.html"] == "mirror:s/caf%E9.html"


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        (b"caf\xe9.html", "café.html"),
        ("cafÃ©.html".encode(), "café.html"),
        ("lâ€™eau.html".encode(), "l’eau.html"),
        (b"caf%C3%A9.html", "café.html"),
        (b"caf%25C3%25A9.html", "café.html"),
        (b"caf%E9.html", "café.html"),
        (b"caf#U00e9.html", "café.html"),
        ("cafe\u0301.html".encode(), "café.html"),
    ],
)
def test_names_repaired(damaged: bytes, meant: str) -> None:
    found = repaired(damaged)
    assert found is not None
    assert found[0].decode() == meant


@pytest.mark.parametrize(
    "sound",
    [
        b"plain.html",
        "été.html".encode(),
        b"100%.html",
        b"a%20b.html",
        b"%2e%2e/x.html",
        "Ça Ã.html".encode(),
    ],
)
def test_names_left_alone(sound: bytes) -> None:
    assert repaired(sound) is None


def test_layout() -> None:
    assert unhashed(b"x/index3081.html", b"share=email") == b"x/index.html"
    assert unhashed(b"x/index3081.html", b"share=mail") is None
    assert address_of(HOME, b"index.html@p=12.html", adjusted=True) == f"{HOME}/?p=12"
    assert address_of(HOME, b"a/index.html?p=1&q=2", adjusted=False) == f"{HOME}/a/?p=1&q=2"
    assert address_of(HOME, "été.html".encode(), adjusted=False) == f"{HOME}/%C3%A9t%C3%A9.html"
    assert address_of(HOME, b"%C3%A9t%C3%A9.html", adjusted=False) == f"{HOME}/%C3%A9t%C3%A9.html"
    names = {
        b"www.exemple.org": "www.exemple.org",
        b"127.0.0.1_8013": "127.0.0.1:8013",
        b"127.0.0.1+8013": "127.0.0.1:8013",
    }
    assert {name: host_named(name) for name in names} == names
    assert host_named(b"fiche") is None
    assert host_named(b"v1.2") is None
