"""Somebody else's WARC, ARC or WACZ as a source: every capture as it was, every damage told."""

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.capture import RecordType
from crawler.completeness import completeness
from crawler.harvest import HarvestError
from crawler.ledger import Ledger
from crawler.limits import Limits
from crawler.outcome import Outcome
from crawler.sources.warc import WarcReport
from crawler.warc.scan import scan
from tests.crawler.warc_files import (
    LAYOUTS,
    arc_head,
    arc_record,
    http,
    one_stream,
    per_record,
    plain,
    scanned,
    sha1,
    warc_record,
)
from tests.crawler.web import Workspace, page

HOST = "http://www.comedie.org"


def written(path: Path, *records: tuple[str, str, str, bytes], compress: bool = True) -> Path:
    """(type, URL, date, block) by warcio, as most tools write."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compress)
        about = writer.create_warcinfo_record(path.name, {"software": "essai"})
        writer.write_record(about)
        about.raw_stream.close()
        for kind, url, date, block in records:
            headers, payload = _http(block) if kind in {"response", "revisit"} else (None, block)
            record = writer.create_warc_record(
                url, kind, payload=BytesIO(payload), http_headers=headers, warc_headers_dict={"WARC-Date": date}
            )
            writer.write_record(record)
            record.raw_stream.close()
    return path


def _http(block: bytes) -> tuple[StatusAndHeaders, bytes]:
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return StatusAndHeaders(first.partition(" ")[2], [tuple(line.split(": ", 1)) for line in lines], "HTTP/1.1"), body


def response(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    return http(body, "Content-Type: text/html", *headers, status=status)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    return written(
        tmp_path / "comedie-2012.warc.gz",
        ("response", "http://www.comedie.org:80/", "2012-03-04T05:06:07Z",
         response(page('<a href="/absente">Perdue</a>'))),
        ("response", "http://www.comedie.org/", "2015-01-01T00:00:00Z", response(page("plus neuve"))),
        ("response", "http://www.comedie.org/", "2016-01-01T00:00:00Z", response(b"non", "500 Oops")),
        ("response", "http://www.comedie.org/v", "2015-01-01T00:00:00Z", response(b"", "301 Moved", "Location: /")),
        ("response", "http://www.comedie.org/g", "2015-01-01T00:00:00Z", response(b"", "404 Not Found")),
        ("resource", "http://www.comedie.org/r.css", "2015-01-01T00:00:00Z", b"a{}"),
        ("response", "http://www.comedie.org/z", "2015-01-01T00:00:00Z",
         response(gzip.compress(page("serrée"), mtime=0), "200 OK", "Content-Encoding: gzip")),
        ("metadata", "http://www.comedie.org/m", "2015-01-01T00:00:00Z", b"x: y"),
    )  # fmt: skip


def put(path: Path, *records: bytes, layout: str = "per record") -> Path:
    path.write_bytes(LAYOUTS[layout](records))
    return path


def kept_records(workspace: Workspace) -> list[tuple[str, str, bytes]]:
    """(type, URL, block) of all that our archive holds but what it says of its own making, read by warcio."""
    found = []
    for path in sorted(workspace.archive_folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if not url.startswith("urn:comedie:"):
                    found.append((record.rec_type, url, record.raw_stream.read()))
    return found


def test_captures_keep_their_date_and_status(warc: Path, workspace: Workspace) -> None:
    report = workspace.harvest(str(warc))
    assert workspace.outcomes(HOST) == {
        "/": Outcome.CAPTURED,
        "/v": Outcome.REDIRECTED,
        "/g": Outcome.GONE,
        "/r.css": Outcome.CAPTURED,
        "/z": Outcome.CAPTURED,
        "/absente": Outcome.ABSENT,
    }
    rows = workspace.rows()
    assert rows[f"{HOST}/v"].redirect_to == f"{HOST}/"
    assert (rows[f"{HOST}/absente"].found_on, rows[f"{HOST}/absente"].link_text) == (f"{HOST}/", "Perdue")
    archive = workspace.archive
    home = [(entry.timestamp, entry.status) for entry in archive.entries() if entry.url == f"{HOST}/"]
    assert home == [("20120304050607", 200), ("20150101000000", 200), ("20160101000000", 500)]
    newest = {entry.url: entry for entry in archive.newest()}
    assert archive.read(newest[f"{HOST}/"]).payload == page("plus neuve")
    assert archive.read(newest[f"{HOST}/z"]).payload == page("serrée")
    assert newest[f"{HOST}/r.css"].record_type is RecordType.RESOURCE
    assert newest[f"{HOST}/"].archive == "comedie-2012-00001.warc.gz"
    assert report.exit_code == 0


def test_the_same_file_again_adds_nothing(warc: Path, workspace: Workspace) -> None:
    workspace.harvest(str(warc))
    before, kept = workspace.archive.entries(), kept_records(workspace)
    report = workspace.harvest(str(warc))
    assert workspace.archive.entries() == before
    assert kept_records(workspace) == kept
    assert report.complete
    assert Outcome.CAPTURED not in report.outcomes


def test_an_uncompressed_file_is_read_too(tmp_path: Path, workspace: Workspace) -> None:
    block = response(page("nue"))
    path = written(tmp_path / "x.warc", ("response", "http://h/", "2015-01-01T00:00:00Z", block), compress=False)
    assert workspace.harvest(str(path)).outcomes == {Outcome.CAPTURED: 1}
    (entry,) = workspace.archive.entries()
    assert (entry.captured, workspace.archive.read(entry).payload) == (datetime(2015, 1, 1, tzinfo=UTC), page("nue"))


def test_heads_and_bodies_are_copied_byte_for_byte(tmp_path: Path, workspace: Workspace) -> None:
    chunked = b"HTTP/1.1 200 D\xe9j\xe0\r\nTransfer-Encoding: chunked\r\nX-Odd:  deux  espaces\r\nno colon\r\n\r\n"
    block = chunked + b"5\r\n<p>ab\r\n4;ext=1\r\n</p>\r\n0\r\nTrailer: x\r\n\r\n"
    request = b"GET / HTTP/1.1\r\nHost: a.fr\r\nX: \xff\r\n\r\n"
    path = put(
        tmp_path / "x.warc.gz",
        warc_record(block, url="http://a.fr/"),
        warc_record(request, url="http://a.fr/", kind="request"),
        warc_record(request + b"2", url="http://a.fr/avant", kind="request"),
        warc_record(http(b"y"), url="http://a.fr/avant"),
    )
    workspace.harvest(str(path))
    assert kept_records(workspace)[1:] == [
        ("response", "http://a.fr/", block),
        ("request", "http://a.fr/", request),
        ("response", "http://a.fr/avant", http(b"y")),
        ("request", "http://a.fr/avant", request + b"2"),
    ]
    entry = workspace.archive.lookup("http://a.fr/")
    assert entry is not None
    assert workspace.archive.read(entry).payload == b"<p>ab</p>"


def test_a_request_of_another_exchange_is_not_taken_for_its_own(tmp_path: Path, workspace: Workspace) -> None:
    path = put(
        tmp_path / "x.warc.gz",
        warc_record(http(b"1"), url="http://a.fr/", fields=[("WARC-Concurrent-To", "<urn:uuid:9>")]),
        warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request", url="http://a.fr/"),
        warc_record(b"GET /b HTTP/1.1\r\n\r\n", kind="request", url="http://a.fr/b"),
    )
    workspace.harvest(str(path))
    assert [kind for kind, _, _ in kept_records(workspace)] == ["warcinfo", "response"]


def test_what_the_file_says_of_itself_is_kept_beside_the_captures(warc: Path, workspace: Workspace) -> None:
    workspace.harvest(str(warc))
    notes = [(kind, url) for kind, url, _ in kept_records(workspace) if url.startswith("urn:")]
    assert notes[0] == ("resource", "urn:warcinfo:comedie-2012.warc.gz#0")
    assert notes[1][1].startswith("urn:metadata:comedie-2012.warc.gz#")
    assert any(b"software: essai" in block for _, url, block in kept_records(workspace) if url == notes[0][1])
    assert not any(entry.url.startswith("urn:") for entry in workspace.archive.entries())


def test_a_file_that_is_cut_keeps_what_is_whole_and_says_so(warc: Path, workspace: Workspace) -> None:
    whole = warc.read_bytes()
    warc.write_bytes(whole[: len(whole) * 2 // 3])
    report = workspace.harvest(str(warc))
    assert report.exit_code == 3
    assert report.outcomes[Outcome.CAPTURED] >= 1
    row = workspace.rows()[f"warc:{warc.name}"]
    assert row.outcome is Outcome.FAILED
    assert "les données compressées sont coupées avant leur fin" in row.reason or "ne finit pas là" in row.reason
    assert "Demandez une copie entière" in row.reason
    warc.write_bytes(whole)
    again = workspace.harvest(str(warc))
    assert again.complete
    assert workspace.rows()[f"warc:{warc.name}"].outcome is Outcome.UNCHANGED
    assert workspace.outcomes(HOST)["/z"] is Outcome.CAPTURED


def test_what_follows_the_last_record_is_noticed(warc: Path, workspace: Workspace) -> None:
    warc.write_bytes(warc.read_bytes() + b"\x1f\x8b\x08 la suite manque")
    assert workspace.harvest(str(warc)).exit_code == 3
    assert workspace.rows()[f"warc:{warc.name}"].outcome is Outcome.FAILED


@pytest.mark.parametrize("content", [b"", b"<html>", gzip.compress(b"pas un WARC", mtime=0), b"\x1f\x8b\x08"])
@pytest.mark.parametrize("name", ["faux.warc.gz", "faux.arc", "faux.wacz"])
def test_what_is_no_archive_is_said(tmp_path: Path, workspace: Workspace, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(HarvestError, match=r"faux\..*complet"):
        workspace.harvest(str(path))


def test_a_damaged_record_fails_and_the_others_are_taken(tmp_path: Path, workspace: Workspace) -> None:
    records = [warc_record(response(page(str(n))), url=f"{HOST}/{n}") for n in range(4)]
    data = bytearray(per_record(records))
    second = len(per_record(records[:1]))
    data[second + 60] ^= 0x10
    path = tmp_path / "x.warc.gz"
    path.write_bytes(bytes(data))
    report = workspace.harvest(str(path))
    outcomes = workspace.outcomes(HOST)
    assert [outcomes.get(f"/{n}") for n in (0, 2, 3)] == [Outcome.CAPTURED] * 3
    assert f"octet {second}" in workspace.rows()["warc:x.warc.gz"].reason
    assert report.exit_code == 3


def test_bytes_that_are_not_those_written_are_not_taken(tmp_path: Path, workspace: Workspace) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(
        plain([warc_record(response(page("vrai")), url=f"{HOST}/a"), warc_record(response(b"b"), url=f"{HOST}/b")])
    )
    path.write_bytes(path.read_bytes().replace(b"vrai", b"faux"))
    workspace.harvest(str(path))
    rows = workspace.rows()
    assert rows[f"{HOST}/a"].outcome is Outcome.FAILED
    assert "WARC-Block-Digest" in rows[f"{HOST}/a"].reason
    assert rows[f"{HOST}/b"].outcome is Outcome.CAPTURED


def test_a_digest_that_is_wrong_of_sound_bytes_is_told_and_the_capture_taken(
    tmp_path: Path, workspace: Workspace
) -> None:
    wrong = warc_record(response(b"x"), url=f"{HOST}/", fields=[("WARC-Payload-Digest", sha1(b"autre"))])
    workspace.harvest(str(put(tmp_path / "x.warc.gz", wrong)))
    assert workspace.outcomes(HOST)["/"] is Outcome.CAPTURED
    assert workspace.outcomes()["warc:x.warc.gz"] is Outcome.FAILED


def test_a_truncated_capture_is_kept_as_it_is(tmp_path: Path, workspace: Workspace) -> None:
    cut = warc_record(response(b"<p>deb"), url=f"{HOST}/", fields=[("WARC-Truncated", "time")])
    report = workspace.harvest(str(put(tmp_path / "x.warc.gz", cut)))
    row = workspace.rows()[f"{HOST}/"]
    assert (row.outcome, row.reason) == (Outcome.FAILED, "capture incomplète dès l’origine (time)")
    assert report.exit_code == 3
    (entry,) = workspace.archive.entries()
    assert workspace.archive.read(entry).payload == b"<p>deb"
    with (workspace.archive_folder / entry.archive).open("rb") as file:
        (kept,) = [r for r in scan(file) if getattr(r, "kind", "") == "response"]
    assert kept.fields["warc-truncated"] == "time"  # type: ignore[union-attr]


def revisit(
    url: str, of: str, date: str, payload: bytes, block: bytes = b"", of_date: str = "2012-03-04T05:06:07Z"
) -> bytes:
    return warc_record(
        block,
        kind="revisit",
        url=url,
        date=date,
        fields=[
            ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
            ("WARC-Payload-Digest", sha1(payload)),
            ("WARC-Refers-To-Target-URI", of),
            ("WARC-Refers-To-Date", "2012-03-04T05:06:07Z"),
        ],
    )


@pytest.mark.parametrize("layout", ["per record", "plain", "one stream"])
@pytest.mark.parametrize("order", ["after", "before"])
def test_a_revisit_becomes_a_capture_of_its_own(tmp_path: Path, workspace: Workspace, layout: str, order: str) -> None:
    body = page("la même")
    original = warc_record(response(body), url=f"{HOST}/a", fields=[("WARC-Payload-Digest", sha1(body))])
    same = revisit(f"{HOST}/b", f"{HOST}/a", "2014-01-01T00:00:00Z", body, response(b"", "200 OK", "X-Date: 2014"))
    records = [original, same] if order == "after" else [same, original]
    report = workspace.harvest(str(put(tmp_path / "x.warc.gz", *records, layout=layout)))
    if layout == "one stream" and order == "before":
        assert workspace.outcomes(HOST)["/a"] is Outcome.CAPTURED
    entry = workspace.archive.lookup(f"{HOST}/b")
    assert entry is not None
    capture = workspace.archive.read(entry)
    assert (entry.timestamp, entry.status, capture.payload) == ("20140101000000", 200, body)
    assert capture.header("x-date") == "2014"
    assert report.complete


def test_a_revisit_of_a_capture_in_an_earlier_file_finds_it(tmp_path: Path, workspace: Workspace) -> None:
    body = page("déjà là")
    first = warc_record(response(body), url=f"{HOST}/a", fields=[("WARC-Payload-Digest", sha1(body))])
    workspace.harvest(str(put(tmp_path / "un.warc.gz", first)), site="s")
    second = revisit(f"{HOST}/a", f"{HOST}/a", "2014-01-01T00:00:00Z", body)
    workspace.harvest(str(put(tmp_path / "deux.warc.gz", second)), site="s")
    assert [entry.timestamp for entry in workspace.archive.entries()] == ["20120304050607", "20140101000000"]
    assert {workspace.archive.read(entry).payload for entry in workspace.archive.entries()} == {body}


def test_a_revisit_whose_capture_is_nowhere_is_absent(tmp_path: Path, workspace: Workspace) -> None:
    lone = revisit(f"{HOST}/b", f"{HOST}/a", "2014-01-01T00:00:00Z", b"perdu")
    workspace.harvest(str(put(tmp_path / "x.warc.gz", lone, warc_record(response(b"x"), url=f"{HOST}/"))))
    assert workspace.outcomes(HOST)["/b"] is Outcome.ABSENT


def test_a_revisit_never_gets_another_capture_s_bytes(tmp_path: Path, workspace: Workspace) -> None:
    """Its digest is not the one of the capture that it names."""
    original = warc_record(response(b"autre"), url=f"{HOST}/a")
    false = revisit(f"{HOST}/b", f"{HOST}/a", "2014-01-01T00:00:00Z", b"perdu")
    workspace.harvest(str(put(tmp_path / "x.warc.gz", original, false)))
    assert workspace.outcomes(HOST)["/b"] is Outcome.ABSENT


def test_not_modified_leaves_the_page_as_it_was_captured(tmp_path: Path, workspace: Workspace) -> None:
    path = put(
        tmp_path / "x.warc.gz",
        warc_record(response(page("a")), url=f"{HOST}/"),
        warc_record(response(b"", "304 Not Modified"), kind="revisit", url=f"{HOST}/", date="2014-01-01T00:00:00Z"),
    )
    assert workspace.harvest(str(path)).outcomes == {Outcome.CAPTURED: 1}
    assert [entry.status for entry in workspace.archive.entries()] == [200]


def asset(url: str, kind: str = "image/png", body: bytes = b"\x89PNG\r\n\x1a\n") -> bytes:
    return warc_record(http(body, f"Content-Type: {kind}"), url=url)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A browser's crawl: the site, what its pages load from elsewhere, and what an advertiser sent along."""
    pages = page(
        '<img src="http://cdn.net/i.png"><a href="http://ailleurs.org/">lien</a><iframe src="https://video.tv/1">',
        head='<link rel="stylesheet" href="http://cdn.net/s.css"><link rel="canonical" href="http://ailleurs.org/c">',
    )
    return put(
        tmp_path / "mixte.warc.gz",
        warc_record(response(pages), url=f"{HOST}/"),
        warc_record(response(page("b")), url="https://comedie.org/b"),
        warc_record(response(page("ailleurs")), url="http://ailleurs.org/"),
        warc_record(response(page("c")), url="http://ailleurs.org/c"),
        asset("http://cdn.net/s.css", "text/css", b"@font-face{src:url(police.woff)}"),
        warc_record(http(b"", "Location: http://polices.net/p.woff", status="302 Found"), url="http://cdn.net/police.woff"),
        asset("http://polices.net/p.woff", "font/woff", b"wOFF"),
        asset("http://cdn.net/i.png"),
        warc_record(response(page("vidéo")), url="https://video.tv/1"),
        asset("http://pub.example/pixel.png"),
        warc_record(b"a.fr. 1 IN A 192.0.2.1", url="dns:www.comedie.org", content_type="text/dns"),
    )  # fmt: skip


