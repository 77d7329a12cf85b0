"""The archive as it was received, and harmless; old addresses; files by digest."""

import hashlib
import re

import pytest
from lxml import html

from search_app.archive_html import harmless_css, harmless_page
from search_app.redirects import OldAddresses
from tests.search_app.small_site import TestClient

OLD = "http://www.comedie.test"
AT = "/archive/20210312101010"
NOTICE = "/notice/comedie-1/une-cooperation-a-propos-du-loup"


def test_a_hostile_page_runs_nothing_and_asks_nothing_of_others(reader: TestClient) -> None:
    answer = reader.get(f"{AT}/{OLD}/hostile/")
    assert answer.status_code == 200
    page = answer.text
    assert "Un loup dans la vallée" in page
    tree = html.fromstring(page)
    for element in tree.iter():
        assert element.tag not in {"script", "iframe", "object", "embed", "base", "svg", "math", "frame"}
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in {"srcset", "ping", "formaction", "action"}, name
            if name in {"src", "background", "style"} or (name == "href" and element.tag == "link"):
                assert "evil.test" not in value, (name, value)
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            assert not plain.startswith(("javascript:", "vbscript:", "data:text")), value
    assert not tree.xpath("//meta[@http-equiv]")
    assert "evil.test" not in "".join(tree.xpath("//style/text()"))


def test_the_sandbox_stands_behind_it(reader: TestClient) -> None:
    headers = reader.get(f"{AT}/{OLD}/hostile/").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_what_a_page_needs_comes_from_the_archive(reader: TestClient) -> None:
    tree = html.fromstring(reader.get(f"{AT}/{OLD}/hostile/").text)
    styles = tree.xpath("//link[@rel='stylesheet']/@href")
    assert styles == [f"{AT}/{OLD}/s.css"]
    assert tree.xpath("//body/img/@src") == [f"{AT}/{OLD}/i.png"]
    assert tree.xpath("//a[.='fiche']/@href") == [f"{AT}/{OLD}/fiche/1/"]
    assert tree.xpath("//a[.='dehors']/@href") == ["http://autre.test/x"]
    sheet = reader.get(styles[0])
    assert sheet.headers["content-type"].startswith("text/css")
    assert f'url("{AT}/{OLD}/i.png")' in sheet.text
    assert "evil.test" not in sheet.text


def test_a_banner_says_what_it_is_and_leads_to_the_fiche(reader: TestClient) -> None:
    banner = html.fromstring(reader.get(f"{AT}/{OLD}/fiche/1/").text).xpath("//body/*[1]")[0]
    assert "Copie archivée le 12\u00a0mars 2021" in banner.text_content()
    assert NOTICE in banner.xpath(".//a/@href")
    assert f"{OLD}/fiche/1/" in banner.xpath(".//a/@href")


def test_another_date_leads_to_the_nearest_capture(reader: TestClient) -> None:
    for date in ("2019", "20300101", "20210312101011"):
        answer = reader.get(f"/archive/{date}/{OLD}/latin/")
        assert (answer.status_code, answer.headers["location"]) == (302, f"{AT}/{OLD}/latin/")


def test_a_slash_lost_on_the_way_and_encoded_queries_are_mended(reader: TestClient) -> None:
    assert reader.get(f"{AT}/http:/www.comedie.test/latin/", follow_redirects=True).status_code == 200
    assert "deux mots" in reader.get(f"{AT}/{OLD}/search?q=a%20b", follow_redirects=True).text


def test_the_text_is_read_in_its_own_charset(reader: TestClient) -> None:
    assert "Forêt élargie" in reader.get(f"{AT}/{OLD}/latin/").text
    plain = reader.get(f"{AT}/{OLD}/notes.txt")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.content.decode() == "été"


