"""`comedie withdraw`: gone at once from the running site, then from all that is made; and it can come back."""

import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.ledger import Ledger
from crawler.warc.check import check_archive
from tests.support.command import clean_environment, comedie, migrate
from tests.support.pages_server import PagesServer

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SECRET = "Yseult"


def page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def paragraphs(word: str) -> str:
    return "".join(
        f"<p>Le récit {word} numéro {n} raconte une concertation autour de la rivière et du bocage.</p>"
        for n in range(6)
    )


PAGES = {
    "/": page("Accueil", '<p>Bienvenue à la rivière.</p><a href="/yseult/">Le récit</a> <a href="/autre/">L’autre</a>'),
    "/yseult/": page(
        f"Le témoignage de {SECRET}",
        f'{paragraphs(SECRET)}<p><img src="/seule.png" alt="Elle"><img src="/commune.png" alt=""></p>',
    ),
    "/autre/": page(
        "La rivière partagée",
        f'{paragraphs("autre")}<p><img src="/commune.png" alt="Tous"> <a href="/yseult/">voir</a></p>',
    ),
    "/seule.png": PICTURE + b"1",
    "/commune.png": PICTURE + b"2",
}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdraw") / "w"
    with PagesServer(PAGES) as site:
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
    return folder


@pytest.fixture
def folder(migrated: Path, tmp_path: Path) -> Path:
    """A workspace of its own for each test."""
    return shutil.copytree(migrated, tmp_path / "w")


def records(folder: Path) -> dict[str, dict[str, object]]:
    lines = (folder / "records" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["source"]["url"].rpartition(":")[2].partition("/")[2]: record for record in map(json.loads, lines)}


def withdraw(folder: Path, target: str, *options: str) -> subprocess.CompletedProcess[str]:
    return comedie("withdraw", target, "--reason", "à sa demande", "--workspace", str(folder), *options)


