"""What readers get: pages, marks, sentences, addresses."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from lxml import etree, html

from crawler.archive import Archive
from indexer.engines import open_engine
from indexer.query import SearchRequest
from indexer.results import Marked, Snippet
from indexer.search import Search
from search_app.app import COMEDIE_PRESENTATION, AppOptions, Presentation, create_app
from search_app.desk import DeskStore
from search_app.french import taxonomy
from search_app.marking import excerpt, two_of, typeset, typeset_marked
from search_app.reader.terms import term_paths
from tests.search_app.small_site import BASE, TestClient
from transform.decisions import Decision, DecisionKind

NOTICE = "/notice/comedie-1/une-cooperation-a-propos-du-loup"
READERS_PAGES = [
    "/",
    "/recherche",
    "/recherche?q=loup",
    "/recherche?q=rivi%C3%A8re&page=2",
    "/recherche?q=zzzz&type=video&mots=tous",
    NOTICE,
    "/a-propos",
    "/aide",
    "/nulle-part",
    "/latin/",
    "/redaction/connexion",
]


def text_of(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_home_says_what_there_is(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/").text)
    assert page.xpath("count(//h1)") == 1
    assert page.xpath("//main//a[@href='/recherche?type=etude-de-cas']//*[@class='contents-count']/text()") == ["24"]
    assert len(page.xpath("//ol[@class='latest']/li")) == 6


def test_home_tries_its_examples_before_offering_them(reader: TestClient) -> None:
    offered = html.fromstring(reader.get("/").text).xpath("//p[@class='try']/a/text()")
    assert "rivière" in offered
    assert "zone humide" not in offered


def test_results_mark_the_words_and_say_where_they_stand(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/recherche?q=bergers").text)
    marks = [mark.text for mark in page.xpath("//article//mark")]
    assert marks
    assert all("berger" in mark.lower() for mark in marks)
    assert "trouvé dans\u00a0: " in page.text_content()
    assert "fiche" in page.xpath("//p[@class='sentence']")[0].text_content()


def test_a_passage_shown_for_want_of_words_says_no_place(reader: TestClient) -> None:
    for path in ("/recherche", "/recherche?theme=eau", "/recherche?q=bergers"):
        places = html.fromstring(reader.get(path).text).xpath("//*[@class='where']")
        assert all(place.text.partition("\u00a0:")[2].strip() for place in places), path


def test_a_list_shows_the_two_passages_that_show_most_words() -> None:
    def snippet(*words: str) -> Snippet:
        ends = [sum(map(len, words[: place + 1])) for place in range(len(words))]
        return Snippet(Marked("".join(words), tuple(zip([0, *ends], ends, strict=False))), "chapeau")

    one, other, third = snippet("berger"), snippet("bergers"), snippet("loup")
    assert two_of((one, other)) == (one, other)
    assert two_of((one, other, third)) == (one, third)
    assert two_of((one, third, snippet("ours"))) == (one, third)
    assert two_of((one, other, snippet("bergère"))) == (one, other)


def test_a_facet_count_is_what_its_page_shows(reader: TestClient) -> None:
    """The form sent with one more box: what a browser does without any script."""
    for query in ("q=rivi%C3%A8re", "q=rivi%C3%A8re&type=experience", "theme=eau&theme_mode=un"):
        page = html.fromstring(reader.get(f"/recherche?{query}").text)
        form = page.get_element_by_id("filtres")
        off = [box for box in form.xpath(".//li//input[@type='checkbox']") if not box.checked]
        assert off
        for box in off:
            count, name = int(re.sub(r"\D", "", box.getparent().find("small").text)), box.get("name")
            alternative = name == "type" or f"{name}_mode=un" in query  # counted as if it alone were ticked
            others = [pair for pair in form.form_values() if pair[0] != name or not alternative]
            sent = urlencode([*others, (name, box.get("value"))])
            sentence = html.fromstring(reader.get(f"/recherche?{sent}").text).xpath("string(//p[@class='sentence'])")
            assert sentence.startswith(f"{count}\u00a0"), sent


def test_the_form_of_filters_sends_the_whole_state(reader: TestClient) -> None:
    """Sent unchanged, it shows the same page: each tick is one box, and what is no box is kept."""
    everything = (
        "q=rivi%C3%A8re&theme=eau&theme=-foret&theme_mode=un&region=84&departement=38&departement=%28vide%29&type=experience"
        "&de=2000&a=2015&periode=%28vide%29&inferees=non&remplacees=oui&mots=certains&tel_quel=1&tri=recentes&dans_lieu=a"
    )
    for query in ("", "q=rivi%C3%A8re", everything, "region=84&region=93&departement=38&lieu=zzz&dans_theme=e"):
        form = html.fromstring(reader.get(f"/recherche?{query}").text).get_element_by_id("filtres", None)
        if form is None:
            assert query == everything
            continue
        sent = [(name, value) for name, value in form.form_values() if value]
        asked = SearchRequest.from_parameters(parse_qsl(query, keep_blank_values=True))
        assert SearchRequest.from_parameters(sent).permalink == asked.permalink, query


def test_an_active_filter_is_a_chip_that_takes_it_away(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/recherche?q=rivi%C3%A8re&type=experience").text)
    chip = page.xpath("//a[@class='chip']")[0]
    assert "fiche d’expérience" in chip.text_content()
    assert chip.get("href") == "/recherche?q=rivi%C3%A8re"
    assert page.xpath("//form//input[@type='hidden'][@name='type'][@value='experience']")


def test_pages_of_results_follow_each_other_and_end(reader: TestClient) -> None:
    seen: list[str] = []
    path = "/recherche?q=rivi%C3%A8re"
    while path:
        page = html.fromstring(reader.get(path).text)
        seen += page.xpath("//div//article//h3/a/@href")
        following = page.xpath("//a[@rel='next']/@href")
        assert page.xpath("//link[@rel='next']/@href") == following
        path = following[0] if following else ""
    assert len(seen) == len(set(seen)) == 48


def test_beyond_the_last_page_there_is_a_way_back(reader: TestClient) -> None:
    answer = reader.get("/recherche?q=rivi%C3%A8re&page=400")
    assert answer.status_code == 200
    assert "Revenir à la première" in answer.text


def test_nothing_found_names_remedies_that_find_something(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/recherche?q=loup&type=video").text)
    remedies = page.xpath("//ul[@class='remedies']//a")
    assert remedies
    for link in remedies:
        sentence = html.fromstring(reader.get(link.get("href")).text).xpath("//p[@class='sentence']")[0].text_content()
        assert re.findall(r"\d+", link.text)[0] == re.findall(r"\d+", sentence)[0]


def test_a_sequence_that_finds_nothing_is_quoted_once(reader: TestClient) -> None:
    page = html.fromstring(reader.get('/recherche?q=rivière "zzz yyy"').text)
    assert "Sans «\u00a0zzz yyy\u00a0»" in page.xpath("string(//ul[@class='remedies'])")


def test_a_word_that_was_replaced_is_said_and_undone_by_a_link(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/recherche?q=bergeers").text)
    said = page.xpath("//p[@class='note'][contains(., 'nulle part')]")
    assert said
    link = said[0].xpath(".//a/@href")[0]
    assert "tel_quel=1" in link
    assert "nulle part dans l’archive" not in reader.get(link).text


def test_a_question_says_how_it_was_read(reader: TestClient) -> None:
    page = reader.get("/recherche?q=Comment+aider+les+bergers+%3F").text
    assert "Une question se lit mot à mot" in page
    assert "mots=tous" in page


def test_a_record_is_an_article(reader: TestClient) -> None:
    page = html.fromstring(reader.get(NOTICE).text)
    assert page.xpath("//h1/text()") == ["Une coopération à propos du loup"]
    words = " ".join(page.text_content().split())
    for said in (
        "Des volontaires pour aider les bergers",
        "1er\u00a0avril 2011".replace("\u00a0", " "),
        "2003–2005",
        "Anne Martin",
        "Faune sauvage",
        "Une note de bas de page.",
        "Le troupeau",
        "1,2 Mo",
        "12 mars 2021",
        "comedie-1",
    ):
        assert said in words, said


def test_headings_never_skip_a_level(reader: TestClient) -> None:
    for path in READERS_PAGES:
        levels = [int(h.tag[1]) for h in html.fromstring(reader.get(path).text).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (path, levels)


def test_links_to_other_fiches_lead_to_their_new_address(reader: TestClient) -> None:
    page = html.fromstring(reader.get(NOTICE).text)
    assert page.xpath("//main//a[.='Voir la rivière']/@href") == ["/notice/comedie-2"]
    outside = page.xpath("//main//a[.='ailleurs']")[0]
    assert outside.get("href") == "http://ailleurs.test/x"
    assert set(outside.get("rel").split()) >= {"noopener", "nofollow"}


def test_a_linked_fiche_that_does_not_exist_is_not_named(reader: TestClient) -> None:
    page = reader.get(NOTICE).text
    assert "/notice/comedie-3/" in page
    assert "comedie-404" not in page


def test_pictures_come_from_our_archive_with_their_size(reader: TestClient) -> None:
    pictures = html.fromstring(reader.get(NOTICE).text).xpath("//main//img")
    assert len(pictures) == 1, "a picture that the archive has not got is not shown"
    assert re.fullmatch(r"/fichier/[0-9a-f]{64}\.png", pictures[0].get("src"))
    assert (pictures[0].get("width"), pictures[0].get("height"), pictures[0].get("alt")) == ("120", "80", "Des brebis")
    assert reader.get(pictures[0].get("src")).headers["content-type"] == "image/png"


def test_videos_are_links_that_load_nothing(reader: TestClient) -> None:
    page = html.fromstring(reader.get(NOTICE).text)
    assert page.xpath("//a[.='Le film']/@href") == ["https://video.test/v"]
    assert not page.xpath("//iframe|//video|//embed|//object")


def test_what_we_inferred_is_marked_and_what_is_written_is_not(reader: TestClient) -> None:
    page = html.fromstring(reader.get(NOTICE).text)
    assert page.xpath("//dd/*[@class='inferred']/text()") == ["Drôme"]
    evidence = " ".join(page.xpath("//details[@class='evidence']")[0].text_content().split())
    assert "déduit du texte" in evidence
    assert "dans la Drôme" in evidence
    assert "écrit dans la page" in evidence


def test_a_record_leads_to_its_archived_copy(reader: TestClient) -> None:
    link = html.fromstring(reader.get(NOTICE).text).xpath("//a[.='voir la copie archivée']/@href")[0]
    assert reader.get(link).status_code == 200


@pytest.mark.parametrize("path", ["/notice/comedie-1", "/notice/comedie-1/", "/notice/comedie-1/faux-titre"])
def test_a_wrong_slug_leads_to_the_right_one(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, NOTICE)


@pytest.mark.parametrize("path", ["/notice/inconnue", "/notice/" + "x" * 500, "/notice/%00", "/n’importe/quoi"])
def test_a_page_that_does_not_exist_offers_a_search(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text
    assert html.fromstring(answer.text).xpath("//main//form[@role='search']")


def test_help_examples_are_links_that_answer(reader: TestClient) -> None:
    for link in html.fromstring(reader.get("/aide").text).xpath("//table//a/@href"):
        assert reader.get(link).status_code == 200


def test_a_page_that_did_not_change_is_not_sent_again(reader: TestClient) -> None:
    first = reader.get(NOTICE)
    again = reader.get(NOTICE, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_head_is_answered(reader: TestClient) -> None:
    assert reader.head("/").status_code == 200


def test_french_punctuation_is_bound_to_its_word(reader: TestClient) -> None:
    for path in READERS_PAGES:
        main = html.fromstring(reader.get(path).text)
        for element in main.xpath("//script|//style|//*[@class='sentence']|//code|//h3|//mark"):
            element.drop_tree()
        loose = re.findall(r".{0,20}[^\W\d] [:;!?»](?:\s|$)|« ", main.text_content())
        assert loose == [], path


def test_the_page_begins_with_a_way_to_its_content(reader: TestClient) -> None:
    for path in READERS_PAGES:
        page = html.fromstring(reader.get(path).text)
        assert page.get("lang") == "fr"
        assert page.xpath("//body/a[1]/@href") == ["#contenu"]
        assert len(page.xpath("//main[@id='contenu']")) == len(page.xpath("//header[@class='masthead']")) == 1
        for field in page.xpath("//input[not(@type='hidden')]|//textarea"):
            around = "".join(field.xpath("string(ancestor::label)").split())
            assert around or page.xpath(f"//label[@for='{field.get('id')}']"), path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_crawlers_are_told_our_own_rules_and_where_the_notices_are(reader: TestClient) -> None:
    answer = reader.get("/robots.txt")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "Disallow: /redaction/",
        "Disallow: /archive/",
        "",
        f"Sitemap: {BASE}/sitemap.xml",
    ]


def test_the_sitemap_names_every_notice_once_from_the_public_address(reader: TestClient) -> None:
    answer = reader.get("/sitemap.xml", headers={"Host": "evil.test"})
    assert answer.headers["content-type"].startswith("application/xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = etree.fromstring(answer.content).findall("s:url", names)
    changed = {url.findtext("s:loc", "", names): url.findtext("s:lastmod", None, names) for url in urls}
    assert list(changed)[:3] == [f"{BASE}/", f"{BASE}/a-propos", f"{BASE}/aide"]
    assert len(urls) == len(changed) == 3 + 50
    assert changed[BASE + NOTICE] == "2011-04-01"
    assert reader.get(list(changed)[-1].removeprefix(BASE)).status_code == 200


def test_a_withdrawn_notice_leaves_the_sitemap_at_once(reader: TestClient, desk: DeskStore) -> None:
    assert "/notice/comedie-2/" in reader.get("/sitemap.xml").text
    desk.append(
        Decision(
            id="d1",
            at="2026-11-23T10:00:00Z",
            by="claire",
            kind=DecisionKind.WITHDRAW,
            record="comedie-2",
            values={"urls": [], "files": [], "public_reason": False},
        )
    )
    assert "/notice/comedie-2/" not in reader.get("/sitemap.xml").text


def test_the_icon_that_browsers_ask_for_is_the_emblem(reader: TestClient) -> None:
    answer = reader.get("/favicon.ico")
    assert answer.status_code == 301
    assert reader.get(answer.headers["location"]).headers["content-type"] == "image/svg+xml"


@pytest.fixture
def other_site(search: Search, archive_folder: Path, desk: DeskStore) -> Callable[..., TestClient]:
    """The same archive, presented otherwise."""

    def opened(**options: Any) -> TestClient:
        site = create_app(search, Archive(archive_folder), desk, AppOptions(base_url=BASE, **options))
        return TestClient(site, base_url=BASE, raise_server_exceptions=False, follow_redirects=False)

    return opened


def test_a_site_that_says_nothing_of_itself_is_never_another_one(reader: TestClient) -> None:
    for path in READERS_PAGES:
        page = html.fromstring(reader.get(path).text)
        words = page.text_content()
        assert "Comédie" not in words, path
        assert "2000 à 2020" not in words, path
    assert "Ce que ce site a publié, gardé et cherchable" in reader.get("/").text


def test_about_says_how_much_from_where_and_when(reader: TestClient) -> None:
    words = text_of(reader.get("/a-propos").text)
    assert "Ce site garde 50 fiches, moissonnées sur www.comedie.test le 12 mars 2021." in words


def test_a_site_is_presented_in_its_own_words(other_site: Callable[..., TestClient]) -> None:
    client = other_site(presentation=COMEDIE_PRESENTATION)
    home, about = text_of(client.get("/").text), text_of(client.get("/a-propos").text)
    assert COMEDIE_PRESENTATION.sentence in home
    assert "Comédie L’archive de la concertation" in home
    assert "Le programme Comédie a publié" in about
    assert "50 fiches" in about
    hostile = other_site(presentation=Presentation(title="<b>x", sentence="<i>y", about=("<script>z",)))
    for path in ("/", "/a-propos"):
        assert not html.fromstring(hostile.get(path).text).xpath("//script[not(@src)]|//main//i")


def test_every_way_to_search_that_help_shows_finds_something(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/aide").text)
    offered = page.xpath("//table//a/@href") + page.xpath("//ul[@class='kinds']//a/@href")
    assert len(offered) > 4
    for link in offered:
        assert html.fromstring(reader.get(link).text).xpath("//section[@class='hits']//article"), link


def test_help_stays_readable_while_the_engine_is_away(archive_folder: Path, desk: DeskStore, tmp_path: Path) -> None:
    away = Search(open_engine("embedded", index_folder=tmp_path / "none", opensearch_url="", site="comedie"))
    site = create_app(away, Archive(archive_folder), desk, AppOptions(base_url=BASE))
    client = TestClient(site, base_url=BASE, raise_server_exceptions=False)
    answer = client.get("/aide")
    assert answer.status_code == 200
    assert "Comment lire la réponse" in answer.text
    assert not html.fromstring(answer.text).xpath("//table")
    assert [client.get(path).status_code for path in ("/robots.txt", "/sitemap.xml")] == [200, 503]


def test_help_says_two_spellings_are_the_same_where_they_are(reader: TestClient) -> None:
    pair = html.fromstring(reader.get("/aide").text).xpath("//p[@class='lead']/a/@href")
    totals = [text_of(reader.get(link).text).partition(" fiche")[0].split()[-1] for link in pair]
    assert len(pair) in {0, 2}
    assert len(set(totals)) <= 1
    assert "0" not in totals


def test_a_reader_is_asked_to_write_only_where_one_can(other_site: Callable[..., TestClient]) -> None:
    assert "écrivez-nous" not in other_site().get("/nulle-part").text
    assert "écrivez-nous" not in other_site(contact="javascript:alert(1)").get("/nulle-part").text
    for contact, link in (("a@icpc.test", "mailto:a@icpc.test"), ("https://icpc.test/x", "https://icpc.test/x")):
        page = html.fromstring(other_site(contact=contact).get("/nulle-part").text)
        assert page.xpath("//a[contains(., 'écrivez-nous')]/@href") == [link]


def test_an_empty_result_has_no_empty_filter(reader: TestClient) -> None:
    for query in ("q=loup&type=video", "q=zzzz", "q=bergers"):
        page = html.fromstring(reader.get(f"/recherche?{query}").text)
        for filters in page.xpath("//aside[@class='filters']//fieldset[.//ul][legend != 'Période']"):
            assert filters.xpath(".//input[@type='checkbox']"), query


def test_an_empty_result_suggests_what_finds_something(reader: TestClient) -> None:
    links = html.fromstring(reader.get("/recherche?q=zzzz").text).xpath("//div[@class='empty']//a/@href")
    assert "/aide" in links
    for link in set(links) - {"/aide"}:
        assert html.fromstring(reader.get(link).text).xpath("//section[@class='hits']//article"), link


def test_a_kind_agrees_with_its_date(reader: TestClient) -> None:
    assert "publiée le 1er avril 2011" in text_of(reader.get(NOTICE).text)


def test_a_video_says_whose_site_it_is_on(reader: TestClient) -> None:
    assert "sur YouTube" in text_of(reader.get(NOTICE).text)


def test_the_way_to_the_desk_stands_out_of_the_article(reader: TestClient) -> None:
    page = html.fromstring(reader.get(NOTICE).text)
    assert page.xpath("//a[contains(@href, '/redaction/une/')]/@href") == ["/redaction/une/comedie-1"]
    assert not page.xpath("//main//a[contains(@href, '/redaction/')]")


def test_a_term_leads_to_a_search_that_finds_something(search: Search, archive_folder: Path, desk: DeskStore) -> None:
    options = AppOptions(base_url=BASE)
    site = create_app(search, Archive(archive_folder), desk, options).state.site
    paths = term_paths(
        site, ["vallée", "bergers veillent", "veillent bergers", 'l"accord"', "Mot que rien ne porte", ""]
    )
    assert paths["bergers veillent"] == "/recherche?q=%22bergers+veillent%22"
    assert "Mot que rien ne porte" not in paths
    assert "" not in paths
    with TestClient(create_app(search, Archive(archive_folder), desk, options), base_url=BASE) as client:
        for path in paths.values():
            assert html.fromstring(client.get(path).text).xpath("//section[@class='hits']//article"), path


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("L'eau d'ici", ((2, 5),), "L’<mark>eau</mark> d’ici"),
        ('Le "grand" loup', ((4, 9), (11, 15)), "Le «\u00a0<mark>grand</mark>\u00a0» <mark>loup</mark>"),
        ("« loup »", ((2, 6),), "«\u00a0<mark>loup</mark>\u00a0»"),
        ("<b>l'eau", ((5, 8),), "&lt;b&gt;l’<mark>eau</mark>"),
    ],
)
def test_marks_stay_on_their_words_in_french_typography(
    text: str, marks: tuple[tuple[int, int], ...], shown: str
) -> None:
    assert typeset_marked(Marked(text, marks)) == shown


def test_a_title_in_another_language_keeps_its_marks() -> None:
    assert typeset('The "wolf"', "en") == 'The "wolf"'
    assert typeset("L'eau", "fr-FR") == "L’eau"


@pytest.mark.parametrize(
    ("name", "terms", "label"),
    [
        ("thematique", 1, "Thématique"),
        ("thematique", 2, "Thématiques"),
        ("post_tag", 3, "Mots-clés"),
        ("xyz", 2, "Xyz"),
    ],
)
def test_a_taxonomy_agrees_with_its_terms(name: str, terms: int, label: str) -> None:
    assert taxonomy(name, terms) == label


def test_the_api_walks_identifies_and_suggests(reader: TestClient) -> None:
    total = reader.get("/api/v1/search?q=rivi%C3%A8re").json()["total"]
    walked = reader.get("/api/v1/walk?q=rivi%C3%A8re").json()
    assert (len(walked["ids"]), walked["next"]) == (total, None)
    after = reader.get(f"/api/v1/walk?q=rivi%C3%A8re&after={walked['ids'][9]}").json()
    assert after["ids"] == walked["ids"][10:]
    page = html.fromstring(reader.get("/recherche?q=rivi%C3%A8re&page=2").text)
    known = reader.get(page.xpath("//p[contains(@class,'identity')]/a[2]/@href")[0]).json()
    assert (known["total"], known["index_version"]) == (total, walked["index_version"])
    assert known["checksum"].startswith("sha256:")
    assert reader.get(known["permalink"]).status_code == 200
    suggested = reader.get("/api/v1/suggestions?q=loup").json()["suggestions"]
    assert suggested
    assert all(reader.get(one["url"]).status_code == 200 for one in suggested)
    assert reader.get("/api/v1/suggestions").json()["suggestions"] == []


def test_the_api_rescues_an_empty_result_and_names_the_filters_in_force(reader: TestClient) -> None:
    empty = reader.get("/api/v1/search?q=loup&type=video&de=1500&a=1501").json()
    assert (empty["total"], empty["mots"], empty["fallback"], empty["question"]) == (0, "tous", False, False)
    assert [(one["field"], one["value"]) for one in empty["filters"]] == [("type", "vidéo"), ("periode", "1500 à 1501")]
    assert empty["filters"][1]["without"] == "/recherche?q=loup&type=video"
    assert empty["rescue"]
    for way in empty["rescue"]:
        same = way["permalink"].replace("/recherche", "/api/v1/search", 1)
        assert reader.get(same).json()["total"] == way["total"] > 0
    assert empty["suggestions"]
    found = reader.get("/api/v1/search?q=loup&type=experience").json()
    assert (found["rescue"], found["suggestions"]) == ([], [])
    assert [one["value"] for one in found["facets"]["type"] if one["active"]] == ["experience"]


def test_a_fiche_names_those_that_are_like_it(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/notice/comedie-1/une-cooperation-a-propos-du-loup").text)
    for link in page.xpath("//section[@id='proches']//a/@href"):
        assert reader.get(link).status_code == 200
        assert link != "/notice/comedie-1/une-cooperation-a-propos-du-loup"


def test_a_record_that_moved_says_where_it_is_read_now(reader: TestClient) -> None:
    page = reader.get("/notice/comedie-48", follow_redirects=True).text
    assert '<a href="https://www.i-cpc.test/etude/48/">le lire sur www.i-cpc.test</a>' in page
    assert "evil.test" not in reader.get("/notice/comedie-49", follow_redirects=True).text


@pytest.mark.parametrize(
    ("text", "cut", "shown"),
    [
        ("2000 jusqu’à 140 barques.", (True, True), "… 2000 jusqu’à 140 barques."),
        ("du loup, on ne dit", (True, True), "… du loup, on ne dit\u00a0…"),
        ("Le loup revient.", (True, True), "Le loup revient."),
        ("« Oui », dit-il", (True, True), "« Oui », dit-il\u00a0…"),
        ("iris et joncs", (False, False), "iris et joncs"),
    ],
)
def test_points_stand_where_a_passage_is_cut_inside_a_sentence(text: str, cut: tuple[bool, bool], shown: str) -> None:
    assert excerpt(Snippet(Marked(text), "chapeau", *cut)) == shown
