"""From a reader's text to a tree. Never fails: what makes no sense as syntax is words.

"suite exacte"  « suite »  “suite”     début* *fin (trois lettres au moins)
    sans : -mot, SAUF mot     l'un ou l'autre : loup OU ours
titre:eau   texte:eau   type:video     (groupes)
"""

import regex

from indexer.query.scanner import Lexeme, Sign, scan
from indexer.query.tree import AllOf, AnyOf, Node, Not, OfKind, Open, Phrase, Query, Scope, Word
from indexer.query.type_names import kind_named

MAX_CHARACTERS = 2000
MAX_WORDS = 64
MAX_DEPTH = 8

#: Each makes the whole vocabulary be read; the asterisk of those beyond says nothing.
MAX_OPEN_WORDS = 4

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_OPEN = regex.compile(r"\*(?P<stem>[\p{L}\p{N}]{3,})|(?P<stem>[\p{L}\p{N}]{3,})\*")
_SCOPES = {"titre": Scope.TITLE, "texte": Scope.TEXT}


def parse(text: str) -> Query:
    """At most `MAX_WORDS` words of the first `MAX_CHARACTERS` characters; `Query.cut` says when there was more."""
    kept, cut = _within_bounds(scan(text[:MAX_CHARACTERS]))
    nodes: list[Node] = []
    parser = _Parser(kept)
    while not parser.done:
        nodes += parser.sequence(depth=0)
        parser.skip_close()
    return Query(AllOf(tuple(nodes)), cut or len(text) > MAX_CHARACTERS)


def _within_bounds(lexemes: list[Lexeme]) -> tuple[list[Lexeme], bool]:
    left = MAX_WORDS
    kept: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.sign not in {Sign.WORD, Sign.PHRASE}:
            kept.append(lexeme)
            continue
        ends = [match.end() for match in _WORD.finditer(lexeme.text)]
        if len(ends) > left:
            if left:
                kept.append(Lexeme(lexeme.sign, lexeme.text[: ends[left - 1]], lexeme.initial))
            return kept, True
        left -= len(ends)
        kept.append(lexeme)
    return kept, False


class _Parser:
    """Recursive descent; every call moves forward, so that it ends, and depth is bounded."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._open_words = 0

    @property
    def done(self) -> bool:
        return self._at >= len(self._lexemes)

    def skip_close(self) -> None:
        if self._sign() is Sign.CLOSE:
            self._at += 1

    def sequence(self, depth: int) -> list[Node]:
        """Alternatives one after the other, up to a closing bracket."""
        nodes: list[Node] = []
        while not self.done and self._sign() is not Sign.CLOSE:
            node = self._alternatives(depth)
            if node is not None:
                nodes.append(node)
        return nodes

    def _alternatives(self, depth: int) -> Node | None:
        first = self._operand(depth)
        if first is None:
            return None
        nodes = [first]
        while self._sign() is Sign.OR:
            here = self._at
            self._at += 1
            following = self._operand(depth) if self._sign() is not Sign.OR else None
            if following is None:
                self._at = max(self._at, here + 1)
                break
            nodes.append(following)
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))

    def _operand(self, depth: int) -> Node | None:
        """None where nothing stands that can be searched; the sign is then left behind."""
        if self.done or self._sign() is Sign.CLOSE:
            return None
        lexeme = self._lexemes[self._at]
        self._at += 1
        if lexeme.sign is Sign.WORD:
            return self._word(lexeme)
        if lexeme.sign is Sign.PHRASE:
            return Phrase(lexeme.text)
        if lexeme.sign is Sign.FIELD:
            return self._field(lexeme)
        if lexeme.sign is Sign.OPEN:
            return self._group(depth)
        if lexeme.sign in {Sign.MINUS, Sign.NOT}:
            return self._without(lexeme, depth)
        return None if lexeme.sign is Sign.AND else Word(lexeme.text)

    def _group(self, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            return None  # the bracket is left aside, what it holds is read in the open
        nodes = self.sequence(depth + 1)
        self.skip_close()
        return None if not nodes else nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes))

    def _without(self, lexeme: Lexeme, depth: int) -> Node | None:
        excluded = None
        if self._sign() in {Sign.WORD, Sign.PHRASE, Sign.FIELD, Sign.OPEN}:
            excluded = self._operand(depth)
        if excluded is not None:
            return Not(excluded)
        return Word(lexeme.text) if lexeme.sign is Sign.NOT else None

    def _field(self, lexeme: Lexeme) -> Node:
        if self._sign() not in {Sign.WORD, Sign.PHRASE}:
            return Word(lexeme.text)
        value = self._lexemes[self._at]
        self._at += 1
        if lexeme.text in _SCOPES:
            scope = _SCOPES[lexeme.text]
            return self._word(value, scope) if value.sign is Sign.WORD else Phrase(value.text, scope)
        kind = kind_named(value.text)
        return OfKind(kind.value) if kind else Word(f"{lexeme.text} {value.text}")

    def _word(self, lexeme: Lexeme, scope: Scope = Scope.FULL) -> Word:
        star = _OPEN.fullmatch(lexeme.text) if self._open_words < MAX_OPEN_WORDS else None
        if star is None:
            return Word(lexeme.text, scope, lexeme.initial)
        self._open_words += 1
        return Word(star["stem"], scope, lexeme.initial, Open.END if lexeme.text.endswith("*") else Open.START)

    def _sign(self) -> Sign | None:
        return None if self.done else self._lexemes[self._at].sign
