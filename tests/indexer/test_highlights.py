"""Marks and passages: positions in the original text, of words that were asked for."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.card import Card, passages
from indexer.document import document_of
from indexer.highlights import MAX_PASSAGES, MAX_SEARCHED_TEXT, PASSAGE_LENGTH, snippets_of
from indexer.language import words, words_and_spans
from indexer.marks import Wanted, marked, marks, marks_of, wanted
from indexer.query.parser import parse
from indexer.query.tree import Scope
from indexer.results import Snippet
from tests.support.records import make_record
from transform.schema import Record

TRUTH = Path(__file__).parents[2] / "fixtures" / "truth" / "records.jsonl"


def carded(record: Record) -> Card:
    return Card.decoded(document_of(record, record.to_json_line().encode()).card)


def snippets(record: Record, what: Wanted) -> tuple[Snippet, ...]:
    return snippets_of(carded(record), what)


def marked_words(text: str, query: str, scope: Scope = Scope.TEXT) -> list[str]:
    shown = marked(text, wanted(parse(query), scope))
    assert shown.text == text
    return [text[start:end] for start, end in shown.marks]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("loup", "Le Loup et les loups", ["Loup", "loups"]),
        ("habitants", "Les habitant·e·s, l’habitante", ["habitant·e·s", "habitante"]),
        ("eau", "L’eau d’ici", ["eau"]),
        ("coeur", "au cœur", ["cœur"]),
        ("cndp", "la C.N.D.P. dit", ["C.N.D.P"]),
        ('"prise de décision"', "Prise  de decision, prise de parole", ["Prise  de decision"]),
        ('"prise de décision" parole', "prise de décision, parole", ["prise de décision", "parole"]),
        ("été", "un été, des étés", ["été"]),
        ("loup -ours", "loup, ours", ["loup"]),
        ("titre:loup ours", "loup, ours", ["ours"]),
        ("le la de", "la prise de parole", ["la", "de"]),
        ("", "la prise", []),
    ],
)
def test_marks(query: str, text: str, found: list[str]) -> None:
    assert marked_words(text, query) == found


def test_a_field_is_marked_where_it_was_looked_for() -> None:
    assert marked_words("loup, ours", "titre:loup texte:ours", Scope.TITLE) == ["loup"]
    assert marked_words("loup, ours", "titre:loup texte:ours", Scope.TEXT) == ["ours"]


def test_each_word_that_was_found_is_shown_somewhere() -> None:
    text = "\n".join(f"Le berger {number} dit que les bergers veillent." for number in range(9))
    record = make_record("a", "Titre", text)
    record = record.model_copy(update={"terms": {"thematique": ["Pastoralisme et loup"]}})
    found = snippets(record, wanted(parse("loup berger"), Scope.TEXT))
    assert len(found) == MAX_PASSAGES
    assert [one.where for one in found][-1] == "mot-clé"
    assert [one.passage.text[a:b] for one in found[:1] for a, b in one.passage.marks] == ["berger", "bergers"]


def test_passages_are_short_in_order_and_say_where_they_stand() -> None:
    filler = "Rien de ce que l’on cherche ici. " * 30
    record = make_record(
        "a",
        "Titre",
        lead=f"Un loup. {filler}",
        sections=[
            {"heading": "Contexte", "text": f"{filler}Le loup et le berger se sont vus. {filler}"},
            {"heading": None, "text": f"{filler}{filler}Un berger."},
        ],
        documents=[{"url": "u", "title": "Annexe", "text": f"{filler}Le loup, le berger et la charte."}],
    )
    found = snippets(record, wanted(parse("loup berger charte"), Scope.TEXT))
    assert [snippet.where for snippet in found] == ["chapeau", "Contexte", "document « Annexe »"]
    for snippet in found:
        assert len(snippet.passage.text) <= PASSAGE_LENGTH
        assert snippet.passage.marks
    assert (found[0].cut_before, found[0].cut_after) == (False, True)
    assert (found[1].cut_before, found[1].cut_after) == (True, True)
    assert (found[2].cut_before, found[2].cut_after) == (True, False)
    assert "Le loup et le berger se sont vus." in found[1].passage.text


def test_without_a_word_to_show_the_text_begins() -> None:
    record = make_record("a", "Loup", "Le début du texte. " * 40)
    (only,) = snippets(record, wanted(parse("loup"), Scope.TEXT))
    assert only.passage.text.startswith("Le début du texte.")
    assert only.passage.marks == ()
    assert only.where == ""
    assert snippets(make_record("a", "Loup"), wanted(parse("loup"), Scope.TEXT)) == ()


def test_a_heading_is_shown_where_it_is_what_was_found() -> None:
    sections = [{"heading": "Le retour du loup", "text": "Rien."}, {"heading": "Suite", "text": "Rien non plus."}]
    (only,) = snippets(make_record("a", "Titre", sections=sections), wanted(parse("loup"), Scope.TEXT))
    assert (only.passage.text, only.where) == ("Le retour du loup", "intertitre")
    assert [only.passage.text[a:b] for a, b in only.passage.marks] == ["loup"]


def test_nothing_is_said_to_be_found_without_words() -> None:
    (only,) = snippets(make_record("a", "Titre", lead="Un loup."), wanted(parse("type:video -loup"), Scope.TEXT))
    assert (only.passage.text, only.passage.marks, only.where) == ("Un loup.", (), "")


def test_a_word_far_down_a_very_long_text_is_shown() -> None:
    record = make_record("a", "Titre", "rien de cela " * 40_000 + "un loup enfin")
    (only,) = snippets(record, wanted(parse("loup"), Scope.TEXT))
    assert [only.passage.text[a:b] for a, b in only.passage.marks] == ["loup"]


def test_cells_and_paragraphs_are_not_glued_together() -> None:
    record = make_record("a", "Titre", "Acteurs\nLe loup\nL’ours et le berger\n12 000 €")
    found = snippets(record, wanted(parse("loup berger"), Scope.TEXT))
    assert [snippet.passage.text for snippet in found] == ["Le loup", "L’ours et le berger"]
    assert all(snippet.cut_before and snippet.cut_after for snippet in found)


@given(
    text=st.lists(st.sampled_from(["loup", "Loups,", "l’eau", "ours\n", "mot", "cœur.", "x" * 300]), max_size=300).map(
        " ".join
    ),
    query=st.sampled_from(["loup", "eau ours", '"loup ours"', "mot cœur loup", "zzz"]),
)
def test_every_passage_is_a_piece_of_the_record(text: str, query: str) -> None:
    record = make_record("a", "Titre", text)
    what = wanted(parse(query), Scope.TEXT)
    found = snippets(record, what)
    assert len(found) <= MAX_PASSAGES
    whole = "".join(passage.text for passage in passages(record))
    for snippet in found:
        assert snippet.passage.text in whole
        assert len(snippet.passage.text) <= PASSAGE_LENGTH
        for start, end in snippet.passage.marks:
            assert {word.stem for word in words(snippet.passage.text[start:end])} & {w.stem for w in words(query)}


def unmarked(found: tuple[Snippet, ...], asked: str) -> list[str]:
    """Words of what is shown that were asked for and that nothing marks."""
    stems = {word.stem for word in words(asked) if word.stem}
    return [
        shown.text[start:end]
        for shown in (snippet.passage for snippet in found)
        for word, (start, end) in zip(*words_and_spans(shown.text), strict=True)
        if word.stem in stems and not any(a <= start and end <= b for a, b in shown.marks)
    ]


def test_a_word_far_from_the_first_of_its_passage_is_marked() -> None:
    text = f"L’alpage {'est à nous tous, ' * 11}et l’on a parlé du loup, mais de rien d’autre. {'Suite. ' * 40}"
    found = snippets(make_record("a", "Titre", text), wanted(parse("alpage loup"), Scope.TEXT))
    assert "loup" in found[0].passage.text
    assert not unmarked(found, "alpage loup")


def test_a_word_before_the_one_that_a_passage_was_chosen_for_is_marked() -> None:
    text = f"loup {'ab ' * 56}loup ours {'ab ' * 56}"
    assert not unmarked(snippets(make_record("a", "Titre", text), wanted(parse("loup ours"), Scope.TEXT)), "loup ours")


def test_a_passage_at_the_end_of_what_is_looked_into_is_marked_to_its_end() -> None:
    text = f"{'rien de cela ' * (MAX_SEARCHED_TEXT // 13)}loup ours loup ours loup ours"
    for asked in ("loup ours", '"loup ours"'):
        found = snippets(make_record("a", "Titre", text), wanted(parse(asked), Scope.TEXT))
        assert not unmarked(found, asked)


_WORDS = st.sampled_from(["loup", "Loups,", "l’eau.", "ours\n", "autre", "mot", "y" * 90, "loup,ours,eau,", "d’ours"])


@settings(deadline=None)
@given(lead=st.lists(_WORDS, max_size=60), text=st.lists(_WORDS, max_size=300), asked=st.sets(_WORDS, max_size=4))
def test_every_word_asked_for_that_is_shown_is_marked(lead: list[str], text: list[str], asked: set[str]) -> None:
    query = " ".join(sorted(asked))
    record = make_record("a", "Titre", " ".join(text), lead=" ".join(lead))
    assert not unmarked(snippets(record, wanted(parse(query), Scope.TEXT)), query)


def test_on_the_bundled_site() -> None:
    asked = ["alpage loup", "eau rivière habitants", "débat public conflit", "parc forêt commune participation"]
    told = []
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        card = carded(make_record("a", one["title"] or "Sans titre", one["text"], subtitle=one["subtitle"]))
        for query in (*asked, (one["title"] or "").replace("«", "").replace("»", "")):
            found = snippets_of(card, wanted(parse(query), Scope.TEXT))
            told += [(one["native_id"], query, word) for word in unmarked(found, query)]
    assert not told


_STRETCHES = st.sampled_from(
    (
        *("loup", "Loups,", "l’eau", "habitant·e·s", "C.N.D.P.", "et", "de", "\n", "(ours)", "120ha", "😀loup"),
        *("bud\u00adget", "e\u0301te\u0301", "l'\u00c9lue", "\u01c5", "\u0130le", "\x1d", "\x1e", "\x1f", "a-b"),
    )
)
_TEXTS = st.lists(_STRETCHES | st.text(max_size=6), max_size=40).map(" ".join)


@given(lead=_TEXTS, text=_TEXTS, asked=_TEXTS)
def test_places_kept_with_a_record_are_those_its_text_gives(lead: str, text: str, asked: str) -> None:
    card = carded(make_record("a", "Titre", text, lead=lead))
    stems = frozenset(word.stem for word in words(f"{asked} {text}") if word.stem)
    what = Wanted(stems, names=frozenset({tuple(sorted(stems)[:2])} if len(stems) > 1 else ()))
    assert marks_of(card, what) == marks(card.body, what)
