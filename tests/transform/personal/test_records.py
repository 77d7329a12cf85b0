"""Records and reports of a whole run: masked, told apart, asked about; what was withdrawn is not there."""

import stat
from typing import Any

from transform.decisions import Decision, DecisionKind
from transform.personal.records import mask_record
from transform.schema import Document, Evidence, Link, LinkStatus, Nature, Person, Record, Section, Source

MAIL = "[adresse électronique masquée]"
PAGE = "http://www.comedie.test"
PROSE = "<p>Les pêcheurs et les meuniers se sont parlé pendant deux hivers autour de la rivière.</p>" * 4


def record(**values: Any) -> Record:
    source = Source(
        url=f"{PAGE}/?m=a.dupont@exemple.fr",
        template="t",
        captured="2021-03-12T10:10:10Z",
        archive="a.warc.gz",
        offset=612345678,
        digest="sha256:0612345678",
    )
    return Record.model_validate(
        {"id": "comedie-0612345678", "kind": "experience", "title": "Le gué", "source": source, **values}
    )


def test_every_derived_field_is_masked_and_names_are_not() -> None:
    masked, found = mask_record(
        record(
            lead="Voir a.dupont@exemple.fr",
            sections=[
                Section(
                    heading="Tél. 06 12 34 56 78", text="b.dupont@exemple.fr", html="<p>b.dupont<i>@</i>exemple.fr</p>"
                )
            ],
            people=[Person(name="Anne Dupont")],
            terms={"auteur": ["c.dupont@exemple.fr"]},
            documents=[Document(url=f"{PAGE}/d.pdf", text="Écrire à d.dupont@exemple.fr", sha256="0" * 64)],
            links=[Link(url="mailto:e.dupont@exemple.fr", text="e.dupont@exemple.fr", status=LinkStatus.EXTERNAL)],
            provenance={
                "/lead": Evidence(
                    nature=Nature.WRITTEN, rule="r", raw="a.dupont@exemple.fr", capture="2021/x?m=f.d@x.fr"
                )
            },
        )
    )
    line = masked.to_json_line()
    assert "dupont@" not in line
    assert "f.d@x.fr" not in line
    assert "06 12" not in line
    assert masked.people[0].name == "Anne Dupont"
    assert masked.id == "comedie-0612345678"
    assert masked.sections[0].html == f"<p>{MAIL}<i></i></p>"
    assert masked.links[0].url == "mailto:adresse-electronique-masquee"
    assert {one.field for one in found} >= {
        "/lead",
        "/sections/0/html",
        "/documents/0/text",
        "/links/0/url",
        "/source/url",
    }
    same = {one.sha256 for one in found if one.field in {"/lead", "/provenance/~1lead/raw"}}
    assert len(same) == 1


def test_a_record_without_any_is_the_same_object() -> None:
    plain = record(lead="De 2003 à 2005", source=record().source.model_copy(update={"url": f"{PAGE}/x"}))
    assert mask_record(plain) == (plain, [])
    assert mask_record(plain)[0] is plain


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


def html_page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{PROSE}{body}</main></body></html>"


def kept(workspace: Any, served: Any) -> None:
    workspace.keep(
        [
            served(
                f"{PAGE}/gue/", html_page("Le gué", f'<p>a.dupont@exemple.fr</p><a href="{PAGE}/d.pdf">Le guide</a>')
            ),
            served(f"{PAGE}/moulin/", html_page("Le moulin", f'<a href="{PAGE}/gue/">Le gué</a>')),
            served(f"{PAGE}/d.pdf", pdf("Ecrire a b.dupont@exemple.fr"), content_type="application/pdf"),
        ]
    )


def test_a_run_keeps_what_it_masked_apart_and_asks_about_files(workspace: Any, served: Any) -> None:
    kept(workspace, served)
    summary = workspace.transform()
    path = workspace.records / "personal.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    fields = {line["field"] for line in workspace.lines("personal.jsonl")}
    assert "/documents/0/text" in fields
    asked = [line for line in workspace.lines("reviews.jsonl") if line["field"] == "/documents/0"]
    assert len(asked) == 1
    assert "adresses électroniques" in asked[0]["reasons"]
    assert summary.reviews >= 1
    for name, content in workspace.files().items():
        assert b"dupont@" not in content, name
    first = workspace.files()
    workspace.transform()
    assert {**workspace.files(), "audit.json": b""} == {**first, "audit.json": b""}


def test_what_was_withdrawn_is_not_there_and_its_id_is_kept(workspace: Any, served: Any) -> None:
    kept(workspace, served)
    workspace.transform()
    gone = next(one for one in workspace.read() if one.title == "Le gué")
    values = {"urls": [gone.source.url, f"{PAGE}/d.pdf"], "files": [gone.documents[0].sha256]}
    decision = Decision(
        id="1", at="2026-11-23T10:00:00Z", by="claire", kind=DecisionKind.WITHDRAW, record=gone.id, values=values
    )
    workspace.transform(decisions=(decision,))
    left = workspace.read()
    assert [one.title for one in left] == ["Le moulin"]
    assert [link.record for link in left[0].links] == [None]
    assert left[0].links[0].status is LinkStatus.BROKEN
    entries = {line["id"]: line["withdrawn"] for line in workspace.lines("register.jsonl")}
    assert entries == {gone.id: decision.at, left[0].id: None}
    table = (workspace.records / "redirects.csv").read_text(encoding="utf-8")
    for url in (gone.source.url, f"{PAGE}/d.pdf"):
        assert f"{url},,410,retirée à la demande d’une personne concernée,\n" in table
    undo = Decision(id="2", at="2026-11-24T10:00:00Z", by="claire", kind=DecisionKind.UNDO, record=gone.id, undoes="1")
    workspace.transform(decisions=(decision, undo))
    assert {one.id for one in workspace.read()} == {gone.id, left[0].id}
    assert all(line["withdrawn"] is None for line in workspace.lines("register.jsonl"))


def test_a_withdrawn_id_stays_withdrawn_under_another_address(workspace: Any, served: Any) -> None:
    kept(workspace, served)
    workspace.transform()
    gone = next(one for one in workspace.read() if one.title == "Le gué")
    decision = Decision(id="1", at="2026-11-23T10:00:00Z", by="claire", kind=DecisionKind.WITHDRAW, record=gone.id)
    workspace.transform(decisions=(decision,))
    assert [one.title for one in workspace.read()] == ["Le moulin"]
    assert f"{PAGE}/gue/,,410,retirée" in (workspace.records / "redirects.csv").read_text(encoding="utf-8")
