"""Masks in addresses, pages and files: nothing of the value is left, nothing else is changed."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.personal import find, mask_strings, mask_text, mask_url
from transform.personal.masking_html import mask_html
from transform.personal.payloads import mask_payload

MAIL, TELEPHONE = "[adresse électronique masquée]", "[téléphone masqué]"


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("mailto:jean.dupont@exemple.fr?subject=x", "mailto:adresse-electronique-masquee?subject=x"),
        ("mailto:contact@exemple.fr", "mailto:contact@exemple.fr"),
        (
            "mailto:contact@exemple.fr?cc=a.dupont@exemple.fr",
            "mailto:contact@exemple.fr?cc=adresse-electronique-masquee",
        ),
        ("mailto:%6aean@exemple.fr", "mailto:adresse-electronique-masquee"),
        ("tel:+33612345678", "tel:telephone-masque"),
        ("tel:0800123456", "tel:0800123456"),
        ("https://wa.me/33612345678", "https://wa.me/telephone-masque"),
        ("https://x.fr/?m=a.dupont%40exemple.fr&n=1", "https://x.fr/?m=adresse-electronique-masquee&n=1"),
        ("https://x.fr/0612345678/", "https://x.fr/0612345678/"),
        ("https://x.fr/@jean.dupont/", "https://x.fr/@jean.dupont/"),
    ],
)
def test_addresses_of_the_web(url: str, masked: str) -> None:
    assert mask_url(url) == masked


@pytest.mark.parametrize(
    ("markup", "masked"),
    [
        ("<p>jean<b>@</b>exemple.fr</p>", f"<p>{MAIL}<b></b></p>"),
        ("<p>06 12<br>rue</p>", "<p>06 12<br>rue</p>"),
        ("<b>Tél.</b> <i>06</i> 12 34 <u>56 78</u> fin", f"<b>Tél.</b> <i>{TELEPHONE}</i><u></u> fin"),
        ('<a href="mailto:jean@exemple.fr">écrire</a>', "<a>écrire</a>"),
        ('<a href="mailto:contact@exemple.fr">écrire</a>', '<a href="mailto:contact@exemple.fr">écrire</a>'),
        ('<img alt="jean@exemple.fr" src="a.png">', f'<img alt="{MAIL}" src="a.png">'),
        ('<a title="06 12 34 56 78" href="/x">x</a>', f'<a title="{TELEPHONE}" href="/x">x</a>'),
        ("<!-- jean@exemple.fr -->x", f"<!-- {MAIL} -->x"),
        ('<script>a="jean@exemple.fr"</script>', f'<script>a="{MAIL}"</script>'),
        ("jean@exemple.fr &lt;b&gt; &amp; <i>x</i>", f"{MAIL} &lt;b&gt; &amp; <i>x</i>"),
        ("<p>Mairie de Die</p><p>04 75 11 22 33</p>", "<p>Mairie de Die</p><p>04 75 11 22 33</p>"),
        ("<p>Jean Dupont</p><p>04 75 11 22 33</p>", f"<p>Jean Dupont</p><p>{TELEPHONE}</p>"),
    ],
)
def test_fragments(markup: str, masked: str) -> None:
    assert mask_html(markup) == masked


@pytest.mark.parametrize("markup", ["", "  ", "<p>a & b<br/>12 <IMG src=x>", "@", "1 < 2", "<p id=a2>3</p ><b"])
def test_what_holds_nothing_comes_back_to_the_character(markup: str) -> None:
    assert mask_html(markup) == markup


def test_a_page_stays_a_page() -> None:
    page = "<!DOCTYPE html><html><head><title>jean@exemple.fr</title></head><body><p>06 12 34 56 78</p></body></html>"
    masked = mask_html(page)
    assert masked.startswith("<!DOCTYPE html>")
    assert f"<title>{MAIL}</title>" in masked
    assert f"<p>{TELEPHONE}</p>" in masked


def test_files_of_text_keep_their_encoding_and_others_their_bytes() -> None:
    latin = "Été : jean@exemple.fr".encode("cp1252")
    assert mask_payload(latin, ("text/plain",)) == f"Été : {MAIL}".encode("cp1252")
    pdf = b"%PDF-1.4 jean@exemple.fr"
    assert mask_payload(pdf, ("application/pdf",)) == pdf
    feed = b"<?xml version='1.0'?><rss><author>jean@exemple.fr</author></rss>"
    assert MAIL.encode() in mask_payload(feed, ("application/rss+xml", "application/octet-stream"))
    values = {
        "a": "jean\n@exemple.fr",
        "b": ["x\njean@exemple.fr", {"html": "<p>jean<b>@</b>exemple.fr</p>"}],
        "n": 612345678,
    }
    masked = json.loads(mask_payload(json.dumps(values).encode(), ("application/json",)))
    assert masked["b"] == [f"x\n{MAIL}", {"html": f"<p>{MAIL}<b></b></p>"}]
    assert masked["n"] == 612345678


def test_values_of_a_report() -> None:
    line = {
        "url": "http://x.fr/?m=a.b@c.fr",
        "what": "Tél. 06 12 34 56 78",
        "record": "x-0612345678",
        "n": 3,
        "l": ["jean@c.fr"],
    }
    assert mask_strings(line) == {
        "url": "http://x.fr/?m=adresse-electronique-masquee",
        "what": f"Tél. {TELEPHONE}",
        "record": "x-0612345678",
        "n": 3,
        "l": [MAIL],
    }


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="06 12.-/+()@[]atrue,MmeJnDupot\n&#;<>é\u00a0\u200b", max_size=120))
def test_any_text_gives_spans_in_order_and_masks_once(text: str) -> None:
    spans = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    mask_html(text)
    mask_url(text)
    assert mask_text(text) == mask_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "a.@" * 40_000,
        "06 12 34 56 78 " * 5_000,
        "12 rue " * 8_000,
        "&#64;" * 40_000,
        "1" * 200_000,
        "Ab " * 60_000 + "0612345678",
    ],
    ids=["signs", "numbers", "streets", "references", "figures", "capitals"],
)
def test_hostile_texts_end(text: str) -> None:
    assert len(mask_text(text)) <= 2 * len(text)
    assert mask_text(mask_text(text)) == mask_text(text)


def test_hostile_pages_end() -> None:
    mask_html("<b>" * 5_000 + "jean@exemple.fr")
    assert "jean@" not in mask_html("<i>" * 200 + "jean<u>@</u>exemple.fr")
    mask_html("<p>06 12 34 56 78</p>" * 2_000)
