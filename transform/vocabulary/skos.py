"""The vocabularies as SKOS in Turtle, for the tools of the field (Skosmos, VocBench, PoolParty…)."""

from collections.abc import Iterator

from transform.vocabulary.concepts import Concept, Scheme, Vocabularies

_HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
#: SKOS says that a name is another one of a concept, not which of its names mean the same: a property of our own does.
_OURS = "@prefix comedie: <urn:comedie:skos#> .\n"


def to_turtle(vocabularies: Vocabularies, base: str = "urn:comedie:vocabulaire:") -> str:
    """`base` begins each concept's address: the site's own where it has one. The same bytes for the same concepts."""
    blocks = [_HEAD + _OURS + f"@base <{_iri(base)}> .\n"]
    for scheme in vocabularies:
        blocks.append(_statement(f"{scheme.name}", _scheme_lines(scheme)))
        blocks += [
            _statement(f"{scheme.name}/{concept.id}", _concept_lines(scheme, concept))
            for concept in scheme.concepts.values()
        ]
    return "\n".join(blocks)


def _scheme_lines(scheme: Scheme) -> Iterator[str]:
    yield "a skos:ConceptScheme"
    yield f"dct:title {_french(scheme.label)}"
    if scheme.definition:
        yield f"dct:description {_french(scheme.definition)}"
    tops = [concept.id for concept in scheme.concepts.values() if concept.broader is None]
    yield "skos:hasTopConcept " + ", ".join(f"<{scheme.name}/{top}>" for top in tops)


def _concept_lines(scheme: Scheme, concept: Concept) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:inScheme <{scheme.name}>"
    yield f'skos:notation "{concept.id}"'
    yield f"skos:prefLabel {_french(concept.label)}"
    for name, labels in (("altLabel", concept.synonyms), ("hiddenLabel", (*concept.signs, *concept.cues))):
        if labels:
            yield f"skos:{name} " + ", ".join(map(_french, labels))
    if concept.same:
        yield "comedie:sameLabel " + ", ".join(_french(" = ".join(group)) for group in concept.same)
    yield f"skos:definition {_french(concept.definition)}"
    if concept.broader:
        yield f"skos:broader <{scheme.name}/{concept.broader}>"
    else:
        yield f"skos:topConceptOf <{scheme.name}>"
    if narrower := scheme.narrower(concept.id):
        yield "skos:narrower " + ", ".join(f"<{scheme.name}/{one}>" for one in narrower)


def _statement(subject: str, lines: Iterator[str]) -> str:
    return f"<{subject}> " + " ;\n    ".join(lines) + " .\n"


def _french(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"@fr'


def _iri(text: str) -> str:
    return "".join(character for character in text if character.isprintable() and character not in '<>"{}|^`\\ ')
