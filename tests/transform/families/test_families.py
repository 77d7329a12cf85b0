"""Each family's small site, harvested over a real socket and transformed, against its truth; then a mirror of it."""

import csv
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from fixtures.families.server import FOLDER, FamilySite, truth_of
from tests.support.command import comedie

#: One of each way in which a page's parts are named: by the item's number, by class, by labels in the text.
QUICK = {"spip2", "yeswiki", "bdf", "php-maison"}
FAMILIES = [
    pytest.param(name, marks=() if name in QUICK else pytest.mark.slow)
    for name in sorted(path.parent.name for path in FOLDER.glob("*/truth.json"))
]
Records = dict[str, dict[str, Any]]


def line(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text.replace(" | ", " ")).strip() if text else None


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def migrated(source: str, workspace: Path) -> Records:
    for step in (("harvest", source, "--site", "site", "--delay", "0"), ("transform",)):
        arguments = step if source.startswith("http") else tuple(part for part in step if part not in {"--delay", "0"})
        done = comedie(*arguments, "--workspace", str(workspace))
        assert done.returncode in {0, 3}, done.stderr
    lines = (workspace / "records/records.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def text_of(record: dict[str, Any]) -> str | None:
    """Without the marks of the calls of notes."""
    pieces = [record["lead"]]
    for section in record["sections"]:
        pieces += [section["heading"], section["text"]]
    whole = " ".join(piece for piece in pieces if piece)
    return line(re.sub(r"\s*\[\d+\]", "", whole))


def told(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "native_id": record["source"]["native_id"],
        "kind": record["kind"],
        "language": record["language"],
        "title": line(record["title"]),
        "subtitle": line(record["subtitle"]),
        "lead": line(record["lead"]),
        "headings": [line(section["heading"]) for section in record["sections"]],
        "text": text_of(record),
        "notes": [line(note["text"]) for note in record["notes"]],
        "published": record["published"],
        "modified": record["modified"],
        "authors": [person["name"] for person in record["people"] if person["role"] == "auteur"],
        "terms": {name: sorted(labels) for name, labels in record["terms"].items()},
        "images": [[path_of(m["url"]), line(m["caption"])] for m in record["media"] if m["type"] == "image"],
        "documents": [[path_of(d["url"]), line(d["title"])] for d in record["documents"]],
        "aliases": sorted({path_of(url) for url in (record["source"]["url"], *record["source"]["aliases"])}),
        "links": sorted({link["record"].removeprefix("site-") for link in record["links"] if link["record"]}),
        "versions": [[version["language"], line(version["title"])] for version in record["versions"]],
    }


@pytest.fixture(scope="module", params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(family: str) -> Iterator[FamilySite]:
    with FamilySite(family) as running:
        yield running


@pytest.fixture(scope="module")
def workspace(site: FamilySite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live")
    migrated(f"{site.url}/", folder)
    return folder


@pytest.fixture(scope="module")
def live(workspace: Path) -> Records:
    lines = (workspace / "records/records.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def test_live_site_gives_its_truth(family: str, live: Records) -> None:
    expected = truth_of(family)["records"]
    found = {(record["title"], *record["aliases"]): record for record in map(told, live.values())}
    assert sorted(found) == sorted((record["title"], *record["aliases"]) for record in expected)
    for record in expected:
        ours = found[record["title"], *record["aliases"]]
        assert {name: ours[name] for name in record} == record


def test_each_address_leads_to_its_record_or_says_why_not(family: str, workspace: Path) -> None:
    truth = truth_of(family)
    with (workspace / "records/redirects.csv").open(encoding="utf-8", newline="") as file:
        rows = {path_of(row["old"]): row for row in csv.DictReader(file)}
    for record in truth["records"]:
        targets = {rows[alias]["new"] for alias in record["aliases"]}
        assert len(targets) == 1, (record["title"], targets)
        assert next(iter(targets)).startswith("/notice/")
    losses = (workspace / "records/losses.jsonl").read_text(encoding="utf-8").splitlines()
    lost = {path_of(loss["url"]) for loss in map(json.loads, losses) if loss["what"] == "page" and loss["reason"]}
    assert set(truth["not_records"]) <= lost


def test_no_word_of_a_record_is_lost_silently(workspace: Path) -> None:
    summary = json.loads((workspace / "records/summary.json").read_text(encoding="utf-8"))
    assert summary["audit"]["words"]["kept"] > 0


@pytest.mark.slow
def test_mirror_gives_the_same(family: str, site: FamilySite, live: Records, tmp_path: Path) -> None:
    if shutil.which("httrack") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no httrack: run « make system »")
        pytest.skip("no httrack on this machine")
    command = ["httrack", f"{site.url}/", "-O", str(tmp_path / "copie"), "-q", "-%v0", "-I0", "-s0"]
    quick = ["--disable-security-limits", "-c4", "-%c1000", "-A100000000"]
    subprocess.run([*command, *quick], check=False, timeout=120, capture_output=True)
    mirrored = migrated(str(tmp_path / "copie"), tmp_path / "travail")
    missing = set(truth_of(family)["mirror"])
    assert {record["title"] for key, record in live.items() if key not in mirrored} == missing
    assert set(mirrored) <= set(live)
    names = ("kind", "title", "subtitle", "text", "notes", "published", "authors", "terms")
    for identifier, record in mirrored.items():
        ours, theirs = told(record), told(live[identifier])
        assert {name: ours[name] for name in names} == {name: theirs[name] for name in names}, identifier
