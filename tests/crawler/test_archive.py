"""What is written is read back, by us and by others; what is damaged is said."""

import gzip
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, ArchiveWriter
from crawler.archive_writer import FileCapture, HttpExchange, digest_of
from crawler.capture import ArchiveEntry, RecordType
from crawler.cdxj import entry_of, line_of, write_index
from crawler.errors import ArchiveError, HarvestError
from crawler.surt import surt_of

NOON = datetime(2020, 5, 17, 12, 0, 0, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\nSet-Cookie: a\r\nset-cookie: b\r\n\r\n"


def exchange(
    url: str, body: bytes, *, head: bytes = HEAD, payload: bytes | None = None, status: int = 200
) -> HttpExchange:
    return HttpExchange(
        url=url,
        captured=NOON,
        request=b"GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        head=head,
        body=body,
        status=status,
        content_type="Text/HTML; charset=x",
        payload=body if payload is None else payload,
    )


def written(folder: Path, *exchanges: HttpExchange) -> list[ArchiveEntry]:
    writer = ArchiveWriter(folder, "s")
    entries = [writer.add_exchange(one) for one in exchanges]
    writer.sync()
    write_index(folder, entries)
    return entries


def test_a_capture_is_read_back(tmp_path: Path) -> None:
    (entry,) = written(tmp_path, exchange("http://h/a", b"corps \x00\xff"))
    capture = Archive(tmp_path).read(entry)
    assert capture.payload == b"corps \x00\xff"
    assert capture.headers == (("Content-Type", "text/html; charset=x"), ("Set-Cookie", "a"), ("set-cookie", "b"))
    assert capture.header("SET-COOKIE") == "b"
    assert capture.header("etag") is None
    assert Archive(tmp_path).entries() == [entry]
    assert (entry.mime, entry.digest, entry.timestamp) == ("text/html", digest_of(b"corps \x00\xff"), "20200517120000")


def test_other_tools_read_and_verify_it(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "s")
    writer.add_exchange(exchange("http://h/é?a b", "Ça".encode()))
    writer.add_exchange(exchange("http://h/vide", b"", status=204))
    writer.add_exchange(exchange("http://h/nu", b"x", head=b"HTTP/1.1 200 D\xe9j\xe0\nA: b\n\n"))
    writer.add_file(FileCapture("mirror:s/a.html", NOON, b"<html>", "a.html"))
    writer.add_file(FileCapture("mirror:s/vide", NOON, b"", "vide"))
    writer.sync()
    (path,) = tmp_path.glob("*.warc.gz")

    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout
    assert "digest pass" in check.stdout
    assert "not checked" not in check.stdout
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", *["response", "request"] * 3, "resource", "resource"]
    with path.open("rb") as file:
        records = [
            (record.headers["WARC-Type"], record.verify_block_digest())
            for record in FastWarcIterator(file, parse_http=False)
        ]
    assert records == [(kind, True) for kind in kinds]
    with path.open("rb") as file:
        assert file.read(2) == b"\x1f\x8b"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "deflate-raw", "chunked+gzip"])
def test_encodings_are_undone_and_the_bytes_kept(tmp_path: Path, encoding: str) -> None:
    import zlib

    text = b"<p>bonjour</p>" * 100
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = {
        "gzip": gzip.compress(text, mtime=0),
        "deflate": zlib.compress(text),
        "deflate-raw": raw.compress(text) + raw.flush(),
        "chunked+gzip": b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(text, mtime=0)), gzip.compress(text, mtime=0)),
    }[encoding]
    name = "gzip" if "gzip" in encoding else "deflate"
    transfer = b"Transfer-Encoding: chunked\r\n" if "chunked" in encoding else b""
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n%s\r\n" % (name.encode(), transfer)
    (entry,) = written(tmp_path, exchange("http://h/", body, head=head, payload=text))
    assert Archive(tmp_path).read(entry).payload == text
    with (tmp_path / entry.archive).open("rb") as file:
        blocks = [record.raw_stream.read() for record in ArchiveIterator(file, no_record_parse=True)]
    assert head + body in blocks


def test_a_payload_that_grows_beyond_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(gzip.compress(b"0" * 80_000_000), mtime=0)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n"
    (entry,) = written(tmp_path, exchange("http://h/", bomb, head=head, payload=b"autre"))
    with pytest.raises(ArchiveError, match="octets une fois décompressé"):
        Archive(tmp_path).read(entry)


def test_a_resource_that_is_gzipped_stays_so(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "s")
    entry = writer.add_file(FileCapture("mirror:s/a.gz", NOON, gzip.compress(b"x", mtime=0), "a.gz"))
    writer.sync()
    capture = Archive(tmp_path).read(entry)
    assert (capture.headers, gzip.decompress(capture.payload)) == ((), b"x")
    assert (entry.status, entry.record_type) == (None, RecordType.RESOURCE)


