"""Concepts in schemes, in SKOS's own terms (https://www.w3.org/TR/skos-reference/)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: Scheme → the record's field that holds its concepts; section roles have a field of their own kind.
SCHEMES: dict[str, str] = {
    "themes": "themes",
    "territories": "territories",
    "actors": "actors",
    "methods": "methods",
    "participation": "participation",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """`synonyms` (skos:altLabel) name the concept, or something under it.

    `same` groups names that mean one thing, so that whoever asks for one is given the others too: of a concept's names,
    only some are (« alpage » and « estive », not « montagne »).

    `signs` and `cues` (skos:hiddenLabel) are never shown: a sign says the concept by itself where a text has it (« ont
    visité »), a cue only points to it.
    """

    id: str
    label: str
    definition: str
    synonyms: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    broader: str | None = None
    signs: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """`concepts` by id, in the order in which they are listed to a reader."""

    name: str
    label: str
    definition: str
    concepts: Mapping[str, Concept]

    def ancestors(self, concept: str) -> tuple[str, ...]:
        """The broader concepts, nearest first. Bounded: loading refuses a circle."""
        found: list[str] = []
        above = self.concepts[concept].broader if concept in self.concepts else None
        while above is not None:
            found.append(above)
            above = self.concepts[above].broader
        return tuple(found)

    def narrower(self, concept: str) -> tuple[str, ...]:
        return tuple(one.id for one in self.concepts.values() if one.broader == concept)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """Every scheme by its name. `digest`: of the files they were read from; empty where there were none."""

    schemes: Mapping[str, Scheme]
    digest: str = ""

    def __iter__(self) -> Iterator[Scheme]:
        return iter(self.schemes.values())

    def __getitem__(self, name: str) -> Scheme:
        return self.schemes[name]

    def label(self, scheme: str, concept: str) -> str:
        """The French label; an id that no scheme knows is its own label."""
        known = self.schemes[scheme].concepts.get(concept) if scheme in self.schemes else None
        return known.label if known else concept

    def same_names(self) -> tuple[tuple[str, ...], ...]:
        """For search: names of which each stands for the others."""
        return tuple(group for concept in self._of_records() for group in concept.same)

    def families(self) -> tuple[tuple[str, ...], ...]:
        """For search: each label and the names under it; concepts with one name only are left out."""
        return tuple((concept.label, *concept.synonyms) for concept in self._of_records() if concept.synonyms)

    def _of_records(self) -> Iterator[Concept]:
        """The roles of sections say what a section is, not what a record is about."""
        return (c for scheme in self.schemes.values() if scheme.name in SCHEMES for c in scheme.concepts.values())
