"""What a record is about, in the words of the vocabularies, each leading to the records that share it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from transform.schema import Record
from transform.vocabulary import SCHEMES, load_vocabularies

#: Scheme → (the parameter of the search, its heading for one concept, for several).
_HEADINGS = {
    "themes": ("theme", "Thème", "Thèmes"),
    "territories": ("territoire", "Type de territoire", "Types de territoire"),
    "actors": ("acteur", "Acteurs", "Acteurs"),
    "methods": ("methode", "Méthode", "Méthodes"),
}


@dataclass(frozen=True, slots=True)
class ShownConcept:
    """`pointer` is where its evidence stands in the record."""

    label: str
    path: str
    pointer: str


@dataclass(frozen=True, slots=True)
class ConceptGroup:
    label: str
    concepts: tuple[ShownConcept, ...]


def concept_groups(record: Record) -> list[ConceptGroup]:
    """One group a scheme that the record has concepts of; a word that no vocabulary knows is shown as it is."""
    vocabularies = load_vocabularies()
    groups: list[ConceptGroup] = []
    for scheme, (parameter, one, several) in _HEADINGS.items():
        ids: list[str] = getattr(record, SCHEMES[scheme])
        shown = tuple(
            ShownConcept(
                vocabularies.label(scheme, concept),
                f"/recherche?{urlencode({parameter: concept})}",
                f"/{SCHEMES[scheme]}/{place}",
            )
            for place, concept in enumerate(ids)
        )
        if shown:
            groups.append(ConceptGroup(one if len(shown) == 1 else several, shown))
    return groups
