"""Whose a number or a postal address is: a person's, an organisation's, nobody's who is named."""

import re
from enum import Enum, auto

from transform.personal.emails import emails
from transform.personal.given_names import GIVEN_NAMES
from transform.personal.naming import folded, is_bare_name, last_organisation, last_person

#: How far a name may stand from what is its own: characters on the same line; lines before it and their length.
_SAME_LINE, _AFTER, _LINES, _LINE = 220, 90, 4, 140

_SWITCHBOARD = re.compile(r"(?:standard|accueil|secr[ée]tariat)\W{0,12}(?:t[ée]l\w*\W{0,5})?$", re.IGNORECASE)
_CHEZ = re.compile(r"\bchez[^\S\n]{1,3}([A-ZÀ-ÖØ-Þ][\w-]{1,20})", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,80}")


class Holder(Enum):
    PERSON = auto()
    ORGANISATION = auto()
    NOBODY = auto()


def holder_of(text: str, start: int, end: int) -> Holder:
    """On the same line a person wins over an organisation; then what follows, then the lines before, nearest first."""
    line_start = text.rfind("\n", max(0, start - 2000), start) + 1
    before = text[max(line_start, start - _SAME_LINE) : start]
    if _SWITCHBOARD.search(before):
        return Holder.ORGANISATION
    line_end = text.find("\n", end, end + _AFTER)
    after = text[end : line_end if line_end >= 0 else end + _AFTER]
    for piece in (before, after):
        found = _named(piece)
        if found is not Holder.NOBODY:
            return found
    for line in _lines_before(text, line_start):
        found = _named(line)
        if found is not Holder.NOBODY:
            return found
    return Holder.NOBODY


def _named(text: str) -> Holder:
    if last_person(text) >= 0 or _is_somebodys(text):
        return Holder.PERSON
    pieces = re.split(r"[,;:–—(|/\t]", text)
    if any(is_bare_name(piece) and _has_given_name(piece) and last_organisation(piece) < 0 for piece in pieces):
        return Holder.PERSON
    if last_organisation(text) >= 0:
        return Holder.ORGANISATION
    if any(map(is_bare_name, pieces[-3:])):
        return Holder.PERSON
    if _ADDRESS.search(text):
        return Holder.PERSON if any(emails(text)) else Holder.ORGANISATION
    return Holder.NOBODY


def _has_given_name(text: str) -> bool:
    return any(folded(word).lower() in GIVEN_NAMES for word in re.split(r"[\s-]", text))


def _is_somebodys(text: str) -> bool:
    """« chez Rémy et Annie »; a given name in a cell of its own."""
    return folded(text.strip()).lower() in GIVEN_NAMES or any(
        folded(name).lower() in GIVEN_NAMES for name in _CHEZ.findall(text)
    )


def _lines_before(text: str, line_start: int) -> list[str]:
    """Short ones only: a paragraph of prose is no contact block."""
    lines = text[max(0, line_start - _LINES * (_LINE + 2)) : max(0, line_start - 1)].split("\n")
    kept = [line for line in reversed(lines) if line.strip()][:_LINES]
    block: list[str] = []
    for line in kept:
        if len(line) > _LINE:
            break
        block.append(line)
    return block
