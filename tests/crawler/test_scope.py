import pytest

from crawler.errors import HarvestError
from crawler.outcome import Outcome
from crawler.robots import Robots
from crawler.scope import Scope
from crawler.traps import REPEATED, Traps, likeness_of, pattern_of


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.comedie.org/a", "https://www.comedie.org/a"),
        ("http://www.comedie.org/a?p=1", "https://www.comedie.org/a?p=1"),
        ("http://comedie.org/a", "https://www.comedie.org/a"),
        ("http://comedie.org:8080/a", "https://www.comedie.org/a"),
        ("http://ancien.test:81/a", "https://www.comedie.org/a"),
        ("http://ancien.test:82/a", "http://ancien.test:82/a"),
        ("http://autre.org/a", "http://autre.org/a"),
        ("http://xcomedie.org/a", "http://xcomedie.org/a"),
    ],
)
def test_a_host_under_its_other_names(url: str, home: str) -> None:
    scope = Scope.of("https://www.comedie.org/", aliases=("comedie.org", "http://ancien.test:81/x"))
    assert scope.at_home(url) == home


def test_the_other_scheme_of_the_host_may_be_asked_where_the_source_insists() -> None:
    scope = Scope.of("http://comedie.org/")
    assert scope.exclusion("https://comedie.org/login") is None
    assert scope.exclusion("https://www.comedie.org/login") is not None


def test_on_another_port_the_other_scheme_is_another_site() -> None:
    scope = Scope.of("http://127.0.0.1:8000/")
    assert scope.at_home("https://127.0.0.1:8000/a") == "https://127.0.0.1:8000/a"
    assert "autre site" in (scope.exclusion("http://127.0.0.1:8001/") or "")


@pytest.mark.parametrize(
    ("url", "itself"),
    [
        ("https://www.comedie.org/", True),
        ("https://comedie.org/accueil", True),
        ("http://comedie.org:8080/", False),
        ("https://autre.org/", False),
    ],
)
def test_a_site_that_sends_its_home_page_to_another_name_of_itself(url: str, itself: bool) -> None:
    scope = Scope.of("http://comedie.org/fiches/", include=("/fiches/",))
    assert scope.is_itself(url) is itself
    if itself:
        moved = scope.moved_to(url)
        assert moved.at_home("http://comedie.org/x") == f"{moved.origin}/x"
        assert moved.start == f"{moved.origin}/fiches/"
        assert moved.exclusion(f"{moved.origin}/fiches/1") is None


@pytest.mark.parametrize(
    ("rule", "url", "matches"),
    [
        ("/fiche/", "http://h/fiche/1", True),
        ("/fiche/", "http://h/x/fiche/1", False),
        ("/?p=", "http://h/?p=12", True),
        ("http://h/a", "http://h/abc", True),
        (r"/fiche/\d+", "http://h/x/fiche/12", True),
        (r"\.pdf$", "http://h/a.pdf", True),
        (r"\.pdf$", "http://h/a.pdf?x", False),
    ],
)
def test_rules_are_prefixes_or_expressions(rule: str, url: str, matches: bool) -> None:
    scope = Scope.of("http://h/", exclude=(rule,))
    assert (scope.exclusion(url) is not None) is matches
    if matches:
        assert rule in (scope.exclusion(url) or "")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://h/fiche/1/?share=facebook", False),
        ("http://h/fiche/1/?share=jetpack-whatsapp&nb=1", False),
        ("http://h/fiche/1/?nb=1&share=custom-1512", False),
        ("http://h/fiche/1/?replytocom=12", False),
        ("http://h/?add-to-cart=31", False),
        ("http://h/fiche/1/?share=12", True),
        ("http://h/fiche/1/?partshare=facebook", True),
        ("http://h/index.php?share=rapport-annuel", True),
        ("http://h/share=facebook/", True),
    ],
)
def test_links_that_act_instead_of_showing_a_page_are_not_asked(url: str, *, asked: bool) -> None:
    why = Scope.of("http://h/").exclusion(url)
    assert (why is None) is asked
    assert asked or (why or "").startswith("sans contenu : ")


@pytest.mark.parametrize("source", ["http://", "http://[", "https:///x"])
def test_a_source_without_host_is_refused(source: str) -> None:
    with pytest.raises(HarvestError, match="n’est pas une adresse"):
        Scope.of(source)


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("http://h/fiche/12/", "/fiche/0/"),
        ("http://h/a?mois=2024-05", "/a?mois=0-0"),
        ("http://h/a?b=1&a=2", "/a?a&b"),
        ("http://h/a?a=x&b=y", "/a?a&b"),
    ],
)
def test_patterns(url: str, pattern: str) -> None:
    assert pattern_of(url) == pattern


@pytest.mark.parametrize(
    ("url", "chain", "trapped"),
    [
        ("http://h/2010/05/17/un-article/", 0, False),
        ("http://h/" + "a/b/" * 5, 0, True),
        ("http://h/" + "/".join(map(str, range(30))), 0, True),
        ("http://h/?" + "&".join(f"p{n}=1" for n in range(13)), 0, True),
        ("http://h/?" + "&".join(["f[]=1"] * 5), 0, True),
        ("http://h/agenda?mois=7", 100 * REPEATED, False),
        ("http://h/agenda?mois=7", 101 * REPEATED, True),
    ],
)
def test_traps(url: str, chain: int, trapped: bool) -> None:
    assert (Traps().trap(url, chain) is not None) is trapped


def test_documents_with_a_number_of_their_own_are_no_combinations() -> None:
    traps = Traps()
    urls = [f"http://h/index.php?page=fiche&id={number}&lang={lang}" for number in range(1000) for lang in ("fr", "en")]
    assert not any(traps.trap(url, 0) for url in urls)


def test_pages_that_differ_by_figures_only_are_alike() -> None:
    assert likeness_of(b"<h1>Agenda 2031</h1>") == likeness_of(b"<h1>Agenda 2032</h1>")
    assert likeness_of(b"<h1>Agenda 2031</h1>") != likeness_of(b"<h1>Fiche 2031</h1>")


def test_robots_for_us_and_for_all() -> None:
    text = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-agent: comedie-harvest\nDisallow: /non\nCrawl-delay: 900\n"
    robots = Robots.read(text, "comedie-harvest/0.1.0")
    assert robots.allows("http://h/oui")
    assert not robots.allows("http://h/non/x")
    assert robots.delay == 60.0
    assert Robots("comedie-harvest").allows("http://h/non")


def test_robots_that_is_a_page_allows_everything() -> None:
    assert Robots.read(b"<html><body>Disallow: /</body></html>" * 9, "comedie-harvest").allows("http://h/a")


def test_outcomes_are_words_of_the_ledger() -> None:
    assert [outcome.value for outcome in Outcome] == [
        "captured", "unchanged", "redirected", "gone", "absent", "refused", "excluded", "trap", "failed"
    ]  # fmt: skip
