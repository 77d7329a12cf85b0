"""Real sites that nobody described: what induction alone makes of them, against what their authors or a person say."""

import html
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.transform.conftest import Workspace
from tests.transform.induction.test_induced import agreement, text_of, words

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
