"""The questions of a run about one record: its kind, and what two of its sources say otherwise."""

from transform.classify import reasons_sentence
from transform.extract.found import Verdict
from transform.extract.wxr_merge import Disagreement
from transform.reviews import Act, Review, Witness, review
from transform.schema import Kind, Record

#: The answers to a question about the whole text of a record.
PAGE, EXPORT = "page", "export"
#: Why a page's own words are in no record.
CHOSEN = "la rédaction a choisi le texte de l’export"


def kind_question(record: Record, verdict: Verdict, capture: str) -> Review:
    title = record.provenance.get("/title")
    return review(
        "kind.doubt",
        "De quel type est cette notice ?",
        "le type de la notice, sa place dans les filtres et les contrôles qui comptent les notices d’un type",
        record=record.id,
        field="/kind",
        proposed=verdict.kind.value,
        alternatives=[kind.value for kind in Kind if kind is not verdict.kind],
        confidence=verdict.confidence,
        reasons=reasons_sentence(verdict.reasons),
        evidence=[Witness(words=record.title, capture=capture, selector=title.selector if title else None)],
    )


def export_question(identifier: str, found: Disagreement, page: str, export: str) -> Review:
    """`page` and `export`: the captures of either side."""
    whole = found.field == "/sections"
    return review(
        "export.disagreement",
        found.question,
        "la notice dirait ce que dit la source choisie",
        record=identifier,
        field=found.field,
        proposed=found.page,
        alternatives=[PAGE, EXPORT] if whole else [found.export],
        act=Act.CHOOSE if whole else Act.SET,
        evidence=[Witness(words=found.page, capture=page), Witness(words=found.export, capture=export)],
        other=found.export,
    )
