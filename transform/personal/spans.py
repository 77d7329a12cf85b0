"""What is masked, and what stands in its place."""

from dataclasses import dataclass
from enum import StrEnum


class PersonalKind(StrEnum):
    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    IBAN = "iban"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets in characters of the text that was searched; `end` is not included."""

    start: int
    end: int
    kind: PersonalKind


#: As a reader sees them.
MASKS: dict[PersonalKind, str] = {
    PersonalKind.EMAIL: "[adresse électronique masquée]",
    PersonalKind.TELEPHONE: "[téléphone masqué]",
    PersonalKind.ADDRESS: "[adresse postale masquée]",
    PersonalKind.IBAN: "[coordonnées bancaires masquées]",
}
#: The same inside an address of the web, where neither blanks nor brackets may stand.
URL_MASKS: dict[PersonalKind, str] = {
    PersonalKind.EMAIL: "adresse-electronique-masquee",
    PersonalKind.TELEPHONE: "telephone-masque",
    PersonalKind.ADDRESS: "adresse-postale-masquee",
    PersonalKind.IBAN: "coordonnees-bancaires-masquees",
}
