"""A tree as text that gives the same tree (permalinks), and as JSON (the API)."""

from typing import Any

import regex

from indexer.query.tree import AllOf, AnyOf, InField, InYears, Node, Not, Open, Phrase, Query, Scope, Word

_PLAIN_VALUE = regex.compile(r"[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*")
_FIELD_OF = {Scope.FULL: "", Scope.TITLE: "titre:", Scope.TEXT: "texte:"}
_QUOTES = (('"', '"'), ("«", "»"), ("“", "”"))


def canonical(query: Query) -> str:
    """`parse(canonical(query)).root == query.root` for whatever the parser made."""
    text = _all(query.root.nodes, " OU ")
    # In a text without small letters, words such as OU are no operators: the bar always is.
    return text if any(character.islower() for character in text) else _all(query.root.nodes, " | ")


def _all(nodes: tuple[Node, ...], either: str) -> str:
    return " ".join(_grouped(node, either) if isinstance(node, AllOf) else _text(node, either) for node in nodes)


def _text(node: Node, either: str) -> str:
    match node:
        case Word(text, scope, open_at=open_at):
            return f"{_FIELD_OF[scope]}{_opened(text, open_at)}"
        case Phrase(text, scope, between):
            return f"{_FIELD_OF[scope]}{_quoted(text)}{'' if between is None else f'~{between}'}"
        case InField(field, value):
            return f"{field}:{value if _PLAIN_VALUE.fullmatch(value) else _quoted(value)}"
        case InYears(first, last):
            return f"annee:{_years(first, last)}"
        case Not(inner):
            return f"-{_grouped(inner, either)}"
        case AllOf(nodes):
            return _all(nodes, either)
        case AnyOf(nodes):
            return either.join(_grouped(child, either, not_too=False) for child in nodes)


def _grouped(node: Node, either: str, *, not_too: bool = True) -> str:
    groups = isinstance(node, AllOf | AnyOf) or (not_too and isinstance(node, Not))
    return f"({_text(node, either)})" if groups else _text(node, either)


def _opened(text: str, open_at: Open | None) -> str:
    match open_at:
        case Open.START:
            return f"*{text}"
        case Open.END:
            return f"{text}*"
        case Open.LETTERS:
            return f"{text}~"
        case None:
            return text


def _quoted(text: str) -> str:
    opening, closing = next((pair for pair in _QUOTES if pair[1] not in text), _QUOTES[0])
    return f"{opening}{text}{closing}"


def _years(first: int | None, last: int | None) -> str:
    if first == last:
        return f"{first}"
    return f"{'' if first is None else first}..{'' if last is None else last}"


def as_json(node: Node) -> dict[str, Any]:
    """One object a node, named by what it is."""
    match node:
        case Word(text, scope, open_at=open_at):
            return {"word": text, **_in_scope(scope), **({"open": open_at.value} if open_at else {})}
        case Phrase(text, scope, between):
            return {"phrase": text, **_in_scope(scope), **({} if between is None else {"between": between})}
        case InField(field, value):
            return {"field": field, "value": value}
        case InYears(first, last):
            return {"years": [first, last]}
        case Not(inner):
            return {"not": as_json(inner)}
        case AllOf(nodes):
            return {"all": [as_json(child) for child in nodes]}
        case AnyOf(nodes):
            return {"any": [as_json(child) for child in nodes]}


def _in_scope(scope: Scope) -> dict[str, str]:
    return {} if scope is Scope.FULL else {"in": scope.value}
