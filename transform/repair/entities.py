"""Entities that a page shows as text: escaped twice, `&amp;eacute;` in the source, « &eacute; » to the reader."""

import re
from collections.abc import Iterator
from html.entities import html5

from transform.repair.edit import Edit

ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#(?P<number>\d{2,5})|#[xX](?P<hex>[0-9a-fA-F]{2,4})|(?P<name>[A-Za-z]{3,8}\d?));"
)
#: Entities of letters and of typography. `&lt;`, `&gt;`, `&amp;`, `&quot;` are what a text about HTML speaks of.
_MEANT = frozenset("\u00a0’‘“”„«»–—…•°€·™®©²³½¼¾§×ʼ\u202f\u2009\u2011\u00ad'")


def entity_edits(text: str) -> Iterator[Edit]:
    """A text that names an entity beside words is no damage: somewhere one must be glued to a letter."""
    found = [(match, _character(match)) for match in ENTITY.finditer(text)]
    meant = [(match, character) for match, character in found if character]
    if any(_is_glued(text, match, character) for match, character in meant):
        for match, character in meant:
            yield Edit(match.start(), match.end(), character)


def _is_glued(text: str, match: re.Match[str], character: str) -> bool:
    before, after = (
        text[match.start() - 1 : match.start()] if match.start() else "",
        text[match.end() : match.end() + 1],
    )
    if character.isalpha() or character in "’'":
        return before.isalpha() or after.isalpha()
    return (before.isalnum() or before in set(".,;:!?)»")) and (after.isalnum() or after in set("«(:;!?»&"))


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        character = html5.get(f"{match['name']};", "")
    else:
        code = int(match["number"]) if match["number"] else int(match["hex"], 16)
        character = chr(code) if 0x80 <= code < 0xD800 or code == 0x27 else ""
        if 0x80 <= code < 0xA0:
            character = bytes([code]).decode("cp1252", "ignore")
    letter = len(character) == 1 and character.isalpha() and "À" <= character <= "ÿ"
    return character if letter or character in "œŒŸ" or character in _MEANT else ""
