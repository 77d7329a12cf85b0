"""Controlled vocabularies (SKOS) and how a text is assigned their concepts."""

from transform.vocabulary.concepts import SCHEMES, Concept, Scheme, Vocabularies
from transform.vocabulary.loading import load_vocabularies

__all__ = ["SCHEMES", "Concept", "Scheme", "Vocabularies", "load_vocabularies"]
