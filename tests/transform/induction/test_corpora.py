"""Real sites that nobody described: what induction alone makes of them, against what their authors or a person say."""

import html
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.transform.conftest import Workspace
from tests.transform.induction.test_induced import agreement, text_of, words

PROFILE = Path(__file__).parent / "senat-dossier.yaml"
#: Parts of a source that its pages show as lists of links beside the text, or not at all.
_BESIDE = ("parentdocument", "seealso", "related")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([\w.]+);")


def source_words(path: Path) -> list[str]:
    """Of an article in the manual's own XML, its words in order, title first; nothing for other kinds of sources."""
    raw = path.read_bytes()
    text = raw.decode("utf-8" if b'encoding="UTF-8"' in raw[:100] else "iso-8859-1").lstrip("\ufeffï»¿")
    text = re.sub(r"^<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", text)
    text = _NAMED.sub(lambda found: "2.4" if "." in found[1] else html.unescape(found[0]), text)
    root = etree.fromstring(text.encode(), etree.XMLParser(remove_comments=True, remove_pis=True))
    if root.tag != "manualpage":
        return []
    for element in root.iter(*_BESIDE):
        element.clear(keep_tail=True)
    return words(" ".join(root.itertext()))


@pytest.fixture(scope="module")
def manual(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("httpd"))
    workspace.keep_folder(corpus / "httpd-fr", lambda path: path.name.endswith(".html.fr"))
    workspace.transform(audit=False)
    return workspace


@pytest.mark.slow
def test_main_text_of_a_manual(manual: Workspace, corpus: Path) -> None:
    records = {record.source.url.removeprefix("mirror:x/"): record for record in manual.read()}
    scores: list[float] = []
    for path in sorted((corpus / "httpd-fr").rglob("*.xml.fr")):
        wanted = source_words(path)
        if not wanted:
            continue
        record = records[str(path.relative_to(corpus / "httpd-fr")).replace(".xml.fr", ".html.fr")]
        scores.append(agreement(wanted, words(f"{record.title}\n{text_of(record)}")))
    assert len(scores) == 50
    print(sum(scores) / len(scores), sorted(scores)[:6])
    assert sum(scores) / len(scores) >= 0.985


@pytest.mark.slow
def test_title_and_body_of_legislative_files_are_those_of_a_profile(corpus: Path, tmp_path: Path) -> None:
    learnt, described = Workspace(tmp_path / "learnt"), Workspace(tmp_path / "described")
    learnt.keep_folder(corpus / "senat" / "recents")
    shutil.copytree(learnt.archive, described.archive)
    learnt.transform(processes=2)
    described.transform(processes=2, profiles=(PROFILE,), audit=False)
    by_hand = {record.source.url: record for record in described.read()}
    ours = {record.source.url: record for record in learnt.read()}
    assert len(ours) == len(by_hand) == 365
    same = [
        words(ours[url].title) == words(theirs.title)
        and agreement(words(text_of(theirs)), words(text_of(ours[url]))) >= 0.98
        for url, theirs in by_hand.items()
    ]
    assert sum(same) >= 0.98 * len(same)
    lost = [line for line in learnt.lines("losses.jsonl") if line["what"] == "text" and "non repris" in line["reason"]]
    kept = sum(len(words(text_of(record))) for record in ours.values())
    assert sum(len(words(line["text"])) for line in lost) <= 0.001 * kept
