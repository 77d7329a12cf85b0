"""Phrases and the places they name, from a table written before the code; the bars are those of the design."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.truth.told import told
from transform.places.enriching import enriched
from transform.places.finding import Passage, places_of
from transform.places.gazetteer import LANDS, gazetteer
from transform.places.learned import Learned, lessons
from transform.places.outlines import outlines
from transform.places.principal import choose_principal
from transform.places.words import key_of

ROWS = [line.split("\t") for line in (Path(__file__).parent / "places.tsv").read_text("utf-8").splitlines()]
ROWS = [row for row in ROWS if len(row) == 2 and not row[0].startswith("#")]


def read(text: str) -> dict[str, str]:
    found = {}
    for one in places_of([Passage("/lead", text)], gazetteer()):
        code = one.entry.code if one.entry else "?"
        known = {"commune": f":{code}", "departement": f":{code}", "region": f":{one.entry.label if one.entry else ''}"}
        found[key_of(one.name)] = one.kind + known.get(one.kind, "")
    return found


def family(value: str) -> str:
    kind = value.partition(":")[0]
    return "land" if kind in LANDS else kind


@pytest.fixture(scope="module")
def figures() -> dict[str, tuple[float, float]]:
    right, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    for text, places in ROWS:
        wanted = {key_of(n): k for n, k in (p.split("=") for p in places.split(";"))} if places != "-" else {}
        found = read(text)
        theirs.update(family(value) for value in wanted.values())
        ours.update(family(value) for value in found.values())
        right.update(family(value) for key, value in found.items() if wanted.get(key) == value)
    return {kind: (right[kind] / max(1, ours[kind]), right[kind] / theirs[kind]) for kind in theirs}


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("commune", 0.96, 0.96), ("departement", 0.96, 0.96), ("region", 0.99, 0.99), ("land", 0.9, 0.75)],
)
def test_bars(figures: dict[str, tuple[float, float]], kind: str, precision: float, recall: float) -> None:
    assert figures[kind][0] >= precision
    assert figures[kind][1] >= recall


def test_nearly_every_phrase_is_read_whole() -> None:
    wrong = [
        text
        for text, places in ROWS
        if read(text) != ({key_of(n): k for n, k in (p.split("=") for p in places.split(";"))} if places != "-" else {})
    ]
    assert len(wrong) <= 0.03 * len(ROWS), wrong


def test_a_homonym_without_context_stays_open_with_its_alternatives() -> None:
    (one,) = places_of([Passage("/lead", "la commune de Saint-Sulpice")], gazetteer())
    assert one.entry is None
    assert len(one.alternatives) > 1


def test_the_archive_teaches_its_names() -> None:
    learned = Learned()
    learned.learn(lessons(["La rivière Glanouse coule dans le Finistère."], gazetteer()))
    text = "Les kayakistes descendent sur la Glanouse."
    assert places_of([Passage("/lead", text)], gazetteer()) == []
    (one,) = places_of([Passage("/lead", text)], gazetteer(), learned.entries())
    assert (one.kind, one.entry and one.entry.departements) == ("riviere", ("29",))


def test_what_is_learnt_does_not_depend_on_the_order_of_pages() -> None:
    pages = [
        lessons([text], gazetteer()) for text in ("la rivière Glanouse (Finistère)", "la rivière Glanouse, Morbihan")
    ]
    one, other = Learned(), Learned()
    for page in pages:
        one.learn(page)
    for page in reversed(pages):
        other.learn(page)
    assert one.entries() == other.entries()
    assert list(one.lines()) == list(other.lines())


def test_reasons_and_words_are_kept() -> None:
    (one,) = places_of([Passage("/lead", "Une réunion s’est tenue à Guingamp.")], gazetteer())
    assert one.quote() == ("Guingamp", "Une réunion s’est tenue à ", ".")
    assert any("après « à »" in reason for reason in one.reasons)
    assert 0.75 <= one.confidence <= 1


def test_a_point_that_is_not_the_place_s_own_says_so() -> None:
    record = next(one.record for one in told())
    record.title, record.subtitle, record.sections, record.places = "De Paris à Quenza, dans le Vercors", None, [], []
    record.lead = "En Finistère, à Lyon."
    enriched(record, {}, "capture")
    approximate = {place.name: place.approximate for place in record.places}
    assert approximate == {"Paris": False, "Lyon": False, "Quenza": True, "Vercors": True, "Finistère": False}


def test_every_departement_of_the_metropole_has_an_outline() -> None:
    assert len(outlines().paths) == 96
    assert set(outlines().paths) <= set(gazetteer().territories)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for one in places_of([Passage("/lead", text)], gazetteer()):
        assert text[one.mention.start : one.mention.end] == one.name


@pytest.mark.parametrize("land", ["du Luberon", "du pays de Caux", "de l’Estérel", "du pays d’Auge", "du mont Blanc"])
def test_a_land_that_its_list_writes_twice_is_one(land: str) -> None:
    (found,) = places_of([Passage("/lead", f"Éleveurs et randonneurs {land} se parlent.", 2.5)], gazetteer())
    assert found.entry is not None
    assert not found.alternatives
    assert found.role == "principal"


def test_what_is_too_doubtful_to_be_kept_is_not_where_it_happens() -> None:
    found = places_of([Passage("/title", "Sur la Brenne, avec des habitants de Vic-sur-Cère", 6.0)], gazetteer())
    river = next(one for one in found if one.kind == "riviere")
    for one in found:
        one.role = "mention"
    river.confidence = 0.4
    choose_principal(found)
    assert [one.name for one in found if one.role == "principal"] == ["Vic-sur-Cère"]
