"""Every record of every layout is read; every damage is told, and what follows it is still read."""

import gzip
import hashlib
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.warc.digest import matches
from crawler.warc.scan import MAX_DAMAGES, record_at
from tests.crawler.warc_files import (
    LAYOUTS,
    arc_head,
    arc_record,
    http,
    in_blocks,
    one_stream,
    our_archive,
    per_record,
    plain,
    scanned,
    some_records,
    stored,
    warc_record,
)

RECORDS = some_records()
EXPECTED = [record.block for record in scanned(plain(RECORDS))[0]]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_records(layout: str) -> None:
    records, problems = scanned(LAYOUTS[layout](RECORDS))
    assert problems == []
    assert [record.block for record in records] == EXPECTED
    assert [record.kind for record in records] == ["warcinfo", *["response"] * 4]
    assert [record.url for record in records[1:]] == [f"http://www.exemple.fr/{number}" for number in range(4)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_that_compresses_a_thousandfold_is_read_and_what_follows_it(layout: str) -> None:
    deep = http(b"<div>" * 300_000 + b"</div>" * 300_000)
    records = [RECORDS[0], warc_record(deep, url="http://www.exemple.fr/profonde"), *RECORDS[1:]]
    read, problems = scanned(LAYOUTS[layout](records))
    assert problems == []
    assert [record.block_length for record in read] == [len(EXPECTED[0]), len(deep), *map(len, EXPECTED[1:])]


@pytest.mark.parametrize("layout", ["per record", "stored", "plain"])
def test_a_record_says_where_it_lies(layout: str) -> None:
    data = LAYOUTS[layout](RECORDS)
    records, _ = scanned(data)
    assert [record.offset for record in records][1:] == [record.offset + record.length for record in records][:-1]
    assert records[-1].offset + records[-1].length == len(data)


def test_a_record_inside_a_stream_says_how_far(tmp_path: Path) -> None:
    records, _ = scanned(one_stream(RECORDS))
    assert {(record.offset, record.length) for record in records} == {(0, 0)}
    places = [record.inner for record in records]
    assert places == [sum(map(len, RECORDS[:count])) for count in range(len(RECORDS))]


def test_a_record_is_read_again_by_its_place(tmp_path: Path) -> None:
    path = our_archive(tmp_path)
    records, _ = scanned(path.read_bytes())
    with path.open("rb") as file:
        for record in records:
            again = record_at(file, record.offset)
            assert again is not None
            assert (again.block, again.length) == (record.block, record.length)
        assert record_at(file, 1) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_cut_at_any_byte_is_told_unless_it_falls_between_records(layout: str) -> None:
    data = LAYOUTS[layout](RECORDS)
    records, _ = scanned(data)
    between = {record.offset for record in records[1:] if record.length}
    for cut in range(len(data)):
        found, problems = scanned(data[:cut])
        assert all(record.block in EXPECTED for record in found)
        assert bool(problems) == (cut not in between), cut


@pytest.mark.parametrize("layout", ["per record", "stored", "plain"])
def test_nothing_after_a_damaged_record_is_lost(layout: str) -> None:
    data = LAYOUTS[layout](RECORDS)
    records, _ = scanned(data)
    for record in records:
        for place in range(record.offset, record.offset + record.length):
            damaged = data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :]
            found, _ = scanned(damaged)
            blocks = [one.block for one in found]
            assert [block for block in EXPECTED if block != record.block and block not in blocks] == []


