"""Somebody else's WARC as a source."""

import gzip
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.capture import RecordType
from crawler.harvest import HarvestError
from crawler.outcome import Outcome
from tests.crawler.web import Workspace, page


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
    lines = ["HTTP/1.1 " + status, "Content-Type: text/html", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


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
         response(gzip.compress(page("serrée")), "200 OK", "Content-Encoding: gzip")),
        ("metadata", "http://www.comedie.org/m", "2015-01-01T00:00:00Z", b"x: y"),
    )  # fmt: skip


def test_captures_keep_their_date_and_status(warc: Path, workspace: Workspace) -> None:
    report = workspace.harvest(str(warc))
    host = "http://www.comedie.org"
    assert workspace.outcomes(host) == {
        "/": Outcome.CAPTURED,
        "/v": Outcome.REDIRECTED,
        "/g": Outcome.GONE,
        "/r.css": Outcome.CAPTURED,
        "/z": Outcome.CAPTURED,
        "/absente": Outcome.ABSENT,
    }
    rows = workspace.rows()
    assert rows[f"{host}/v"].redirect_to == f"{host}/"
    assert (rows[f"{host}/absente"].found_on, rows[f"{host}/absente"].link_text) == (f"{host}/", "Perdue")
    archive = workspace.archive
    home = [(entry.timestamp, entry.status) for entry in archive.entries() if entry.url == f"{host}/"]
    assert home == [("20120304050607", 200), ("20150101000000", 200), ("20160101000000", 500)]
    newest = {entry.url: entry for entry in archive.newest()}
    assert archive.read(newest[f"{host}/"]).payload == page("plus neuve")
    assert archive.read(newest[f"{host}/z"]).payload == page("serrée")
    assert newest[f"{host}/r.css"].record_type is RecordType.RESOURCE
    assert newest[f"{host}/"].archive == "comedie-2012-00001.warc.gz"
    assert report.exit_code == 0


def test_the_same_file_again_adds_nothing(warc: Path, workspace: Workspace) -> None:
    workspace.harvest(str(warc))
    before = workspace.archive.entries()
    report = workspace.harvest(str(warc))
    assert workspace.archive.entries() == before
    assert report.complete
    assert Outcome.CAPTURED not in report.outcomes


def test_an_uncompressed_file_is_read_too(tmp_path: Path, workspace: Workspace) -> None:
    block = response(page("nue"))
    path = written(tmp_path / "x.warc", ("response", "http://h/", "2015-01-01T00:00:00Z", block), compress=False)
    assert workspace.harvest(str(path)).outcomes == {Outcome.CAPTURED: 1}
    (entry,) = workspace.archive.entries()
    assert (entry.captured, workspace.archive.read(entry).payload) == (datetime(2015, 1, 1, tzinfo=UTC), page("nue"))


def test_a_file_that_is_cut_keeps_what_is_whole_and_says_so(warc: Path, workspace: Workspace) -> None:
    whole = warc.read_bytes()
    warc.write_bytes(whole[: len(whole) * 2 // 3])
    report = workspace.harvest(str(warc))
    assert report.exit_code == 3
    assert report.outcomes[Outcome.CAPTURED] >= 1
    assert workspace.rows()[f"warc:{warc.name}"].outcome is Outcome.FAILED
    warc.write_bytes(whole)


def test_what_follows_the_last_record_is_noticed(warc: Path, workspace: Workspace) -> None:
    warc.write_bytes(warc.read_bytes() + b"\x1f\x8b\x08 la suite manque")
    assert workspace.harvest(str(warc)).exit_code == 3
    assert workspace.rows()[f"warc:{warc.name}"].outcome is Outcome.FAILED


@pytest.mark.parametrize("content", [b"", b"<html>", gzip.compress(b"pas un WARC"), b"\x1f\x8b\x08"])
def test_what_is_no_warc_is_said(tmp_path: Path, workspace: Workspace, content: bytes) -> None:
    path = tmp_path / "faux.warc.gz"
    path.write_bytes(content)
    with pytest.raises(HarvestError, match=r"faux\.warc\.gz.*complet"):
        workspace.harvest(str(path))
