"""The bundled legacy site behaves to a crawler like the WordPress it imitates."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx2
import lxml.html
import pytest
from lxml import etree

from fixtures.server import LegacySite
from fixtures.truth.__main__ import FOLDER

RECORDS = [json.loads(line) for line in (FOLDER / "records.jsonl").read_text(encoding="utf-8").splitlines()]
BY_ID = {record["native_id"]: record for record in RECORDS}
NOT_RECORDS = json.loads((FOLDER / "not_records.json").read_text(encoding="utf-8"))
FICHES = [record for record in RECORDS if record["path"].startswith("/fiche/")]


@pytest.fixture(scope="module")
def client(site: LegacySite) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=site.url, trust_env=False) as opened:
        yield opened


def test_a_page_names_its_engine_its_type_and_its_id(client: httpx2.Client) -> None:
    answer = client.get(BY_ID["872"]["path"])
    page = lxml.html.fromstring(answer.text)
    assert answer.headers["content-type"] == "text/html; charset=UTF-8"
    assert "rel=shortlink" in answer.headers["link"]
    assert page.xpath("string(//meta[@name='generator']/@content)") == "WordPress 4.9.8"
    assert {"single", "single-fiche", "postid-872"} <= set(page.body.get("class").split())
    assert page.xpath("string(//link[@rel='shortlink']/@href)").endswith("/?p=872")
    assert page.xpath("//article[@id='post-872']//h1[@class='entry-title']")


def test_addresses_in_pages_follow_the_host_that_was_asked(client: httpx2.Client) -> None:
    text = client.get("/", headers={"Host": "www.comedie.test:8013"}).text
    assert "http://www.comedie.test:8013/fiche/" in text
    assert "legacy.invalid" not in text


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["native_id"])
def test_every_record_has_its_page_and_its_short_link(client: httpx2.Client, record: dict[str, str]) -> None:
    assert client.get(record["path"]).status_code == 200
    moved = client.get(record["aliases"][0])
    assert (moved.status_code, urlsplit(moved.headers["location"]).path) == (301, record["path"])


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/quisommesnous", "/quisommesnous/"),
        ("/fiche", "/fiche/"),
        ("/FICHE/5349/", "/fiche/5349/"),
        ("/fiche/page/1/", "/fiche/"),
        ("/fiche/5349/3/", "/fiche/5349/"),
        ("/fiche/posidonie/", "/fiche/5349/"),
        ("/fiche/mouiller-sans-arracher-2", "/fiche/5349/"),
        ("/etapes/12-de-quoi-par/", "/etapes/12-de-quoi-parle-ton/"),
    ],
)
def test_wordpress_corrects_addresses(client: httpx2.Client, asked: str, given: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, urlsplit(answer.headers["location"]).path) == (301, given)


@pytest.mark.parametrize(
    "path", ["/rien-du-tout/", "/fiche/zz/", "/?p=999999", "/fiche/page/99/", "/1999/", "/wp-json/wp/v2/etapes"]
)
def test_what_is_not_there_is_404(client: httpx2.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_already_held_is_not_sent_again(client: httpx2.Client) -> None:
    for path in (BY_ID["5349"]["path"], "/wp-content/themes/comedie/style.css"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        dated = client.get(path, headers={"If-Modified-Since": first.headers["last-modified"]})
        assert dated.status_code == 304
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_sends_headers_only(client: httpx2.Client) -> None:
    answer = client.head("/")
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) > 1000
    assert answer.content == b""


def test_the_archive_of_fiches_is_paginated_by_ten(client: httpx2.Client) -> None:
    seen: list[str] = []
    path: str | None = "/fiche/"
    while path:
        page = lxml.html.fromstring(client.get(path).text)
        found = [urlsplit(link).path for link in page.xpath("//article/h2/a/@href")]
        assert 1 <= len(found) <= 10
        seen += found
        path = next(iter(page.xpath("//a[@class='next page-numbers']/@href")), None)
    assert len(seen) == len(set(seen))
    assert set(seen) == {record["path"] for record in FICHES}


@pytest.mark.parametrize("path", NOT_RECORDS["feeds"])
def test_feeds_are_xml_and_give_at_most_ten_items(client: httpx2.Client, path: str) -> None:
    feed = etree.fromstring(client.get(path).content)
    items = feed.findall("channel/item")
    assert len(items) <= 10
    for item in items:
        assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")


def test_sitemaps_list_every_record_except_popups(client: httpx2.Client) -> None:
    index = etree.fromstring(client.get("/wp-sitemap.xml").content)
    paths: set[str] = set()
    for location in index.iterfind("{*}sitemap/{*}loc"):
        urls = etree.fromstring(client.get(str(location.text)).content)
        paths |= {urlsplit(str(found.text)).path for found in urls.iterfind("{*}url/{*}loc")}
    expected = {record["path"] for record in RECORDS if record["kind"] != "objection"}
    assert {path for path in paths if not path.startswith(("/author", "/thematique", "/territoire"))} == expected
    assert client.get("/robots.txt").text.rstrip().endswith("/wp-sitemap.xml")


def test_rest_exposes_fiches_in_pages_of_at_most_a_hundred(client: httpx2.Client) -> None:
    answer = client.get("/wp-json/wp/v2/fiche", params={"per_page": 100})
    assert int(answer.headers["x-wp-total"]) == len(answer.json()) == len(FICHES)
    assert client.get("/wp-json/wp/v2/fiche", params={"per_page": 101}).status_code == 400
    assert set(client.get("/wp-json/wp/v2/types").json()) == {"fiche", "page"}


def test_every_link_image_and_file_of_every_page_answers(client: httpx2.Client, site: LegacySite) -> None:
    known_dead = json.loads((Path(__file__).parent / "dead_links.json").read_text(encoding="utf-8"))
    waiting, seen, dead = {f"{site.url}/"}, set[str](), set[str]()
    waiting |= {site.url + record["path"] for record in RECORDS}
    while waiting:
        url = waiting.pop()
        seen.add(url)
        answer = client.get(url)
        if answer.status_code == 404:
            dead.add(url.removeprefix(site.url))
            continue
        assert answer.status_code in {200, 301}, url
        found = [answer.headers["location"]] if answer.status_code == 301 else _addresses(answer, url)
        waiting |= {link for link in found if link.startswith(site.url)} - seen
    assert dead == set(known_dead)
    reached = {urlsplit(url).path for url in seen}
    everything = {path for paths in NOT_RECORDS.values() for path in paths}
    unlinked = {path for path in everything if path.startswith(("/wp-sitemap", "/robots", "/wp-json/wp", "/?s"))}
    assert everything - unlinked - reached <= set(NOT_RECORDS["dates"]) | set(NOT_RECORDS["feeds"])


def test_requests_are_logged() -> None:
    with LegacySite() as running, httpx2.Client(base_url=running.url, trust_env=False) as visitor:
        visitor.get("/contact", headers={"User-Agent": "essai"})
    [request] = running.requests
    assert (request.method, request.target, request.status) == ("GET", "/contact", 301)
    assert request.headers["User-Agent"] == "essai"


def test_the_server_stops_though_a_visitor_stays() -> None:
    with httpx2.Client(trust_env=False) as visitor:
        with LegacySite() as running:
            assert visitor.get(running.url + "/contact/").status_code == 200
            address = running.url
        with pytest.raises(httpx2.TransportError):
            visitor.get(address + "/contact/")


def _addresses(answer: httpx2.Response, url: str) -> list[str]:
    if "text/html" not in answer.headers["content-type"]:
        return []
    page = lxml.html.fromstring(answer.text)
    raw = page.xpath("//a/@href | //link/@href | //script/@src | //img/@src")
    raw += [choice.split()[0] for choices in page.xpath("//img/@srcset") for choice in choices.split(",")]
    raw += [script.split("'")[1] for script in page.xpath("//a[@onclick]/@onclick")]
    return [urljoin(url, link).partition("#")[0] for link in raw if not link.startswith("mailto:")]
