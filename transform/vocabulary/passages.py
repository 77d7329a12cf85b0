"""What a record says of itself, piece by piece, and how much a word counts where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from transform.schema import Record, SectionRole

#: Zone → what a word counts there, and how a reader is told.
ZONES: dict[str, tuple[float, str]] = {
    "term": (3.0, "dans un terme de la source"),
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
    """One piece of a record's text; `pointer` says which."""

    zone: str
    pointer: str
    text: str


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
