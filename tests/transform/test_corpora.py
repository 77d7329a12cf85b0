"""Real pages that nobody on this project wrote, and that no profile claims."""

import html
import re
from pathlib import Path

import pytest

from tests.transform.conftest import Workspace
from transform.schema import Kind

pytestmark = pytest.mark.slow


def test_senat_365_records_with_their_titles(corpus: Path, workspace: Workspace) -> None:
    folder = corpus / "senat" / "recents"
    workspace.keep_folder(folder)
    workspace.transform(processes=2)
    records = workspace.read()
    assert len(records) == 365
    for record in records:
        payload = (folder / record.source.url.removeprefix("mirror:x/")).read_bytes().decode()
        window = re.search(r"<title>(.*?)</title>", payload, re.DOTALL)
        assert window is not None
        wanted = html.unescape(window[1]).strip().removesuffix(" - Sénat")
        assert " ".join(record.title.split()) == " ".join(wanted.split())


def test_httpd_92_records_whether_or_not_its_sources_lie_beside(corpus: Path, tmp_path: Path) -> None:
    whole, pages = Workspace(tmp_path / "whole"), Workspace(tmp_path / "pages")
    whole.keep_folder(corpus / "httpd-fr")
    pages.keep_folder(corpus / "httpd-fr", lambda path: not path.name.endswith(".xml.fr"))
    whole.transform(processes=2)
    pages.transform(processes=2)
    records = whole.read()
    assert len(records) == 92
    assert {record.kind for record in records} == {Kind.PAGE}

    def said(workspace: Workspace) -> list[dict[str, object]]:
        return [record.model_dump(exclude={"source", "links"}) for record in workspace.read()]

    assert said(whole) == said(pages)
    assert not any("�" in record.title or "Ã" in record.title for record in records)