def test_other_hosts_captures_are_excluded_but_what_the_pages_need(mixed: Path, workspace: Workspace) -> None:
    report = workspace.harvest(str(mixed))
    outcomes = workspace.outcomes()
    excluded = {url for url, outcome in outcomes.items() if outcome is Outcome.EXCLUDED}
    assert excluded == {"http://ailleurs.org/", "http://ailleurs.org/c", "http://pub.example/pixel.png"}
    assert {entry.url for entry in workspace.archive.entries()} == {
        f"{HOST}/",
        "https://comedie.org/b",
        "http://cdn.net/s.css",
        "http://cdn.net/police.woff",
        "http://polices.net/p.woff",
        "http://cdn.net/i.png",
        "https://video.tv/1",
    }
    assert workspace.rows()["http://ailleurs.org/"].reason == "hors du périmètre : autre site (ailleurs.org)"
    assert "dns:www.comedie.org" not in outcomes
    assert report.complete


@pytest.mark.parametrize(
    ("options", "excluded"),
    [
        ({"aliases": ("ailleurs.org",)}, {"http://pub.example/pixel.png"}),
        ({"include": ("http://pub.example/",)}, {"http://ailleurs.org/", "http://ailleurs.org/c"}),
        ({"exclude": (r"/b$",)}, {"https://comedie.org/b", "http://ailleurs.org/", "http://ailleurs.org/c",
                                  "http://pub.example/pixel.png"}),
        ({"include": ("/b",)}, {f"{HOST}/", "http://cdn.net/s.css", "http://cdn.net/police.woff",
                                "http://polices.net/p.woff", "http://cdn.net/i.png", "https://video.tv/1",
                                "http://ailleurs.org/", "http://ailleurs.org/c", "http://pub.example/pixel.png"}),
    ],
)  # fmt: skip
def test_aliases_and_rules_decide(
    mixed: Path, workspace: Workspace, options: dict[str, tuple[str, ...]], excluded: set[str]
) -> None:
    workspace.harvest(str(mixed), **options)
    assert {url for url, outcome in workspace.outcomes().items() if outcome is Outcome.EXCLUDED} == excluded


