"""The syntax as a table, the invalid half included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query.parser import MAX_CHARACTERS, MAX_WORDS, parse
from indexer.query.tree import AllOf, AnyOf, Node, Not, OfKind, Phrase, Scope, Word, leaves


def shown(node: Node) -> str:
    match node:
        case Word(text, scope):
            return text if scope is Scope.FULL else f"{scope.value}:{text}"
        case Phrase(text, scope):
            return f"[{text}]" if scope is Scope.FULL else f"{scope.value}:[{text}]"
        case OfKind(kind):
            return f"kind:{kind}"
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
        ("type:vidéos", "(kind:video)"),
        ('type:"études de cas"', "(kind:etude-de-cas)"),
        ("-type:video", "(!kind:video)"),
        ("habitant(e)s", "(habitant(e)s)"),
        ("budget-participatif", "(budget-participatif)"),
        # What makes no sense as syntax is words, or nothing.
        ("LOUP OU OURS", "(LOUP & OU & OURS)"),
        ("OU loup", "(OU & loup)"),
        ("loup OU", "(loup)"),
        ("loup SAUF", "(loup & SAUF)"),
        ("type:inconnu", "(type inconnu)"),
        ("auteur:Dupont", "(auteur:Dupont)"),
        ("titre:", "(titre:)"),
        ("titre: eau", "(titre: & eau)"),
        ("loup - ours", "(loup & ours)"),
        ("--loup", "(--loup)"),
        ('"loup', '("loup)'),
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


PIECES = st.sampled_from([*'()"«»-a ', "OU ", "SAUF ", "titre:", " b"])


@given(st.text(max_size=300) | st.lists(PIECES).map("".join))
def test_any_text_gives_a_tree_within_bounds(text: str) -> None:
    query = parse(text)
    assert len(leaves(query.root, positive_only=False)) <= 2 * max(len(text), 1)
    assert parse(text) == query