def test_what_precedes_a_damage_in_one_stream_is_kept() -> None:
    records = some_records(400)
    data = bytearray(one_stream(records))
    data[len(data) * 2 // 3] ^= 0xFF
    found, problems = scanned(bytes(data))
    assert problems
    assert len(found) > 200
    assert [record.block for record in found] == [record.block for record in scanned(plain(records))[0]][: len(found)]


def test_members_that_end_anywhere_go_on_after_a_damaged_one() -> None:
    data = bytearray(in_blocks(some_records(30)))
    data[700] ^= 0x40
    found, problems = scanned(bytes(data))
    assert problems
    assert len(found) >= 28


@settings(max_examples=300, deadline=None)
@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    place=st.floats(0, 1, exclude_max=True),
    bit=st.integers(0, 7),
    cut=st.none() | st.floats(0, 1),
)
def test_a_flipped_bit_is_told_or_changes_nothing(layout: str, place: float, bit: int, cut: float | None) -> None:
    data = bytearray(LAYOUTS[layout](RECORDS))
    data[int(place * len(data))] ^= 1 << bit
    if cut is not None:
        del data[int(cut * len(data)) :]
    found, problems = scanned(bytes(data))
    assert all(record.block in EXPECTED for record in found)
    if cut is None and not problems:
        assert [record.block for record in found] == EXPECTED


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.sampled_from(sorted(LAYOUTS)))
def test_bytes_that_are_no_archive_are_told_and_passed_over(before: bytes, after: bytes, layout: str) -> None:
    found, _ = scanned(before + b"\n" + LAYOUTS[layout](RECORDS) + after)
    assert [record.block for record in found if record.block in EXPECTED] == EXPECTED


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "vide"),
        (b"<html>", "qui ne sont pas un enregistrement"),
        (b"\x00" * 2000, "octets nuls"),
        (gzip.compress(b"autre chose", mtime=0), "aucun enregistrement ne commence"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "coupé avant sa fin"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc", "ne dit pas la longueur"),
        (b"WARC/1.0\r\nContent-Length: -3\r\n\r\nabc\r\n\r\n", "ne dit pas la longueur"),
        (b"WARC/1.0\r\nContent-Length: 9999\r\n\r\nabc\r\n\r\n", "annonce 9999 octets, et finit avant"),
        (b"WARC/1.0\r\nContent-Length: 2\r\n\r\nabc\r\n\r\n", "annonce 2 octets, mais ne finit pas là"),
        (b"WARC/1.0\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", "en-tête de plus de"),
        (per_record(RECORDS)[:-5], "coupées avant leur fin"),
        (per_record(RECORDS)[:-8] + bytes(4) + per_record(RECORDS)[-4:], "abîmées"),
    ],
)
def test_each_problem_is_named_in_french(data: bytes, what: str) -> None:
    _, problems = scanned(data)
    assert any(what in problem.what for problem in problems), problems


def test_a_problem_says_where_and_of_which_address() -> None:
    data = bytearray(per_record(RECORDS))
    records, _ = scanned(bytes(data))
    data[records[2].offset + records[2].length - 8] ^= 1
    _, (problem,) = scanned(bytes(data))
    assert problem.offset == records[2].offset
    assert problem.sentence == (
        f"octet {records[2].offset} (http://www.exemple.fr/1) : les données compressées sont abîmées"
    )
    assert not problem.usable


def test_a_wrong_length_in_the_middle_does_not_swallow_the_next_record() -> None:
    wrong = RECORDS[2].replace(b"Content-Length: 108", b"Content-Length: 600")
    assert wrong != RECORDS[2]
    for layout in ("plain", "one stream", "per record"):
        found, problems = scanned(LAYOUTS[layout]([*RECORDS[:2], wrong, *RECORDS[3:]]))
        assert [record.block for record in found] == [*EXPECTED[:2], *EXPECTED[3:]]
        assert len(problems) == 1


