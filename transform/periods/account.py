"""The texts of a fiche that tell its story, and what part each has in it."""

from dataclasses import dataclass

#: Title, subtitle or lead; a heading; the account; how the quarrel began; what was before it; what became of it.
OPENING, HEADING, TOLD, ORIGIN, BACKGROUND, AFTERMATH = (
    "opening",
    "heading",
    "told",
    "origin",
    "background",
    "aftermath",
)


@dataclass(frozen=True, slots=True)
class Account:
    """A text of the fiche, and what part it has in its story."""

    text: str
    where: str = OPENING
