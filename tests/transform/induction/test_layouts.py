"""Layouts of another hand than the themes that rules were written beside; each rule that they asked for, alone."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.drawing import Draw
from tests.support.layouts import LAYOUTS, Layout, laid_out
from tests.transform.conftest import Served, Workspace
from tests.transform.induction.test_induced import read_site, records_of, right, text_of


def told(layout: Layout, seed: int, pages: int, root: Path) -> Counter[str]:
    """How many pages are right, wrong or absent; how many lists are kept as records."""
    site = laid_out(layout, seed, pages)
    records = records_of(read_site(site, root / f"{layout.__name__}-{seed}", audit=False))
    found: Counter[str] = Counter()
    for truth in site.truths:
        record = records.get(truth.url)
        if not truth.is_record:
            found["lists"] += record is not None
        elif record is None:
            found["absent"] += 1
        else:
            found["right" if right(truth, record) else "wrong"] += 1
            found["subtitles"] += record.subtitle is not None
    return found


def test_titles_and_bodies_of_layouts_that_themes_do_not_draw(tmp_path: Path) -> None:
    found = sum((told(layout, 3, 10, tmp_path) for layout in LAYOUTS[::2]), Counter())
    assert found["right"] >= 0.98 * 10 * len(LAYOUTS[::2]), found
    assert found["lists"] <= 0.05 * found["right"]
    assert found["subtitles"] <= 0.05 * found["right"]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_layout_on_seeds_that_nobody_looked_at(layout: Layout, tmp_path: Path) -> None:
    sizes = (10, 12, 20, 30, 50)
    found = sum((told(layout, 8000 + pages, pages, tmp_path) for pages in sizes), Counter())
    assert found["right"] >= 0.98 * sum(sizes), found
    assert found["lists"] <= 0.05 * found["right"]


_OWN = "Au bord du canal numéro {n}, les voisins du quai {n} ont écrit une charte {n}, lue le soir de la fête {n}."


def page(n: int, after: str) -> str:
    text = "".join(f"<p>{_OWN.format(n=40 * n + k)}</p>" for k in range(4))
    return f"<title>Quai {n}</title><h2>Quai {n}</h2><div class=recit>{text}{after}</div><p>Pied de page des canaux</p>"


def read(workspace: Workspace, after: dict[int, str]) -> dict[str, str]:
    workspace.keep(Served(f"http://canaux.example/{n}", page(n, one)) for n, one in after.items())
    workspace.transform(audit=False)
    return {record.source.url.rpartition("/")[2]: text_of(record) for record in workspace.read()}


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ("<div id=comments>{}</div>", False),
        ("<div class=x><h3>{n} commentaires</h3>{}</div>", False),
        ("<div class=x><h3>Les communes</h3>{}</div>", True),
    ],
)
def test_what_readers_answered_is_no_text(workspace: Workspace, box: str, left: bool) -> None:
    said = (
        "<p>Lecteur {n}, le {n} mai 2004</p><p>Notre quartier numéro {n} voudrait aussi sa charte {n} du port {n}.</p>"
    )
    texts = read(workspace, {n: box.replace("{}", said).replace("{n}", str(n)) for n in range(1, 9)})
    assert [("voudrait aussi" in text) for text in texts.values()] == [left] * 8


def test_a_text_in_a_box_of_comments_stays(workspace: Workspace) -> None:
    """A site of commentaries may name its text so."""
    pages = {n: page(n, "").replace("class=recit", "class=commentaire") for n in range(1, 9)}
    workspace.keep(Served(f"http://canaux.example/{n}", html) for n, html in pages.items())
    workspace.transform(audit=False)
    assert all("ont écrit une charte" in text_of(record) for record in workspace.read())


def test_cards_known_by_their_place_all_leave(workspace: Workspace) -> None:
    """Places are counted on the page as it was, not as it is once the first card is gone."""
    draw = Draw(4)
    said = {n: [draw.sentence() for _ in range(4)] for n in range(1, 13)}

    def served(n: int) -> Served:
        cards = "".join(
            f"<div><h4><a href=/{m}>Quai {m}</a></h4><p>{said[m][0][:-1]}… <a href=/{m}>Lire</a></p></div>"
            for m in ((n + step) % 12 + 1 for step in (1, 3, 5, 7))
        )
        text = "".join(f"<p>{one}</p>" for one in said[n])
        html = f"<title>Quai {n}</title><h2>Quai {n}</h2><div class=recit>{text}{cards}</div><p>Pied de page</p>"
        return Served(f"http://canaux.example/{n}", html)

    workspace.keep(map(served, said))
    workspace.transform(audit=False)
    records = list(workspace.read())
    assert len(records) == 12
    for record in records:
        assert text_of(record).split() == " ".join(said[int(record.source.url.rpartition("/")[2])]).split()
        assert len(record.related) == 4


def test_a_line_that_differs_by_a_name_is_kept_beside_the_text(workspace: Workspace) -> None:
    names = ("Anne Roux", "Paul Petit", "Jean de La Tour", "Élise Simon", "Yves Garcia", "Odile Moreau", "Marc Leroy")
    after = {
        n: f"<p>{name} anime des réunions dans la région et écrit des livres.</p>" for n, name in enumerate(names, 1)
    }
    workspace.keep(Served(f"http://canaux.example/{n}", page(n, one)) for n, one in after.items())
    workspace.transform()
    records = list(workspace.read())
    assert not any("anime des réunions" in text_of(record) for record in records)
    assert all("anime des réunions" in record.terms["en-marge"][0] for record in records)
    assert sum("Jean de La Tour" in record.terms["en-marge"][0] for record in records) == 1
