"""Every value that was inferred carries its mark and its words, in records, on pages and in what programs get."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html as lxml_html

from crawler.archive import Archive
from fixtures.truth.told import told
from indexer.engines import open_engine
from indexer.lifecycle import build
from indexer.search import Search
from search_app.app import AppOptions, create_app
from search_app.desk import DeskStore
from search_app.reader.concepts import concept_groups
from search_app.reader.record_line import period_text
from tests.search_app.small_site import BASE, Clock, TestClient
from transform.meaning import meant
from transform.permalink import record_path
from transform.places.enriching import enriched
from transform.schema import Evidence, Nature, Record
from transform.vocabulary import load_vocabularies

#: Of the bundled site's experiences: enough for every field that is inferred.
MANY = 12
#: Fields of lists that a page shows whole, up to so many.
SHOWN = 12


@pytest.fixture(scope="module")
def records() -> list[Record]:
    vocabularies = load_vocabularies()
    found = []
    for one in told()[:MANY]:
        enriched(one.record, {}, "capture")
        meant(one.record, vocabularies, "capture")
        found.append(one.record)
    guess = Evidence(nature=Nature.INFERRED, rule="classify.kind", capture="capture", raw="adresse", confidence=0.6)
    found[0].provenance["/kind"] = guess
    found[0].provenance["/title"] = guess
    return found


@pytest.fixture(scope="module")
def inferred(records: list[Record]) -> list[tuple[Record, str, Evidence]]:
    return [
        (record, pointer, evidence)
        for record in records
        for pointer, evidence in record.provenance.items()
        if evidence.nature is Nature.INFERRED
    ]


@pytest.fixture(scope="module")
def walked(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    tmp_path = tmp_path_factory.mktemp("walked")
    path = tmp_path / "records.jsonl"
    path.write_text("".join(r.to_json_line() + "\n" for r in sorted(records, key=lambda r: r.id)), encoding="utf-8")
    build(open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="comedie"), path)
    search = Search(open_engine("embedded", index_folder=tmp_path / "index", opensearch_url="", site="comedie"))
    (tmp_path / "archive").mkdir()
    desk = DeskStore(f"sqlite:///{tmp_path / 'desk.sqlite'}", Clock())
    app = create_app(search, Archive(tmp_path / "archive"), desk, AppOptions(base_url=BASE))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
    desk.close()


def at(value: Any, pointer: str) -> Any:
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def test_every_field_that_is_inferred_is_walked(inferred: list[tuple[Record, str, Evidence]]) -> None:
    fields = {pointer.split("/")[1] for _, pointer, _ in inferred}
    assert {"places", "period", "themes", "territories", "actors", "methods", "organisations"} <= fields


def test_in_records_each_has_a_value_a_rule_a_confidence_and_words(
    inferred: list[tuple[Record, str, Evidence]],
) -> None:
    for record, pointer, _ in inferred:
        values = json.loads(record.to_json_line())
        evidence = values["provenance"][pointer]
        assert at(values, pointer) not in (None, "", [], {}), (record.id, pointer)
        assert evidence["nature"] == "inferred"
        assert evidence["rule"]
        assert 0 < evidence["confidence"] <= 1, (record.id, pointer)
        words = evidence.get("selector", {}).get("exact") or evidence.get("raw")
        assert words, (record.id, pointer)


def test_no_value_of_these_fields_is_without_evidence(records: list[Record]) -> None:
    for record in records:
        values = json.loads(record.to_json_line())
        for field in ("places", "themes", "territories", "actors", "methods", "organisations", "people", "references"):
            for place in range(len(values[field])):
                assert f"/{field}/{place}" in record.provenance, (record.id, field, place)
        for field in ("period", "participation"):
            assert values[field] is None or f"/{field}" in record.provenance, (record.id, field)


def test_words_quoted_stand_in_the_record(inferred: list[tuple[Record, str, Evidence]]) -> None:
    for record, pointer, evidence in inferred:
        if evidence.selector is not None and hasattr(evidence.selector, "exact"):
            whole = "\n".join(
                filter(
                    None,
                    [record.title, record.subtitle, record.lead]
                    + [text for section in record.sections for text in (section.heading, section.text)]
                    + [term for terms in record.terms.values() for term in terms],
                )
            )
            assert evidence.selector.exact in whole, (record.id, pointer)


def test_on_pages_each_is_marked_and_shows_its_words(records: list[Record], walked: TestClient) -> None:
    for record in records:
        page = lxml_html.fromstring(walked.get(record_path(record)).text)
        marked = [" ".join(one.text_content().split()) for one in page.xpath("//*[@class='inferred']")]
        unmarked = [
            " ".join(one.text_content().split())
            for one in page.xpath(
                "//aside//div[not(contains(dt, 'origine'))]/dd[not(descendant::*[@class='inferred'])]"
            )
        ]
        rows = page.xpath("//table[@class='stacked']/tbody/tr[td[1]/span[@class='inferred']]")
        expected = [pointer for pointer, one in record.provenance.items() if one.nature is Nature.INFERRED]
        assert len(rows) == len(expected), record.id
        for row in rows:
            assert " ".join(row.xpath("string(td[2]//q)").split()), record.id
        for number, place in enumerate(record.places[:SHOWN]):
            assert any((place.label or place.name) in one for one in marked), (record.id, number)
        names = [concept.label for group in concept_groups(record) for concept in group.concepts]
        names += [one.name for one in (*record.people[:SHOWN], *record.organisations[:SHOWN])]
        period = period_text(record)
        for name in (*names, *([period] if period else [])):
            assert any(name[:20] in one for one in marked), (record.id, name)
            assert not any(name == one for one in unmarked), (record.id, name)
    first = lxml_html.fromstring(walked.get(record_path(records[0])).text)
    assert first.xpath("//h1/span[@class='inferred']")
    assert first.xpath("//p[@class='over']//span[@class='inferred']")


def test_in_a_list_of_results_each_is_marked(walked: TestClient) -> None:
    page = lxml_html.fromstring(walked.get("/recherche").text)
    lines = page.xpath("//*[@class='dot inferred']")
    assert len(lines) >= MANY
    facets = page.xpath("//aside//label/span")
    themes = [one for one in facets if "inferred" in one.get("class", "")]
    assert themes