def test_a_rule_that_cannot_be_read_is_said(mixed: Path, workspace: Workspace) -> None:
    with pytest.raises(HarvestError, match="--include ou --exclude"):
        workspace.harvest(str(mixed), exclude=("(",))


@pytest.mark.parametrize("layout", ["per record", "plain", "one stream"])
def test_an_arc_file_is_a_source_too(tmp_path: Path, workspace: Workspace, layout: str) -> None:
    path = tmp_path / ("ia.arc" if layout == "plain" else "ia.arc.gz")
    path.write_bytes(
        LAYOUTS[layout](
            [
                arc_head(),
                arc_record("http://a.fr/", response(page('<a href="/perdue">x</a>'))),
                arc_record("http://a.fr/v", http(b"", "Location: /", status="302 Found")),
                arc_record("dns:a.fr", b"a.fr. 1 IN A 192.0.2.1", "text/dns"),
            ]
        )
    )
    workspace.harvest(str(path))
    assert workspace.outcomes("http://a.fr") == {
        "/": Outcome.CAPTURED,
        "/v": Outcome.REDIRECTED,
        "/perdue": Outcome.ABSENT,
    }
    assert {entry.timestamp for entry in workspace.archive.entries()} == {"20040506070809"}


def test_what_an_earlier_source_captured_is_not_taken_back(tmp_path: Path, workspace: Workspace) -> None:
    workspace.harvest(str(put(tmp_path / "a.warc.gz", warc_record(response(page("a")), url=f"{HOST}/"))), site="s")
    gone = warc_record(response(b"", "404 Not Found"), url=f"{HOST}/", date="2020-01-01T00:00:00Z")
    other = warc_record(response(page("b")), url=f"{HOST}/b", date="2020-01-01T00:00:00Z")
    workspace.harvest(str(put(tmp_path / "b.warc.gz", gone, other)), site="s")
    assert workspace.outcomes(HOST)["/"] is Outcome.CAPTURED
    assert [(e.timestamp, e.status) for e in workspace.archive.entries() if e.url == f"{HOST}/"] == [
        ("20120304050607", 200),
        ("20200101000000", 404),
    ]


