import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.http_message import EncodingError, Head, end_of_head, inflate, parse_head, payload_of, unchunk


def test_a_head_is_read_tolerantly() -> None:
    head = parse_head(b"HTTP/1.1 200 D\xe9j\xe0\r\nA: 1\r\n  suite\r\nsans deux-points\r\na:2\nB:\r\n\r\n")
    assert (head.status, head.reason) == (200, "Déjà")
    assert head.headers == (("A", "1 suite"), ("a", "2"), ("B", ""))
    assert (head.values("a"), head.value("a"), head.value("absent")) == (["1 suite", "2"], "2", None)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"HTTP/1.0 404", 404),
        (b"http/1.1 200 ok", 200),
        (b"HTTP/2 200", 200),
        (b"ICY 200 OK", None),
        (b"HTTP/1.1 20", None),
    ],
)
def test_status_lines(line: bytes, status: int | None) -> None:
    assert parse_head(line + b"\r\n\r\n").status == status


@pytest.mark.parametrize(
    ("raw", "end"), [(b"a\r\n\r\nb", 5), (b"a\n\nb", 3), (b"a\r\n\nb", 4), (b"a\r\n", -1), (b"", -1)]
)
def test_where_a_head_ends(raw: bytes, end: int) -> None:
    assert end_of_head(raw) == end


@pytest.mark.parametrize(
    "body",
    [b"", b"5", b"5\r\nabc", b"zz\r\nabc\r\n0\r\n", b"-1\r\n", b"3\r\nabc\r\n", b"ffffffffffffffff\r\na", b"x" * 9999],
)
def test_broken_chunks_are_said(body: bytes) -> None:
    with pytest.raises(EncodingError):
        unchunk(body)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=5))
def test_chunks_come_back_together(pieces: list[bytes]) -> None:
    framed = b"".join(b"%X;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    assert unchunk(framed) == b"".join(pieces)


def test_members_one_after_the_other_and_padding() -> None:
    assert inflate(gzip.compress(b"un") + gzip.compress(b"deux") + b"\x00" * 8, 100) == b"undeux"


@pytest.mark.parametrize("cut", [1, 5, 12, 20])
def test_a_cut_stream_is_said(cut: int) -> None:
    with pytest.raises(EncodingError):
        inflate(gzip.compress(b"bonjour" * 9)[:-cut], 1000)


def test_output_is_bounded() -> None:
    with pytest.raises(EncodingError, match="1000 octets"):
        inflate(gzip.compress(b"0" * 10_000_000), 1000)


@pytest.mark.parametrize("value", ["br", "gzip, gzip, gzip, gzip", "gzip, inconnu"])
def test_encodings_that_are_not_undone(value: str) -> None:
    with pytest.raises(EncodingError):
        payload_of(Head(200, "", (("Content-Encoding", value),)), gzip.compress(b"x"))


def test_no_body_needs_no_decoding() -> None:
    assert payload_of(Head(304, "", (("Content-Encoding", "gzip"),)), b"") == b""
