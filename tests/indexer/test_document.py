"""A record as an index holds it."""

import pytest

from indexer import document
from indexer.card import passages
from indexer.document import NO_WORDS, TEXT_FIELDS, document_of
from indexer.query.clauses import text_field
from tests.support.records import make_record
from transform.schema import Record


def indexed(record: Record) -> document.IndexedDocument:
    return document_of(record, record.to_json_line().encode())


def test_all_that_is_written_is_searched() -> None:
    record = make_record(
        "a",
        "Titre unique",
        subtitle="sous-titre second",
        lead="chapeau troisième",
        sections=[{"heading": "Contexte", "text": "Du texte."}, {"heading": None, "text": "Sans intertitre."}],
        notes=[{"mark": "1", "text": "Une note."}],
        documents=[{"url": "u", "title": "Annexe", "text": "Un contenu."}, {"url": "v"}],
    )
    assert [(passage.where, passage.text) for passage in passages(record)] == [
        ("sous-titre", "sous-titre second"),
        ("chapeau", "chapeau troisième"),
        ("intertitre", "Contexte"),
        ("Contexte", "Du texte."),
        ("texte", "Sans intertitre."),
        ("note 1", "Une note."),
        ("document", "Annexe"),
        ("document « Annexe »", "Un contenu."),
    ]
    terms = indexed(record).terms
    assert terms["title_exact"] == [["titre", "unique"]]
    assert terms["full_exact"] == [*terms["title_exact"], *terms["text_exact"]]
    assert {"second", "troisieme", "contexte", "note", "annexe", "contenu"} <= {
        t for p in terms["text_exact"] for t in p
    }
    assert terms["full_stops"] == [["du", "un", "une"]]


def test_a_field_without_words_holds_a_mark() -> None:
    terms = indexed(make_record("a", "")).terms
    assert terms == {text_field(scope, which): [[NO_WORDS]] for scope, which in TEXT_FIELDS}


def test_what_is_too_long_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_INDEXED_TEXT", 19)
    long = indexed(make_record("a", "Titre", "Le loup et le berger."))
    assert long.cut
    assert long.terms["text_exact"] == [["loup", "berge"]]
    assert not indexed(make_record("a", "Titre", "Le loup.")).cut


@pytest.mark.parametrize(
    ("published", "added"),
    [
        ("2011-04-02", 20110402),
        ("2011-04", 20110400),
        ("2011", 20110000),
        (None, 0),
        ("hier", 0),
        ("2011-04-02T10:00:00Z", 20110402),
    ],
)
def test_the_day_a_record_was_added(published: str | None, added: int) -> None:
    assert indexed(make_record("a", "Titre", published=published)).added == added
