"""Zero-width spaces: blanks where the crawl knows two words, nothing inside one; soft hyphens never part words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.conftest import Workspace
from tests.transform.repair.test_run import post
from transform.repair.edit import undone
from transform.repair.lexicon import Lexicon, words_of
from transform.repair.separated import blank_edits
from transform.repair.text import BLANK, repaired

CRAWL = (
    "Les mots clés de la concertation : l’eau, la rivière et la coopération des communes.",
    "Une clé pour l’agro-écologie, le bio, les co-porteurs ; la porte et le feuille à feuille d’un portefeuille.",
    "Contre la pluie, à venir. Les habitants vont contrevenir. Le pré de la mare.",
)


def lexicon(*texts: str) -> Lexicon:
    known = Lexicon()
    known.learn(words_of(texts or CRAWL))
    return known


def mended(text: str, known: Lexicon) -> str:
    after, changes = repaired(text, blanks=lambda words: blank_edits(words, known))
    assert undone(after, changes) == text
    assert all(change.after.count(" ") for change in changes if change.rule == BLANK)
    return after


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("les mots_clés", "les mots clés"),
        ("Mots_clés", "Mots clés"),
        ("la_rivière_et la mare", "la rivière et la mare"),
        ("mots__clés", "mots clés"),
        ("la mare_Le pré", "la mare Le pré"),
        ("coopé_ration", "coopération"),
        ("co_opération", "coopération"),
        ("con_certation", "concertation"),
        ("porte_feuille", "portefeuille"),
        ("contre_venir", "contrevenir"),
        ("agro_pastoralisme", "agropastoralisme"),
        ("co_porteurs", "coporteurs"),
        ("hydro_électricité", "hydroélectricité"),
        ("les mots _clés_ de_ l’_eau", "les mots clés de l’eau"),
        ("_mots_", "mots"),
        ("les com_munes", "les communes"),
        ("Open_Street", "OpenStreet"),
        ("mots¬clés", "motsclés"),
        ("ri¬viè_re", "rivière"),
    ],
)
def test_the_words_of_the_crawl_tell(written: str, read: str) -> None:
    assert mended(written.replace("_", "\u200b").replace("¬", "\u00ad"), lexicon()) == read


def test_a_word_that_is_only_seen_cut_proves_nothing() -> None:
    """The parts of a cut word are in the lexicon by themselves, or not at all."""
    known = lexicon("La coopé\u200bration des com\u200bmunes, la ri\u200bvière.")
    assert mended("coopé\u200bration com\u200bmunes ri\u200bvière", known) == "coopération communes rivière"


@given(st.lists(st.sampled_from(re.findall(r"[^\W\d_]{3,}", " ".join(CRAWL))), min_size=1, max_size=8), st.data())
def test_known_words_are_never_stuck_nor_split(words: list[str], data: st.DataObject) -> None:
    """Wherever a zero-width space stands inside a known word, the word stays whole."""
    known, cut = lexicon(), []
    for word in words:
        place = data.draw(st.integers(0, len(word)))
        cut.append(f"{word[:place]}\u200b{word[place:]}")
    assert mended(" ".join(cut), known) == " ".join(words)


@given(st.text("motsclé \u200b\u00adLA’1", max_size=40))
def test_any_text_is_mended_and_undone(text: str) -> None:
    assert "\u200b" not in mended(text, lexicon())


def test_a_record_has_its_blanks_back_in_text_and_html(workspace: Workspace) -> None:
    bodies = [f"<p>{text}</p>" for text in CRAWL] + ["<h2>La\u200brivière</h2><p>mots\u200bclés, coopé\u200bration</p>"]
    workspace.keep([post(n, f"Les mots\u200bclés {n}" if n == 4 else f"Fiche {n}", b) for n, b in enumerate(bodies, 1)])
    workspace.transform(site="v")
    (record,) = [record for record in workspace.read() if record.id == "v-4"]
    (section,) = record.sections
    assert (record.title, section.heading) == ("Les mots clés 4", "La rivière")
    assert (section.text, section.html) == ("mots clés, coopération", "<p>mots clés, coopération</p>")
