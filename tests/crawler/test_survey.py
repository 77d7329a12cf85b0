"""A first look: sixty requests at most, nothing forbidden, nothing outside; facts that match, advice that follows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.errors import HarvestError
from crawler.scope import Scope
from crawler.survey import advice_for_file, advice_for_site, engine_of
from crawler.survey_facts import SiteFacts
from crawler.survey_files import survey_file
from crawler.survey_requests import Asker, NotAsked
from crawler.survey_site import survey_site
from fixtures.server import LegacySite
from tests.crawler.web import Asked, Site, Workspace, answer, page, redirect
from tests.support.command import comedie

Serve = Callable[..., Site]
TRUTH = Path(__file__).parents[2] / "fixtures" / "truth"
FICHES = sum('"path": "/fiche/' in line for line in (TRUTH / "records.jsonl").read_text(encoding="utf-8").splitlines())


def commands_for(facts: SiteFacts) -> list[str]:
    return [one.command for one in advice_for_site(facts) if one.command]


def said(facts: SiteFacts) -> str:
    return " ".join(one.text for one in advice_for_site(facts))


def test_the_bundled_site() -> None:
    with LegacySite() as site:
        facts = survey_site(f"{site.url}/", contact=None)
        asked, url = len(site.requests), site.url
    assert asked == facts.requests <= 60
    assert (facts.engine.name, facts.engine.version, facts.engine.certainty) == ("WordPress", "4.9.8", "sûr")
    assert facts.rest["fiche"] == FICHES
    assert facts.robots == "présent"
    assert sum(sitemap.count for sitemap in facts.sitemaps) > 60
    assert facts.feeds == [f"{url}/feed/"]
    assert 15 <= len(facts.sample) <= 21
    assert {page.real_charset for page in facts.sample} == {"utf-8"}
    assert facts.pages is not None
    assert facts.pages > 60
    assert facts.hours is not None
    assert facts.disk
    assert "export WXR" in said(facts)
    assert commands_for(facts)[-1] == f"comedie migrate {url}/"


def test_what_people_read_fits_eighty_columns_and_json_says_the_same() -> None:
    with LegacySite() as site:
        shown = comedie("survey", f"{site.url}/")
        told = comedie("survey", f"{site.url}/", "--json")
        url = site.url
    assert shown.returncode == told.returncode == 0, shown.stderr
    lines = shown.stderr.splitlines()
    assert max(len(line) for line in lines) <= 80
    assert any(line.split()[:3] == ["Moteur", "WordPress", "4.9.8"] for line in lines)
    values = json.loads(told.stdout)
    assert values["engine"]["name"] == "WordPress"
    assert values["rest"]["fiche"] == FICHES
    assert values["advice"][-1]["command"] == f"comedie migrate {url}/"
    assert values["exit"] == 0


def test_an_endless_site_gets_sixty_requests_and_no_more(serve: Serve) -> None:
    def endless(asked: Asked) -> bytes:
        if "sitemap" in asked.path:
            listed = "".join(
                f"<sitemap><loc>/sitemap{asked.path.count('x')}x{n}.xml</loc></sitemap>" for n in range(500)
            )
            return answer(f"<sitemapindex>{listed}</sitemapindex>", content_type="application/xml")
        if asked.path.endswith("/types"):
            return answer(
                json.dumps({f"t{n}": {"rest_base": f"t{n}"} for n in range(500)}), content_type="application/json"
            )
        if asked.path.count("/") % 2 == 0:
            return redirect(f"{asked.path}/plus-loin")
        return answer(page("".join(f'<a href="{asked.path}{n}/x">{n}</a>' for n in range(300))))

    site = serve(otherwise=endless)
    facts = survey_site(f"{site.url}/", contact=None)
    assert facts.requests == len(site.asked) <= 60


def test_robots_is_obeyed_and_its_delay_counts(serve: Serve) -> None:
    links = page('<a href="/ouvert/">o</a><a href="/secret/fiche/">s</a><a href="/secret/">s</a>')
    robots = answer("User-agent: *\nDisallow: /secret\nDisallow: /wp-json\nCrawl-delay: 0.1", content_type="text/plain")
    site = serve({"/robots.txt": robots, "/": answer(links), "/ouvert/": answer(links)})
    facts = survey_site(f"{site.url}/", contact=None)
    assert not any(asked.path.startswith(("/secret", "/wp-json")) for asked in site.asked)
    assert facts.delay == facts.crawl_delay == 0.1
    assert "/wp-json/wp/v2/types" in facts.refused_by_robots


def test_a_closed_robots_stops_all_and_is_said(serve: Serve) -> None:
    site = serve({"/robots.txt": answer("User-agent: *\nDisallow: /", content_type="text/plain")})
    facts = survey_site(f"{site.url}/", contact=None)
    assert set(site.paths()) == {"/robots.txt"}
    assert facts.robots == "tout interdit"
    assert "robots.txt interdit tout" in said(facts)


def test_a_robots_that_cannot_be_had_allows_nothing(serve: Serve) -> None:
    site = serve({"/robots.txt": answer("x", "503 Service Unavailable"), "/": answer(page("x"))})
    facts = survey_site(f"{site.url}/", contact=None)
    assert set(site.paths()) == {"/robots.txt"}
    assert "illisible (503)" in facts.robots


def test_robots_in_html_forbids_nothing(serve: Serve) -> None:
    site = serve({"/robots.txt": answer(page("Disallow: /")), "/": answer(page("x"))})
    assert survey_site(f"{site.url}/", contact=None).robots == "absent"


def test_a_redirect_outside_is_not_followed(serve: Serve) -> None:
    outside = serve({"/": answer(page("dehors"))})
    site = serve({"/": redirect(f"{outside.url}/"), "/sitemap.xml": redirect(f"{outside.url}/plan.xml")})
    facts = survey_site(f"{site.url}/", contact=None)
    assert not outside.asked
    assert any("renvoie hors du site" in problem for problem in facts.problems)
    assert any("wayback:" in command for command in commands_for(facts))


def test_a_private_address_that_the_source_does_not_name_is_refused() -> None:
    with Asker(Scope.of("http://www.localhost/")) as asker:
        with pytest.raises(NotAsked, match="adresse privée"):
            asker.ask("http://localhost/")
        assert asker.used == 0


def test_outside_this_machine_somebody_must_be_named() -> None:
    with pytest.raises(HarvestError, match="COMEDIE_CONTACT") as error:
        survey_site("https://www.exemple.org/", contact=" ")
    assert error.value.exit_code == 2
    done = comedie("survey", "https://www.exemple.org/")
    assert done.returncode == 2
    assert "COMEDIE_CONTACT" in done.stderr


def test_a_site_that_does_not_answer_is_said(closed_port: int) -> None:
    with pytest.raises(HarvestError, match=r"ne répond pas.*wayback:") as error:
        survey_site(f"http://127.0.0.1:{closed_port}/", contact=None)
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    ("reply", "protection", "advice"),
    [
        (answer("x", "401 Unauthorized"), "mot de passe demandé (401)", "un accès en lecture"),
        (answer("x", "403 Forbidden"), "accès interdit (403)", "prévenez son propriétaire"),
        (answer("<title>Just a moment...</title>", "403 Forbidden"), "captcha ou filtre", "laisser passer"),
        (answer("x", "429 Too Many Requests"), "trop de demandes (429)", "ralentir"),
        (answer("<p>Veuillez accepter les cookies</p>"), "mur de cookies", "prévenez son propriétaire"),
    ],
)
def test_protections_are_told_with_what_to_do(serve: Serve, reply: bytes, protection: str, advice: str) -> None:
    site = serve({"/": reply})
    facts = survey_site(f"{site.url}/", contact=None)
    assert facts.protections[0].startswith(protection)
    assert advice in said(facts)


def test_each_advice_is_given_once_and_a_closed_interface_is_no_password(serve: Serve) -> None:
    locked = serve({}, otherwise=answer("", "401 Unauthorized"))
    told = [one.text for one in advice_for_site(survey_site(f"{locked.url}/", contact=None))]
    assert len([text for text in told if "COMEDIE_SITE_PASSWORD" in text]) == 1
    site = serve({"/": answer(page("x")), "/wp-json/wp/v2/types": answer("", "401 Unauthorized")})
    told = [one.text for one in advice_for_site(survey_site(f"{site.url}/", contact=None))]
    assert any("interface REST est fermée" in text for text in told)
    assert not any("mot de passe" in text for text in told)


def test_charsets_declared_and_real(serve: Serve) -> None:
    latin = page("<p>été</p>").decode().encode("latin-1")
    site = serve({"/": answer(latin), "/robots.txt": answer("", content_type="text/plain")})
    facts = survey_site(f"{site.url}/", contact=None)
    assert (facts.sample[0].declared_charset, facts.sample[0].real_charset) == ("utf-8", "windows-1252")
    assert "se disent en utf-8 et sont en windows-1252" in said(facts)


def test_another_name_of_the_site_is_proposed_as_an_alias(serve: Serve) -> None:
    links = "".join(
        f'<a href="/fiche/{n}/">i</a><a href="http://ancien.exemple.org/fiche/{n}/">a</a>' for n in range(4)
    )
    site = serve({"/": answer(page(links + '<a href="https://ailleurs.org/x/">e</a>'))})
    facts = survey_site(f"{site.url}/", contact=None)
    assert facts.hosts == {"ancien.exemple.org": 4}
    assert "--alias ancien.exemple.org" in commands_for(facts)[-1]


@pytest.mark.parametrize(
    ("html", "headers", "name"),
    [
        ('<meta name="generator" content="SPIP 3.2.1">', {}, "SPIP"),
        ("<a href='spip.php?article12'>x</a>", {"composed-by": "SPIP 2.1 @ www.spip.net"}, "SPIP"),
        ("<meta content='Joomla! - Open Source' name='generator'>", {}, "Joomla"),
        ("<link href='/tools/templates/themes/x.css'><a href='wakka.php?wiki=PagePrincipale'>", {}, "YesWiki"),
        ("<img src='/sites/default/files/x.png'>", {"x-generator": "Drupal 7"}, "Drupal"),
        ("<img src='/wp-content/uploads/x.png'>", {"link": '<https://x/>; rel="https://api.w.org/"'}, "WordPress"),
        ("<html><body><a href='page.html'>x</a></body></html>", {}, "pages statiques"),
        ("<html><body><a href='index.php?id=4'>x</a></body></html>", {}, "inconnu"),
        ("", {}, "inconnu"),
    ],
)
def test_engines(html: str, headers: dict[str, str], name: str) -> None:
    assert engine_of(html, headers).name == name


def test_a_folder_says_its_types_and_what_it_cannot_tell(tmp_path: Path) -> None:
    (tmp_path / "www.exemple.org").mkdir()
    first = page("a", head='<link rel="canonical" href="http://www.exemple.org/a.html">')
    (tmp_path / "www.exemple.org/a.html").write_bytes(first)
    (tmp_path / "www.exemple.org/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    facts = survey_file(str(tmp_path))
    assert facts.counts["Fichiers"] == {"pages HTML": 1, "images": 1}
    assert facts.counts["Hôtes retrouvés"] == {"www.exemple.org": 2}
    assert facts.pages == 1
    assert any("statuts" in unknown for unknown in facts.unknown)
    assert advice_for_file(facts)[0].command == f"comedie migrate {tmp_path}"


def test_an_archive_says_its_records(serve: Serve, workspace: Workspace) -> None:
    site = serve({"/": answer(page('<a href="/p/">p</a><a href="/perdue/">x</a>')), "/p/": answer(page("p"))})
    workspace.harvest(f"{site.url}/")
    (warc,) = workspace.archive_folder.glob("*.warc.gz")
    facts = survey_file(str(warc))
    assert facts.pages == 2
    assert facts.counts["Réponses"]["2xx"] == 2
    assert facts.made_by.startswith("comedie-harvest")
    warc.write_bytes(warc.read_bytes()[:-40])
    assert survey_file(str(warc)).problems


def test_an_export_says_its_items(tmp_path: Path) -> None:
    item = (
        "<item><title>{0}</title><wp:post_id>{0}</wp:post_id><wp:post_type>{1}</wp:post_type>"
        "<wp:status>{2}</wp:status></item>"
    )
    items = "".join(
        item.format(*one) for one in ((1, "fiche", "publish"), (2, "fiche", "draft"), (3, "attachment", "inherit"))
    )
    (tmp_path / "site.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        f"<wp:base_site_url>http://exemple.org</wp:base_site_url>{items}</channel></rss>",
        encoding="utf-8",
    )
    facts = survey_file(str(tmp_path / "site.xml"))
    assert facts.counts["Éléments"] == {"fiche": 2, "attachment": 1}
    assert facts.counts["Non publiés, laissés de côté"] == {"brouillon": 1}
    assert "site : http://exemple.org" in facts.notes


@pytest.mark.parametrize("name", ["nulle-part", "texte.txt"])
def test_an_unknown_source_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "texte.txt").write_text("x")
    with pytest.raises(HarvestError, match=r"Vérifiez|source connue") as error:
        survey_file(str(tmp_path / name))
    assert error.value.exit_code == 2
