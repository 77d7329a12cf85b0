"""Answers and corrections: strongest of all values, kept over runs, undone by another, asked again after a change."""

from typing import Any

import pytest

from tests.transform.personal.test_records import pdf
from transform.answers import AnswerError, Signature, answer, correct
from transform.corrections import Corrections
from transform.decisions import Decision, DecisionKind
from transform.reviews import Review, review
from transform.schema import Kind, Nature, Place, Record

SITE = "https://vallee.example.org"


def signed(number: int = 1) -> Signature:
    return Signature(f"d{number}", "claire", f"2026-11-2{number}T10:00:00Z", "vu avec l’auteur")


def page(title: str, path: str = "/fiche/gue/", lead: str = "Une vallée et ses habitants, en 2004.") -> Any:
    html = (
        f"<html><head><title>{title}</title></head><body class='single-fiche postid-7'><main><h1>{title}</h1>"
        f"<div class='entry-content'><p>{lead}</p><h2>La démarche</h2><p>Ils ont parlé tout l’hiver, puis signé.</p>"
        "</div></main></body></html>"
    )
    return f"{SITE}{path}", html


def kept(workspace: Any, served: Any, *pages: Any) -> None:
    workspace.keep([served(url, body) for url, body in pages])


def only(workspace: Any) -> Record:
    (record,) = workspace.read()
    assert isinstance(record, Record)
    return record


def undo(decision: Decision) -> Decision:
    return Decision(
        id=f"u-{decision.id}", at="2026-11-29T10:00:00Z", by="paul", kind=DecisionKind.UNDO, undoes=decision.id
    )


def reviews(workspace: Any) -> list[Review]:
    return [Review.model_validate(line) for line in workspace.lines("reviews.jsonl")]


def test_a_correction_is_in_the_record_with_its_evidence_and_undone_it_leaves_no_trace(
    workspace: Any, served: Any
) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    before = workspace.files()["records.jsonl"]
    decision = correct(only(workspace), "/title", "Le gué de la Vire", signed())
    for _ in range(2):
        workspace.transform(decisions=(decision,))
        record = only(workspace)
        evidence = record.provenance["/title"]
        assert record.title == "Le gué de la Vire"
        assert (evidence.nature, evidence.raw, evidence.decision) == (Nature.DECIDED, "Le gué", "d1")
        assert (evidence.at, evidence.reason) == ("2026-11-21T10:00:00Z", "vu avec l’auteur")
        assert evidence.selector is not None
        assert "claire" not in workspace.files()["records.jsonl"].decode()
    workspace.transform(decisions=(decision, undo(decision)))
    assert workspace.files()["records.jsonl"] == before


