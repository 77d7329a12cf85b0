"""A word that stands nowhere in the archive is replaced by its nearest one, where that is safe (DESIGN §7).

Never inside quotes, fields and exclusions, never a part of a compound, never with a digit or a capital (but the one
that begins the query), never under five letters. The tree is rewritten before it is compiled, so that both engines are
asked for the same words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.language import Token, tokens
from indexer.query.tree import AllOf, AnyOf, Node, Query, Scope, Word, leaves
from indexer.results import Rewrite
from indexer.vocabulary import Vocabulary

#: Words of which it is said that they are nowhere.
MAX_ABSENT = 8


def rewrite(
    query: Query, vocabulary: Vocabulary, is_name: Callable[[str], bool] = lambda _: False
) -> tuple[Query, tuple[Rewrite, ...]]:
    """The query with its unknown words replaced, and what was replaced, in the order of the text.

    `is_name` says of a folded word that it is known elsewhere: the gazetteer's, the vocabularies'. It stays.
    """
    done: list[Rewrite] = []
    root = _rewritten(query.root, _Known(vocabulary, is_name), done)
    assert isinstance(root, AllOf)
    return replace(query, root=root), tuple(dict.fromkeys(done))


def absent(query: Query, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words asked for, as typed, that stand nowhere in the archive."""
    asked = [leaf for leaf in leaves(query.root) if isinstance(leaf, Word) and not leaf.open_at]
    found = (
        leaf.text[token.start : token.end]
        for leaf in asked
        for token in tokens(leaf.text)
        if not vocabulary.knows(token.forms)
    )
    return tuple(dict.fromkeys(found))[:MAX_ABSENT]


@dataclass(frozen=True, slots=True)
class _Known:
    vocabulary: Vocabulary
    is_name: Callable[[str], bool]

    def nearest(self, exact: str) -> str | None:
        near = self.vocabulary.nearest(exact)
        return near if near and not self.is_name(exact) else None


def _rewritten(node: Node, known: _Known, done: list[Rewrite]) -> Node:
    match node:
        case AllOf(nodes):
            return AllOf(tuple(_rewritten(child, known, done) for child in nodes))
        case AnyOf(nodes):
            return AnyOf(tuple(_rewritten(child, known, done) for child in nodes))
        case Word(scope=Scope.FULL, open_at=None):
            return _rewritten_word(node, known, done)
        case _:
            return node


def _rewritten_word(word: Word, known: _Known, done: list[Rewrite]) -> Word:
    parts: list[str] = []
    at = 0
    found = list(tokens(word.text))
    if len({forms for forms, _, _ in found if forms.stem}) > 1:
        return word  # a part of a compound says too little of what was meant
    for token in found:
        near = None if known.vocabulary.knows(token.forms) else _nearest(token, word, known)
        if near:
            typed = word.text[token.start : token.end]
            done.append(Rewrite(typed, near))
            parts += (word.text[at : token.start], near)
            at = token.end
    return replace(word, text="".join([*parts, word.text[at:]])) if parts else word


def _nearest(token: Token, word: Word, known: _Known) -> str | None:
    typed = word.text[token.start : token.end]
    after_capital = typed[1:] if word.initial and token.start == 0 else typed
    if any(c.isupper() for c in after_capital) or any(c.isnumeric() for c in typed):
        return None
    return known.nearest(token.forms.exact)
