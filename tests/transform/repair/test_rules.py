"""Each rule by example: what it mends, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.repair.dropped import Dropped
from transform.repair.edit import carry_out, undone
from transform.repair.lexicon import Lexicon, words_of
from transform.repair.lost import guess, lost_words
from transform.repair.shortcodes import shortcode_edits
from transform.repair.text import RULES, between_tags, repaired

MENDED = {
    "d’Ĺ“uvrer": "d’œuvrer",
    "SociĂ©tĂ© de pĂŞche": "Société de pêche",
    "√©tude de la Soci√©t√©, o√π": "étude de la Société, où",
    "dâ€™Å“uvre du cÃ´tÃ© de la mer": "d’œuvre du côté de la mer",
    "ÃƒÂ©tude": "étude",
    "mise en ½uvre, c½ur, S½ur, 15 ¤": "mise en œuvre, cœur, Sœur, 15 €",
    "l\x92eau, main d\x92\x9cuvre\x85": "l’eau, main d’œuvre…",
    "l&rsquo;&eacute;tude &agrave; part": "l’étude à part",
    "l&amp;rsquo;&amp;eacute;tude": "l’étude",
    "ﬁche et aﬀluent": "fiche et affluent",
    "co\u00adopé\u200bration": "coopération",
    "\uf0b7 premier\n\uf0a7second": "• premier\n• second",
    '[caption id="a_1" width="300"]Le marais[/caption] suite [gallery ids="1,2"]': "Le marais suite",
    "[caption id=”a” caption=”Le marais”]": "Le marais",
    "[embed]https://a.example/v[/embed]": "https://a.example/v",
    "<!--[if gte mso 9]> Normal 0 21 false false false FR X-NONE X-NONE <![endif]-->Le texte<o:p></o:p>": "Le texte",
    "/* Style Definitions */ table.MsoNormalTable {mso-style-name:x; mso-para-margin:0cm;} Le texte": "Le texte",
}
LEFT = (
    "L’œuvre : « 1½ h », ½ litre, 3½h, ¼ de la rivière, ½kg",
    "Écrivez &eacute; pour é, &lt;p&gt; pour un paragraphe, R&D",
    "Voir [1], […], [sic], [video], [R=301,L] et [Jean Dupont]",
    "√2, √π et 3 √π ; ≈ 12 ; ¬ p",
    "PÂTURAGES DE L’ÎLE, THÉÂTRE «ÂGE», Ã, Å, Ångström, São Paulo, IRMÃ «A»",
    "Le 12 à 12:30, a@b.example, https://a.example/?a=1&amp=2",
    "Ils se demandent… — « oui ! » – peut-être ?",
    "Soci??t??s et Soci�t�",
    "Το νερό, вода, 水, 👩‍🌾",
)


@pytest.mark.parametrize("damaged", MENDED)
def test_mended_and_undone(damaged: str) -> None:
    mended, changes = repaired(damaged)
    assert mended == MENDED[damaged]
    assert changes
    assert undone(mended, changes) == damaged
    assert repaired(mended)[0] == mended


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    assert repaired(text) == (text, [])


def test_a_change_is_logged_with_its_word_and_its_rule() -> None:
    _, (change,) = repaired("la SociĂ©tĂ© de")
    assert (change.rule, change.before, change.after, change.position) == ("mojibake", "SociĂ©tĂ©", "Société", 3)


@given(st.text(st.sampled_from('aé’œÃ©Â½\x92\u00ad&;eacut[]/caption="\n ﬁ\uf0b7√πĂĹ“lmso-:x'), max_size=60))
def test_any_text_can_be_repaired_and_undone(text: str) -> None:
    mended, changes = repaired(text)
    assert undone(mended, changes) == text


@given(st.text(max_size=200))
def test_every_rule_gives_edits_in_order(text: str) -> None:
    for rule in RULES:
        done = 0
        for edit in rule.edits(text):
            assert done <= edit.start <= edit.end <= len(text)
            done = edit.end


def test_undoing_another_text_is_refused() -> None:
    _, changes = repaired("SociĂ©tĂ©")
    with pytest.raises(ValueError, match="does not hold"):
        undone("tout autre", changes)


def test_html_is_mended_between_its_tags_only() -> None:
    html = '<p><a href="https://a.example/?x=1&amp;eacute;y">l’Ă©tude</a>&nbsp;&lt;p&gt; &amp; <code>Ă©</code></p>'
    mended = between_tags(html, lambda text: repaired(text)[0])
    assert mended == html.replace("Ă©", "é")
    assert between_tags(html, lambda text: repaired(text)[0], code=False) == html.replace("Ă©tude", "étude")


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "[a " + "b='" * 20_000, "&amp;" * 20_000, "Ã" * 20_000, "a\u00ad" * 20_000]
)
def test_hostile_texts_cost_little(text: str) -> None:
    mended, changes = repaired(text)
    assert undone(mended, changes) == text


def test_edits_of_one_word_are_one_change() -> None:
    text = "[caption]mot[/caption]"
    mended, changes = carry_out("shortcode", 1.0, text, shortcode_edits(text))
    assert mended == "mot"
    assert len(changes) == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[vc_custom_heading text=”L’eau et le vent”]", "L’eau et le vent"),
        (
            '[et_pb_toggle title="Et les abeilles ?" open="off"]Deux ruches.[/et_pb_toggle]',
            "Et les abeilles ?Deux ruches.",
        ),
        ("[vc_row css=”.vc_custom_15{padding: 10px}”]Un talus.[/vc_row]", "Un talus."),
        ('[gallery title="Album" ids="1,2"]', ""),
    ],
)
def test_words_that_builders_keep_in_their_tags_stay(text: str, left: str) -> None:
    assert carry_out("shortcode", 1.0, text, shortcode_edits(text))[0] == left


def learnt(*texts: str) -> Dropped:
    lexicon = Lexicon()
    lexicon.learn(words_of(texts))
    return Dropped(lexicon)


VOUCHED = (
    "L’Observatoire de l’eau suit l’agriculture, d’habitude.",
    "L’EPAGE et l’epage, la dune, une laisse d’une mer.",
)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Charte de lagriculture", "Charte de l’agriculture"),
        ("Lagriculture de leau", "L’agriculture de l’eau"),
        ("lObservatoire, qu’on connaît", "l’Observatoire, qu’on connaît"),
        ("La mise en uvre, quon a", "La mise en œuvre, qu’on a"),
        ("Uvrer", "Œuvrer"),
        ("Madame Lepage, la dune et le lagriculture", "Madame Lepage, la dune et le lagriculture"),
        ("https://lagriculture.example et x_leau", "https://lagriculture.example et x_leau"),
        ("jQuery, eBay, iPhone et LibreOffice", "jQuery, eBay, iPhone et LibreOffice"),
    ],
)
def test_dropped_characters(text: str, mended: str) -> None:
    assert carry_out("dropped", 0.9, text, learnt(*VOUCHED).edits(text)[0])[0] == mended


def test_the_lexicon_keeps_a_bounded_number_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transform.repair.lexicon.MOST_WORDS", 10)
    lexicon = Lexicon()
    for place in range(40):
        lexicon.learn(words_of([f"l’eau et {chr(97 + place % 26) * 3}"]))
    assert len(lexicon.vouched) <= 10
    assert lexicon.knows("eau")


@pytest.mark.parametrize("text", ["com?uid?one", "Est-ce vrai ?? Oui", "etat-serveur?auto", "https://a.example/?a??b"])
def test_question_marks_are_no_loss(text: str) -> None:
    assert lost_words(text) == []


def test_a_loss_is_guessed_from_the_crawls_words_only_where_one_fits() -> None:
    assert lost_words("les Soci??t??s, un d\ufffdbat") == ["Soci??t??s", "d\ufffdbat"]
    lexicon = learnt("L’un des débats, l’autre débat ; les sociétés d’eau.").lexicon
    assert guess("d\ufffdbat", lexicon) == "débat"
    assert guess("Soci??t??s", lexicon) == "Sociétés"
    assert guess("x??y", lexicon) is None


STUDIES = ("Le bureau d’études suit l’avis des services.", "Une étude d’abord, l’association ensuite, d’autres demain.")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("C’est un bureau détudes, qu’on connaît", "C’est un bureau d’études, qu’on connaît"),
        ("Un bureau détudes", "Un bureau d’études"),
        ("L’avis de lassociation", "L’avis de l’association"),
        ("Ce nest pas ce qu’on dit, mais cest ce quil veut", "Ce n’est pas ce qu’on dit, mais c’est ce qu’il veut"),
        ("Qu’on parle du lassociation", "Qu’on parle du lassociation"),
        ("Une dévaluation qu’on craint, l’art du lavis", "Une dévaluation qu’on craint, l’art du lavis"),
        ("L’humour de Lassociation", "L’humour de Lassociation"),
    ],
)
def test_one_lost_apostrophe_beside_others(text: str, mended: str) -> None:
    assert carry_out("dropped", 0.9, text, learnt(*STUDIES * 3, text).edits(text)[0])[0] == mended


def test_a_lone_word_that_proves_little_is_asked_about() -> None:
    text = "L’avis est clair : son nouvel avis sappuie sur lavis d’hier"
    known = learnt(*STUDIES * 3, *["Qu’il s’appuie sur elle, s’appuie sur lui."] * 2, text)
    edits, doubts = known.edits(text)
    assert edits == []
    assert {(doubt.word, doubt.proposed) for doubt in doubts} == {("sappuie", "s’appuie"), ("lavis", "l’avis")}


def test_what_is_asked_of_a_text_does_not_depend_on_the_texts_before_it() -> None:
    """They are others in each process (law 3)."""
    texts = ("Ceux dusson ont gardé l’habitude d’y venir.", "Ceux dusson sont venus.")
    dropped = learnt(*["La rivière d’Usson est belle."] * 4)
    alone = [learnt(*["La rivière d’Usson est belle."] * 4).edits(text) for text in texts]
    assert [dropped.edits(text) for text in texts] == alone
    assert [doubt.proposed for doubt in alone[0][1]] == ["d’usson"]