def sha(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()


@pytest.mark.parametrize(
    "declared",
    [
        "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",  # Heritrix, wget
        "SHA-1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj",
        "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",  # Browsertrix, pywb
        "sha-256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
        "sha256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "md5:" + b64encode(sha("md5", b"")).decode(),
        "sha512:" + sha("sha512", b"").hex().upper(),
    ],
)
def test_digests_are_read_as_each_tool_spells_them(declared: str) -> None:
    assert matches(declared, b"") is True
    assert matches(declared, b"x") is False


@pytest.mark.parametrize("declared", ["crc32:00000000", "", "inconnu", "xxh3:abcd"])
def test_an_unknown_digest_says_nothing(declared: str) -> None:
    assert matches(declared, b"") is None


@pytest.mark.parametrize("declared", ["sha1:", "sha1:ABC", "sha1:" + "!" * 32, "sha256:" + "é" * 44])
def test_a_digest_that_is_cut_or_senseless_does_not_match(declared: str) -> None:
    assert matches(declared, b"") is False


def test_a_wrong_block_digest_is_told_and_usable_only_where_a_checksum_vouches_for_the_bytes() -> None:
    wrong = warc_record(http(b"x"), digest=False, fields=[("WARC-Block-Digest", "sha1:" + "A" * 32)])
    for layout, usable in (("per record", True), ("plain", False), ("one stream", True)):
        _, (problem,) = scanned(LAYOUTS[layout]([wrong]))
        assert "WARC-Block-Digest" in problem.what
        assert (problem.whole, problem.usable) == (True, usable)
        assert problem.record is not None
        assert problem.record.block == http(b"x")


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize("payload", ["as sent", "decoded", "unchunked", "whole block"])
def test_each_notion_of_payload_is_accepted(payload: str) -> None:
    text = b"<p>bonjour</p>" * 10
    body = chunked(gzip.compress(text, mtime=0))
    block = http(body, "Content-Encoding: gzip", "Transfer-Encoding: chunked")
    meant = {"as sent": body, "decoded": text, "unchunked": gzip.compress(text, mtime=0), "whole block": block}[payload]
    right = warc_record(block, fields=[("WARC-Payload-Digest", f"sha256:{sha('sha256', meant).hex()}")])
    assert scanned(right)[1] == []
    wrong = warc_record(block, fields=[("WARC-Payload-Digest", f"sha256:{sha('sha256', meant + b'x').hex()}")])
    _, (problem,) = scanned(wrong)
    assert "WARC-Payload-Digest" in problem.what
    assert problem.usable


def test_a_revisit_s_payload_digest_is_another_capture_s() -> None:
    record = warc_record(http(b""), kind="revisit", fields=[("WARC-Payload-Digest", "sha1:" + "A" * 32)])
    assert scanned(record)[1] == []


def test_old_spellings_of_heads_are_read() -> None:
    folded = b"WARC/0.18\nwarc-type: resource\nWARC-Target-URI:\n <http://a.fr/>\nCONTENT-LENGTH: 2\n\nab\n\n"
    (record,), problems = scanned(folded)
    assert problems == []
    assert (record.version, record.kind, record.url, record.block) == ("WARC/0.18", "resource", "http://a.fr/", b"ab")
    assert record.date is None


@pytest.mark.parametrize("layout", ["per record", "plain", "one stream"])
@pytest.mark.parametrize("spare", [b"", b"\r\n", b"\n\n\n"])
def test_empty_lines_between_records_are_no_problem(layout: str, spare: bytes) -> None:
    records, problems = scanned(LAYOUTS[layout]([record + spare for record in RECORDS]))
    assert problems == []
    assert [record.block for record in records] == EXPECTED


@pytest.mark.parametrize("layout", ["per record", "stored", "plain", "one stream"])
def test_a_block_larger_than_what_is_kept_is_still_verified(layout: str) -> None:
    large = warc_record(http(b"grand " * 50_000))
    data = LAYOUTS[layout]([RECORDS[0], large, RECORDS[1]])
    records, problems = scanned(data, keep=1000)
    assert problems == []
    assert [(record.kept, len(record.block)) for record in records] == [(True, 17), (False, 0), (True, 78)]
    wrong = LAYOUTS[layout]([RECORDS[0], large.replace(b"grand", b"gramd", 1), RECORDS[1]])
    records, (problem,) = scanned(wrong, keep=1000)
    assert "WARC-Block-Digest" in problem.what
    assert len(records) == 2


def test_plain_and_compressed_parts_may_follow_each_other() -> None:
    records, problems = scanned(plain(RECORDS) + per_record(RECORDS) + plain(RECORDS))
    assert problems == []
    assert [record.block for record in records] == EXPECTED * 3


@pytest.mark.slow
def test_a_bomb_is_stopped() -> None:
    """A gigabyte and a half of zeros: read without being held, and no further than the bound."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1600000000\r\n\r\n"
    zeros = bytes(16_000_000)
    data = packer.compress(head) + b"".join(packer.compress(zeros) for _ in range(80)) + packer.flush()
    _, problems = scanned(data, keep=1000)
    assert [problem.what for problem in problems] == ["le fichier se décompresse sans fin"]


def test_a_file_full_of_damage_is_left_alone() -> None:
    heads = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\n" * (MAX_DAMAGES + 50)
    _, problems = scanned(heads)
    assert "la suite n’est pas lue" in problems[-1].what
    assert len(problems) <= MAX_DAMAGES + 2


ARC = [
    arc_head(),
    arc_record("http://a.fr/", http(b"<p>un</p>")),
    arc_record("http://a.fr/une page.html", http(b"<p>deux</p>")),
    arc_record("dns:a.fr", b"a.fr. 300 IN A 192.0.2.1", "text/dns"),
    arc_record("ftp://a.fr/x.txt", b"texte", "text/plain"),
]


@pytest.mark.parametrize("layout", ["per record", "plain", "one stream"])
def test_arc_files_are_read_as_warc_would_say_it(layout: str) -> None:
    records, problems = scanned(LAYOUTS[layout](ARC))
    assert problems == []
    assert [(record.kind, record.url) for record in records] == [
        ("warcinfo", "filedesc://IA-00.arc"),
        ("response", "http://a.fr/"),
        ("response", "http://a.fr/une page.html"),
        ("response", "dns:a.fr"),
        ("resource", "ftp://a.fr/x.txt"),
    ]
    assert [record.is_http for record in records] == [False, True, True, False, False]
    assert records[1].block == http(b"<p>un</p>")
    assert str(records[1].date) == "2004-05-06 07:08:09+00:00"


def test_version_2_of_arc_has_more_columns() -> None:
    line = b"http://a.fr/ 192.0.2.1 20040506070809 text/html 200 abc - 123 x.arc 4\n"
    (record,), problems = scanned(arc_head() + line + b"abcd\n")[0][1:], scanned(arc_head() + line + b"abcd\n")[1]
    assert (record.url, record.block, problems) == ("http://a.fr/", b"abcd", [])


@pytest.mark.parametrize("layout", ["per record", "plain"])
def test_an_arc_cut_within_a_record_is_told(layout: str) -> None:
    data = LAYOUTS[layout](ARC)
    records, _ = scanned(data)
    for cut in range(len(data)):
        inside = any(one.offset < cut < one.offset + one.length - 1 for one in records)
        if inside:
            assert scanned(data[:cut])[1], cut


def test_nothing_after_a_damaged_arc_record_is_lost() -> None:
    wrong = arc_record("http://a.fr/x", http(b"x" * 50)).replace(b" 94\n", b" 93\n")
    for layout in ("per record", "plain", "one stream"):
        found, problems = scanned(LAYOUTS[layout]([ARC[0], wrong, *ARC[1:]]))
        assert [record.url for record in found][1:] == [
            "http://a.fr/",
            "http://a.fr/une page.html",
            "dns:a.fr",
            "ftp://a.fr/x.txt",
        ]
        assert problems


def test_stored_members_are_found_again_after_a_broken_head() -> None:
    data = bytearray(stored(RECORDS))
    data[0] ^= 1
    found, problems = scanned(bytes(data))
    assert problems
    assert [record.block for record in found][-4:] == EXPECTED[-4:]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_quick_reading_hides_nothing_that_the_careful_one_sees(data: st.DataObject) -> None:
    """One record a member, a byte changed, taken out, put in, or the end cut off: both tell the same."""
    whole = per_record(some_records(4))
    at = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(st.sampled_from(["flip", "drop", "insert", "cut"]))
    byte = bytes([data.draw(st.integers(0, 255))])
    rest = {"flip": byte + whole[at + 1 :], "drop": whole[at + 1 :], "insert": byte + whole[at:], "cut": b""}[change]
    damaged = whole[:at] + rest
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.warc.text.quick_record", lambda *_, **__: None)
        careful = scanned(damaged)
    assert scanned(damaged) == careful
