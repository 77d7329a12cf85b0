"""What a record says of itself, piece by piece, and how much a word counts where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from transform.schema import Record, SectionRole

TERM = "term"
#: Zone → what a word counts there, and how a reader is told.
ZONES: dict[str, tuple[float, str]] = {
    TERM: (1.2, "dans un terme de la source"),
    "title": (3.0, "dans le titre"),
    "subtitle": (2.5, "dans le sous-titre"),
    "lead": (1.6, "dans le chapeau"),
    "heading": (1.5, "dans un intertitre"),
    "text": (1.0, "dans le texte"),
}
#: Sections that speak of other texts than this one.
_ELSEWHERE = frozenset((SectionRole.LIENS, SectionRole.SOURCES, SectionRole.CONTACT))


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a record's text; `pointer` says which. `schemes`: the only ones that it speaks of; none for all."""

    zone: str
    pointer: str
    text: str
    schemes: tuple[str, ...] = ()


#: What a family of the source's terms is called → the schemes that its terms speak of.
_FAMILIES = (
    ("territ", ("territories",)),
    ("milieu", ("territories",)),
    ("acteur", ("actors",)),
    ("public", ("actors",)),
    ("method", ("methods",)),
    ("méthod", ("methods",)),
    ("outil", ("methods",)),
    ("them", ("themes",)),
    ("thém", ("themes",)),
    ("categ", ("themes",)),
    ("catég", ("themes",)),
    ("rubri", ("themes",)),
)


def term_passages(record: Record) -> Iterator[Passage]:
    """The source's own terms: those of a family of territories say nothing of themes, and so on."""
    for family, terms in record.terms.items():
        schemes = next((schemes for sign, schemes in _FAMILIES if sign in family.lower()), ())
        for place, term in enumerate(terms):
            yield Passage(TERM, f"/terms/{family}/{place}", term, schemes)


def passages(record: Record) -> Iterator[Passage]:
    """In reading order."""
    yield Passage("title", "/title", record.title)
    if record.subtitle:
        yield Passage("subtitle", "/subtitle", record.subtitle)
    if record.lead:
        yield Passage("lead", "/lead", record.lead)
    for number, section in enumerate(record.sections):
        if section.role in _ELSEWHERE:
            continue
        if section.heading:
            yield Passage("heading", f"/sections/{number}/heading", section.heading)
        yield Passage("text", f"/sections/{number}/text", section.text)
