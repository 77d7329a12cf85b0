"""The truth says what the pages show, and is up to date."""

import json
import re
from collections import Counter
from typing import Any

import lxml.html
import pytest
from markdown_it import MarkdownIt

from fixtures.legacy_site.site import WordPress
from fixtures.legacy_site.texturize import texturize
from fixtures.truth.__main__ import FOLDER, files

RECORDS = [json.loads(line) for line in (FOLDER / "records.jsonl").read_text(encoding="utf-8").splitlines()]
FORBIDDEN = [
    words for group in json.loads((FOLDER / "forbidden.json").read_text(encoding="utf-8")).values() for words in group
]
SITE = WordPress()


def shown(path: str) -> str:
    """What a browser shows of a page, by another parser than the truth's, without the calls of footnotes."""
    page = lxml.html.fromstring(SITE.answer(path, "http://127.0.0.1").body.decode())
    for unseen in page.xpath("//script | //sup[@class='footnote']"):
        unseen.drop_tree()
    return re.sub(r"\s+", "", page.body.text_content())


def meant(record: dict[str, Any]) -> str:
    """What the page shows, each planted damage undone."""
    page = shown(str(record["path"]))
    for planted in record["damage"]:
        damaged, whole = visible(planted["shown"]), visible(planted["meant"])
        assert damaged in page
        page = page.replace(damaged, whole)
    return page


def visible(written: str) -> str:
    """Markdown with HTML as ``shown`` gives it."""
    html = texturize(MarkdownIt("commonmark", {"html": True}).renderInline(written))
    return re.sub(r"\s+", "", str(lxml.html.fragment_fromstring(f"<p>{html}</p>").text_content()))


@pytest.mark.parametrize("name", ["records.jsonl", "forbidden.json", "not_records.json"])
def test_the_truth_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == files()[name], "run: python -m fixtures.truth"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["native_id"])
def test_every_text_of_the_truth_is_on_its_page(record: dict[str, Any]) -> None:
    page = meant(record)
    texts = [record["title"], record["subtitle"] or "", record["lead"]]
    texts += [section[part] for section in record["sections"] for part in ("heading", "text")]
    texts += [image[part] for image in record["images"] for part in ("caption", "credit")]
    texts += [document["title"] for document in record["documents"]]
    texts += [note["text"] for note in record["notes"]]
    for text in texts:
        assert re.sub(r"\s+", "", str(text).replace(" ", "")) in page


def test_forbidden_words_are_on_pages_and_in_no_record() -> None:
    pages = "".join(shown(record["path"]) for record in RECORDS)
    attributes = "".join(SITE.answer(record["path"], "").body.decode() for record in RECORDS)
    truth = json.dumps(RECORDS, ensure_ascii=False)
    for words in FORBIDDEN:
        assert words.replace(" ", "") in pages or words in attributes.replace("&hellip;", "…")
        assert words not in truth


def test_each_kind_is_there() -> None:
    kinds = {record["kind"] for record in RECORDS}
    assert kinds >= {"experience", "video", "bibliographie", "note-de-lecture", "entretien", "fiche-methode"}
    assert kinds >= {"compte-rendu", "etape", "objection", "page"}


def test_another_kind_may_live_among_the_fiches() -> None:
    kinds = {record["kind"] for record in RECORDS if record["path"].startswith("/fiche/")}
    assert kinds >= {"experience", "note-de-lecture", "fiche-methode"}


def test_popups_know_the_steps_that_open_them() -> None:
    for record in RECORDS:
        if record["kind"] == "objection":
            assert record["opened_by"]


def test_the_site_is_large_enough_to_prove_something() -> None:
    kinds = Counter(record["kind"] for record in RECORDS)
    assert len(RECORDS) >= 140
    assert kinds["experience"] >= 60
    assert min(kinds.values()) >= 6
    assert sum(len(record["damage"]) for record in RECORDS) >= 8
