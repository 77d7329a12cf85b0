"""Bibliographic references written as lines of text, read into CSL-JSON."""

from transform.references.reading import reference_of

__all__ = ["reference_of"]
