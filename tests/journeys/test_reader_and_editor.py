"""Search, open a fiche, put it in front, migrate again, see it still there, take it back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.support.command import Migrated, comedie

pytestmark = pytest.mark.browser
PASSWORD = "une phrase assez longue"
REASON = "Pour préparer la rencontre sur l’eau."
#: Whether a click in the middle of each element would reach it, for those that the window shows.
IN_SIGHT = """elements => elements.map(element => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return y > innerHeight || element.contains(document.elementFromPoint(x, y));
})"""


def test_a_fiche_found_and_put_in_front_survives_a_new_migration(
    browser: Browser, migrated: Migrated, site_url: str
) -> None:
    added = comedie("user", "add", "claire", "--password-stdin", "--workspace", str(migrated.folder), given=PASSWORD)
    assert added.returncode == 0, added.stderr
    elsewhere: list[str] = []
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.on("request", lambda request: None if request.url.startswith(site_url) else elsewhere.append(request.url))

    page.goto(f"{site_url}/")
    page.get_by_role("combobox").first.press_sequentially("riv")
    expect(page.get_by_role("option").first).to_be_visible()
    assert all(page.get_by_role("option").evaluate_all(IN_SIGHT)), "suggestions lie over the page"
    page.get_by_role("combobox").first.fill("rivière")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}/recherche?q=rivi%C3%A8re")
    assert page.locator("mark").count() > 0
    page.locator("main article h2 a, main li h2 a, main h3 a").first.click()
    title = page.locator("main h1").inner_text()
    assert "/notice/comedie-" in page.url
    assert context.cookies() == [], "a reader gets no cookie"

    page.locator("a[href*='/redaction/une/']").click()
    page.get_by_label("Nom").fill("claire")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.get_by_label("raison", exact=False).fill(REASON)
    page.locator("input[name=end]").fill((date.today() + timedelta(days=30)).isoformat())
    page.locator("main form button").last.click()

    page.goto(f"{site_url}/")
    expect(page.get_by_text(REASON)).to_be_visible()
    expect(page.locator("main")).to_contain_text(title)

    again = migrated.migrate_again()
    assert again["records"] == migrated.summary["records"]
    page.goto(f"{site_url}/")
    expect(page.get_by_text(REASON)).to_be_visible()

    page.goto(f"{site_url}/redaction/")
    page.get_by_role("button", name="Annuler").first.click()
    page.goto(f"{site_url}/")
    expect(page.get_by_text(REASON)).to_have_count(0)
    assert elsewhere == [], "pages load nothing from another host"
    context.close()
