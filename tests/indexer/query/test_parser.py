"""The syntax as a table, the invalid half included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query.canonical import canonical
from indexer.query.parser import MAX_CHARACTERS, MAX_WORDS, parse
from indexer.query.tree import AllOf, AnyOf, InField, InYears, Node, Not, Open, Phrase, Scope, Word, leaves


def shown(node: Node) -> str:
    match node:
        case Word(text, scope):
            return text if scope is Scope.FULL else f"{scope.value}:{text}"
        case Phrase(text, scope):
            return f"[{text}]" if scope is Scope.FULL else f"{scope.value}:[{text}]"
        case InField(field, value):
            return f"{field}={value}"
        case InYears(first, last):
            return f"years={first}-{last}"
        case Not(inner):
            return f"!{shown(inner)}"
        case AllOf(nodes):
            return "(" + " & ".join(map(shown, nodes)) + ")"
        case AnyOf(nodes):
            return "(" + " | ".join(map(shown, nodes)) + ")"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", "()"),
        ("   ", "()"),
        ("loup", "(loup)"),
        ("loup berger", "(loup & berger)"),
        ('"prise de décision"', "([prise de décision])"),
        ("« débat public » loup", "([débat public] & loup)"),
        ("“débat public”", "([débat public])"),
        ("loup -ours", "(loup & !ours)"),
        ('-"débat public"', "(![débat public])"),
        ("loup SAUF ours", "(loup & !ours)"),
        ("loup NOT ours", "(loup & !ours)"),
        ("loup OU ours berger", "((loup | ours) & berger)"),
        ("loup OR ours OU lynx", "((loup | ours | lynx))"),
        ("(loup berger) OU ours", "(((loup & berger) | ours))"),
        ("loup ET berger", "(loup & berger)"),
        ("titre:eau", "(title:eau)"),
        ("Titre:eau", "(title:eau)"),
        ('titre:"la crue" texte:pont', "(title:[la crue] & text:pont)"),
        ("type:vidéos", "(type=video)"),
        ('type:"études de cas"', "(type=etude-de-cas)"),
        ("-type:video", "(!type=video)"),
        ('lieu:"Saint-Brieuc" -theme:eau', "(lieu=Saint-Brieuc & !theme=eau)"),
        ("Thème:eau Méthode:charte", "(theme=eau & methode=charte)"),
        ("annee:2003..2008", "(years=2003-2008)"),
        ("année:2003", "(years=2003-2003)"),
        ("annee:2003..", "(years=2003-None)"),
        ("annee:..2008", "(years=None-2008)"),
        ("annee:2008..2003", "(years=2003-2008)"),
        ("annee:hier", "(annee:hier)"),
        ("loup | ours", "((loup | ours))"),
        ("habitant(e)s", "(habitant(e)s)"),
        ("budget-participatif", "(budget-participatif)"),
        # What makes no sense as syntax is words, or nothing.
        ("LOUP OU OURS", "(LOUP & ou & OURS)"),
        ("OU loup", "(ou & loup)"),
        ("loup OU", "(loup)"),
        ("loup SAUF", "(loup & sauf)"),
        ("type:inconnu", "(type:inconnu)"),
        ("auteur:Dupont", "(auteur=Dupont)"),
        ("inconnu:Dupont", "(inconnu:Dupont)"),
        ("titre:", "(titre)"),
        ("titre: eau", "(titre & eau)"),
        ("loup - ours", "(loup & ours)"),
        ("--loup", "(loup)"),
        ('"loup', "(loup)"),
        ("«»", "()"),
        ('""', "()"),
        ("((loup", "(loup)"),
        ("loup))) ours", "(loup & ours)"),
        ("()", "()"),
        ("!!! … ?", "()"),
        ("12,5 %", "(12,5)"),
    ],
)
def test_syntax(text: str, tree: str) -> None:
    assert shown(parse(text).root) == tree


def test_a_long_text_is_cut_and_says_so() -> None:
    assert not parse("mot " * MAX_WORDS).cut
    assert len(leaves(parse("mot " * (MAX_WORDS + 1)).root)) == MAX_WORDS
    assert parse("mot " * (MAX_WORDS + 1)).cut
    assert parse("a-" * 500).cut
    assert parse(" " * MAX_CHARACTERS + "mot").cut


def test_brackets_are_followed_to_a_bounded_depth() -> None:
    assert [leaf.text for leaf in leaves(parse("( a " * 400).root) if isinstance(leaf, Word)] == ["a"] * MAX_WORDS


FIELDS = ["theme:", "annee:2003", "..", "*", "~", "mots~", '"a b"~5', "|", "A", "type:video", "OR*", "(e)"]
PIECES = st.sampled_from([*'()"«»-a ', "OU ", "SAUF ", "titre:", " b"])


@given(st.text(max_size=300) | st.lists(PIECES).map("".join))
def test_any_text_gives_a_tree_within_bounds(text: str) -> None:
    query = parse(text)
    assert len(leaves(query.root, positive_only=False)) <= 2 * max(len(text), 1)
    assert parse(text) == query


@given(st.text(max_size=100) | st.lists(PIECES | st.sampled_from(FIELDS)).map("".join))
def test_a_canonical_form_parses_to_itself(text: str) -> None:
    query = parse(text)
    if not query.cut:
        assert parse(canonical(query)).root == query.root


def test_what_is_left_open() -> None:
    assert leaves(parse("concert~ *ation médiat*").root) == [
        Word("concert", initial=True, open_at=Open.LETTERS),
        Word("ation", open_at=Open.START),
        Word("médiat", open_at=Open.END),
    ]
    assert leaves(parse('"charte forêt"~5').root) == [Phrase("charte forêt", between=5)]


@pytest.mark.parametrize(
    ("text", "canon"),
    [
        ("annee:200*", "annee:2000..2009"),
        ("année:19*", "annee:1900..1999"),
        ("ANNEE:1999*", "annee:1999"),
        ("annee:1*", "annee:1"),
    ],
)
def test_years_may_be_left_open(text: str, canon: str) -> None:
    assert canonical(parse(text)) == canon
    assert parse(canon).root == parse(text).root
