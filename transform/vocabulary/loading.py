"""Vocabularies from YAML files: the shipped ones, of which a workspace may replace any (`profiles/vocabulary/`)."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from transform.errors import VocabularyError
from transform.vocabulary.concepts import Concept, Scheme, Vocabularies

MAX_BYTES = 1_000_000
MAX_CONCEPTS = 2_000


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)
    prefLabel: str = Field(min_length=1, max_length=120)  # noqa: N815 (SKOS's own name)
    definition: str = Field(min_length=1, max_length=1000)
    altLabel: tuple[str, ...] = ()  # noqa: N815
    sameLabel: tuple[Annotated[tuple[str, ...], Field(min_length=2)], ...] = ()  # noqa: N815 (ours, SKOS has none)
    signLabel: tuple[str, ...] = ()  # noqa: N815
    hiddenLabel: tuple[str, ...] = ()  # noqa: N815
    broader: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scheme: str = Field(pattern=r"^[a-z]+$")
    prefLabel: str = Field(min_length=1)  # noqa: N815
    definition: str = ""
    concepts: tuple[_Entry, ...] = Field(min_length=1, max_length=MAX_CONCEPTS)


def load_vocabularies(folder: Path | None = None) -> Vocabularies:
    """The shipped schemes; a file of `folder` replaces the scheme that it names. Raises `VocabularyError`."""
    shipped = _shipped()
    schemes, digest = dict(shipped.schemes), shipped.digest
    if folder is not None and folder.is_dir():
        for path in sorted(folder.glob("*.yaml")):
            text = _text(path)
            scheme = _scheme(text, str(path))
            if scheme.name not in schemes:
                raise VocabularyError(
                    f"{path} nomme le vocabulaire « {scheme.name} », qui n’existe pas. "
                    f"Ceux que l’on peut remplacer : {', '.join(schemes)}."
                )
            schemes[scheme.name] = scheme
            digest = _digest(digest, text)
    return Vocabularies(schemes, digest)


@lru_cache(maxsize=1)
def _shipped() -> Vocabularies:
    folder = files("transform.vocabulary").joinpath("data")
    entries = sorted((e for e in folder.iterdir() if e.name.endswith(".yaml")), key=lambda entry: entry.name)
    texts = [(entry.name, entry.read_text(encoding="utf-8")) for entry in entries]
    schemes = (_scheme(text, name) for name, text in texts)
    return Vocabularies({scheme.name: scheme for scheme in schemes}, _digest(*(text for _, text in texts)))


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise VocabularyError(f"{path} dépasse 1 Mo : ce n’est sans doute pas un vocabulaire.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path} ne se lit pas ({error}). Vérifiez qu’il est en UTF-8.") from error


def _scheme(text: str, name: str) -> Scheme:
    try:
        # CSafeLoader is some ten times as fast, where libyaml is there.
        values: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)
        read = _File.model_validate(values)
    except (yaml.YAMLError, RecursionError) as error:
        raise VocabularyError(f"{name} n’est pas du YAML ({error}). Vérifiez le retrait et les guillemets.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "(racine)"
        raise VocabularyError(f"{name}, « {place} » : {first['msg']}. Corrigez cette ligne.") from error
    concepts = {
        entry.id: Concept(
            entry.id,
            entry.prefLabel,
            entry.definition,
            entry.altLabel,
            entry.hiddenLabel,
            entry.broader,
            entry.signLabel,
            entry.sameLabel,
        )
        for entry in read.concepts
    }
    if len(concepts) != len(read.concepts):
        raise VocabularyError(f"{name} donne deux fois le même « id ». Chaque notion a le sien.")
    _refuse_circles(concepts, name)
    return Scheme(read.scheme, read.prefLabel, read.definition, concepts)


def _refuse_circles(concepts: Mapping[str, Concept], name: str) -> None:
    for start in concepts:
        seen = [start]
        while (above := concepts[seen[-1]].broader) is not None:
            if above not in concepts:
                raise VocabularyError(f"{name} : « {seen[-1]} » est rangé sous « {above} », qui n’existe pas.")
            if above in seen:
                raise VocabularyError(f"{name} : « {start} » est rangé sous lui-même ({' › '.join([*seen, above])}).")
            seen.append(above)
