"""Our WACZ in the hands of others: validated, indexed anew, and replayed with all that its pages need."""

import gzip
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from surt import surt
from warcio.archiveiterator import ArchiveIterator

from crawler.warc.known import of_ledger
from crawler.warc.wacz import WaczFacts, write_wacz
from tests.crawler.web import Reply, Site, Workspace, answer, page, redirect

STYLE = "body { background: url('fond.png') } @import url(\"autre.css\");"
HEAD = '<link rel="stylesheet" href="/style/site.css?ver=5&amp;a=1"><script src="/lib.js"></script>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
REPLIES: dict[str, Reply] = {
    "/": answer(
        page(
            '<img src="/img/Été.png" srcset="/img/grand.png 2x"><a href="/fiche/?p=2&amp;b=1">F</a>'
            '<iframe src="/cadre/"></iframe><a href="/ancienne">x</a><a href="/perdue">y</a>',
            head=HEAD,
        )
    ),
    "/fiche/?p=2&b=1": answer(
        gzip.compress(page('<img src="../img/moved.png">', head=HEAD), mtime=0), content_encoding="gzip"
    ),
    "/cadre/": answer(page("<img src='/img/grand.png'>")),
    "/ancienne": redirect("/fiche/?p=2&b=1"),
    "/style/site.css?ver=5&a=1": answer(STYLE, content_type="text/css"),
    "/style/autre.css": answer("p { color: #123 }", content_type="text/css"),
    "/style/fond.png": answer(PNG + b"fond", content_type="image/png"),
    "/lib.js": answer("let a = 1;", content_type="text/javascript"),
    "/img/%C3%89t%C3%A9.png": answer(PNG + b"ete", content_type="image/png"),
    "/img/grand.png": answer(PNG + b"grand", content_type="image/png"),
    "/img/moved.png": redirect("/img/grand.png", "302 Found"),
}


class Player:
    """What any player does: the key of an address in the index, the member at its place, the record decoded."""

    def __init__(self, path: Path) -> None:
        self.package = zipfile.ZipFile(path)
        self.lines: dict[str, list[dict[str, Any]]] = {}
        for line in self.package.read("indexes/index.cdxj").decode().splitlines():
            key, _, values = line.split(" ", 2)
            self.lines.setdefault(key, []).append(json.loads(values))

    def get(self, url: str) -> tuple[str, str, bytes]:
        """(status, type, content), redirects followed."""
        for _ in range(5):
            found = self.lines[surt(url)][-1]
            with self.package.open(f"archive/{found['filename']}") as file:
                file.seek(int(found["offset"]))
                member = io.BytesIO(file.read(int(found["length"])))
            record = next(iter(ArchiveIterator(member, check_digests="raise")))
            content = record.content_stream().read()
            location = record.http_headers.get_header("Location")
            if location is None:
                return record.http_headers.get_statuscode(), found["mime"], content
            url = urljoin(url, location)
        pytest.fail("redirects without end")


@pytest.fixture
def wacz(serve: Callable[..., Site], workspace: Workspace, tmp_path: Path) -> tuple[str, Path]:
    site = serve(REPLIES)
    assert workspace.harvest(f"{site.url}/", site="s").complete
    sizes = {name: known.size or 0 for name, known in of_ledger(workspace.ledger_file).items()}
    facts = WaczFacts("s", "essai", datetime(2026, 11, 23, 12, tzinfo=UTC), f"{site.url}/")
    output = tmp_path / "s.wacz"
    write_wacz(workspace.archive_folder, output, facts, sizes=sizes, title_of=lambda _: None)
    return site.url, output


def test_others_find_it_sound_and_replay_pages_with_all_they_need(wacz: tuple[str, Path], tmp_path: Path) -> None:
    origin, path = wacz
    validated = subprocess.run(
        [sys.executable, "-m", "wacz.main", "validate", "-f", str(path)], capture_output=True, text=True, check=False
    )
    assert validated.returncode == 0, validated.stdout + validated.stderr
    assert "the passed WACZ is valid" in validated.stdout

    player = Player(path)
    pages = [json.loads(line)["url"] for line in player.package.read("pages/pages.jsonl").splitlines()[1:]]
    assert set(pages) == {f"{origin}/", f"{origin}/fiche/?p=2&b=1", f"{origin}/cadre/"}
    seen: dict[str, tuple[str, str, bytes]] = {}
    wanted = list(pages)
    while wanted:
        url = wanted.pop()
        if url in seen:
            continue
        status, mime, content = seen[url] = player.get(url)
        assert status == "200", url
        if mime == "text/html":
            tree = html.fromstring(content.decode())
            named = tree.xpath("//img/@src | //script/@src | //link[@rel='stylesheet']/@href | //iframe/@src")
            named += [one.split()[0] for one in tree.xpath("//img/@srcset")]
            wanted += [urljoin(url, str(one)) for one in named]
        elif mime == "text/css":
            wanted += [urljoin(url, one) for one in re.findall(r"url\(['\"]?([^'\")]+)", content.decode())]
    assert len(seen) == 10
    assert seen[f"{origin}/img/moved.png"][2] == PNG + b"grand"
    assert player.get(f"{origin}/perdue")[0] == "404"
    assert b"moved.png" in player.get(f"{origin}/ancienne")[2], "through the redirect, decoded"


def test_another_indexer_finds_the_same_captures(wacz: tuple[str, Path], tmp_path: Path) -> None:
    _, path = wacz
    with zipfile.ZipFile(path) as package:
        package.extractall(tmp_path / "x", [name for name in package.namelist() if name.startswith("archive/")])
        ours = [json.loads(line.split(" ", 2)[2]) for line in package.read("indexes/index.cdxj").decode().splitlines()]
    (warc,) = (tmp_path / "x/archive").glob("*.warc.gz")
    done = subprocess.run(
        [sys.executable, "-m", "cdxj_indexer.main", str(warc)], capture_output=True, text=True, check=True
    )
    theirs = [json.loads(line.split(" ", 2)[2]) for line in done.stdout.splitlines()]

    def told(lines: list[dict[str, Any]]) -> set[tuple[str, str, str, str]]:
        return {(one["url"], str(one["offset"]), str(one["length"]), str(one.get("status"))) for one in lines}

    assert told(ours) == {one for one in told(theirs) if not one[0].startswith("urn:")}
