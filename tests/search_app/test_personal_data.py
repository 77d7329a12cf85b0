"""Law 15 over a whole migration: what is planted on pages is in nothing that a page, a file or an export gives."""

import json
import re
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from tests.support.command import clean_environment, comedie, migrate
from tests.support.pages_server import PagesServer

#: Words that only the planted values hold, each as it would be seen once masked badly: letters, or figures alone.
PLANTED = {
    "text": "zoe.quintrec",
    "capitals": "MAHAUT.LESNE",
    "bracket": "odon.varech",
    "split": "perrine.galet",
    "link": "ysoline.ormeau",
    "link text": "tugdual.bernache",
    "script": "clervie.sterne",
    "comment": "gonzague.tamaris",
    "title attribute": "melaine.obione",
    "alternative text": "enguerrand.zostere",
    "meta": "aliette.salicorne",
    "heading": "hermine.fucus",
    "feed": "ombeline.laminaire",
    "file": "amaury.criste",
    "style": "thais.panicaut",
    "json": "cyprien.arroche",
    "address of the web": "solveig.bruant",
    "entities": "bertille.courlis",
    "listing": "lubin.avocette",
    "mobile": "0698217743",
    "abroad": "692417786",
    "fixed": "0298417786",
    "called": "0671884422",
    "street": "Bruyères-Bleues",
    "multiline": "Genêts-Fanés",
    "iban": "0112345678",
}
GENERIC = ("contact@amis-du-gué.example".replace("é", "e"), "mairie@quelen.example", "02 96 00 11 22", "0 800 12 34 56")
PROSE = "<p>Autour du gué, les pêcheurs et les meuniers se sont parlé pendant deux hivers, de 2003 à 2005.</p>" * 3


def page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main><h1>{title}</h1>{PROSE}{body}</main></body></html>"
    )


def addressed(name: str) -> str:
    return f"{PLANTED[name]}@exemple.fr"