def test_a_record_too_large_is_said(tmp_path: Path, workspace: Workspace) -> None:
    large = warc_record(response(b"a" * 3_000_000), url=f"{HOST}/gros")
    path = put(tmp_path / "x.warc.gz", large, warc_record(response(b"x"), url=f"{HOST}/"))
    workspace.harvest(str(path), limits=Limits(max_file=1_000_000))
    row = workspace.rows()[f"{HOST}/gros"]
    assert (row.outcome, row.reason) == (Outcome.FAILED, "enregistrement de plus de 1000000 octets")
    assert workspace.outcomes(HOST)["/"] is Outcome.CAPTURED


def test_a_cut_that_cannot_be_known_is_said_in_the_report_and_the_ledger(tmp_path: Path, workspace: Workspace) -> None:
    path = put(tmp_path / "x.warc.gz", warc_record(response(b"x"), url=f"{HOST}/"))
    report = workspace.harvest(str(path))
    assert isinstance(report, WarcReport)
    assert "cela ne peut pas se savoir" in report.files[0].doubt
    assert report.complete


def test_an_index_beside_the_file_tells_that_it_is_cut(tmp_path: Path, workspace: Workspace) -> None:
    records = [warc_record(response(b"x"), url=f"{HOST}/{n}") for n in range(3)]
    path = put(tmp_path / "x.warc.gz", *records)
    last = {"filename": path.name, "offset": len(per_record(records[:2])), "length": len(per_record(records[2:]))}
    (tmp_path / "x.cdxj").write_text(f"org,comedie)/2 20120304050607 {json.dumps(last)}\n")
    path.write_bytes(per_record(records[:2]))
    assert workspace.harvest(str(path)).exit_code == 3
    assert "le fichier est coupé" in workspace.rows()["warc:x.warc.gz"].reason


