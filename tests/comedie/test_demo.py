"""The demo keeps a few faults: they are in its report, one is accepted, and no notice is made of them."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.outcome import Outcome
from fixtures.demo_faults import CUT_DOCUMENT, DEMO_FAULTS
from fixtures.server import LegacySite
from tests.crawler.web import Workspace


def test_each_of_its_faults_has_an_outcome_and_one_is_to_be_accepted(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with LegacySite(faults=DEMO_FAULTS) as site:
        few = {"include": ("/pannes/", "/contact/", "/robots.txt")}
        report = workspace.harvest(f"{site.url}/", **few)
        assert report.outcomes[Outcome.FAILED] == 1
        assert not report.complete
        rows = {url.removeprefix(site.url): row for url, row in workspace.rows().items()}
        assert rows[CUT_DOCUMENT].outcome is Outcome.FAILED
        assert rows["/contact/"].outcome is Outcome.CAPTURED
        assert rows["/contact/"].attempts == 2
        assert rows["/pannes/page-retiree.html"].outcome is Outcome.GONE
        assert "servie comme une page" in rows["/pannes/faux-succes/"].reason
        assert rows["/pannes/chaine/11"].outcome is Outcome.TRAP
        assert rows["/pannes/agenda/agenda/agenda/agenda/agenda/"].outcome is Outcome.TRAP
        assert workspace.harvest(f"{site.url}/", **few, accepted=frozenset({f"{site.url}{CUT_DOCUMENT}"})).complete
    pages = [entry.url for entry in workspace.archive.entries() if "/pannes/" in entry.url and "html" in entry.mime]
    assert [url for url in pages if not url.partition("/chaine/")[1] and "page-retiree" not in url] == []


@pytest.mark.slow
def test_the_demo_ends_well_with_its_hundred_and_forty_notices(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "comedie", "demo", "--once", "--json", "--workspace", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["records"] == 140
    assert CUT_DOCUMENT in (tmp_path / "profiles" / "accepted.yaml").read_text(encoding="utf-8")
    with (tmp_path / "records" / "redirects.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["old"]: row for row in csv.DictReader(lines)}
    shared = [row for old, row in rows.items() if "?share=" in old]
    assert len(shared) > 50
    for row in shared:  # never asked, and leads to the page all the same
        assert (row["status"], row["archive"]) == ("301", "")
        assert row["new"] == rows[row["old"].partition("?")[0]]["new"]
