"""The charset rule: BOM; valid UTF-8 with a non-ASCII byte; a sane declared label; windows-1252."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.decode import decode, sane_codec

HTML = "<html><head>{}</head><body>D’une rivière à l’œuvre : 10 €</body></html>"


@pytest.mark.parametrize(
    ("payload", "header", "encoding", "reason"),
    [
        ("\ufeffété".encode(), None, "utf-8", "bom"),
        (codecs.BOM_UTF16_LE + "été".encode("utf-16-le"), None, "utf-16-le", "bom"),
        ("été".encode(), "text/html; charset=iso-8859-1", "utf-8", "utf-8"),
        ("été".encode("cp1252"), "text/html; charset=iso-8859-1", "windows-1252", "declared"),
        ("été".encode("cp1252"), "text/html; charset=latin1", "windows-1252", "declared"),
        ("été".encode("cp1252"), "text/html; charset=us-ascii", "windows-1252", "declared"),
        ("été".encode("cp1252"), None, "windows-1252", "default"),
        ("été".encode("cp1252"), "text/html; charset=x-nonsense", "windows-1252", "default"),
        ("été".encode("cp1252"), "text/html; charset=rot13", "windows-1252", "default"),
        ("été".encode("cp1252"), "text/html; charset=utf-16", "windows-1252", "default"),
        ("œuvre été".encode("iso8859-15"), "text/html; charset=ISO-8859-15", "iso8859-15", "declared"),
        ("Łódź".encode("cp1250"), "text/html; charset=windows-1250", "cp1250", "declared"),
        (b"ete", "text/html; charset=utf-8", "utf-8", "declared"),
        (b"ete", "text/html; charset=iso-8859-1", "windows-1252", "declared"),
        (b"ete", None, "utf-8", "default"),
        (b"", None, "utf-8", "default"),
    ],
)
def test_rule(payload: bytes, header: str | None, encoding: str, reason: str) -> None:
    decoded = decode(payload, header)
    assert (decoded.encoding, decoded.reason) == (encoding, reason)


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="iso-8859-15">',
        "<meta charset=iso-8859-15>",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">',
        "<META content='text/html;charset=iso-8859-15' HTTP-EQUIV='content-type' />",
        '<!-- <meta charset="utf-8"> --><meta charset="iso-8859-15">',
        '<meta name="description" content="charset=utf-8"><meta charset="iso-8859-15">',
    ],
)
def test_label_in_the_page(head: str) -> None:
    decoded = decode(HTML.format(head).replace("’", "'").encode("iso8859-15"))
    assert decoded.encoding == "iso8859-15"
    assert decoded.declared == "iso-8859-15"
    assert "œuvre : 10 €" in decoded.text


def test_label_in_the_xml_prolog() -> None:
    decoded = decode('<?xml version="1.0" encoding="ISO-8859-1"?><html>été’</html>'.encode("cp1252"))
    assert (decoded.encoding, decoded.declared, decoded.reason) == ("windows-1252", "ISO-8859-1", "declared")
    assert "été’" in decoded.text


def test_a_pasted_paragraph_does_not_spoil_a_utf8_page() -> None:
    payload = ("é" * 20).encode() + b" l\x92eau " + ("è" * 20).encode()
    decoded = decode(payload, "text/html; charset=utf-8")
    assert decoded.text == "é" * 20 + " l’eau " + "è" * 20
    assert decoded.reason == "utf-8-damaged"


def test_bytes_that_windows_1252_leaves_undefined_stay() -> None:
    assert decode(b"\xe9 \x81 \x8d").text == "é \x81 \x8d"


@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_never_raises(payload: bytes, header: str | None) -> None:
    decoded = decode(payload, f"text/html; charset={header}" if header is not None else None)
    assert isinstance(decoded.text, str)
    assert decoded.text.encode("utf-8", "strict") is not None


@given(st.text(alphabet="abcéèàùç \n", max_size=200))
def test_french_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text
    assert decode(text.encode("cp1252"), "text/html; charset=iso-8859-1").text == text


@pytest.mark.parametrize(
    "label", ["punycode", "idna", "base64", "unicode_escape", "utf-7", "undefined", "", "é", "a" * 99]
)
def test_absurd_labels(label: str) -> None:
    assert sane_codec(label) is None


def test_corpus_senat_none_wrong(corpus: Path) -> None:
    pages = [
        path
        for path in sorted((corpus / "senat").rglob("*"))
        if path.is_file() and b"<html" in path.read_bytes().lower()
    ]
    assert len(pages) >= 365
    for path in pages:
        payload = path.read_bytes()
        assert decode(payload, "text/html; charset=iso-8859-1").text == payload.decode("utf-8"), path.name


def test_corpus_httpd_is_latin_by_its_prolog(corpus: Path) -> None:
    pages = sorted((corpus / "httpd-fr").rglob("*.html.fr"))
    assert len(pages) == 92
    for path in pages:
        decoded = decode(path.read_bytes())
        assert decoded.encoding == "windows-1252", path.name
        assert decoded.declared == "ISO-8859-1"
        assert decoded.text == path.read_bytes().decode("cp1252")


def test_corpus_html_encoding_as_a_figure(corpus: Path) -> None:
    """Informative: an ASCII page without label reads the same in windows-1252 and in UTF-8."""
    right = total = 0
    for path in sorted((corpus / "html-encoding" / "encoding").glob("*.dat")):
        for block in path.read_bytes().split(b"#data\n")[1:]:
            data, _, wanted = block.partition(b"#encoding\n")
            decoded = decode(data.removesuffix(b"\n"))
            same = _codec(decoded.encoding) == _codec(wanted.strip().decode())
            unlabelled = data.isascii() and decoded.reason == "default" and wanted.strip().lower() == b"windows-1252"
            right += same or unlabelled
            total += 1
    assert total == 82
    assert right >= 75


def _codec(label: str) -> str:
    try:
        return codecs.lookup(label).name
    except LookupError:
        return label.lower()


def test_each_byte_of_a_windows_1252_page_is_a_character_those_that_it_leaves_undefined_too() -> None:
    told = "text/html; charset=windows-1252"
    every = bytes(range(0x20, 0x100))
    text = decode(every, told).text
    assert (len(text), text[0x92 - 0x20], text[0x81 - 0x20]) == (len(every), "’", "\x81")
    defined = bytes(byte for byte in every if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D})
    assert decode(defined, told).text == defined.decode("cp1252")
    assert [decode(bytes([0xE9, byte]), told).text for byte in every] == ["é" + one for one in text]
