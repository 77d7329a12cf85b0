"""From a reader's text to a tree. Never fails: what makes no sense as syntax is words.

"suite exacte"  « suite »  “suite”     "mots proches"~5
début* *fin (trois lettres au moins)   mot~ (à une faute près)
    sans : -mot, SAUF mot     l'un ou l'autre : loup OU ours
titre:eau   texte:eau   theme:eau   lieu:"Saint-Brieuc"   annee:2003..2008   (groupes)
"""

from dataclasses import replace
from functools import lru_cache

import regex

from indexer.fields import FIELDS, FIRST_YEAR, LAST_YEAR
from indexer.query.scanner import Lexeme, Sign, plain, scan
from indexer.query.tree import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_OPEN_WORDS,
    MAX_WORDS,
    AllOf,
    AnyOf,
    InField,
    InYears,
    Node,
    Not,
    Open,
    Phrase,
    Query,
    Scope,
    Word,
)
from indexer.query.type_names import kind_named

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "MAX_WORDS", "parse"]

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_OPEN = regex.compile(r"\*(?P<start>[\p{L}\p{N}]{3,})|(?P<end>[\p{L}\p{N}]{3,})\*|(?P<letters>[\p{L}]{4,})~")
_YEARS = regex.compile(r"(?P<first>\d{1,4})?(?P<until>\.\.|…|–|-)?(?P<last>\d{1,4})?")
_SCOPES = {"titre": Scope.TITLE, "texte": Scope.TEXT}
_LONGEST_VALUE = 200
_MAX_LITERALS = 32


#: A page asks for the tree of its text several times.
@lru_cache(maxsize=64)
def parse(text: str) -> Query:
    """At most `MAX_WORDS` words of the first `MAX_CHARACTERS` characters; `Query.cut` says when there was more."""
    kept, cut = _within_bounds(scan(text[:MAX_CHARACTERS]))
    nodes: list[Node] = []
    parser = _Parser(kept)
    while not parser.done:
        nodes += parser.sequence(depth=0)
        parser.skip_close()
    return Query(_with_initial(AllOf(tuple(nodes))), cut or len(text) > MAX_CHARACTERS)


def _with_initial(root: AllOf) -> AllOf:
    """The word that begins the query is told so."""
    return AllOf((_begun(root.nodes[0]), *root.nodes[1:])) if root.nodes else root


def _begun(node: Node) -> Node:
    match node:
        case Word():
            return replace(node, initial=True)
        case Not(inner):
            return Not(_begun(inner))
        case AllOf(nodes):
            return AllOf((_begun(nodes[0]), *nodes[1:]))
        case AnyOf(nodes):
            return AnyOf((_begun(nodes[0]), *nodes[1:]))
        case _:
            return node


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
                shorter = lexeme.text[: ends[left - 1]]
                kept.append(replace(lexeme, text=shorter, raw=shorter))
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
        self._literals = 0

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
            return Phrase(lexeme.text, between=lexeme.between)
        if lexeme.sign is Sign.FIELD:
            return self._field(lexeme)
        if lexeme.sign is Sign.OPEN:
            return self._group(depth)
        if lexeme.sign in {Sign.MINUS, Sign.NOT}:
            return self._without(lexeme, depth)
        return None if lexeme.sign is Sign.AND or lexeme.text == "|" else self._literal(lexeme)

    def _literal(self, lexeme: Lexeme) -> Word | None:
        self._literals += 1
        return Word(plain(lexeme.text)) if self._literals <= _MAX_LITERALS else None

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
        return self._literal(lexeme) if lexeme.sign is Sign.NOT else None

    def _field(self, lexeme: Lexeme) -> Node | None:
        if self._sign() not in {Sign.WORD, Sign.PHRASE}:
            return self._literal(lexeme)
        value = self._lexemes[self._at]
        self._at += 1
        if lexeme.text in _SCOPES:
            scope = _SCOPES[lexeme.text]
            return self._word(value, scope) if value.sign is Sign.WORD else Phrase(value.text, scope, value.between)
        if lexeme.text == "annee":
            written = (value.raw, value.text, plain(value.text))
            years = _years_begun(value.text) or next(filter(None, map(_years, written)), None)
            return years or _text(lexeme, value)
        return _in_field(lexeme, value)

    def _word(self, lexeme: Lexeme, scope: Scope = Scope.FULL) -> Word:
        mark = _OPEN.fullmatch(lexeme.text) if self._open_words < MAX_OPEN_WORDS else None
        if mark is None or mark.lastgroup is None:
            return Word(plain(lexeme.text), scope)
        self._open_words += 1
        return Word(mark[mark.lastgroup], scope, open_at=Open(mark.lastgroup))

    def _sign(self) -> Sign | None:
        return None if self.done else self._lexemes[self._at].sign


def _in_field(field: Lexeme, value: Lexeme) -> Node:
    """A type that does not exist is no type: it is text."""
    text = plain(" ".join(value.text.split())[:_LONGEST_VALUE].strip()).strip()
    if field.text == "type":
        kind = kind_named(text)
        return InField(field.text, kind.value) if kind else _text(field, value)
    return InField(FIELDS[field.text].parameter, text)


def _text(field: Lexeme, value: Lexeme) -> Node:
    """What looks like a field and is none, as it is written."""
    if value.sign is Sign.PHRASE:
        return Phrase(value.text, between=value.between)
    return Word(f"{field.text}:{plain(value.text)}")


def _years_begun(written: str) -> InYears | None:
    """`200*`: those of the decade; `19*`: those of the century."""
    begun = written.removesuffix("*")
    if begun == written or not (begun.isascii() and begun.isdecimal() and len(begun) in {2, 3}):
        return None
    return _years(f"{begun.ljust(4, '0')}..{begun.ljust(4, '9')}")


def _years(written: str) -> InYears | None:
    """`2003`, `2003..2008`, `2003..`, `..2008`; None for what says no years."""
    found = _YEARS.fullmatch(written.strip().rstrip(",;"))
    if found is None or not (found["first"] or found["last"]):
        return None
    first, last = (int(found[end]) if found[end] else None for end in ("first", "last"))
    if not found["until"]:
        first = last = int(written.strip().rstrip(",;"))
    for end in (first, last):
        if end is not None and not FIRST_YEAR <= end <= LAST_YEAR:
            return None
    if first is not None and last is not None and first > last:
        first, last = last, first
    return InYears(first, last)
