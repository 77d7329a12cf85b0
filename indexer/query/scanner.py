"""Cutting a query into words, quoted sequences, signs and operators; any text at all gives some."""

from dataclasses import dataclass
from enum import Enum, auto

import regex

from indexer.fields import field_named, folded_name, is_year_name
from indexer.query.tree import MAX_BETWEEN

_CLOSING = {'"': '"', "«": "»", "“": "”", "„": "”"}
_OPERATORS = {"OU": "or", "OR": "or", "SAUF": "not", "NOT": "not", "ET": "and", "AND": "and"}
_FIELD = regex.compile(r"([\p{L}\p{M}-]{1,20}):(?=\S)")
_SCOPES = ("titre", "texte")
_UNTIL = regex.compile(r"(?:\.\.|…)(\d{1,4})(?![\p{L}\p{N}])")
_NEAR = regex.compile(r"~(\d{1,3})(?![\p{L}\p{N}])")
_MEANINGFUL = regex.compile(r"[\p{L}\p{N}]")

#: What a word is reduced to: from its first letter to its last, a star or a tilde beside it.
_CORE = regex.compile(r"\*?[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?(?:['’]|[*~])?", regex.DOTALL)
_BEGINS = regex.compile(r"[\p{L}\p{N}]|\*[\p{L}\p{N}]{3,}(?!\S*[\p{L}\p{N}])")

#: « habitant(e)s »: a bracket that belongs to its word.
_INCLUSIVE = regex.compile(r"\(\p{L}{1,6}\)")


class Sign(Enum):
    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    MINUS = auto()
    OR = auto()
    NOT = auto()
    AND = auto()
    OPEN = auto()
    CLOSE = auto()


_SIGNS = {"(": Sign.OPEN, ")": Sign.CLOSE, "|": Sign.OR}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """`raw`: a word with its punctuation, which the value of a field may mean. `between`: of a sequence with ~."""

    sign: Sign
    text: str
    raw: str = ""
    between: int | None = None


def scan(text: str) -> list[Lexeme]:
    """Linear in the text's length. Operators are words in a text that is all capitals."""
    operators = any(character.islower() for character in text)
    found: list[Lexeme] = []
    position, after_space = 0, True
    while position < len(text):
        character = text[position]
        if character.isspace():
            position, after_space = position + 1, True
        elif (end := _closing_quote(text, position)) is not None:
            near = _NEAR.match(text, end + 1)
            if _MEANINGFUL.search(text, position, end):
                between = min(int(near[1]), MAX_BETWEEN) if near else None
                found.append(Lexeme(Sign.PHRASE, text[position + 1 : end].strip(), between=between))
            position, after_space = near.end() if near else end + 1, True
        elif character in _SIGNS:
            found.append(Lexeme(_SIGNS[character], character))
            position, after_space = position + 1, True
        elif character == "-" and after_space and _begins_operand(text, position + 1):
            found.append(Lexeme(Sign.MINUS, character))
            position += 1
        elif (field := _FIELD.match(text, position)) and (name := _field_name(field[1])):
            found.append(Lexeme(Sign.FIELD, name))
            position, after_space = field.end(), True
            if name == "annee" and (until := _UNTIL.match(text, position)):
                found.append(Lexeme(Sign.WORD, until[1], raw=until.group()))
                position = until.end()
        elif not _BEGINS.match(text, position):
            position, after_space = position + 1, False
        else:
            end = _end_of_word(text, position)
            raw = text[position:end]
            if operators and raw in _OPERATORS:
                found.append(Lexeme(Sign[_OPERATORS[raw].upper()], raw))
            else:
                found.append(Lexeme(Sign.WORD, _word(raw), raw=raw))
            position, after_space = end, False
    return found


def plain(word: str) -> str:
    """A word that leaves nothing open, and that no other reading takes for an operator."""
    bare = word.strip("*~")
    return bare.lower() if bare in _OPERATORS else bare


def _word(raw: str) -> str:
    core = _CORE.match(raw)
    assert core is not None
    word = core.group()
    if raw[core.end() : core.end() + 1] == ")" and word.count("(") > word.count(")"):
        word += ")"  # « habitant(e) »
    return word if word[0] == "*" or word[-1] in "*~" else plain(word)


def _field_name(written: str) -> str:
    """The field's own name, or nothing: then it is text."""
    folded = folded_name(written)
    if folded in _SCOPES:
        return folded
    if is_year_name(written):
        return "annee"
    field = field_named(written)
    return field.parameter if field else ""


def _closing_quote(text: str, position: int) -> int | None:
    closing = _CLOSING.get(text[position])
    if closing is None:
        return None
    end = text.find(closing, position + 1)
    return end if end > 0 else None


def _begins_operand(text: str, position: int) -> bool:
    return position < len(text) and (text[position] in _CLOSING or text[position] in "(*" or text[position].isalnum())


def _end_of_word(text: str, position: int) -> int:
    """Up to a space, a quote, or a bracket that is not within the word: « habitant(e)s » is one word."""
    end = position
    while end < len(text):
        character = text[end]
        if character == "(" and (inclusive := _INCLUSIVE.match(text, end)):
            end = inclusive.end()
        elif character.isspace() or character in _SIGNS or character in _CLOSING:
            break
        else:
            end += 1
    return end
