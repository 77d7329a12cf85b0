"""Pages that nobody described: themes drawn around known content, and real pages, read by what the crawl teaches."""

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.support.themes import Site, Truth, drawn_site
from tests.transform.conftest import Served, Workspace
from transform.schema import Record


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def agreement(wanted: list[str], got: list[str]) -> float:
    """F1 over sequences of four words, or of as many as the shorter text has."""
    size = min(4, len(wanted), len(got)) or 1
    ours = Counter(zip(*(wanted[at:] for at in range(size)), strict=False))
    theirs = Counter(zip(*(got[at:] for at in range(size)), strict=False))
    both = 2 * (ours & theirs).total()
    return both / max(1, ours.total() + theirs.total())


def text_of(record: Record) -> str:
    sections = (f"{section.heading or ''}\n{section.text}" for section in record.sections)
    return "\n".join([record.lead or "", *sections])


def read_site(site: Site, root: Path, **options: Any) -> Workspace:
    workspace = Workspace(root)
    workspace.keep(Served(url, html) for url, html in sorted(site.pages.items()))
    workspace.transform(**options)
    return workspace


def records_of(workspace: Workspace) -> dict[str, Record]:
    return {url: record for record in workspace.read() for url in (record.source.url, *record.source.aliases)}


def right(truth: Truth, record: Record) -> bool:
    """Title and body; a subtitle that was left in the text, in doubt, is no fault of the body."""
    body = truth.body if record.subtitle or not truth.subtitle else f"{truth.subtitle}\n{truth.body}"
    return words(record.title) == words(truth.title) and agreement(words(body), words(text_of(record))) >= 0.98


def usual(truths: Iterable[Truth]) -> list[Truth]:
    return [truth for truth in truths if truth.is_record and truth.pages >= 10]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Site, dict[str, Record]]]:
    read = []
    for seed in range(300, 312):
        site = drawn_site(seed, pages=10)
        read.append((site, records_of(read_site(site, tmp_path_factory.mktemp("site"), audit=False))))
    return read


def test_title_and_body_of_themes_that_nobody_described(sites: list[tuple[Site, dict[str, Record]]]) -> None:
    pairs = [(truth, records.get(truth.url)) for site, records in sites for truth in usual(site.truths)]
    found = [record is not None and right(truth, record) for truth, record in pairs]
    assert sum(found) >= 0.98 * len(found)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [9100, 9110, 9120])
def test_the_same_of_seeds_that_nobody_looked_at(seed: int, tmp_path: Path) -> None:
    """Two to fifty pages a template, as drawn; the bar from ten pages up."""
    found: list[bool] = []
    for number in range(seed, seed + 10):
        site = drawn_site(number)
        records = records_of(read_site(site, tmp_path / str(number), audit=False))
        for truth in usual(site.truths):
            record = records.get(truth.url)
            found.append(record is not None and right(truth, record))
    assert sum(found) >= 0.98 * len(found)


def test_records_are_told_from_lists(sites: list[tuple[Site, dict[str, Record]]]) -> None:
    told = Counter(
        (truth.is_record, truth.url in records)
        for site, records in sites
        for truth in site.truths
        if truth.template >= 0
    )
    kept = told[True, True]
    assert kept >= 0.98 * (kept + told[True, False])
    assert kept >= 0.95 * (kept + told[False, True])


def test_subtitles_are_not_invented(sites: list[tuple[Site, dict[str, Record]]]) -> None:
    found = [
        record.subtitle == truth.subtitle
        for site, records in sites
        for truth in site.truths
        if (record := records.get(truth.url)) and record.subtitle
    ]
    assert sum(found) >= 0.95 * len(found)


def test_few_pages_of_a_template_are_a_question(tmp_path: Path) -> None:
    workspace = read_site(drawn_site(7, pages=3), tmp_path, audit=False)
    questions = [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "template.few"]
    assert questions
    assert all("comedie profile new" in line["proposed"] for line in questions)


def test_the_same_bytes_whatever_the_number_of_processes(tmp_path: Path) -> None:
    site = drawn_site(8, pages=20)
    one, two = read_site(site, tmp_path / "one"), Workspace(tmp_path / "two")
    shutil.copytree(one.archive, two.archive)
    two.transform(processes=2)
    for name in ("records.jsonl", "losses.jsonl", "reviews.jsonl"):
        assert (one.records / name).read_bytes() == (two.records / name).read_bytes()
    profiles = [{path.name: path.read_bytes() for path in (w.records / "induced").iterdir()} for w in (one, two)]
    assert profiles[0] == profiles[1] != {}


def test_a_profile_that_is_kept_reads_what_it_read_when_it_was_learnt(tmp_path: Path) -> None:
    workspace = read_site(drawn_site(12, pages=15), tmp_path)
    learnt = {record.source.url: (record.title, text_of(record)) for record in workspace.read()}
    kept = tmp_path / "profiles"
    shutil.copytree(workspace.records / "induced", kept)
    workspace.transform(profiles=tuple(sorted(kept.glob("*.yaml"))))
    again = {record.source.url: (record.title, text_of(record)) for record in workspace.read()}
    same = [url for url in learnt if again.get(url) == learnt[url]]
    assert len(same) >= 0.98 * len(learnt)


def test_profiles_of_a_run_that_learns_none_do_not_stay(tmp_path: Path) -> None:
    workspace = read_site(drawn_site(9, pages=6), tmp_path, audit=False)
    assert (workspace.records / "induced").is_dir()
    shutil.rmtree(workspace.archive)
    workspace.keep([Served("http://autre.example/", "<title>Une page</title><h1>Une page</h1><p>Un texte.</p>")])
    workspace.transform(accepted_assertions=frozenset({"change.page"}))
    assert not (workspace.records / "induced").exists()
