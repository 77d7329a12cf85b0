"""The page of results on the whole bundled site: its weight where there is most to say, its filters in a browser."""

import gzip
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

QUESTION = (
    "Comment des habitants, des élus, des agriculteurs et des pêcheurs ont-ils pu se mettre d’accord sur le partage de "
    "l’eau d’une rivière ou d’un bassin ?"
)
#: Every kind of busy: everything, long questions with three passages a hit, many ticks, a long text in each link.
BUSIEST = (
    "",
    "q=eau",
    f"q={quote('Comment associer les habitants ?')}",
    "q=concertation&page=2",
    "de=2000&a=2010&periode=(vide)",
    "theme=eau&theme=agriculture&theme_mode=un",
    "q=eau&" + "&".join(f"dans_{name}=a" for name in ("theme", "lieu", "organisme", "terme", "acteur", "methode")),
    f"q={quote(QUESTION)}",
    f"q={quote('é' * 900)}",
)


def test_the_busiest_pages_are_light(site_url: str) -> None:
    for query in BUSIEST:
        with urllib.request.urlopen(f"{site_url}/recherche?{query}") as answer:
            page = answer.read()
        assert len(page) <= 60_000, query
        assert len(gzip.compress(page, 6)) <= 15_000, query


@pytest.mark.browser
def test_filters_apply_at_a_click_and_wait_for_the_keyboard(browser: Browser, site_url: str) -> None:
    page = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site_url}/recherche?q=rivi%C3%A8re")
    page.locator("#filtres input[name=type]").first.click()
    expect(page).to_have_url(f"{site_url}/recherche?q=rivi%C3%A8re&type=experience")
    page.go_back()
    assert not page.locator("#filtres input[name=type]").first.is_checked()

    page.locator("#filtres input[name=type]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.url == f"{site_url}/recherche?q=rivi%C3%A8re"
    page.get_by_role("button", name="Appliquer les filtres").press("Enter")
    page.wait_for_url("**type=experience**")
    assert page.url.count("type=") == 2
    assert "&de=" not in page.url, "empty fields stay out of the address"
    page.context.close()


@pytest.mark.browser
def test_filters_need_no_script(browser: Browser, site_url: str) -> None:
    page = browser.new_context(locale="fr-FR", java_script_enabled=False).new_page()
    page.goto(f"{site_url}/recherche?q=rivi%C3%A8re")
    page.locator("#filtres input[name=type]").first.check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    assert page.locator(".chip").inner_text().startswith("Type")
    page.locator("#filtres summary", has_text="Année par année").click()
    page.locator("#filtres button[name=annee]").first.click()
    assert page.locator(".chip").count() == 2
    page.context.close()