@contextmanager
def served(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "comedie", "serve", "--port", "0", "--json", "--workspace", str(folder)]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            port = int(json.loads(server.stdout.readline())["url"].rpartition(":")[2])
            for _ in range(400):
                # The address is told before it is listened to.
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def get(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, body


@pytest.mark.slow
def test_a_withdrawn_record_is_gone_at_once_and_for_good_and_comes_back(folder: Path) -> None:
    told = records(folder)["yseult/"]
    identifier = str(told["id"])
    url = told["source"]["url"]  # type: ignore[index]
    files = {image["url"].rpartition("/")[2]: image["file"] for image in told["media"]}  # type: ignore[attr-defined]
    with served(folder) as port:
        assert get(port, f"/archive/2026/{url}")[0] in {200, 302}
        done = withdraw(folder, identifier, "--by", "claire", "--json")
        assert done.returncode == 0, done.stderr
        status, body = get(port, f"/notice/{identifier}")
        assert status == 410
        assert identifier in body
        assert SECRET not in body
        assert "à sa demande" not in body
        assert get(port, f"/notice/{identifier}/n-importe")[0] == 410
        status, body = get(port, f"/archive/2026/{url}")
        assert (status, SECRET in body) == (410, False)
        assert get(port, f"/fichier/{files['seule.png']}")[0] == 410
        assert get(port, f"/fichier/{files['commune.png']}")[0] == 200
        for path in ("/", "/recherche", "/recherche?q=riviere", f"/recherche?q={SECRET}", "/sitemap.xml", "/a-propos"):
            shown = get(port, path)[1]
            assert identifier not in shown, path
            assert f"témoignage de {SECRET}" not in shown, path
    found = json.loads(comedie("search", "riviere", "--json", "--workspace", str(folder)).stdout)
    assert identifier not in [hit["id"] for hit in found["hits"]]
    assert found["total"] == len(found["hits"])
    transformed_and_indexed(folder)
    assert "yseult/" not in records(folder)
    for path in (folder / "records").iterdir():
        if path.name != "register.jsonl":
            assert SECRET not in path.read_text(encoding="utf-8"), path.name
    register = [json.loads(line) for line in (folder / "records" / "register.jsonl").read_text().splitlines()]
    assert [entry["id"] for entry in register if entry["withdrawn"]] == [identifier]
    rows = (folder / "records" / "redirects.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[1:3] for row in rows if row.startswith(url)] == [["", "410"]]
    with served(folder) as port:
        assert get(port, "/yseult/")[0] == 410
        assert SECRET not in get(port, "/recherche?q=riviere")[1]
        assert get(port, f"/notice/{identifier}")[0] == 410
    found = comedie("search", SECRET, "--json", "--workspace", str(folder))
    assert json.loads(found.stdout)["total"] == 0
    back = withdraw(folder, identifier, "--undo", "--by", "claire")
    assert back.returncode == 0, back.stderr
    transformed_and_indexed(folder)
    assert records(folder)["yseult/"]["id"] == identifier
    with served(folder) as port:
        assert SECRET in get(port, f"/notice/{identifier}/{slug(port, identifier)}")[1]


def transformed_and_indexed(folder: Path) -> None:
    for arguments in (("transform",), ("index", "--force")):
        done = comedie(*arguments, "--workspace", str(folder))
        assert done.returncode == 0, done.stderr


def slug(port: int, identifier: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", f"/notice/{identifier}")
    location = connection.getresponse().getheader("Location", "")
    connection.close()
    return location.rpartition("/")[2]


def test_by_address_with_its_reason_shown_and_an_archived_page_that_is_no_record(folder: Path) -> None:
    told = records(folder)["yseult/"]
    url = str(told["source"]["url"])  # type: ignore[index]
    assert withdraw(folder, url.replace("/yseult/", "/yseult/?utm_source=x#haut"), "--public-reason").returncode == 0
    picture = url.replace("/yseult/", "/commune.png")
    assert withdraw(folder, picture, "--json").returncode == 0
    with served(folder) as port:
        status, body = get(port, f"/notice/{told['id']}")
        assert status == 410
        assert "à sa demande" in body
        assert get(port, f"/archive/2026/{picture}")[0] == 410


def test_mistakes_are_told(folder: Path) -> None:
    identifier = str(records(folder)["yseult/"]["id"])
    without = comedie("withdraw", identifier, "--workspace", str(folder))
    assert (without.returncode, "Dites pourquoi" in without.stderr) == (2, True)
    unknown = withdraw(folder, "essai-inconnue")
    assert (unknown.returncode, "n’est ni une notice" in unknown.stderr) == (2, True)
    nothing = withdraw(folder, identifier, "--undo")
    assert (nothing.returncode, "rien à remettre" in nothing.stderr) == (2, True)
    tried = withdraw(folder, identifier, "--dry-run")
    assert (tried.returncode, "Rien n’a été écrit" in tried.stderr) == (0, True)
    assert withdraw(folder, identifier).returncode == 0
    again = withdraw(folder, identifier)
    assert (again.returncode, "déjà retirée" in again.stderr) == (2, True)


def test_redirects_are_exported(folder: Path, tmp_path: Path) -> None:
    identifier = str(records(folder)["yseult/"]["id"])
    base = ("--base", "https://archive.example.org", "--workspace", str(folder))
    nginx = comedie("export", "redirects", "--format", "nginx", *base)
    assert f'"/yseult/" "https://archive.example.org/notice/{identifier}/' in nginx.stdout
    output = tmp_path / "old.conf"
    apache = comedie("export", "redirects", "--format", "apache", "--output", str(output), *base)
    assert apache.returncode == 0, apache.stderr
    assert f"/notice/{identifier}/" in output.read_text()
    table = comedie("export", "redirects", "--format", "csv", "--workspace", str(folder))
    assert table.stdout.encode() == (folder / "records" / "redirects.csv").read_bytes()
    wrong = comedie("export", "redirects", "--format", "nginx", "--base", 'x";', "--workspace", str(folder))
    assert (wrong.returncode, "n’est pas l’adresse d’un site" in wrong.stderr) == (2, True)


def test_the_account_of_this_machine_decides_by_default(folder: Path) -> None:
    identifier = str(records(folder)["yseult/"]["id"])
    shown = withdraw(folder, identifier, "--dry-run")
    account = os.environ.get("LOGNAME") or os.environ.get("USER")
    if account:
        assert f"par {account}" in shown.stderr


def bytes_of(folder: Path) -> bytes:
    """All that the archive's files say, compressed or not."""
    pieces = []
    for path in sorted((folder / "archive").iterdir()):
        data = path.read_bytes()
        pieces += [data, gzip.decompress(data) if path.name.endswith(".gz") else b""]
    return b"".join(pieces)


def test_on_request_it_leaves_the_archive_too_and_a_tombstone_stays(folder: Path) -> None:
    told = records(folder)["yseult/"]
    url = str(told["source"]["url"])  # type: ignore[index]
    identifier = str(told["id"])
    assert SECRET.encode() in bytes_of(folder)
    refused = withdraw(folder, identifier, "--from-archive")
    assert (refused.returncode, "--yes" in refused.stderr) == (2, True)
    planned = withdraw(folder, identifier, "--from-archive", "--dry-run")
    assert (planned.returncode, "seraient ôtées" in planned.stderr) == (0, True)
    assert SECRET.encode() in bytes_of(folder)
    before = Archive(folder / "archive").entries()
    done = withdraw(folder, identifier, "--from-archive", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["captures"] == 2
    left = bytes_of(folder)
    assert SECRET.encode() not in left
    assert PICTURE + b"1" not in left
    assert PICTURE + b"2" in left
    assert b"WARC-Type: metadata" in left
    assert "withdrawn: retirée de l’archive".encode() in left
    archive = Archive(folder / "archive")
    assert [one.url for one in archive.entries()] == [
        one.url for one in before if one.url != url and not one.url.endswith("/seule.png")
    ]
    for entry in archive.entries():
        archive.read(entry)
    report = check_archive(folder / "archive", folder / "ledger.sqlite")
    assert report.sound, [one.sentences for one in report.files]
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        assert ledger.pending() == 0
    transformed_and_indexed(folder)
    assert "yseult/" not in records(folder)
    rows = (folder / "records" / "redirects.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[1:3] for row in rows if row.startswith(url)] == [["", "410"]]
    wacz = folder / "essai.wacz"
    packed = comedie("export", "wacz", "--output", str(wacz), "--workspace", str(folder))
    assert packed.returncode == 0, packed.stderr
    with zipfile.ZipFile(wacz) as bundle:
        for name in bundle.namelist():
            data = bundle.read(name)
            assert SECRET.encode() not in (gzip.decompress(data) if name.endswith(".gz") else data), name


def test_what_was_withdrawn_can_leave_the_archive_later(folder: Path) -> None:
    identifier = str(records(folder)["yseult/"]["id"])
    assert withdraw(folder, identifier).returncode == 0
    assert withdraw(folder, identifier, "--from-archive", "--yes").returncode == 0
    assert SECRET.encode() not in bytes_of(folder)
    both = withdraw(folder, identifier, "--from-archive", "--undo")
    assert (both.returncode, "Choisissez l’un des deux" in both.stderr) == (2, True)
