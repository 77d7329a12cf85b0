"""`report.html`: one page that loads nothing, says what is there and what is not, and never what is a person's."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from transform.report import render
from transform.report.charts import bars, france, scale, timeline
from transform.report.tallies import RecordTally
from transform.schema import Kind

SITE = "https://vallee.example.org"
HOSTILE = "<script>alert(1)</script>"


def page(number: int, title: str, body: str) -> str:
    return (
        f"<html lang='fr'><head><title>{title}</title></head><body class='single-fiche postid-{number}'><main>"
        f"<h1>{title}</h1><div class='entry-content'><p>{body}</p><h2>La démarche</h2><p>Ils ont parlé.</p></div>"
        "</main></body></html>"
    )


def transformed(workspace: Any, served: Any, **changes: Any) -> str:
    words = "Une vallée, des Soci??t??s et leurs voisins. Appelez Jeanne Martin au 06 12 34 56 78."
    bodies = [words, "Un bocage &amp;eacute;troit.", "Une lande <a href='/parti/'>partie</a>."]
    workspace.keep(
        [
            served(f"{SITE}/fiche/{n}/", page(n, f"Le gué {n} {'&lt;script&gt;alert(1)&lt;/script&gt;'}", body))
            for n, body in enumerate(bodies, 1)
        ]
    )
    workspace.transform(**changes)
    return str((workspace.records / "report.html").read_text(encoding="utf-8"))


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "data", "action"}]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text.append(" ".join(data.split()))


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    return parser


def test_it_loads_nothing_and_runs_nothing(workspace: Any, served: Any) -> None:
    found = seen(transformed(workspace, served))
    assert "script" not in found.tags
    assert {address[:1] for address in found.addresses} == {"#"}
    assert "url(" not in " ".join(found.text)
    assert any(HOSTILE in text for text in found.text)


def test_each_address_within_it_leads_somewhere(workspace: Any, served: Any) -> None:
    html = transformed(workspace, served)
    places = set(re.findall(r'id="([^"]+)"', html))
    assert {address[1:] for address in seen(html).addresses} <= places


def test_no_personal_data_and_the_same_bytes_twice(workspace: Any, served: Any) -> None:
    first = transformed(workspace, served)
    assert "34 56" not in first
    workspace.transform()
    assert (workspace.records / "report.html").read_text(encoding="utf-8") == first


def test_what_was_expected_stands_beside_what_is_there(workspace: Any, served: Any) -> None:
    transformed(workspace, served)
    summary = json.loads((workspace.records / "summary.json").read_text(encoding="utf-8"))
    expected = {Kind.EXPERIENCE: 400, Kind.ETUDE_DE_CAS: 20}
    html = "".join(render(workspace.records, Path("nulle-part"), summary, expected))
    assert "il en manque 397" in html
    assert "il en manque 20" in html
    assert "Le registre des adresses n’est pas là" in html


def test_questions_repairs_and_empty_parts_are_told(workspace: Any, served: Any) -> None:
    text = " ".join(seen(transformed(workspace, served)).text)
    assert "Que faut-il lire ?" in text
    assert "comedie review --answer q-" in text
    assert "Aucune période n’est encore connue." in text or "couvre chaque année" in text
    assert "entités HTML échappées deux fois" in text


def test_charts_are_empty_for_nothing_and_say_their_figures() -> None:
    assert (bars([], "x"), timeline({}, "x"), france({}, "x")) == ("", "", "")
    drawn = bars([(HOSTILE, 3), ("eau", 1)], "Thèmes")
    assert HOSTILE not in drawn
    assert ">3</text>" in drawn
    columns = timeline({1999: 1, 2004: 4}, "Années")
    assert "2004 : 4" in columns
    assert columns.count("<rect") == 2
    assert timeline(dict.fromkeys(range(1200, 2020), 1), "Années").count("<rect") == 100


def test_meaning_is_counted_by_principal_place_and_year() -> None:
    place = {"role": "principal", "departement": "29", "region": {"code": "53", "label": "Bretagne"}}
    other = {"role": None, "departement": "13", "region": {"code": "93", "label": "Provence"}}
    record = {
        "id": "a-1",
        "kind": "experience",
        "title": "Le gué",
        "links": [],
        "media": [],
        "documents": [],
        "provenance": {"/places/0": {"nature": "inferred"}},
        "quality": {"completeness": 0.5},
        "period": {"start": 2003, "end": 2005},
        "places": [other, place],
        "themes": ["eau"],
        "territories": [],
        "actors": [],
        "methods": [],
    }
    tally = RecordTally.of([record])
    assert dict(tally.years) == {2003: 1, 2004: 1, 2005: 1}
    assert dict(tally.departements) == {"29": 1}
    assert tally.theme_regions["eau", "Bretagne"] == 1
    assert tally.natures_of("places")["inferred"] == 1
    assert tally.titles == {"a-1": "Le gué"}


def test_the_map_says_what_its_tones_are_and_names_each_departement() -> None:
    assert scale(1, "x") == ""
    drawn = scale(12, "Teintes")
    shown = re.findall(r">([^<>]+)</text>", drawn)
    assert shown[0].startswith("1")
    assert shown[-1].endswith("12")
    assert drawn.count("<rect") == len(shown) == 5
    assert "<title>Finistère (29) : 3</title>" in france({"29": 3}, "x")


def test_concepts_are_named_by_the_vocabularies_of_the_workspace(workspace: Any, served: Any, tmp_path: Path) -> None:
    own = tmp_path / "vocabulaire"
    own.mkdir()
    (own / "themes.yaml").write_text(
        "scheme: themes\nprefLabel: Thèmes\nconcepts:\n"
        "  - {id: gue, prefLabel: Gués et bacs, altLabel: [gué], definition: Passer l’eau.}\n",
        encoding="utf-8",
    )
    assert "Gués et bacs" in transformed(workspace, served, vocabulary=own)
