"""Cutting a query into words, quoted sequences, signs and operators; any text at all gives some."""

from dataclasses import dataclass
from enum import Enum, auto

import regex

_CLOSING = {'"': '"', "«": "»", "“": "”", "„": "”"}
_OPERATORS = {"OU": "or", "OR": "or", "SAUF": "not", "NOT": "not", "ET": "and", "AND": "and"}
_FIELD = regex.compile(r"(?i)(titre|texte|type):(?=\S)")
_MEANINGFUL = regex.compile(r"[\p{L}\p{N}]")


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


@dataclass(frozen=True, slots=True)
class Lexeme:
    sign: Sign
    text: str
    initial: bool = False


def scan(text: str) -> list[Lexeme]:
    """Linear in the text's length. Operators are words in a text that is all capitals."""
    operators = any(character.islower() for character in text)
    found: list[Lexeme] = []
    position, after_space = 0, True
    while position < len(text):
        character = text[position]
        if character.isspace():
            position, after_space = position + 1, True
            continue
        end = _closing_quote(text, position)
        if end is not None:
            if _MEANINGFUL.search(text, position, end):
                found.append(Lexeme(Sign.PHRASE, text[position + 1 : end].strip()))
            position, after_space = end + 1, False
        elif character == "(" and after_space:
            found.append(Lexeme(Sign.OPEN, character))
            position += 1
        elif character == ")":
            found.append(Lexeme(Sign.CLOSE, character))
            position, after_space = position + 1, True
        elif character == "-" and after_space and _begins_operand(text, position + 1):
            found.append(Lexeme(Sign.MINUS, character))
            position += 1
        elif after_space and (field := _FIELD.match(text, position)):
            found.append(Lexeme(Sign.FIELD, field.group(1).lower()))
            position = field.end()
        else:
            end = _end_of_word(text, position)
            word = text[position:end]
            if operators and word in _OPERATORS:
                found.append(Lexeme(Sign[_OPERATORS[word].upper()], word))
            elif _MEANINGFUL.search(word):
                found.append(Lexeme(Sign.WORD, word, initial=not found))
            position, after_space = end, False
    return found


def _closing_quote(text: str, position: int) -> int | None:
    closing = _CLOSING.get(text[position])
    if closing is None:
        return None
    end = text.find(closing, position + 1)
    return end if end > 0 else None


def _begins_operand(text: str, position: int) -> bool:
    return position < len(text) and (text[position] in _CLOSING or text[position] == "(" or text[position].isalnum())


def _end_of_word(text: str, position: int) -> int:
    """Up to a space, a quote, or a bracket that the word itself did not open: « habitant(e)s » is one word."""
    depth, end = 0, position
    while end < len(text):
        character = text[end]
        if character.isspace() or (end > position and character in _CLOSING):
            break
        if character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                break
            depth -= 1
        end += 1
    return max(end, position + 1)