def test_the_same_bytes_in_every_layout_give_the_same_captures(tmp_path: Path) -> None:
    records = [warc_record(response(page(str(n))), url=f"{HOST}/{n}") for n in range(5)]
    captures = []
    for layout in LAYOUTS:
        workspace = Workspace(tmp_path / layout)
        workspace.harvest(str(put(tmp_path / "x.warc.gz", *records, layout=layout)))
        captures.append([(e.url, e.captured, e.digest) for e in workspace.archive.entries()])
    assert captures == captures[:1] * len(captures)
    assert len(captures[0]) == 5


def test_killed_at_any_moment_it_ends_as_if_undisturbed(tmp_path: Path) -> None:
    """SIGKILL after a given number of commits, then the same command."""
    records = [warc_record(response(page(str(n) * 50)), url=f"{HOST}/{n}") for n in range(400)]
    path = put(tmp_path / "x.warc.gz", warc_record(b"a: b\r\n", kind="warcinfo", url=""), *records)
    undisturbed = Workspace(tmp_path / "calme")
    undisturbed.harvest(str(path))
    expected = [(e.url, e.captured, e.digest) for e in undisturbed.archive.entries()]
    for commits in (1, 2, 4, 6):
        workspace = Workspace(tmp_path / f"tuee-{commits}")
        program = (
            "import os, signal, sys\n"
            "from pathlib import Path\n"
            "from tests.crawler.web import Workspace\n"
            "from crawler.frontier import Frontier\n"
            "commit, left = Frontier.commit, [int(sys.argv[3])]\n"
            "def killing(self, lease=0):\n"
            "    done = commit(self, lease)\n"
            "    left[0] -= 1\n"
            "    if not left[0]: os.kill(os.getpid(), signal.SIGKILL)\n"
            "    return done\n"
            "Frontier.commit = killing\n"
            "Workspace(Path(sys.argv[1])).harvest(sys.argv[2])\n"
        )
        killed = subprocess.run(
            [sys.executable, "-c", program, str(workspace.folder), str(path), str(commits)],
            cwd=Path(__file__).parent.parent.parent,
            env={**os.environ, "PYTHONPATH": "."},
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL
        assert workspace.harvest(str(path)).complete
        assert [(e.url, e.captured, e.digest) for e in workspace.archive.entries()] == expected
        kinds = [(kind, url) for kind, url, _ in kept_records(workspace)]
        assert len(kinds) == len(set(kinds)) == 402


def test_our_own_archive_goes_into_another_unchanged(tmp_path: Path, workspace: Workspace) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.html").write_bytes(page("a"))
    (folder / "b.css").write_bytes(b"b{}")
    workspace.harvest(str(folder), site="s")
    (path,) = workspace.archive_folder.glob("*.warc.gz")
    copy = Workspace(tmp_path / "copie")
    assert copy.harvest(str(path)).complete
    assert [(e.url, e.captured, e.digest, e.record_type, e.mime) for e in copy.archive.entries()] == [
        (e.url, e.captured, e.digest, e.record_type, e.mime) for e in workspace.archive.entries()
    ]


def test_stream_of_bytes_that_is_one_gzip_member_keeps_every_capture(tmp_path: Path, workspace: Workspace) -> None:
    records = [warc_record(response(page(str(n))), url=f"{HOST}/{n}") for n in range(300)]
    path = tmp_path / "x.warc.gz"
    path.write_bytes(one_stream(records))
    assert workspace.harvest(str(path)).outcomes == {Outcome.CAPTURED: 300}


def test_what_cannot_be_known_of_a_file_is_said(tmp_path: Path, workspace: Workspace) -> None:
    """Cut between two records it is a sound file; the report says that nothing shows it, until something does."""
    path = put(tmp_path / "x.warc.gz", warc_record(http(b"<p>a"), url="http://a.fr/"))
    report = workspace.harvest(str(path))
    assert report.complete
    (doubt,) = report.doubts
    assert doubt.startswith("x.warc.gz : ")
    assert "cela ne peut pas se savoir" in doubt
    with Ledger.open(workspace.ledger_file) as ledger:
        assert completeness(ledger).doubts == (("x.warc.gz", doubt.removeprefix("x.warc.gz : ")),)
    sums = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  x.warc.gz\n"
    (tmp_path / "SHA256SUMS").write_text(sums)
    assert workspace.harvest(str(path)).doubts == ()


@pytest.mark.parametrize("name", ["vide.warc.gz", "vide.arc", "vide.wacz", "vide.xml"])
def test_an_empty_file_is_told_so(tmp_path: Path, workspace: Workspace, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(HarvestError, match="est vide"):
        workspace.harvest(str(tmp_path / name))


@pytest.mark.parametrize("name", ["absent.warc.gz", "absent.arc", "absent.wacz", "absent.xml"])
def test_a_file_that_is_not_there_is_no_site(workspace: Workspace, name: str) -> None:
    with pytest.raises(HarvestError, match="n’est pas là") as told:
        workspace.harvest(name)
    assert told.value.exit_code == 2


@pytest.mark.parametrize(("given", "kept"), [("192.0.2.7", "192.0.2.7"), ("-", None), ("x\ty", None)])
def test_the_server_s_address_in_figures_is_kept(
    tmp_path: Path, workspace: Workspace, given: str, kept: str | None
) -> None:
    record = warc_record(http(b"<p>a"), url="http://a.fr/", fields=[("WARC-IP-Address", given)])
    workspace.harvest(str(put(tmp_path / "x.warc.gz", record)))
    (warc,) = workspace.archive_folder.glob("*.warc.gz")
    (copy,) = [record for record in scanned(warc.read_bytes())[0] if record.kind == "response"]
    assert copy.fields.get("warc-ip-address") == kept
