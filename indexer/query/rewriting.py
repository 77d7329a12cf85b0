"""A word that stands nowhere in the archive is replaced by its nearest one, where that is safe (DESIGN §7).

Never inside quotes, fields and exclusions, never a part of a compound, never with a digit or a capital (but the one
that begins the query), never under five letters. The tree is rewritten before it is compiled, so that both engines are
asked for the same words.
"""

from dataclasses import replace

from indexer.language import Token, tokens
from indexer.query.tree import AllOf, AnyOf, Node, Query, Scope, Word
from indexer.results import Rewrite
from indexer.vocabulary import Vocabulary


def rewrite(query: Query, vocabulary: Vocabulary) -> tuple[Query, tuple[Rewrite, ...]]:
    """The query with its unknown words replaced, and what was replaced, in the order of the text."""
    done: list[Rewrite] = []
    root = _rewritten(query.root, vocabulary, done)
    assert isinstance(root, AllOf)
    return replace(query, root=root), tuple(dict.fromkeys(done))


def _rewritten(node: Node, vocabulary: Vocabulary, done: list[Rewrite]) -> Node:
    match node:
        case AllOf(nodes):
            return AllOf(tuple(_rewritten(child, vocabulary, done) for child in nodes))
        case AnyOf(nodes):
            return AnyOf(tuple(_rewritten(child, vocabulary, done) for child in nodes))
        case Word(scope=Scope.FULL, open_at=None):
            return _rewritten_word(node, vocabulary, done)
        case _:
            return node


def _rewritten_word(word: Word, vocabulary: Vocabulary, done: list[Rewrite]) -> Word:
    parts: list[str] = []
    at = 0
    found = list(tokens(word.text))
    if len({forms for forms, _, _ in found if forms.stem}) > 1:
        return word  # a part of a compound says too little of what was meant
    for token in found:
        known = None if vocabulary.knows(token.forms) else _nearest(token, word, vocabulary)
        if known:
            typed = word.text[token.start : token.end]
            done.append(Rewrite(typed, known))
            parts += (word.text[at : token.start], known)
            at = token.end
    return replace(word, text="".join([*parts, word.text[at:]])) if parts else word


def _nearest(token: Token, word: Word, vocabulary: Vocabulary) -> str | None:
    typed = word.text[token.start : token.end]
    after_capital = typed[1:] if word.initial and token.start == 0 else typed
    if any(c.isupper() for c in after_capital) or any(c.isnumeric() for c in typed):
        return None
    return vocabulary.nearest(token.forms.exact)
