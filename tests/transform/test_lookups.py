"""Corrections declared beside a profile: marked, counted, stronger than the source, weaker than an editor."""

from pathlib import Path
from typing import Any

import pytest

from tests.transform.test_corrections import kept, only, page, reviews, signed
from transform.answers import correct
from transform.errors import ProfileError
from transform.schema import Nature


def declared(workspace: Any, text: str) -> Path:
    path: Path = workspace.root / "lookups.yaml"
    path.write_text(text, encoding="utf-8")
    return path


LOOKUPS = """lookups:
  - {field: title, match: Le gué, value: Le gué de la Vire, reason: titre coupé}
  - {field: published, record: comedie-7, value: "2011-04-02", reason: d’après le bulletin}
  - {field: subtitle, match: Autrefois, value: null, reason: faux sous-titre}
"""


@pytest.mark.parametrize("processes", [1, 2])
def test_what_applies_is_marked_and_what_does_not_is_asked(workspace: Any, served: Any, processes: int) -> None:
    kept(workspace, served, page("Le gué"))
    workspace.transform(lookups=declared(workspace, LOOKUPS), processes=processes)
    record = only(workspace)
    assert (record.title, record.published) == ("Le gué de la Vire", "2011-04-02")
    evidence = record.provenance["/title"]
    assert (evidence.nature, evidence.raw, evidence.reason) == (Nature.LOOKUP, "Le gué", "titre coupé")
    (asked,) = reviews(workspace)
    assert (asked.rule, asked.field) == ("lookup.unused", "subtitle")
    assert "Autrefois" in asked.question


def test_an_editor_is_stronger_and_no_file_is_no_correction(workspace: Any, served: Any) -> None:
    kept(workspace, served, page("Le gué"))
    path = declared(workspace, LOOKUPS)
    workspace.transform(lookups=path)
    decision = correct(only(workspace), "/title", "Le gué des prés", signed())
    workspace.transform(lookups=path, decisions=(decision,))
    assert only(workspace).title == "Le gué des prés"
    assert only(workspace).provenance["/title"].raw == "Le gué de la Vire"
    workspace.transform(lookups=workspace.root / "rien.yaml")
    assert only(workspace).title == "Le gué"


@pytest.mark.parametrize(
    "text",
    [
        "lookups: {a: 1}",
        "autre: []",
        "lookups: [{field: title, value: x, reason: y}]",
        "lookups: [{field: id, match: a, value: b, reason: c}]",
        "lookups: [{field: title, match: a, value: b}]",
        "lookups: [",
    ],
)
def test_a_file_that_makes_no_sense_is_a_sentence(workspace: Any, served: Any, text: str) -> None:
    kept(workspace, served, page("Le gué"))
    with pytest.raises(ProfileError, match=r"lookups\.yaml"):
        workspace.transform(lookups=declared(workspace, text))