def test_a_page_of_a_folder_is_shown_with_its_links(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/archive/20210312101010/mirror:comedie/a/page.html").text)
    assert page.xpath("//a[.='b']/@href") == [f"{AT}/mirror:comedie/a/b.html"]


@pytest.mark.parametrize(
    ("path", "media_type", "disposition"),
    [
        ("/i.png", "image/png", "inline"),
        ("/d.pdf", "application/pdf", "inline"),
        ("/d.svg", "image/svg+xml", "inline"),
        ("/a.js", "application/octet-stream", "attachment"),
        ("/a.bin", "application/octet-stream", "attachment"),
    ],
)
def test_files_are_served_as_what_they_are(reader: TestClient, path: str, media_type: str, disposition: str) -> None:
    answer = reader.get(f"{AT}{'/' + OLD}{path}")
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"].startswith(disposition)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if media_type != "application/pdf":
        assert answer.headers["content-security-policy"].startswith("sandbox")


def test_a_page_that_calls_itself_a_picture_is_made_harmless(reader: TestClient) -> None:
    page = reader.get(f"{AT}/{OLD}/lying.png")
    assert "<script" not in page.text
    assert page.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "path",
    ["/archive/2021/http://inconnu.test/", "/archive/", "/archive/hier/x", "/archive/2021/javascript:alert(1)"],
)
def test_what_was_not_archived_is_said(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "Cette page n’est pas dans l’archive" in answer.text


def test_a_file_is_found_by_its_digest_and_never_changes(reader: TestClient) -> None:
    body = b"%PDF-1.4\n%%EOF\n"
    digest = hashlib.sha256(body).hexdigest()
    answer = reader.get(f"/fichier/{digest}.pdf")
    assert answer.content == body
    assert "immutable" in answer.headers["cache-control"]
    for unknown in ("0" * 64 + ".pdf", "x", f"{digest}..%2Fx", "../desk.sqlite"):
        assert reader.get(f"/fichier/{unknown}").status_code == 404


def test_a_page_among_files_is_never_shown_as_a_page(reader: TestClient) -> None:
    digest = hashlib.sha256(b"<html><script>alert(1)</script></html>").hexdigest()
    answer = reader.get(f"/fichier/{digest}.html")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


ODD_PAGES = [
    "",
    "<",
    "<html>",
    "<frameset><frame src=x>",
    "<p>" * 5000,
    "\x00<b>x",
    "<?php x ?>y",
    "plain",
    "<body><base href='//[bad'>",
]


@pytest.mark.parametrize("text", ODD_PAGES)
def test_whatever_a_page_is_it_gets_its_banner(text: str) -> None:
    page = harmless_page(text, "http://a.test/", lambda url: url, lambda url: None, "<div id='banner'>ici</div>")
    assert html.fromstring(page).xpath("//body/*[1]/@id") == ["banner"]


def test_a_stylesheet_cannot_leave_its_element() -> None:
    styles = harmless_css("a{background:url(x.png)} </style><script>", "http://a.test/s.css", lambda url: "/ok\"'<")
    assert "</style" not in styles
    assert '"/ok%22\'%3C"' in styles


@pytest.mark.parametrize("path", ["/fiche/1/", "/fiche/1", "/?p=1"])
def test_an_old_address_leads_to_its_fiche_in_one_hop(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, NOTICE)
    assert reader.get(NOTICE).status_code == 200


def test_a_gone_address_says_why_and_where_its_copy_is(reader: TestClient) -> None:
    answer = reader.get("/latin/")
    assert answer.status_code == 410
    assert "C’était une liste." in answer.text
    assert "12\u00a0mars 2021" in answer.text
    copy = html.fromstring(answer.text).xpath("//a[contains(., 'copie archivée')]/@href")[0]
    assert reader.get(copy).status_code == 200


@pytest.mark.parametrize("path", ["/piege/", "/parti/"])
def test_an_old_address_never_leads_to_a_host_that_nobody_declared(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 410
    assert "location" not in answer.headers


def test_an_old_address_may_lead_to_a_declared_host(reader: TestClient) -> None:
    assert reader.get("/ami/").headers["location"] == "https://www.i-cpc.test/document/9"


def test_a_table_that_is_not_there_yet_is_read_when_it_comes(tmp_path: object) -> None:
    from pathlib import Path

    table = Path(str(tmp_path)) / "redirects.csv"
    addresses = OldAddresses(table)
    assert addresses.at("/a/") is None
    table.write_text("old,new,status,reason,archive\nhttp://x.test/a/,/notice/x-1,301,,\n", encoding="utf-8")
    found = addresses.at("/a/")
    assert found is not None
    assert found.new == "/notice/x-1"
