"""What stands beside the text of pages that nobody described: frame where it repeats, kept where it does not."""

from pathlib import Path

import pytest

from tests.support.themes import drawn_site
from tests.transform.conftest import Served, Workspace
from tests.transform.induction.test_induced import read_site, text_of
from transform.audit.margins import MARGIN

_OWN = "Les riverains se réunissent le soir dans la salle numéro {n}, puis le groupe {n} écrit sa propre charte {n}."


def page(n: int) -> str:
    box = "Imprimer cette fiche à l’aide du bouton<br>Revenir à la liste complète des fiches du réseau<br>"
    own = f"Prix du jury {2000 + n}" if n == 4 else ""
    link = '<a href="http://loi.example/jo-217">JO n° 217</a>' if n == 5 else ""
    text = "".join(f"<p>{_OWN.format(n=100 * n + k)}</p>" for k in range(5))
    return (
        f"<html><head><title>Fiche de la commune {n}</title></head><body><div id=page><h1>Fiche de la commune {n}</h1>"
        f"<div class=texte>{text}<div class=cadre>{box}{own}{link}</div></div></div></body></html>"
    )


@pytest.fixture
def site(workspace: Workspace) -> Workspace:
    workspace.keep(Served(f"http://site.example/{n}", page(n)) for n in range(1, 11))
    workspace.transform()
    return workspace


def test_rare_text_of_a_box_that_repeats_is_kept(site: Workspace) -> None:
    records = {record.source.url: record for record in site.read()}
    fourth, fifth = records["http://site.example/4"], records["http://site.example/5"]
    assert fourth.terms == {MARGIN: ["Prix du jury 2004"]}
    assert fourth.provenance[f"/terms/{MARGIN}"].nature == "written"
    assert [(link.url, link.text) for link in fifth.links] == [("http://loi.example/jo-217", "JO n° 217")]
    for record in records.values():
        assert "Imprimer" not in text_of(record)
        assert "Prix du jury" not in text_of(record)
    assert not records["http://site.example/1"].terms


def test_what_repeats_is_told_once_as_frame(site: Workspace) -> None:
    lines = [line for line in site.lines("losses.jsonl") if line["what"] == "text"]
    assert {line["text"] for line in lines} == {
        "Imprimer cette fiche à l’aide du bouton",
        "Revenir à la liste complète des fiches du réseau",
    }
    assert all(line["pages"] == 10 for line in lines)


@pytest.mark.parametrize("seed", [60, 61, 62, 63])
def test_no_word_of_a_drawn_site_is_lost_without_a_true_reason(seed: int, tmp_path: Path) -> None:
    workspace = read_site(drawn_site(seed, pages=10), tmp_path)
    lines = [line for line in workspace.lines("losses.jsonl") if line["what"] == "text" and line["record"]]
    lost = sum(len(line["text"].split()) for line in lines if line["reason"].startswith("non repris"))
    kept = sum(len(text_of(record).split()) for record in workspace.read())
    assert lost <= 0.001 * kept
