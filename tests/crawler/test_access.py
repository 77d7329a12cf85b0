"""What only a site's owner may open: pages behind a password, and what robots.txt asks to leave alone."""

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.access import DESPITE_ROBOTS, Override
from crawler.completeness import completeness
from crawler.credentials import Credentials
from crawler.errors import HarvestError
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from crawler.rest import collections_of
from crawler.survey_site import survey_site
from tests.crawler.web import Asked, Site, Workspace, answer, page, redirect

Serve = Callable[..., Site]
USER, PASSWORD, SESSION = "lectrice", "pas-un-mot:7", "jeton-de-session-42"
TOKEN = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
KEYS = Credentials(USER, PASSWORD, f"langue=fr; PHPSESSID={SESSION}")
WHO = Override("Marie Durand, ICPC", "le site est à nous")
FOUND_EVERYWHERE = ("lien", "plan", "flux", "redirection", "canonique", "rest")


def locked(asked: Asked) -> bytes:
    """A staging site that opens to whoever has both keys, and says them aloud."""
    if asked.headers.get("authorization") != f"Basic {TOKEN}" or SESSION not in asked.headers.get("cookie", ""):
        return answer("", "401 Unauthorized", www_authenticate='Basic realm="recette"')
    if asked.path not in {"/", "/a", "/b"}:
        return answer("", "404 Not Found")
    body = page(f'<a href="/a">a</a><a href="/b">b</a><p>Vous êtes {TOKEN}, {PASSWORD}, {SESSION}.</p>')
    return answer(body, set_cookie=f"PHPSESSID={SESSION}; path=/", x_echo=f"Basic {TOKEN}")


def every_byte(folder: Path) -> bytes:
    """All that stands in a folder's files, compressed or not, and their names."""
    found = [str(path).encode() for path in folder.rglob("*")]
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [data, gzip.decompress(data) if path.name.endswith(".gz") else b""]
    return b"\0".join(found)


def test_a_protected_site_opens_to_its_owners_keys_which_stand_nowhere(serve: Serve, tmp_path: Path) -> None:
    outside = serve({}, otherwise=answer("dehors"))
    site = serve({"/b": lambda asked: redirect(f"{outside.url}/x")}, locked)
    folder = tmp_path / "travail"
    environment = {"COMEDIE_SITE_USER": USER, "COMEDIE_SITE_PASSWORD": PASSWORD, "COMEDIE_SITE_COOKIE": KEYS.cookie}

    harvested = subprocess.run(
        [sys.executable, "-m", "comedie", "harvest", f"{site.url}/", "--json", "--workspace", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).parents[2],
        env={**os.environ, **environment},
    )
    assert harvested.returncode == 0, harvested.stderr
    assert json.loads(harvested.stdout)["urls"]["captured"] == 2
    assert not outside.asked
    written = every_byte(folder) + f"{harvested.stdout}{harvested.stderr}".encode()
    assert b"/travail/archive/" in written
    assert "Vous êtes".encode() in written
    assert "masqués dans l’archive".encode() in written
    for secret in (PASSWORD, TOKEN, SESSION):
        assert secret.encode() not in written
    for name in (b"Authorization:", b"\nCookie:"):
        assert name not in written


def test_without_keys_the_sentence_says_what_to_give_and_then_all_is_asked_again(
    serve: Serve, workspace: Workspace
) -> None:
    site = serve({}, locked)
    report = workspace.harvest(site.url)
    assert set(report.outcomes) == {Outcome.REFUSED}
    assert "COMEDIE_SITE_PASSWORD" in report.last_problem
    wrong = workspace.harvest(site.url, credentials=replace(KEYS, password="autre"))
    assert "n’ouvrent pas" in wrong.last_problem
    opened = workspace.harvest(site.url, credentials=KEYS)
    assert opened.outcomes[Outcome.CAPTURED] == 3
    assert "mot de passe demandé (401)" in survey_site(site.url, contact=None).protections
    assert survey_site(site.url, contact=None, credentials=KEYS).protections == []


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_hiding_changes_no_length_and_nothing_else(head: bytes, body: bytes) -> None:
    assert KEYS.hidden(head, body) == (head, body)
    struck = KEYS.hidden(head + TOKEN.encode(), body + PASSWORD.encode() + body)
    assert (len(struck[0]), len(struck[1])) == (len(head) + len(TOKEN), 2 * len(body) + len(PASSWORD))
    assert TOKEN.encode() not in struck[0]
    assert PASSWORD.encode() not in struck[1]


