"""The kinds as a reader may write them: `type:video`, `type:vidéos`, `type:"études de cas"`."""

from indexer.language import words
from transform.schema import KIND_LABELS, Kind


def _key(name: str) -> str:
    return " ".join(word.exact for word in words(name))


_KINDS = {_key(name): kind for kind, labels in KIND_LABELS.items() for name in (kind.value, *labels)}


def kind_named(name: str) -> Kind | None:
    """By its name or one of its labels, whatever the accents, hyphens and capitals."""
    return _KINDS.get(_key(name))
