"""Files that other tools really wrote: wget, warcio, FastWARC."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.outcome import Outcome
from crawler.warc.check import check
from crawler.warc.known import beside
from tests.crawler.warc_files import scanned
from tests.crawler.web import Reply, Site, Workspace, answer, page, redirect

needs_wget = pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not on this machine")

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"5\r\n<p>c<\r\n3\r\n/p>\r\n0\r\n\r\n"
)
REPLIES: dict[str, Reply] = {
    "/": answer(
        page('<a href="/a">A</a><a href="/perdue">x</a><img src="/i.png"><a href="/v">v</a><a href="/c">c</a>')
    ),
    "/a": answer(page("a", title="Été")),
    "/i.png": answer(b"\x89PNG\r\n\x1a\n", content_type="image/png"),
    "/v": redirect("/a"),
    "/c": CHUNKED,
}


def crawled(site: Site, folder: Path, *options: str) -> Path:
    """Its own exit status is 8 where a page is missing."""
    name = "plain" if "--no-warc-compression" in options else "wget"
    command = ["wget", "-q", "-r", "-e", "robots=off", f"--warc-file={name}", *options, f"{site.url}/"]
    done = subprocess.run(command, cwd=folder, check=False, env={"PATH": "/usr/bin:/bin", "no_proxy": "127.0.0.1"})
    assert done.returncode == 8
    (path,) = folder.glob(f"{name}.warc*")
    return path


@needs_wget
@pytest.mark.parametrize("options", [(), ("--no-warc-compression",), ("--warc-cdx",)])
def test_a_crawl_by_wget(
    serve: Callable[..., Site], tmp_path: Path, workspace: Workspace, options: tuple[str, ...]
) -> None:
    site = serve(REPLIES)
    path = crawled(site, tmp_path, *options)
    records, problems = scanned(path.read_bytes())
    assert problems == []
    assert {"warcinfo", "request", "response", "metadata", "resource"} == {record.kind for record in records}

    report = workspace.harvest(str(path))
    assert workspace.outcomes(site.url) == {
        "/": Outcome.CAPTURED,
        "/a": Outcome.CAPTURED,
        "/i.png": Outcome.CAPTURED,
        "/c": Outcome.CAPTURED,
        "/v": Outcome.REDIRECTED,
        "/perdue": Outcome.GONE,
    }
    entry = workspace.archive.lookup(f"{site.url}/c")
    assert entry is not None
    assert workspace.archive.read(entry).payload == b"<p>c</p>"
    assert report.complete
    (ours,) = workspace.archive_folder.glob("*.warc.gz")
    bodies = {record.block for record in records if record.kind in {"response", "request"}}
    assert {record.block for record in scanned(ours.read_bytes())[0]} >= bodies


@needs_wget
def test_wget_s_own_index_gives_away_a_cut(serve: Callable[..., Site], tmp_path: Path) -> None:
    path = crawled(serve(REPLIES), tmp_path, "--warc-cdx")
    whole = path.read_bytes()
    known = beside(path)
    records, _ = scanned(whole)
    last = [record for record in records if record.kind == "response"][-1]
    for cut in (last.offset, last.offset + 1, records[2].offset):
        path.write_bytes(whole[:cut])
        assert not check([path], known).sound
    path.write_bytes(whole)
    assert check([path], known).sound


@needs_wget
def test_every_cut_of_wget_s_file_is_told_but_those_between_records(serve: Callable[..., Site], tmp_path: Path) -> None:
    whole = crawled(serve(REPLIES), tmp_path).read_bytes()
    between = {record.offset for record in scanned(whole)[0][1:]}
    assert {cut for cut in range(len(whole)) if not scanned(whole[:cut])[1]} == between


@pytest.mark.parametrize("compress", [True, False])
def test_what_warcio_wrote_is_sound_and_recompressed_so(tmp_path: Path, compress: bool) -> None:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=compress)
    for number in range(5):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = BytesIO(b"<p>" * number)
        record = writer.create_warc_record(f"http://a.fr/{number}", "response", payload=body, http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()
    records, problems = scanned(buffer.getvalue())
    assert (len(records), problems) == (5, [])
    assert [record.block.partition(b"\r\n\r\n")[2] for record in records] == [b"<p>" * number for number in range(5)]


@pytest.mark.parametrize("layout", ["one member", "a member each", "plain"])
def test_what_fastwarc_wrote_is_sound(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "x.warc"
    with path.open("wb") as file:
        target = file if layout == "plain" else GzipWriter(file)
        for number in range(5):
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.resource)
            record.headers["WARC-Target-URI"] = f"http://a.fr/{number}"
            record.set_bytes_content(b"octets " * number)
            record.write(target, checksum_data=True)
            if layout == "a member each":
                target.finish()
        target.flush()
        if layout != "plain":
            target.finish()
    records, problems = scanned(path.read_bytes())
    assert problems == []
    assert [(record.kind, record.block) for record in records] == [
        ("resource", b"octets " * number) for number in range(5)
    ]


def test_warcio_reads_what_our_scan_reads_of_our_archives(tmp_path: Path, workspace: Workspace) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.html").write_bytes(page(str(number)))
    workspace.harvest(str(folder))
    (path,) = workspace.archive_folder.glob("*.warc.gz")
    with path.open("rb") as file:
        theirs = [(r.rec_type, r.raw_stream.read()) for r in ArchiveIterator(file, no_record_parse=True)]
    records, problems = scanned(path.read_bytes())
    assert ([(record.kind, record.block) for record in records], problems) == (theirs, [])
