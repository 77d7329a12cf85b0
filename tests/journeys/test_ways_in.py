"""From a WordPress export alone to a site that serves its records, and nothing that readers never saw."""

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from fixtures.wxr import FORBIDDEN, export
from tests.support.command import clean_environment

ORIGIN = "http://127.0.0.1:8013"


def comedie(*arguments: str) -> str:
    command = [sys.executable, "-m", "comedie", *arguments]
    done = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export")
    (root / "comedie.xml").write_bytes(export(ORIGIN))
    workspace = root / "archive"
    comedie("harvest", str(root / "comedie.xml"), "--workspace", str(workspace))
    comedie("transform", "--workspace", str(workspace))
    comedie("index", "--workspace", str(workspace))
    return workspace


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "comedie", "serve", "--port", "0", "--json", "--workspace", str(folder)]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line, "the server stopped before saying its address"
        try:
            url = json.loads(line)["url"]
            answers(url)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def answers(site: str) -> None:
    """The address is said just before the server listens."""
    for _ in range(200):
        try:
            get(site, "/")
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def get(site: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def test_a_record_of_an_export_is_found_and_read(site: str) -> None:
    status, results = get(site, "/recherche?q=posidonie")
    assert status == 200
    found = re.search(r'href="(/notice/comedie-5349/[^"?#]*)', results) or re.search(
        r'href="(/notice/[\w-]*5349/[^"?#]*)', results
    )
    assert found is not None
    status, notice = get(site, found[1])
    assert status == 200
    assert "Mouiller sans arracher" in notice
    assert "Rémi Vasselin" in notice


def test_its_raw_items_are_shown_nowhere(site: str, folder: Path) -> None:
    index = (folder / "archive" / "index.cdxj").read_text(encoding="utf-8")
    addresses = [f"{ORIGIN}/fiche/5349/", f"{ORIGIN}/?p=40001", f"{ORIGIN}/fiche/1204/"]
    for address in addresses:
        for date in ("2021", "20210312091000"):
            _, page = get(site, f"/archive/{date}/{quote(address, safe=':/?=')}")
            assert "&lt;item" not in page
            assert "<item" not in page
            assert not [words for words in FORBIDDEN if words in page]
    assert "La notice en est la forme publique." in get(site, f"/archive/20210312091000/{addresses[0]}")[1]
    digests = set(re.findall(r"[0-9a-f]{64}", index))
    assert digests
    for digest in sorted(digests)[:40]:
        assert get(site, f"/fichier/{digest}.xml")[0] == 404


@pytest.mark.parametrize("words", ["brouillon que personne", "barrage confidentiel", "Camille commentatrice"])
def test_what_readers_never_saw_is_not_found(site: str, words: str) -> None:
    status, results = get(site, f"/recherche?q={quote(words)}")
    assert status == 200
    assert not [secret for secret in FORBIDDEN if secret in results]
    assert "/notice/comedie-400" not in results


def test_no_file_but_the_archive_and_the_ledger_holds_it(folder: Path) -> None:
    """The archive keeps all that it was given; the ledger, what it was told of each address."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(".warc.gz") and not path.name.startswith("ledger."):
            held = path.read_bytes()
            assert [words for words in FORBIDDEN if words.encode() in held] == [], path.name
