"""People whom a text names as its author, or as somebody it asks: never the others, whom it only mentions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = r"[A-ZÀ-ÝŒ][\w’'-]*[\wà-ÿ]"
_NAME = rf"{_WORD}(?:\s(?:(?:de|du|des|la|le|van|von|ben|el|d[’'])\s?){{0,2}}{_WORD}){{1,3}}"
_SEVERAL = rf"(?P<names>{_NAME}(?:(?:\s?,\s|\set\s){_NAME}){{0,4}})"
#: Role → where the name stands; the first group is one or several names.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("interviewé", re.compile(rf"(?:[Ee]ntretien|[Ii]nterview|[Rr]encontre|[Cc]onversation) (?:avec|de) {_SEVERAL}")),
    (
        "auteur",
        re.compile(
            r"(?:[Ee]ntretien (?:réalisé|mené|conduit)|[Pp]ropos recueillis|[Ii]nterview réalisée|[Rr]ecueilli)"
            rf"(?:,? [^.\n]{{0,40}}?)? par {_SEVERAL}"
        ),
    ),
    (
        "auteur",
        re.compile(
            r"(?:[Nn]ote|[Ff]iche|[Cc]ompte[ -]rendu|[Tt]exte|[Rr]ésumé|[Aa]rticle|[Éé]tude de cas)(?: de lecture)?"
            rf" (?:établie?|rédigée?|écrite?|préparée?|réalisée?|proposée?) par {_SEVERAL}"
        ),
    ),
    ("auteur", re.compile(rf"^(?:[Aa]uteure?s?|[Rr]édact(?:eur|rice)s?)(?:\(s\))?\s?:\s?{_SEVERAL}", re.MULTILINE)),
)
#: One of these is in every text that a pattern fits.
_SIGNS = (("ntretien ", "nterview ", "encontre ", "onversation "), (" par ",), (" par ",), ("uteur", "édact"))
_SPLIT = re.compile(r"\s?,\s|\set\s")
_NOT_A_NAME = re.compile(
    r"^(?:Les?|La|Un|Une|Des|Saint|Sainte|St|Ste|Conseil|Association|Syndicat|Parc|Comité|Institut|Fondation|Commune"
    r"|Ville|Réseau|Comédie|Agence|Chambre|Fédération)\b|(?:^|\s)[A-Z]{2,}\s[A-Z]{2,}\s[A-Z]{2,}"
)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """`name` stands at [`start`, `end`) of the passage."""

    name: str
    role: str
    passage: int
    start: int
    end: int


def people(texts: list[str]) -> list[NamedPerson]:
    """Each (name, role) once, in the order of the text."""
    found: dict[tuple[str, str], NamedPerson] = {}
    whole = "\n".join(texts)
    asked = [(*one, signs) for one, signs in zip(_PATTERNS, _SIGNS, strict=True) if any(map(whole.__contains__, signs))]
    if not asked:
        return []
    for number, text in enumerate(texts):
        for one in _in_text(text, number, asked):
            found.setdefault((one.name.casefold(), one.role), one)
    return list(found.values())


def _in_text(
    text: str, number: int, asked: list[tuple[str, re.Pattern[str], tuple[str, ...]]]
) -> Iterator[NamedPerson]:
    for role, pattern, signs in asked:
        if not any(map(text.__contains__, signs)):
            continue
        for match in pattern.finditer(text):
            place = match.start("names")
            for name in _SPLIT.split(match["names"]):
                start = text.index(name, place)
                place = start + len(name)
                if not _NOT_A_NAME.search(name):
                    yield NamedPerson(name, role, number, start, place)