def spelt_in_entities(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


FIRST = page(
    "Le gué partagé",
    f"<h2>Contact</h2><p>Écrire à {addressed('text')} ou à {PLANTED['capitals']}@EXEMPLE.FR,"
    f" {PLANTED['bracket']} [at] exemple.fr ; "
    f"<b>{PLANTED['split']}</b><span>@</span><i>exemple</i>.fr.</p>"
    f"<p><a href='mailto:{addressed('link')}?subject=gue'>lui écrire</a> "
    f"<a href='/autre/'>{addressed('link text')}</a> "
    f"<a href='{spelt_in_entities('mailto:' + addressed('entities'))}'>"
    f"{spelt_in_entities(addressed('entities'))}</a></p>"
    f"<!-- {addressed('comment')} --><p title='{addressed('title attribute')}'>Un titre</p>"
    f"<p><img src='/i.png' alt='Photo : {addressed('alternative text')}'></p>"
    "<p>Jeanne Calvez, tél. : 02 98 41 77 86, portable 06\u00a098\u00a021\u00a077\u00a043, +262 (0)692 41 77 86.</p>"
    "<p><a href='tel:+33671884422'>appeler</a></p>"
    "<p>Jeanne Calvez, 12 bis, rue des Bruyères-Bleues, 29410 Pleyber-Christ</p>"
    "<p>Jean Le Bras<br>4, impasse des Genêts-Fanés<br>22740 Lézardrieux</p>"
    "<p>IBAN : FR76 3000 6000 0112 3456 7890 189</p>"
    f"<p><a href='/inscription?courriel={addressed('address of the web')}'>s’inscrire</a></p>",
    f"<meta name='description' content='{addressed('meta')}'>"
    f'<script type=\'application/ld+json\'>{{"email": "{addressed("script")}"}}</script>'
    f"<script>var a = '{addressed('script')}';</script>"
    "<link rel='stylesheet' href='/s.css'><link rel='alternate' type='application/rss+xml' href='/flux.xml'>",
)
OTHER = page(
    f"Le moulin, par {addressed('heading')}",
    f"<h2>{addressed('heading')}</h2><p>Les Amis du Gué : {GENERIC[0]}."
    f" Mairie de Quélen, {GENERIC[1]}, tél. {GENERIC[2]}. Numéro vert {GENERIC[3]}. SIRET 552 100 554 00013.</p>"
    "<ul><li><a href='/notes.txt'>notes</a></li><li><a href='/donnees.json'>données</a></li></ul>",
)
PAGES: dict[str, str | bytes] = {
    "/": page("Accueil", f"<p>{addressed('listing')}</p><a href='/gue/'>Le gué</a> <a href='/autre/'>Le moulin</a>"),
    "/gue/": FIRST,
    "/autre/": OTHER,
    "/i.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "/s.css": f"/* {addressed('style')} */ p {{ color: #000 }}",
    "/notes.txt": f"Notes de séance. Joindre {addressed('file')}.",
    "/donnees.json": json.dumps({"qui": addressed("json"), "texte": f"<p>voir\n{addressed('json')}</p>"}),
    "/flux.xml": f"<?xml version='1.0'?><rss version='2.0'><channel><title>f</title><item>"
    f"<author>{addressed('feed')}</author><link>/gue/</link></item></channel></rss>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("personal") / "w"
    with PagesServer(PAGES) as site:
        comedie("harvest", f"{site.url}/", "--site", "essai", "--delay", "0", "--workspace", str(folder))
        migrate(f"{site.url}/", folder, "--site", "essai", "--delay", "0")
    return folder


@pytest.fixture(scope="module")
def given(folder: Path) -> dict[str, str]:
    """Every page of the running site: found from `/`, from every old address, capture and file."""
    command = [sys.executable, "-m", "comedie", "serve", "--port", "0", "--json", "--workspace", str(folder)]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            base = json.loads(server.stdout.readline())["url"]
            return dict(crawled(base, [*starts(folder)]))
        finally:
            server.terminate()
            server.wait(timeout=20)


def starts(folder: Path) -> Iterator[str]:
    yield from ("/", "/recherche", "/recherche?q=gu%C3%A9", "/recherche?q=exemple", "/recherche?q=contact", "/aide")
    for line in (folder / "archive" / "index.cdxj").read_text(encoding="utf-8").splitlines():
        _, timestamp, values = line.split(" ", 2)
        entry = json.loads(values)
        yield f"/archive/{timestamp}/{quote(entry['url'], safe=':/?=&%')}"
        yield f"/fichier/{entry['digest'].removeprefix('sha256:')}"
    yield from PAGES


def crawled(base: str, paths: list[str]) -> Iterator[tuple[str, str]]:
    address = urlsplit(base)
    seen = set(paths)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=30)
    for attempt in range(200):
        try:
            connection.connect()
            break
        except ConnectionRefusedError:
            assert attempt < 199
            time.sleep(0.05)
    for path in paths:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        yield path, body + "\n".join(answer.headers.values())
        found = re.findall(r"""(?:href|src|action)\s*=\s*["']([^"']{1,2000})["']""", body)
        for link in [*found, answer.getheader("Location") or ""]:
            target = urlsplit(urljoin(base + path, link.replace("&amp;", "&")))
            onward = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc == address.netloc and onward not in seen and len(seen) < 400:
                seen.add(onward)
                paths.append(onward)
    connection.close()


def held(text: str) -> list[str]:
    """The names of what is planted and stands in a text, however it is written there."""
    figures = re.sub(r"(?<=\d)[\s.()\-/\u00a0]{1,4}(?=\d)", "", text)
    small = text.lower()
    return [
        name for name, value in PLANTED.items() if (value in figures if value.isdecimal() else value.lower() in small)
    ]


def test_the_planted_values_are_where_the_archive_keeps_them(folder: Path) -> None:
    """Or the scan would find nothing because there is nothing to find."""
    served = "\n".join(body if isinstance(body, str) else "" for body in PAGES.values()).replace(
        "+33671884422", "0671884422"
    )
    assert set(held(served)) >= set(PLANTED) - {"entities"}
    archived = (folder / "archive" / "index.cdxj").read_text()
    for path in ("/gue/", "/autre/", "/s.css", "/notes.txt", "/flux.xml", "/donnees.json"):
        assert path in archived, path


def test_no_page_gives_any_of_them(given: dict[str, str]) -> None:
    assert len(given) > 40
    assert sum(path.startswith("/archive/") for path in given) >= 6
    # An answer may repeat what was asked: that reader knows it.
    assert {path: names for path, text in given.items() if (names := {*held(text)} - {*held(unquote(path))})} == {}


def test_what_organisations_give_is_still_there(given: dict[str, str]) -> None:
    notices = [text for path, text in given.items() if path.startswith("/notice/")]
    archived = [text for path, text in given.items() if path.startswith("/archive/")]
    for group in (notices, archived):
        for value in GENERIC:
            assert any(value in text for text in group), value
        assert any("[adresse électronique masquée]" in text for text in group)
        assert any("[téléphone masqué]" in text for text in group)
        assert any("[adresse postale masquée]" in text for text in group)


def test_no_file_of_the_records_holds_any_but_the_register(folder: Path) -> None:
    """The register is the memory of addresses: never served, never exported."""
    for path in (folder / "records").iterdir():
        if path.name != "register.jsonl":
            assert held(path.read_text(encoding="utf-8")) == [], path.name


def test_what_was_masked_is_kept_apart_for_the_owner_alone(folder: Path) -> None:
    path = folder / "records" / "personal.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {line["kind"] for line in lines} == {"email", "telephone", "address", "iban"}
    assert all(set(line) == {"record", "field", "kind", "sha256", "count"} for line in lines)


def test_neither_search_nor_exports_give_any(folder: Path) -> None:
    for arguments in (
        ("search", "contact", "--json"),
        ("search", "exemple", "--json"),
        ("search", PLANTED["text"].partition(".")[2], "--json", "--mots", "tous"),
        ("export", "redirects", "--format", "nginx"),
        ("export", "redirects", "--format", "apache"),
        ("export", "redirects", "--format", "csv"),
    ):
        done = comedie(*arguments, "--workspace", str(folder))
        assert done.returncode == 0, done.stderr
        text = done.stdout
        if arguments[0] == "search":
            values = json.loads(done.stdout)
            # What was asked is said again.
            text = json.dumps([values["hits"], values["facets"]], ensure_ascii=False)
        assert held(text) == [], arguments
