"""Addresses compared, resolved, redirected and remembered."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.capture import ArchiveEntry, RecordType
from crawler.outcome import Outcome
from transform import addresses
from transform.addresses import absolute, identity_of, loose_identity_of
from transform.errors import TransformError
from transform.links import AddressBook
from transform.register import Register, Sighting, short_digest
from transform.schema import LinkStatus

SITE = "https://www.comedie.org"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.comedie.org/fiche/5349/",
        "https://comedie.org/fiche/5349/",
        "https://www.comedie.org:443/fiche/5349/#haut",
        "https://www.comedie.org/fiche/5349/?utm_source=lettre&fbclid=x",
        "https://www.comedie.org/fiche/%35349/",
        "https://www.comedie.org/fiche/5349",
        "https://www.comedie.org/fiche/5349/index.html",
        "https://www.comedie.org/fiche/5349/index.html.fr",
    ],
)
def test_spellings_of_one_address(spelling: str) -> None:
    assert loose_identity_of(spelling) == loose_identity_of(f"{SITE}/fiche/5349/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{SITE}/?p=1", f"{SITE}/?p=2"),
        (f"{SITE}/Fiche/", f"{SITE}/fiche/"),
        (f"{SITE}/a/", "https://autre.org/a/"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a"),
        ("mirror:x/a.html", "mirror:x/b.html"),
    ],
)
def test_addresses_that_are_not_the_same(one: str, other: str) -> None:
    assert identity_of(one) != identity_of(other)


@pytest.mark.parametrize(
    ("href", "base", "target"),
    [
        ("../b/", f"{SITE}/a/c/", f"{SITE}/a/b/"),
        ("//autre.org/x", f"{SITE}/a", "https://autre.org/x"),
        ("?p=3", f"{SITE}/a/", f"{SITE}/a/?p=3"),
        ("  /é dé ", f"{SITE}/", f"{SITE}/é%20dé"),
        ("javascript:alert(1)", SITE, None),
        ("java\nscript:alert(1)", SITE, None),
        ("data:text/html,x", SITE, None),
        ("", SITE, None),
        ("http://[::1", SITE, None),
        ("http://h:99999999/", SITE, None),
        ("mailto:a@b.fr", SITE, "mailto:a@b.fr"),
        ("../img/x.png", "mirror:x/mod/a.html", "mirror:x/img/x.png"),
        ("../../../etc/passwd", "mirror:x/mod/a.html", "mirror:x/etc/passwd"),
        ("/css/a.css", "mirror:x/mod/a.html", "mirror:x/css/a.css"),
        ("#haut", "mirror:x/mod/a.html", "mirror:x/mod/a.html#haut"),
    ],
)
def test_absolute(href: str, base: str, target: str | None) -> None:
    assert absolute(href, base) == target


@pytest.mark.parametrize("href", ["../b/", "c.html?p=1#x", "~d", "?p=3", "#haut", ";v=1", "", "http:?p=1", "/e", "//f"])
@pytest.mark.parametrize(
    "base", [f"{SITE}/a/b.html?q=/x/y#z/w", f"{SITE}/a/", SITE, f"{SITE}?q=/x/y", "mirror:x/a/b.html", "mirror:x"]
)
def test_what_counts_of_a_page_where_a_link_stands_is_all_that_decides_where_it_leads(href: str, base: str) -> None:
    assert absolute(href, base) == addresses._absolute.__wrapped__(href, base)


@pytest.mark.parametrize("site", [f"{SITE}", "mirror:x"])
def test_a_link_to_a_place_beside_the_page_is_resolved_once_a_folder(site: str) -> None:
    addresses._absolute.cache_clear()
    for number in range(10):
        absolute("suite/c.html", f"{site}/a/{number}.html?p={number}")
        absolute("/menu.html", f"{site}/{number}/{number}.html")
    assert addresses._absolute.cache_info().misses == 2


@pytest.fixture
def book() -> AddressBook:
    book = AddressBook(hosts={"comedie.org"})
    book.add_record("comedie-5349", [f"{SITE}/fiche/5349/"], "5349")
    book.add_file(_entry(f"{SITE}/charte.pdf"))
    book.add_listing(f"{SITE}/fiche/", "/recherche?type=experience")
    book.add_redirect(f"{SITE}/ancien/", f"{SITE}/moins-ancien/")
    book.add_redirect(f"{SITE}/moins-ancien/", f"{SITE}/fiche/5349/")
    book.add_redirect(f"{SITE}/tourne/", f"{SITE}/rond/")
    book.add_redirect(f"{SITE}/rond/", f"{SITE}/tourne/")
    book.add_outcome(f"{SITE}/perdu/", Outcome.GONE)
    book.add_outcome(f"{SITE}/refuse/", Outcome.REFUSED)
    return book


@pytest.mark.parametrize(
    ("url", "status", "record"),
    [
        (f"{SITE}/fiche/5349/#notes", LinkStatus.RECORD, "comedie-5349"),
        ("http://comedie.org/fiche/5349", LinkStatus.RECORD, "comedie-5349"),
        (f"{SITE}/?p=5349", LinkStatus.RECORD, "comedie-5349"),
        (f"{SITE}/?page_id=5349", LinkStatus.RECORD, "comedie-5349"),
        (f"{SITE}/ancien/", LinkStatus.RECORD, "comedie-5349"),
        (f"{SITE}/charte.pdf", LinkStatus.FILE, None),
        (f"{SITE}/fiche/", LinkStatus.LISTING, None),
        (f"{SITE}/perdu/", LinkStatus.BROKEN, None),
        (f"{SITE}/refuse/", LinkStatus.UNKNOWN, None),
        (f"{SITE}/jamais-vu/", LinkStatus.UNKNOWN, None),
        (f"{SITE}/tourne/", LinkStatus.UNKNOWN, None),
        ("https://autre.org/?p=5349", LinkStatus.EXTERNAL, None),
        ("mailto:a@comedie.org", LinkStatus.EXTERNAL, None),
    ],
)
def test_where_links_lead(book: AddressBook, url: str, status: LinkStatus, record: str | None) -> None:
    found = book.find(url)
    assert (found.status, found.record) == (status, record)


def sighting(*urls: str, native: str | None = None) -> Sighting:
    return Sighting(native, list(urls), "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z")


def test_ids_are_the_sources_own_or_a_digest() -> None:
    register = Register("comedie")
    assert register.id_for(sighting(f"{SITE}/fiche/a/", native="5349")) == "comedie-5349"
    plain = register.id_for(sighting(f"{SITE}/page.html"))
    assert plain == f"comedie-{short_digest(f'{SITE}/page.html')}"
    assert len(plain.removeprefix("comedie-")) == 12


def test_an_id_survives_another_slug_another_kind_and_a_native_id_learnt_later(tmp_path: Path) -> None:
    first = Register("comedie")
    by_number = first.id_for(sighting(f"{SITE}/fiche/a/", native="5349"))
    by_address = first.id_for(sighting(f"{SITE}/fiche/b/"))
    for identifier, seen in (
        (by_number, sighting(f"{SITE}/fiche/a/", native="5349")),
        (by_address, sighting(f"{SITE}/fiche/b/")),
    ):
        first.see(identifier, seen, "experience", "sha256:1", "2026-11-22T10:00:00Z")
    (tmp_path / "register.jsonl").write_text("".join(f"{line}\n" for line in first.lines()), encoding="utf-8")
    again = Register.read(tmp_path / "register.jsonl", "comedie")
    assert again.id_for(sighting(f"{SITE}/fiche/nouveau-nom/", native="5349")) == by_number
    assert again.id_for(sighting(f"{SITE}/methode/b/", f"{SITE}/fiche/b/", native="77")) == by_address
    again.see(
        by_address, sighting(f"{SITE}/methode/b/", native="77"), "fiche-methode", "sha256:2", "2027-01-01T00:00:00Z"
    )
    assert again.id_for(sighting(f"{SITE}/ailleurs/", native="77")) == by_address
    assert again.entries[by_address].native_id == "77"
    assert again.entries[by_address].changed == "2027-01-01T00:00:00Z"
    assert again.entries[by_address].first_seen == "2026-11-22T10:00:00Z"


def test_an_address_that_passed_to_another_post_does_not_pass_its_id() -> None:
    register = Register("comedie")
    old = register.id_for(sighting(f"{SITE}/fiche/a/", native="1"))
    assert register.id_for(sighting(f"{SITE}/fiche/a/", native="2")) != old


def test_a_damaged_register_is_never_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "register.jsonl").write_text('{"id": "comedie-1"}\nn’importe quoi\n', encoding="utf-8")
    with pytest.raises(TransformError, match=r"ligne 1 .*restaurez ce fichier"):
        Register.read(tmp_path / "register.jsonl", "comedie")


def _entry(url: str) -> ArchiveEntry:
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    return ArchiveEntry(
        url, moment, 200, "application/pdf", "sha256:" + "a" * 64, RecordType.RESPONSE, "a.warc.gz", 0, 1
    )


def test_a_page_too_many_of_an_article_is_the_article_unless_it_was_asked_for() -> None:
    book = AddressBook({"x.example"})
    book.add_record("comedie-1", ["https://x.example/etapes/a/"], "1")
    assert book.find("https://x.example/etapes/a/3/").record == "comedie-1"
    assert book.find("https://x.example/etapes/b/3/").record is None
    book.add_outcome("https://x.example/etapes/a/4/", Outcome.GONE)
    assert book.find("https://x.example/etapes/a/4/").status is LinkStatus.BROKEN
