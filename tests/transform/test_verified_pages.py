"""Real pages of one old template, with what a person read of them: a profile written in YAML alone gives the same."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.transform.conftest import Served, Workspace
from transform.schema import Record

PROFILE = r"""
name: dossier
detect: [{selector: 'h1.title-dosleg'}]
pages: [{role: record, any: [{selector: 'h1.title-dosleg'}]}]
native_id: [{selector: a.link-rss, attribute: href, pattern: 'dosleg([a-z]+[\d-]+)\.xml'}]
fields:
  title: ['h1.title-dosleg']
  subtitle: ['h2.subtitle-01']
  body: ['#block-process', '.block-timeline', '#contenu']
  values:
    - {name: numero, selector: a.link-rss, attribute: href, pattern: 'dosleg([a-z]+[\d-]+)\.xml'}
    - {name: date, selector: '.list-timeline a', attribute: title, pattern: '^([^|]+)\|'}
    - {name: date, selector: 'li, p', pattern: '\b(\d{1,2}(?:er)? [a-zûé]{3,9} \d{4})\b'}
    - {name: etape, selector: '.list-timeline a', attribute: title, pattern: '\|\s*(.+)$'}
    - {name: loi, selector: '.list-disc-03 strong', pattern: 'Loi n°\s*[\d-]+'}
    - {name: parution, selector: "a[href*='cidTexte=']", attribute: href, pattern: 'cidTexte=(\w+)'}
"""
MONTHS = {
    name: number
    for number, name in enumerate(
        ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre"), 1
    )
} | {"décembre": 12}


@pytest.fixture(scope="module")
def dossiers(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Record, dict[str, Any]]]:
    folders = sorted(path.parent for path in (corpus / "senat" / "verified").glob("*/output.json"))
    workspace = Workspace(tmp_path_factory.mktemp("dossiers"))
    address = "https://www.senat.fr/dossier-legislatif/{}.html"
    workspace.keep(
        Served(address.format(one.name), (one / "input.html").read_bytes(), content_type="text/html") for one in folders
    )
    profile = workspace.root / "dossier.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    workspace.transform(site="senat", profiles=(profile,))
    records = {record.source.url: record for record in workspace.read()}
    return {
        one.name: (records[address.format(one.name)], json.loads((one / "output.json").read_text(encoding="utf-8")))
        for one in folders
    }


def plain(text: str | None) -> str:
    folded = unicodedata.normalize("NFC", text or "").replace("’", "'").casefold()
    return " ".join(re.sub(r"[:.]+\s*$", "", folded).split())


def day(written: str) -> str:
    number, month, year = written.split()
    return date(int(year), MONTHS[month], int(re.sub(r"\D", "", number))).isoformat()


def test_titles(dossiers: dict[str, tuple[Record, dict[str, Any]]]) -> None:
    assert len(dossiers) == 12
    for record, expected in dossiers.values():
        assert plain(record.title) == plain(expected["short_title"])
        assert plain(record.subtitle) == plain(expected["long_title_descr"])


def test_numbers(dossiers: dict[str, tuple[Record, dict[str, Any]]]) -> None:
    for record, expected in dossiers.values():
        assert expected["senat_id"] in record.terms["numero"]
        if expected.get("law_name"):
            number = expected["law_name"].split()[2]
            assert any(number in loi for loi in record.terms["loi"])
        if "parution" in record.terms:  # some pages link it under another name
            assert expected["legifrance_cidTexte"] in record.terms["parution"]


def test_dates_and_steps(dossiers: dict[str, tuple[Record, dict[str, Any]]]) -> None:
    for name, (record, expected) in dossiers.items():
        days = [day(written) for written in record.terms["date"] if written.split()[1] in MONTHS]
        assert expected["beginning"] in days, name
        wanted = {step["date"] for step in expected["steps"] if step.get("date")}
        assert wanted <= set(days), (name, wanted - set(days))


def test_links(dossiers: dict[str, tuple[Record, dict[str, Any]]], corpus: Path) -> None:
    """The person wrote some addresses anew: those that the page gives are asked for, and they are nearly all."""
    asked = written = 0
    for name, (record, expected) in dossiers.items():
        html = (corpus / "senat" / "verified" / name / "input.html").read_text(encoding="utf-8", errors="replace")
        links = {tail(link.url) for link in record.links} | {tail(document.url) for document in record.documents}
        steps = {tail(step["source_url"]) for step in expected["steps"] if step.get("source_url")}
        wanted = {one for one in steps if one and f"/{one}" in html.lower()}
        asked, written = asked + len(steps), written + len(wanted)
        assert wanted <= links, (name, wanted - links)
    assert written >= 0.85 * asked


def tail(url: str) -> str:
    return url.partition("#")[0].rpartition("/")[2].lower()