def test_a_password_that_is_a_word_leaves_pages_as_they_are() -> None:
    words = Credentials("a", "concertation", "")
    assert words.hidden(b"X: concertation", b"La concertation") == (b"X: xxxxxxxxxxxx", b"La concertation")
    assert "concertation" not in repr(words)
    assert PASSWORD not in repr(KEYS)


def test_an_address_with_a_password_inside_is_refused_before_anything_is_written(workspace: Workspace) -> None:
    with pytest.raises(HarvestError, match="COMEDIE_SITE_PASSWORD") as error:
        workspace.harvest(f"http://{USER}:secret@127.0.0.1:9/")
    assert error.value.exit_code == 2
    assert "secret" not in str(error.value)
    assert not workspace.folder.exists()


def closed(serve: Serve) -> Site:
    """Each way to find a page finds one that robots.txt forbids."""
    site = serve()
    forbidden = {f"/prive/{name}": answer(page(name)) for name in FOUND_EVERYWHERE}
    site.replies |= forbidden | {
        "/robots.txt": answer(
            f"User-agent: *\nDisallow: /prive/\nSitemap: {site.url}/plan.xml\n", content_type="text/plain"
        ),
        "/": answer(
            page(
                '<a href="/prive/lien">x</a><a href="/va">x</a>', head='<link rel="canonical" href="/prive/canonique">'
            )
        ),
        "/plan.xml": answer(f"<urlset><url><loc>{site.url}/prive/plan</loc></url></urlset>", content_type="text/xml"),
        "/feed/": answer(
            f"<rss><channel><item><link>{site.url}/prive/flux</link></item></channel></rss>", content_type="text/xml"
        ),
        "/va": redirect("/prive/redirection"),
        "/wp-json/wp/v2/types": answer(
            json.dumps({"post": {"rest_base": "posts"}}),
            content_type="application/json",
        ),
        next(collections_of(f"{site.url}/wp-json/wp/v2/types", b'{"post": {"rest_base": "posts"}}'))[
            len(site.url) :
        ]: answer(json.dumps([{"id": 1, "link": f"{site.url}/prive/rest"}]), content_type="application/json"),
    }
    return site


def test_robots_holds_for_every_way_to_find_a_page_until_the_owner_decides(serve: Serve, workspace: Workspace) -> None:
    site = closed(serve)
    refused = workspace.harvest(site.url)
    forbidden = {f"/prive/{name}" for name in FOUND_EVERYWHERE}
    assert refused.complete
    outcomes = workspace.outcomes(site.url)
    assert {path: outcomes[path] for path in forbidden} == dict.fromkeys(forbidden, Outcome.REFUSED)
    assert not forbidden & set(site.paths())

    assert workspace.harvest(site.url, override=WHO).complete
    rows = workspace.rows()
    for path in forbidden:
        assert rows[f"{site.url}{path}"].outcome is Outcome.CAPTURED, path
        assert rows[f"{site.url}{path}"].reason == DESPITE_ROBOTS
    assert rows[f"{site.url}/"].reason == "même contenu"
    with Ledger.open(workspace.ledger_file) as ledger:
        found = completeness(ledger)
    assert [(one.run, one.by, one.why) for one in found.overrides] == [(2, WHO.by, WHO.why)]
    assert found.despite_robots == len(forbidden)
    archived = every_byte(workspace.archive_folder).decode("utf-8", "replace")
    assert archived.count("WARC-Type: warcinfo") == 2
    assert f"robots: ignore, decided by {WHO.by}: {WHO.why}\r\n" in archived


def test_an_override_given_on_the_way_opens_what_was_refused_before(serve: Serve, workspace: Workspace) -> None:
    links = "".join(f'<a href="/{n}">x</a>' for n in range(60)) + '<a href="/prive/lien">x</a>'
    site = serve(
        {
            "/robots.txt": answer("User-agent: *\nDisallow: /prive/", content_type="text/plain"),
            "/": answer(page(links)),
            "/prive/lien": answer(page("x")),
        }
    )
    begun = workspace.harvest(site.url, delay=0.05, limits=replace(workspace.limits, max_seconds=1.0))
    assert begun.pending
    assert "/prive/lien" not in site.paths()
    assert workspace.harvest(site.url, override=WHO).complete
    assert site.paths()["/prive/lien"] == 1


@pytest.mark.parametrize("written", ["", "parce que", "Marie :", ": à nous", "M : x"])
def test_nothing_is_overridden_without_a_name_and_a_reason(written: str) -> None:
    with pytest.raises(HarvestError, match="qui le décide et pourquoi") as error:
        Override.read(written)
    assert error.value.exit_code == 2


def test_an_override_is_read_with_a_colon_in_its_reason() -> None:
    assert Override.read(" Marie  Durand :  accord : 3 mars ") == Override("Marie Durand", "accord : 3 mars")
