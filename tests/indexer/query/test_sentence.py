"""What was understood, in French."""

import pytest

from indexer.query.parser import parse
from indexer.query.questions import is_question
from indexer.query.request import Mots
from indexer.query.sentence import Understood, rewrite_sentence, sentence
from indexer.results import Rewrite


@pytest.mark.parametrize(
    ("text", "total", "said"),
    [
        ("", 1412, "Toute l’archive : 1 412 fiches."),
        ("", 0, "Aucune fiche."),
        ("loup", 12, "12 fiches parlent de loup (ou de ses formes)."),
        ("loup", 1, "1 fiche parle de loup (ou de ses formes)."),
        ("loup", 0, "Aucune fiche ne parle de loup (ou de ses formes)."),
        ("le loup et le berger", 12, "12 fiches parlent de loup et de berger (ou de leurs formes)."),
        ("eau", 2, "2 fiches parlent d’eau (ou de ses formes)."),
        ("habitants", 2, "2 fiches parlent d’habitants (ou de ses formes)."),
        ("hameau", 2, "2 fiches parlent de hameau (ou de ses formes)."),
        ("l’eau", 2, "2 fiches parlent d’eau (ou de ses formes)."),
        ("loup -ours", 3, "3 fiches parlent de loup (ou de ses formes), sans ours."),
        ("-ours -lynx", 3, "3 fiches sans ours ni lynx."),
        ('"débat public"', 3, "3 fiches contiennent « débat public »."),
        ('loup "débat public"', 0, "Aucune fiche ne parle de loup (ou de ses formes) et ne contient « débat public »."),
        ("titre:crue", 2, "2 fiches portent « crue » dans leur titre."),
        ("type:video", 1, "1 fiche est du type « vidéo »."),
        ("loup OU ours", 5, "5 fiches parlent de loup ou ours (ou de leurs formes)."),
        ("type:video", 0, "Aucune fiche n’est du type « vidéo »."),
        ("loup type:video", 0, "Aucune fiche ne parle de loup (ou de ses formes) et n’est du type « vidéo »."),
        ("2003", 7, "7 fiches parlent de 2003."),
        ("12 2003", 7, "7 fiches parlent de 12 et de 2003."),
        ("loup 2003", 7, "7 fiches parlent de loup (ou de ses formes) et de 2003."),
        ("(loup OU ours) montagne", 2, "2 fiches parlent de (loup ou ours) et de montagne (ou de leurs formes)."),
        ("(loup ours) OU crue", 2, "2 fiches contiennent (loup et ours) ou crue."),
        ("<b>loup</b> < ours", 2, "2 fiches parlent de b loup b et d’ours (ou de leurs formes)."),
        ("le la", 7, "7 fiches contiennent ces mots très courants : le et la."),
        ("été", 1, "1 fiche contient ce mot très courant : été."),
        ("été", 0, "Aucune fiche ne contient ce mot très courant : été."),
        ("{contient} {0}", 2, "2 fiches parlent de contient (ou de ses formes) et de 0."),
        ('"{0} {x}" -y{', 2, "2 fiches contiennent « 0} {x », sans y."),
    ],
)
def test_all_words(text: str, total: int, said: str) -> None:
    assert sentence(Understood(parse(text), total, Mots.TOUS)) == _typeset(said)


def test_a_text_that_was_cut_is_said() -> None:
    assert sentence(Understood(parse("mot " * 70), 2, Mots.TOUS)) == _typeset(
        "2 fiches parlent de mot (ou de ses formes). Votre texte est long : seuls ses premiers mots ont été cherchés."
    )


def test_other_readings() -> None:
    query = parse("loup berger charte")
    assert sentence(Understood(query, 40, Mots.CERTAINS)) == _typeset(
        "40 fiches parlent de loup, de berger ou de charte (ou de leurs formes), les plus proches d’abord."
    )
    assert sentence(Understood(query, 7, Mots.CERTAINS, fallback=True)) == _typeset(
        "Aucune fiche ne réunit ces trois mots (loup, berger et charte). "
        "En voici 7 qui en ont une partie, les plus complètes d’abord."
    )
    assert sentence(Understood(query, 0, Mots.CERTAINS, fallback=True)) == _typeset(
        "Aucune fiche ne réunit ces trois mots (loup, berger et charte)."
    )
    assert sentence(Understood(query, 7, Mots.CERTAINS, question=True)).startswith(
        "Votre question est lue mot à mot\u00a0: 7\u00a0fiches parlent de loup"
    )


def test_one_compound_is_not_called_all_these_words() -> None:
    assert sentence(Understood(parse("Saint-Brieuc"), 0, Mots.CERTAINS, fallback=True)) == _typeset(
        "Aucune fiche ne réunit tous les mots de « Saint-Brieuc »."
    )


@pytest.mark.parametrize("text", ["🐺", '"', "*", "l'", "- - -", "?  !"])
def test_a_text_with_nothing_to_search_is_said(text: str) -> None:
    shown = " ".join(text.split())
    assert sentence(Understood(parse(text), 7, Mots.TOUS, text=text)) == _typeset(
        f"Rien à chercher dans « {shown} » : voici toute l’archive."
    )
    filtered = Understood(parse(text), 7, Mots.TOUS, text=text, filters={"type": ("video",)})
    assert sentence(filtered) == _typeset(f"Rien à chercher dans « {shown} » : voici 7 fiches, parmi les vidéos.")


def test_filters_are_said() -> None:
    filters = {"type": ("video", "etude-de-cas")}
    assert sentence(Understood(parse("loup"), 3, Mots.TOUS, filters=filters)) == _typeset(
        "3 fiches parlent de loup (ou de ses formes), parmi les études de cas et les vidéos."
    )


def test_a_rewritten_word_is_said() -> None:
    assert rewrite_sentence(Rewrite("concertasion", "concertation")) == _typeset(
        "« concertasion » n’est nulle part dans l’archive : nous avons cherché « concertation »."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Quelles chartes pour la forêt",
        "comment les bergers vivent avec le loup",
        "QUELLES SONT LES CHARTES FORESTIERES",
        "Les bergers acceptent-ils le loup",
        "Un maire doit-il consulter ses habitants",
        "Y a-t-il des chartes pour la rivière",
        "La concertation est-elle obligatoire pour un parc éolien ?",
        "Qu’est-ce que la médiation environnementale",
        "À quoi sert une charte forestière",
        "Où trouver des fiches sur le loup",
    ],
)
def test_a_question_in_words(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "loup berger",
        "charte forestière de territoire",
        "qui",
        "loup ?",
        "budget-participatif",
        "la mer et la plage",
        "",
        "???",
    ],
)
def test_a_list_of_words_is_no_question(text: str) -> None:
    assert not is_question(text)


def _typeset(plain: str) -> str:
    """The test's text with the no-break spaces that are hard to see in it."""
    spaced = (
        plain.replace("1 412", "1\u202f412")
        .replace("« ", "«\u00a0")
        .replace(" »", "\u00a0»")
        .replace(" : ", "\u00a0: ")
    )
    for number in ("1\u202f412", "12", "40", "7", "5", "3", "2", "1"):
        spaced = spaced.replace(f"{number} fiche", f"{number}\u00a0fiche")
    return spaced
