"""What a person decides of a concept's field, held to the vocabulary: an id, or one of the concept's names."""

import difflib
from typing import Any

from transform.vocabulary.concepts import SCHEMES, Vocabularies
from transform.vocabulary.words import key_of

_BY_FIELD = {field: scheme for scheme, field in SCHEMES.items()}
_NEAREST = 5


class UnknownConceptError(ValueError):
    """A word that names no concept of its scheme; the message says which ones are near."""


def scheme_of(pointer: str) -> str | None:
    """`/themes/0` → `themes`; None where the field holds no concepts."""
    return _BY_FIELD.get(pointer.lstrip("/").partition("/")[0])


def as_concepts(value: Any, pointer: str, vocabularies: Vocabularies) -> Any:
    """The same value with ids in the place of names. Raises `UnknownConceptError`."""
    scheme = scheme_of(pointer)
    if scheme is None or value is None:
        return value
    if isinstance(value, list):
        return list(dict.fromkeys(_concept(one, scheme, vocabularies) for one in value))
    return _concept(value, scheme, vocabularies)


def _concept(word: Any, scheme: str, vocabularies: Vocabularies) -> str:
    known = vocabularies[scheme]
    if isinstance(word, str):
        if word in known.concepts:
            return word
        key = key_of(word)
        for concept in known.concepts.values():
            if key and key in {key_of(name) for name in (concept.label, *concept.synonyms)}:
                return concept.id
    labels = {concept.label.lower(): concept.label for concept in known.concepts.values()}
    near = difflib.get_close_matches(str(word)[:100].lower(), labels, _NEAREST, 0.4)
    shown = ", ".join(labels[one] for one in near) or ", ".join(list(labels.values())[:_NEAREST])
    raise UnknownConceptError(
        f"« {word} » n’est pas une notion du vocabulaire « {known.label} ». Par exemple : {shown}."
    )
