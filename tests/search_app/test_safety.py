"""What readers are protected from: hostile records, other hosts, odd requests, our own failures."""

import gzip
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.applications import Starlette

from crawler.archive import Archive
from indexer.errors import EngineUnavailable
from search_app.app import AppOptions, create_app
from search_app.desk import DeskStore
from search_app.static_files import static_url
from tests.search_app.small_site import TestClient

BASE = "https://archive.example.org"
NOTICE = "/notice/comedie-1/une-cooperation-a-propos-du-loup"
PAGES = ["/", "/recherche?q=loup", NOTICE, "/notice/comedie-66/", "/a-propos", "/aide", "/nope", "/latin/"]


def followed(client: TestClient, path: str) -> str:
    return client.get(path, follow_redirects=True).text


@pytest.mark.parametrize("path", [*PAGES, "/redaction/connexion", static_url("style.css"), "/healthz"])
def test_every_answer_brings_its_security_headers(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    directives = [directive.strip() for directive in policy.split(";")]
    scripts = [directive for directive in directives if directive.startswith("script-src")]
    assert scripts == (["script-src 'self'"] if path == "/" or path.startswith("/recherche") else [])
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_from_another_host_and_set_no_cookie(reader: TestClient, path: str) -> None:
    answer = reader.get(path, follow_redirects=True)
    assert "set-cookie" not in answer.headers
    page = html.fromstring(answer.text)
    loaded = page.xpath(
        "//img/@src|//script/@src|//link[@rel='stylesheet' or @rel='icon']/@href|//iframe/@src|//source/@src"
    )
    assert all(address.startswith(("/static/", "/fichier/")) for address in loaded), loaded
    assert not page.xpath("//script[not(@src)]|//script[text()]|//style|//@style|//iframe|//object|//embed")


@pytest.mark.parametrize("path", ["/notice/comedie-66/", "/recherche?q=loup", "/"])
def test_hostile_values_are_shown_and_never_run(reader: TestClient, path: str) -> None:
    page = followed(reader, path)
    assert page.lower().count("<script") == page.count('<script src="/static/') <= 2
    tree = html.fromstring(page)
    assert not tree.xpath("//img[not(starts-with(@src, '/fichier/'))]")
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert not (element.get(name) or "").strip().lower().startswith(("javascript:", "data:", "//", "vbscript:"))
    assert "49" not in tree.xpath("string(//h1)"), "a template inside a value is text"


def test_what_readers_type_is_shown_as_text(reader: TestClient) -> None:
    typed = '"><script>alert(1)</script>'
    page = reader.get("/recherche", params={"q": typed, "type": typed}).text
    assert page.count("<script") == page.count('<script src="/static/') <= 2
    assert set(html.fromstring(page).xpath("//input[@name='q']/@value")) == {typed}


def test_the_host_header_is_never_believed(reader: TestClient) -> None:
    for path in (*PAGES, "/notice/comedie-1", "/redaction/"):
        answer = reader.get(path, headers={"Host": "evil.test", "X-Forwarded-Host": "evil.test"})
        assert "evil.test" not in answer.headers.get("location", "")
        if path != "/notice/comedie-66/":
            assert "evil.test" not in answer.text, path
    canonical = html.fromstring(reader.get(NOTICE, headers={"Host": "evil.test"}).text).xpath(
        "//link[@rel='canonical']/@href"
    )
    assert canonical == [BASE + NOTICE]


def test_pages_are_light(reader: TestClient) -> None:
    for path in PAGES:
        page = followed(reader, path).encode()
        assert len(page) <= 60_000, path
        assert len(gzip.compress(page)) <= 15_000, path
    style = reader.get(static_url("style.css"))
    assert len(style.content) <= 25_000
    assert "immutable" in style.headers["cache-control"]
    scripts = re.findall(r'<script src="([^"]+)"', reader.get("/recherche?q=rivi%C3%A8re").text)
    assert len(scripts) == 2
    assert sum(len(reader.get(script).content) for script in scripts) <= 6_000


def test_styles_load_only_what_ships_with_them(reader: TestClient) -> None:
    style = reader.get(static_url("style.css")).text
    for address in re.findall(r"url\(([^)]*)\)", style):
        assert reader.get(static_url(address)).status_code == 200
    assert "@import" not in style


def test_readers_pages_are_compressed_and_the_desk_is_not(reader: TestClient) -> None:
    assert reader.get("/").headers.get("content-encoding") == "gzip"
    assert "content-encoding" not in reader.get("/redaction/connexion").headers


PARAMETERS = ["q", "type", "page", "mots", "tel_quel", "tri", "theme", "x"]
odd = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(PARAMETERS), odd), max_size=6))
def test_no_query_is_an_error(reader: TestClient, pairs: list[tuple[str, str]]) -> None:
    answer = reader.get("/recherche", params=pairs)
    assert answer.status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(alphabet=st.characters(codec="ascii", exclude_characters="#\\"), max_size=40))
def test_no_path_is_an_error(reader: TestClient, path: str) -> None:
    for start in ("/", "/archive/", "/notice/", "/fichier/", "/archive/2021/", "/static/", "/redaction/"):
        target = start + "".join(f"%{ord(c):02X}" if not c.isalnum() else c for c in path)
        assert reader.get(target).status_code < 500


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "%zz",
        "q=%ff%fe",
        "q=" + "a" * 20_000,
        "page=-1",
        "page=99999999999999999999",
        "type=" + "&type=".join("abcdefgh"),
    ],
)
def test_broken_parameters_are_answered(reader: TestClient, query: str) -> None:
    assert reader.get(f"/recherche?{query}").status_code == 200


class AwayEngine:
    """An engine whose server is down: the one thing that no real embedded engine can be made to be."""

    def alive(self) -> bool:
        return False

    def current(self) -> None:
        raise EngineUnavailable("OpenSearch ne répond pas.")


@pytest.fixture
def without_engine(archive_folder: object, desk: DeskStore) -> Iterator[TestClient]:
    from indexer.search import Search

    app = create_app(Search(AwayEngine()), Archive(archive_folder), desk, AppOptions(base_url=BASE))  # type: ignore[arg-type]
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/recherche?q=loup", NOTICE])
def test_an_engine_that_is_away_is_said_kindly(without_engine: TestClient, path: str) -> None:
    answer = without_engine.get(path)
    assert answer.status_code == 503
    assert "La recherche est momentanément indisponible" in answer.text
    assert answer.headers["retry-after"] == "60"
    assert "OpenSearch" not in answer.text


def test_health_follows_the_engine(reader: TestClient, without_engine: TestClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert (reader.get(path).status_code, without_engine.get(path).status_code) == (200, 503)


def test_our_own_failure_shows_no_traceback(
    app: Starlette, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> dict[str, int]:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(app.state.site.search, "kinds", broken)
    app.state.site.remembered.clear()
    answer = reader.get("/a-propos")
    assert answer.status_code == 500
    assert "Quelque chose s’est mal passé de notre côté" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_readers_pages_cannot_be_written_to(reader: TestClient, method: str) -> None:
    assert reader.request(method, "/recherche").status_code == 405