def test_the_index_is_sorted_by_key_and_lines_come_back(tmp_path: Path) -> None:
    urls = ["http://www.b.fr/z", "http://a.fr/", "mirror:s/x", "http://b.fr:81/a", "http://b.fr/a?b=1", "http://b.fr/é"]
    entries = written(tmp_path, *(exchange(url, url.encode()) for url in urls))
    lines = (tmp_path / "index.cdxj").read_bytes().splitlines()
    assert lines == sorted(lines)
    assert {entry_of(line.decode()) for line in lines} == set(entries)
    assert [e.url for e in Archive(tmp_path).entries()] == sorted(urls)
    resource = replace(entries[0], status=None, record_type=RecordType.RESOURCE)
    assert entry_of(line_of(resource)) == resource


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Comedie.org/Fiche/?p=1", "org,comedie)/fiche/?p=1"),
        ("https://comedie.org:443", "org,comedie)/"),
        ("http://comedie.org:8080/a", "org,comedie:8080)/a"),
        ("http://127.0.0.1:80/a b", "127.0.0.1)/a%20b"),
        ("http://[::1]:8000/", "::1:8000)/"),
        ("mirror:s/A b.html", "mirror:s/A%20b.html"),
        ("http://[", "http://["),
    ],
)
def test_surt(url: str, key: str) -> None:
    assert surt_of(url) == key


def at(url: str, when: str) -> HttpExchange:
    moment = datetime.strptime(when, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return replace(exchange(url, when.encode()), captured=moment)


@pytest.mark.parametrize(
    ("timestamp", "expected"),
    [
        (None, "20200101000000"),
        ("20050101000000", "20050101000000"),
        ("20060101000000", "20050101000000"),
        ("20190101", "20200101000000"),
        ("2001", "20050101000000"),
        ("99999999999999", "20200101000000"),
        ("x", "20200101000000"),
        (datetime(2004, 1, 1, tzinfo=UTC), "20050101000000"),
        (datetime(2019, 1, 1), "20200101000000"),  # noqa: DTZ001 - a date without zone is UTC
    ],
)
def test_lookup_is_nearest_in_time(tmp_path: Path, timestamp: str | datetime | None, expected: str) -> None:
    written(
        tmp_path,
        at("http://h/a", "20050101000000"),
        at("http://h/a", "20200101000000"),
        at("http://h/b", "20010101000000"),
    )
    archive = Archive(tmp_path)
    found = archive.lookup("http://h/a", timestamp)
    assert found is not None
    assert found.timestamp == expected
    assert archive.lookup("https://h/a#x", timestamp) == found
    assert archive.lookup("http://h/absent", timestamp) is None


def test_the_newest_capture_is_the_last_that_was_no_error(tmp_path: Path) -> None:
    gone = replace(at("http://h/a", "20220101000000"), status=404)
    written(tmp_path, at("http://h/a", "20050101000000"), at("http://h/a", "20200101000000"), gone)
    assert [entry.timestamp for entry in Archive(tmp_path).newest()] == ["20200101000000"]


def test_damage_is_said_and_never_served(tmp_path: Path) -> None:
    (entry,) = written(tmp_path, exchange("http://h/a", b"corps" * 50))
    path = tmp_path / entry.archive
    whole = path.read_bytes()
    wrong = [
        (whole[: entry.offset + entry.length - 3], entry, "tronqué"),
        (whole[: entry.offset + 30] + b"\x00" * 5 + whole[entry.offset + 35 :], entry, "abîmé"),
        (whole, replace(entry, length=entry.length - 1), "abîmé"),
        (whole, replace(entry, offset=entry.offset + 1), "abîmé"),
        (whole, replace(entry, digest=digest_of(b"autre")), "empreinte"),
        (whole, replace(entry, archive="../ailleurs.warc.gz"), "l’index est faux"),
        (whole, replace(entry, archive="absent.warc.gz"), "ne se lit pas"),
    ]
    for data, asked, message in wrong:
        path.write_bytes(data)
        with pytest.raises(ArchiveError, match=message):
            Archive(tmp_path).read(asked)


def test_every_byte_cut_off_is_noticed(tmp_path: Path) -> None:
    """At any byte: the ledger knows how long the file was."""
    written(tmp_path, exchange("http://h/a", b"a"), exchange("http://h/b", b"b"))
    (path,) = tmp_path.glob("*.warc.gz")
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(HarvestError, match="a perdu des données"):
            ArchiveWriter(tmp_path, "s", {path.name: len(whole)})


def test_a_file_of_another_archive_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "s-00001.warc.gz").write_bytes(b"d'une autre moisson")
    (entry,) = written(tmp_path, exchange("http://h/a", b"a"))
    assert entry.archive == "s-00002.warc.gz"
    assert (tmp_path / "s-00001.warc.gz").read_bytes() == b"d'une autre moisson"


def test_without_index_or_with_a_broken_one_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="comedie harvest"):
        Archive(tmp_path).entries()
    (tmp_path / "index.cdxj").write_text("a 20200101000000 {\n")
    with pytest.raises(ArchiveError, match="ligne 1"):
        Archive(tmp_path).entries()


def test_a_reader_follows_the_index_that_a_harvest_replaces(tmp_path: Path) -> None:
    (first,) = written(tmp_path, exchange("http://h/a", b"un"))
    archive = Archive(tmp_path)
    before = archive.edition
    assert archive.lookup("http://h/b") is None
    writer = ArchiveWriter(tmp_path, "t")
    second = writer.add_exchange(exchange("http://h/b", b"deux"))
    writer.sync()
    write_index(tmp_path, [first, second])
    assert archive.edition != before
    assert archive.lookup("http://h/b") == second
    assert archive.read(second).payload == b"deux"
    assert archive.entries() == [first, second]
