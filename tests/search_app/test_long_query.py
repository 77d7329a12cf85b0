"""A page whose query is as long as a paragraph is no heavier than others, and its links say the whole query."""

from urllib.parse import quote, quote_plus, unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from search_app.reader.long_addresses import LONG, shortened

SENTENCE = "Un loup : les élèves, l’été, à l’école ; où l’on règle « déjà » l’accès à la forêt brûlée & <au> lac… "
PARAGRAPH = (SENTENCE * 12)[:1000]


def test_links_of_a_long_query_are_short_and_say_all_of_it(reader: TestClient) -> None:
    page = reader.get(f"/recherche?q={quote(PARAGRAPH)}&mots=certains").text
    links = [link for link in html.fromstring(page).xpath("//a/@href") if "q=Un" in link]
    assert links
    for link in links:
        assert f"q={PARAGRAPH.strip()}" in unquote_plus(link)
        assert len(link.encode()) < len(quote_plus(PARAGRAPH)) * 0.8
    assert len(page.encode()) < 60_000


@pytest.mark.parametrize("mots", ["auto", "certains"])
@pytest.mark.parametrize(
    "sign", ["\U0001f600", "漢", "&", "'", '"', "<>", "%", "+ ", "\u202e\u0301", "\U0010ffff", "\U00020000"]
)
def test_a_query_of_signs_weighs_no_more(reader: TestClient, sign: str, mots: str) -> None:
    """Each sign is up to twelve bytes of every link."""
    typed = ("loup OU rivière OU " + sign * 1000)[:1000]
    page = reader.get("/recherche", params={"q": typed, "mots": mots}).text
    assert "Résultats" in page
    assert len(page.encode()) < 60_000


def test_what_no_word_has_is_left_out_of_the_query(reader: TestClient) -> None:
    page = reader.get("/recherche", params={"q": "lo\u00adup\x00\u202e des\u200bbois", "mots": "certains"}).text
    assert html.fromstring(page).xpath("//input[@name='q']/@value")[0] == "loup des bois"


def test_links_of_a_short_query_are_left_as_they_are(reader: TestClient) -> None:
    short = PARAGRAPH[:LONG].strip()
    assert f"q={quote_plus(short)}" in reader.get(f"/recherche?q={quote(short)}&mots=certains").text


@given(st.text(max_size=40), st.sampled_from(["/recherche", "https://ici.example/recherche", "/api/v1/identity"]))
def test_a_shortened_address_means_the_same(text: str, path: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    address = f"{path}?q={quote_plus(text)}&page=2"
    shown = shortened(f'<a href="{address}">%C3%A9</a>')
    assert shown.endswith('">%C3%A9</a>')
    (link,) = html.fromstring(f"<p>{shown}</p>").xpath("//a/@href")
    assert quote(link, safe="%/:?=&+.~-_") == address