def test_a_source_that_changed_is_asked_about_and_the_decision_stands_meanwhile(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    decision = correct(only(workspace), "/title", "Le gué de la Vire", signed())
    workspace.transform(decisions=(decision,))
    assert reviews(workspace) == []
    later = served(*page("Le gué d’en bas"))
    later.captured = later.captured.replace(day=28)
    workspace.keep([later])
    workspace.transform(decisions=(decision,))
    assert only(workspace).title == "Le gué de la Vire"
    (asked,) = reviews(workspace)
    assert (asked.rule, asked.field) == ("decision.source-changed", "/title")
    assert (asked.proposed, asked.alternatives) == ("Le gué de la Vire", ("Le gué d’en bas",))
    assert only(workspace).quality.reviews == 1
    kept_on = answer(asked, "Le gué de la Vire", only(workspace), signed(2))
    workspace.transform(decisions=(decision, kept_on))
    assert reviews(workspace) == []
    assert only(workspace).provenance["/title"].decision == "d2"
    as_source = answer(asked, "Le gué d’en bas", only(workspace), signed(3))
    workspace.transform(decisions=(decision, kept_on, as_source))
    assert (only(workspace).title, reviews(workspace)) == ("Le gué d’en bas", [])


def test_a_kind_answered_is_the_kind_everywhere(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    decision = correct(only(workspace), "/kind", "video", signed())
    summary = workspace.transform(decisions=(decision,))
    assert summary.kinds == {"video": 1}
    assert only(workspace).kind is Kind.VIDEO
    assert workspace.lines("register.jsonl")[0]["kind"] == "video"


def test_words_read_otherwise_in_text_and_html(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué", lead="Les Soci??t??s de la vallée & leurs Soci??t??s."))
    workspace.transform()
    (asked,) = [one for one in reviews(workspace) if one.rule == "repair.lost"]
    with pytest.raises(AnswerError, match="1 lectures"):
        answer(asked, " ", only(workspace), signed())
    decision = answer(asked, "Sociétés", only(workspace), signed())
    workspace.transform(decisions=(decision,))
    assert only(workspace).lead == "Les Sociétés de la vallée & leurs Sociétés."
    assert only(workspace).provenance["/lead"].raw == "Les Soci??t??s de la vallée & leurs Soci??t??s."
    assert reviews(workspace) == []


def test_words_of_a_section_are_read_otherwise_in_its_html_too(workspace: Any, served: Any) -> None:
    url, html = page("Le gué")
    kept(workspace, served, (url, html.replace("Ils ont parlé", "Des <b>Soci??t??s</b> ont parlé")))
    workspace.transform()
    (asked,) = reviews(workspace)
    workspace.transform(decisions=(answer(asked, "<i>Sociétés & amis</i>", only(workspace), signed()),))
    (section,) = only(workspace).sections
    assert section.text.startswith("Des <i>Sociétés & amis</i> ont parlé")
    assert section.html.startswith("<p>Des <b>&lt;i&gt;Sociétés &amp; amis&lt;/i&gt;</b> ont parlé")


@pytest.mark.parametrize(
    ("pointer", "value", "sentence"),
    [
        ("/kind", "roman", "n’est pas un type de notice"),
        ("/id", "autre", "ne se corrige pas"),
        ("/sections/0/html", "<b>", "ne se corrige pas"),
        ("/places/0", "Vire", "n’a rien à"),
        ("/places", '[{"nom": 1}]', "ne peut pas être la valeur"),
        ("/themes", "[1", "n’en est pas"),
        ("/title", "", "ne peut pas être la valeur"),
        ("title", "x", "ne se corrige pas"),
    ],
)
def test_an_impossible_value_is_a_sentence(
    workspace: Any, served: Any, pointer: str, value: str, sentence: str
) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    with pytest.raises(AnswerError, match=sentence):
        correct(only(workspace), pointer, value, signed())


def with_places(record: Record, *names: str) -> Record:
    return record.model_copy(update={"places": [Place(name=name) for name in names]}, deep=True)


def test_a_place_is_found_again_whatever_its_order(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    record = with_places(only(workspace), "Vire", "Clécy")
    fixed = correct(record, "/places/1", '{"name": "Clécy", "insee": "14162"}', signed(1))
    gone = correct(record, "/places/0", "", signed(2))
    corrections = Corrections.of([fixed, gone])
    decided, asked = corrections.apply(with_places(record, "Clécy", "Caen", "Vire"))
    assert [(place.name, place.insee) for place in decided.places] == [("Clécy", "14162"), ("Caen", None)]
    assert asked == []
    assert decided.provenance["/places/0"].decision == "d1"
    _, lost = corrections.apply(with_places(record, "Caen"))
    assert [one.rule for one in lost] == ["decision.lost", "decision.lost"]


def test_nothing_is_an_answer_too(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    asked = review(
        "duplicate.superseded",
        "Remplacée ?",
        "…",
        record="comedie-7",
        field="/superseded_by",
        proposed="comedie-8",
        alternatives=[None],
    )
    decision = answer(asked, "(rien)", only(workspace), signed())
    assert decision.values["value"] is None
    workspace.transform(decisions=(decision,))
    assert only(workspace).superseded_by is None
    assert only(workspace).provenance["/superseded_by"].nature is Nature.DECIDED


def test_themes_are_typed_with_commas(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform()
    workspace.transform(decisions=(correct(only(workspace), "/themes", "eau, foret", signed()),))
    assert only(workspace).themes == ["eau", "foret"]


def test_a_file_with_personal_data_is_withdrawn_by_the_answer(workspace: Any, served: Any) -> None:
    url, html = page("Le gué")
    html = html.replace("Ils ont parlé", "<a href='/d.pdf'>Le document</a>. Ils ont parlé")
    document = served(f"{SITE}/d.pdf", pdf("Ecrire a b.dupont@exemple.fr"), content_type="application/pdf")
    workspace.keep([served(url, html), document])
    workspace.transform()
    (asked,) = [one for one in reviews(workspace) if one.rule == "personal.file"]
    kept_as_is = answer(asked, "garder", only(workspace), signed())
    workspace.transform(decisions=(kept_as_is,))
    assert [one for one in reviews(workspace) if one.rule == "personal.file"] == []
    assert only(workspace).documents[0].sha256
    gone = answer(asked, "retirer", only(workspace), signed(2))
    assert (gone.kind, gone.record) == (DecisionKind.WITHDRAW, None)
    workspace.transform(decisions=(gone,))
    assert [one.sha256 for one in only(workspace).documents] in ([], [None])
    table = (workspace.records / "redirects.csv").read_text(encoding="utf-8")
    assert f"{SITE}/d.pdf,,410,retirée" in table
