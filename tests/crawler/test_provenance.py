"""How the archive was made stands in the archive: what each harvest asked, where it found it, what became of it."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive_writer import FileCapture
from crawler.completeness import Given, completeness
from crawler.expunge import expunge
from crawler.frontier import Answer, Found
from crawler.holding import hold
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from crawler.provenance import ADDRESSES, LINES, names, without
from tests.crawler.test_ledger import NOW
from tests.crawler.web import Reply, Site, Workspace, answer, page, redirect
from tests.crawler.wxr_files import HEAD, SITE, TAIL, item

Record = tuple[str, dict[str, str], bytes]


def records_in(folder: Path) -> list[Record]:
    """(kind, headers by lower-case name, block), as a reader that is not ours finds them."""
    found: list[Record] = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                headers = {name.lower(): value for name, value in record.rec_headers.headers}
                found.append((record.rec_type, headers, record.raw_stream.read()))
    return found


def metadata_in(folder: Path) -> list[Record]:
    return [record for record in records_in(folder) if record[0] == "metadata"]


def fields_of(block: bytes) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in block.decode().splitlines())


def addresses_in(folder: Path) -> list[dict[str, object]]:
    lists = [block for _, headers, block in metadata_in(folder) if headers["content-type"] == ADDRESSES]
    return [json.loads(line) for block in lists for line in block.decode().splitlines()]


PAGES = {"/": '<a href="/a">La fiche A</a><a href="/perdue">x</a><a href="/v">v</a>', "/a": "A"}
REPLIES: dict[str, Reply] = {**{path: answer(page(body)) for path, body in PAGES.items()}, "/v": redirect("/a")}


@pytest.fixture
def site(serve: Callable[..., Site]) -> Site:
    return serve(REPLIES)


def test_a_harvest_tells_who_made_it_and_where_it_found_each_address(site: Site, workspace: Workspace) -> None:
    workspace.harvest(site.url, site="s", contact="nom@exemple.fr")
    told = {str(line["url"]).removeprefix(site.url): line for line in addresses_in(workspace.archive_folder)}
    assert set(told) == {"/", "/a", "/perdue", "/v"}
    fiche = told["/a"]
    assert (fiche["outcome"], fiche["via"], fiche["text"]) == ("captured", f"{site.url}/", "La fiche A")
    assert (told["/perdue"]["outcome"], told["/perdue"]["status"]) == ("gone", 404)
    assert told["/v"]["redirect"] == f"{site.url}/a"
    assert isinstance(fiche["seconds"], float)
    assert "via" not in told["/"], "nothing led there"

    (run,) = [
        fields_of(block) for _, h, block in metadata_in(workspace.archive_folder) if "fields" in h["content-type"]
    ]
    assert (run["source"], run["run"], run["operator"], run["robots"]) == (site.url, "1", "nom@exemple.fr", "obey")
    assert (run["outcome-captured"], run["outcome-gone"], run["outcome-redirected"]) == ("2", "1", "1")
    assert run["began"] <= run["ended"]

    (kind, headers, block), *others = records_in(workspace.archive_folder)
    about = fields_of(block)
    assert (kind, headers["warc-filename"]) == ("warcinfo", "s-00001.warc.gz")
    assert about["isPartOf"] == "s"
    assert about["http-header-user-agent"].startswith("comedie-harvest")
    assert "nom@exemple.fr" in about["http-header-user-agent"]
    assert {"software", "format", "conformsTo", "created", "operator", "robots"} <= set(about)

    answers = {h["warc-record-id"]: h["warc-target-uri"] for kind, h, _ in others if kind == "response"}
    asked = [h for kind, h, _ in others if kind == "request"]
    assert len(asked) >= 4
    assert {h["warc-ip-address"] for kind, h, _ in others if kind == "response"} == {"127.0.0.1"}
    assert [answers[h["warc-concurrent-to"]] for h in asked] == [h["warc-target-uri"] for h in asked]


def test_what_a_killed_harvest_could_not_tell_the_next_one_tells(tmp_path: Path) -> None:
    def held(source: str, *urls: str, end: bool) -> None:
        with hold(tmp_path / "l.sqlite", tmp_path / "a", "s", source, rotate_at=10**9, software="essai") as frontier:
            for url in urls:
                frontier.found(Found(url))
                entry = frontier.writer.add_file(FileCapture(url, NOW, url.encode()))
                frontier.answered(Answer(url, Outcome.CAPTURED, entry=entry))
            frontier.commit()
            if not end:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        held("un", "mirror:s/1", end=False)
    assert addresses_in(tmp_path / "a") == []
    held("deux", "mirror:s/2", end=True)
    assert [line["url"] for line in addresses_in(tmp_path / "a")] == ["mirror:s/1", "mirror:s/2"]
    runs = [fields_of(b) for _, h, b in metadata_in(tmp_path / "a") if h["content-type"] != ADDRESSES]
    assert [(run["source"], "ended" in run) for run in runs] == [("un", False), ("deux", True)]
    held("trois", end=True)
    assert len(metadata_in(tmp_path / "a")) == 4, "a harvest that brought nothing has nothing to tell"


def test_many_addresses_make_several_lists(tmp_path: Path) -> None:
    with hold(tmp_path / "l.sqlite", tmp_path / "a", "s", "x", rotate_at=10**9, software="essai") as frontier:
        entry = frontier.writer.add_file(FileCapture("http://h/", NOW, b"x"))
        frontier.found(Found("http://h/"))
        frontier.answered(Answer("http://h/", Outcome.CAPTURED, entry=entry))
        for number in range(LINES + 4):
            frontier.found(Found(f"http://h/{number}", outcome=Outcome.ABSENT, reason="pas dans la source"))
        frontier.commit()
    lists = [block for _, h, block in metadata_in(tmp_path / "a") if h["content-type"] == ADDRESSES]
    assert [len(block.splitlines()) for block in lists] == [LINES, 5]


def test_the_ledger_knows_which_source_gave_what(site: Site, workspace: Workspace, tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_text((HEAD + item(7, link=f"{site.url}/fiche/7/") + TAIL).replace(SITE, site.url), encoding="utf-8")
    workspace.harvest(str(export), site="s")
    workspace.harvest(f"{site.url}/", site="s")
    with sqlite3.connect(workspace.ledger_file) as ledger:
        query = "SELECT h.source, c.url FROM capture c JOIN harvest h ON h.id = c.harvest"
        given = set(ledger.execute(query))
    assert ("wxr:export.xml", f"{site.url}/fiche/7/") in given
    assert (f"{site.url}/", f"{site.url}/a") in given
    assert ("wxr:export.xml", f"{site.url}/a") not in given
    with Ledger.open(workspace.ledger_file) as opened:
        assert completeness(opened).given == (Given(f"{site.url}/", 2, 2), Given("wxr:export.xml", 1, 1))


def test_what_is_taken_out_of_the_archive_leaves_its_lists_too(site: Site, workspace: Workspace) -> None:
    site.replies["/a"] = answer(page('<a href="/b">Suite</a>'))
    site.replies["/b"] = answer(page("B"))
    workspace.harvest(site.url, site="s")
    expunge(workspace.archive_folder, workspace.ledger_file, lambda url, _: url.endswith("/a"), NOW)
    told = {str(line["url"]).removeprefix(site.url): line for line in addresses_in(workspace.archive_folder)}
    assert set(told) == {"/", "/b", "/perdue", "/v"}
    assert {"via", "text"} & set(told["/b"]) == set()
    assert "redirect" not in told["/v"]
    everything = b"".join(block for _, _, block in metadata_in(workspace.archive_folder))
    assert f"{site.url}/a".encode() not in everything


def test_a_list_that_is_none_is_left_without_fuss() -> None:
    broken = b'{"url": "http://h/a"\n[1]\n\xff\n{"url": 3, "via": "http://h/a"}\n'
    assert names(broken, lambda url: url == "http://h/a")
    assert without(broken, lambda url: url == "http://h/a") == b'{"url": 3}\n'
