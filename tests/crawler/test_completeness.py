"""« Est-ce complet ? »: what each source of discovery lists is kept, and compared."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from comedie.completeness_text import completeness_lines
from crawler.completeness import Completeness, completeness, section_of
from crawler.ledger import LEDGER_VERSION, Ledger
from crawler.listed_by import ListedBy
from crawler.outcome import Outcome
from tests.crawler.web import Asked, Site, Workspace, answer, page

Serve = Callable[..., Site]


def sitemap(*paths: str) -> bytes:
    urls = "".join(f"<url><loc>{path}</loc></url>" for path in paths)
    return answer(f"<urlset>{urls}</urlset>", content_type="application/xml")


def of(workspace: Workspace, **options: object) -> Completeness:
    with Ledger.open(workspace.ledger_file) as ledger:
        return completeness(ledger, **options)  # type: ignore[arg-type]


@pytest.fixture
def site(serve: Serve) -> Site:
    return serve(
        {
            "/sitemap.xml": sitemap("/", "/fiche/a/", "/fiche/seule/", "/partie/"),
            "/": answer(page('<a href="/fiche/a/">A</a><a href="/fiche/b/">B</a><a href="/casse">c</a>')),
            "/fiche/a/": answer(page('<a href="/morte">m</a><a href="/casse">c</a><a href="/fiche/a/">soi</a>')),
            "/fiche/b/": answer(page('<a href="/morte">m</a><a href="/copie">x</a>' + "long " * 500)),
            "/copie": answer(page('<a href="/morte">m</a><a href="/casse">c</a><a href="/fiche/a/">soi</a>')),
            "/fiche/seule/": answer(page("seule")),
            "/casse": answer("", "500 Oops"),
        }
    )


def test_what_sources_list_is_compared(site: Site, workspace: Workspace) -> None:
    workspace.harvest(site.url)
    found = of(workspace)
    assert found.in_sitemap_only.items == (f"{site.url}/fiche/seule/",)
    assert found.orphans.items == (f"{site.url}/fiche/seule/",)
    assert found.not_in_sitemap is not None
    assert found.not_in_sitemap.items == (f"{site.url}/copie", f"{site.url}/fiche/b/")
    by = {one.source: one for one in found.sources}
    assert (by[ListedBy.SITEMAP].urls, by[ListedBy.SITEMAP].held, by[ListedBy.SITEMAP].only_here) == (4, 3, 2)
    assert (by[ListedBy.LINK].urls, by[ListedBy.START].urls, by[ListedBy.PROBE].urls) == (5, 1, 1)


def test_failures_and_broken_links_are_named_with_the_pages_that_link_to_them(site: Site, workspace: Workspace) -> None:
    workspace.harvest(site.url)
    found = of(workspace)
    assert not found.complete
    (failure,) = found.failures.items
    assert (failure.url, failure.reason, failure.attempts) == (f"{site.url}/casse", "le serveur répond 500", 3)
    assert failure.pages == tuple(f"{site.url}{path}" for path in ("/", "/copie", "/fiche/a/"))
    assert {problem.url: problem.pages for problem in found.broken_links.items} == {
        f"{site.url}/morte": tuple(f"{site.url}{path}" for path in ("/copie", "/fiche/a/", "/fiche/b/")),
        f"{site.url}/partie/": (f"{site.url}/sitemap.xml",),
    }
    assert of(workspace, accepted=frozenset({failure.url})).complete


def test_sections_duplicates_and_measures(site: Site, workspace: Workspace) -> None:
    workspace.harvest(site.url)
    found = of(workspace)
    sections = {section.name: section for section in found.sections}
    assert sections["/fiche/"].outcomes == {Outcome.CAPTURED: 3}
    assert sections["/"].outcomes == {Outcome.CAPTURED: 3, Outcome.GONE: 1, Outcome.FAILED: 1}
    assert found.duplicates.items == ((f"{site.url}/copie", f"{site.url}/fiche/a/"),)
    assert found.largest[0].url == f"{site.url}/fiche/b/"
    assert found.largest[0].amount > 2500
    assert found.slowest


def test_what_was_left_aside_is_counted_by_reason(serve: Serve, workspace: Workspace) -> None:
    outside = "".join(f'<a href="http://autre.example/{n}">x</a>' for n in range(3))
    site = serve(
        {
            "/": answer(page(f'{outside}<a href="/non/1">x</a><a href="/ferme">x</a><a href="/a">x</a>')),
            "/a": answer(page('<a href="/ferme">x</a>')),
            "/ferme": answer("", "403 Forbidden"),
            "/robots.txt": answer("User-agent: *\nDisallow: /non/", content_type="text/plain"),
        }
    )
    workspace.harvest(site.url)
    found = of(workspace)
    assert [(one.outcome, one.reason, one.urls) for one in found.set_aside.items] == [
        (Outcome.EXCLUDED, "hors du périmètre : autre site (autre.example)", 3),
        (Outcome.REFUSED, "le serveur répond 403", 1),
        (Outcome.REFUSED, "robots.txt le demande", 1),
    ]
    assert {one.url.removeprefix(site.url): len(one.pages) for one in found.refused.items} == {"/ferme": 2, "/non/1": 1}
    lines = list(completeness_lines(found, site.url, {}, {}))
    assert "Est-ce complet ? Oui : chaque adresse a une issue, 2\u00a0refusées par le site." in lines
    assert all(len(line) <= 80 for line in lines)


def test_lists_are_bounded_and_counted(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page("".join(f'<a href="/m{n}">x</a>' for n in range(12))))})
    workspace.harvest(site.url)
    found = of(workspace, most=3)
    assert (found.broken_links.count, len(found.broken_links.items)) == (12, 3)
    assert found.not_in_sitemap is None


def test_as_many_listing_pages_are_kept_as_help_and_no_more(serve: Serve, workspace: Workspace) -> None:
    links = "".join(f'<a href="/p{n}">x</a>' for n in range(20))
    site = serve({"/p0": answer("", "404 Not Found")}, lambda asked: answer(page(links)))
    site.replies |= dict.fromkeys(("/robots.txt", "/sitemap.xml", "/wp-json/wp/v2/types"), answer("", "404 Not Found"))
    workspace.harvest(site.url)
    (broken,) = (one for one in of(workspace).broken_links.items if one.url.endswith("/p0"))
    assert len(broken.pages) == 5
    with closing(sqlite3.connect(workspace.ledger_file)) as ledger:
        assert ledger.execute(
            "SELECT max(n) FROM (SELECT count(*) n FROM listing GROUP BY url, source)"
        ).fetchone() == (5,)


@pytest.mark.parametrize(
    ("url", "section"),
    [
        ("http://h/", "/"),
        ("http://h", "/"),
        ("http://h/guide.pdf", "/"),
        ("http://h/?p=12", "/"),
        ("http://h/fiche/a/", "/fiche/"),
        ("http://h/d%C3%A9bat/x", "/débat/"),
        ("http://autre/fiche/", "…"),
        ("http://h.autre/fiche/", "…"),
    ],
)
def test_sections_are_first_folders(url: str, section: str) -> None:
    assert section_of(url, "http://h") == section


def test_sections_of_a_folder() -> None:
    assert [section_of(url, None) for url in ("mirror:s/fiche/a.html", "mirror:s/index.html")] == ["/fiche/", "/"]


def test_a_ledger_of_version_1_is_brought_up_to_date(site: Site, workspace: Workspace) -> None:
    workspace.harvest(site.url)
    with closing(sqlite3.connect(workspace.ledger_file)) as ledger:
        ledger.executescript(
            "DROP TABLE listing; ALTER TABLE url DROP COLUMN size; ALTER TABLE url DROP COLUMN seconds;"
            "DROP TABLE change; ALTER TABLE url DROP COLUMN depth; ALTER TABLE url DROP COLUMN body_digest;"
            "DROP TABLE harvest; ALTER TABLE url DROP COLUMN harvest; ALTER TABLE capture DROP COLUMN harvest;"
            "PRAGMA user_version = 1;"
        )
    with Ledger.open(workspace.ledger_file) as ledger:
        assert ledger.select("PRAGMA user_version") == [(LEDGER_VERSION,)]
        (failure,) = completeness(ledger).failures.items
    assert failure.pages == (f"{site.url}/",)
    site.replies["/casse"] = answer(page("réparée"))
    assert workspace.harvest(site.url).complete


def wordpress(serve: Serve, *, robots: str = "") -> Site:
    """Two collections: 130 fiches over two pages of 100, one page that nothing links to; one type of settings."""

    def fiches(asked: Asked) -> bytes:
        number = int(asked.path.rpartition("page=")[2])
        items = [{"link": f"/fiche/{n}/", "id": n} for n in range(130)][100 * (number - 1) : 100 * number]
        return collection(items, 132, 2)

    types = {
        "fiche": {"rest_base": "fiche", "rest_namespace": "wp/v2"},
        "attachment": {"rest_base": "media"},
        "wp_block": {"rest_base": "blocks"},
        "mauvais": {"rest_base": "../../secret"},
        "faux": 3,
    }
    tail = "per_page=100&orderby=id&order=asc&page="
    media = [{"link": "/photo/", "source_url": "/photo.jpg"}, {"link": 7}, "rien"]
    return serve(
        {
            "/": answer(page("accueil")),
            "/robots.txt": answer(robots, content_type="text/plain"),
            "/wp-json/wp/v2/types": answer(json.dumps(types), content_type="application/json"),
            f"/wp-json/wp/v2/fiche?{tail}1": fiches,
            f"/wp-json/wp/v2/fiche?{tail}2": fiches,
            f"/wp-json/wp/v2/media?{tail}1": collection(media, 1, 1),
            "/photo/": answer(page("photo")),
            "/photo.jpg": answer(b"\xff\xd8\xff", content_type="image/jpeg"),
        }
        | {f"/fiche/{n}/": answer(page(f"fiche {n}")) for n in range(129)}
    )


def collection(items: object, total: int, pages: int) -> bytes:
    promised = {"x_wp_total": str(total), "x_wp_totalpages": str(pages)}
    return answer(json.dumps(items), content_type="application/json", **promised)


def test_wordpress_collections_are_read_and_their_promises_compared(serve: Serve, workspace: Workspace) -> None:
    site = wordpress(serve)
    report = workspace.harvest(site.url)
    assert report.complete
    found = {one.url.rpartition("/")[2]: one for one in of(workspace).collections}
    fiche = found["fiche"]
    assert (fiche.promised, fiche.listed, fiche.held, fiche.missing.items) == (
        132, 130, 129, (f"{site.url}/fiche/129/",),
    )  # fmt: skip
    assert (found["media"].promised, found["media"].listed, found["media"].held) == (1, 1, 1)
    outcomes = workspace.outcomes(site.url)
    assert outcomes["/photo.jpg"] is Outcome.CAPTURED
    assert not [path for path in site.paths() if "blocks" in path or "secret" in path]
    archived = {entry.url for entry in workspace.archive.entries()}
    assert {url for url in archived if "wp-json" in url} == {
        f"{site.url}{path}" for path in site.paths() if "wp-json" in path
    }


def test_robots_rules_over_collections(serve: Serve, workspace: Workspace) -> None:
    site = wordpress(serve, robots="User-agent: *\nDisallow: /wp-json/\n")
    workspace.harvest(site.url)
    assert not [path for path in site.paths() if "wp-json" in path]
    assert of(workspace).collections == ()


def test_collections_under_a_query_are_found_by_the_header_of_pages(serve: Serve, workspace: Workspace) -> None:
    tail = "per_page=100&orderby=id&order=asc&page=1"
    site = serve(
        {
            "/": answer(page("x"), link='</?rest_route=/>; rel="https://api.w.org/"'),
            "/?rest_route=/wp/v2/types": answer(
                json.dumps({"page": {"rest_base": "pages"}}), content_type="application/json"
            ),
            f"/?rest_route=/wp/v2/pages&{tail}": collection([{"link": "/seule/"}], 1, 1),
            "/seule/": answer(page("seule")),
        }
    )
    workspace.harvest(site.url)
    (found,) = of(workspace).collections
    assert (found.promised, found.listed, found.held) == (1, 1, 1)
    assert of(workspace).orphans.items == (f"{site.url}/seule/",)


@pytest.mark.parametrize("body", ["", "null", "[]", "[" * 100_000, '{"a": {"rest_base": 1}}', "<html>"])
def test_a_senseless_list_of_types_names_nothing(serve: Serve, workspace: Workspace, body: str) -> None:
    site = serve({"/": answer(page("x")), "/wp-json/wp/v2/types": answer(body, content_type="application/json")})
    assert workspace.harvest(site.url).complete
    assert of(workspace).collections == ()
