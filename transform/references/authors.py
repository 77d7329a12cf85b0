"""Authors at the head of a reference: « BEAUPRÉ Lucien et MOREL-TANGUY Anne, », « Fisher, R. », « COLLECTIF…, »."""

import re
from dataclasses import dataclass

_UPPER = r"(?:[A-ZÀ-ÖØ-ÞŒ]['’A-ZÀ-ÖØ-ÞŒ-]*[A-ZÀ-ÖØ-ÞŒ])"
_GIVEN = r"(?:[A-ZÀ-ÖØ-ÞŒ][a-zà-ÿœ’'-]+(?:-[A-ZÀ-ÖØ-ÞŒ][a-zà-ÿœ’'-]+)*|(?:[A-ZÀ-Þ]\.[\s-]?)+)"
_NAME = re.compile(
    rf"(?P<family>(?:(?:DE|DU|DES|LE|LA|VAN|de|du|des|d[’'])\s)*{_UPPER}(?:\s{_UPPER})*)\s(?P<given>{_GIVEN}(?:\s{_GIVEN})?)(?![\w])"
)
_COMMA_NAME = re.compile(r"(?P<family>[A-ZÀ-ÖØ-ÞŒ][\w’'-]+),\s(?P<given>(?:[A-ZÀ-Þ]\.[\s-]?)+)")
_PLAIN_NAME = re.compile(
    rf"(?P<given>{_GIVEN})\s(?P<family>(?:(?:de|du|des|d[’']|le|la)\s)?[A-ZÀ-ÖØ-ÞŒ][\w’'-]+)(?=\s?[,(]|\set\s)"
)
_BODY = re.compile(rf"(?P<name>{_UPPER}(?:\s(?:{_UPPER}|[A-Z]))+)(?=\s?[,(])")
_BETWEEN = re.compile(r"\s?(?:,\s?(?:et\s)?|;\s?|et\s|&\s)")
_EDITOR = re.compile(r"\s?\((?:dir|coord|éd|sous la dir)[^)]{0,20}\)\.?", re.IGNORECASE)
_END = re.compile(r"\s?(?:et\sal\.)?\s?(?:\(\d{4}\)\s?)?[,.:]?\s*")
MOST = 20


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a body whose name is not to be taken apart (`given` is None)."""

    family: str
    given: str | None = None
    editor: bool = False

    def to_csl(self) -> dict[str, str]:
        return {"literal": self.family} if self.given is None else {"family": self.family, "given": self.given}


def authors_of(text: str) -> tuple[list[Author], str]:
    """The authors, and what follows them. None where the text does not begin with any."""
    found: list[Author] = []
    place = 0
    for pattern in (_NAME, _COMMA_NAME, _PLAIN_NAME, _BODY):
        found, place = _several(text, pattern)
        if found:
            break
    if not found:
        return [], text
    editor = _EDITOR.match(text, place)
    if editor is not None:
        place = editor.end()
        found = [Author(one.family, one.given, editor=True) for one in found]
    end = _END.match(text, place)
    return found, text[end.end() if end else place :]


def _several(text: str, pattern: re.Pattern[str]) -> tuple[list[Author], int]:
    found: list[Author] = []
    place = 0
    while len(found) < MOST and (match := pattern.match(text, place)):
        groups = match.groupdict()
        found.append(
            Author(groups["name"].strip())
            if "name" in groups
            else Author(_named(groups["family"]), groups["given"].strip())
        )
        end = match.end()
        between = _BETWEEN.match(text, end)
        if between is None or pattern is _BODY or pattern.match(text, between.end()) is None:
            return found, end
        place = between.end()
    return found, place


def _named(family: str) -> str:
    """« BEAUPRÉ » is how a list shouts « Beaupré »."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), family) if family.isupper() else family
