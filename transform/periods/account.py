"""The texts of a fiche that tell its story, and what part each has in it."""

from dataclasses import dataclass

#: Title, subtitle or lead; a heading; the account; what was there before it; what has become of it since.
OPENING, HEADING, TOLD, BACKGROUND, AFTERMATH = "opening", "heading", "told", "background", "aftermath"


@dataclass(frozen=True, slots=True)
class Account:
    """A text of the fiche, and what part it has in its story."""

    text: str
    where: str = OPENING
