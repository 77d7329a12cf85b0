"""Corrections that a profile's author declares: counted where they apply, told where they no longer do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from transform.corrections import correctable
from transform.errors import ProfileError
from transform.listed import as_raw
from transform.pointers import NoSuchPlace, put_at, value_at
from transform.reviews import Act, Review, review
from transform.schema import Evidence, Nature, Record
from transform.templates.patterns import Declared

FILE = "lookups.yaml"
_MAX_BYTES = 5_000_000


class Lookup(Declared):
    """`field`: `title`, `terms/theme`… Where it says `match`, or of that `record`, it says `value`; null empties it.

    In a list of texts, `match` is one of them.
    """

    field: str = Field(min_length=1)
    value: Any
    match: str | None = None
    record: str | None = None
    reason: str = Field(min_length=1)

    @property
    def pointer(self) -> str:
        return f"/{self.field.strip('/')}"

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.match is None and self.record is None:
            raise ValueError("il faut « match » (ce qui est écrit) ou « record » (la notice)")
        if not correctable(self.pointer):
            raise ValueError(f"le champ « {self.field} » ne se corrige pas")
        return self


@dataclass(frozen=True, slots=True)
class Lookups:
    """In the order of the file: a later one sees what an earlier one said."""

    entries: tuple[Lookup, ...] = ()

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """None where there is no file. Raises `ProfileError`."""
        if path is None or not path.is_file():
            return cls()
        try:
            if path.stat().st_size > _MAX_BYTES:
                raise ProfileError(f"{path} dépasse 5 Mo : ce n’est sans doute pas le bon fichier.")
            values = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            found = [Lookup.model_validate(one) for one in values["lookups"]]
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            message = str(first["msg"]).removeprefix("Value error, ")
            raise ProfileError(f"{path} : une correction ne se lit pas ({place or 'entrée'} : {message}).") from error
        except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, KeyError, RecursionError) as error:
            raise ProfileError(
                f"{path} ne se lit pas. Une correction s’y écrit : lookups: - {{field: title, match: …, value: …, "
                "reason: …}"
            ) from error
        return cls(tuple(found))

    def apply(self, record: Record) -> tuple[Record, list[int]]:
        """The record as declared, and the numbers of those that applied."""
        used: list[int] = []
        for number, one in enumerate(self.entries):
            if one.record in {None, record.id} and (changed := _applied(one, record)) is not None:
                record = changed
                used.append(number)
        return record, used

    def unused(self, used: Counter[int]) -> Iterator[Review]:
        """A correction that applies nowhere was mended at the source, or has lost its place: the author is told."""
        for number, one in enumerate(self.entries):
            if not used[number]:
                yield review(
                    "lookup.unused",
                    f"Cette correction du profil ne s’applique plus nulle part : {one.field}, "
                    f"« {one.match or one.record} ». Faut-il la retirer ?",
                    "la question se ferme ; la correction se retire de profiles/lookups.yaml",
                    field=one.field,
                    proposed="retirer de profiles/lookups.yaml",
                    act=Act.NOTE,
                    reasons=one.reason,
                    about=f"{number} {one.pointer} {one.match} {one.record}",
                )


def _applied(one: Lookup, record: Record) -> Record | None:
    values = record.model_dump(mode="json")
    try:
        now = value_at(values, one.pointer)
        if isinstance(now, list) and one.match is not None:
            if one.match not in now:
                return None
            after = [one.value if item == one.match else item for item in now]
            put_at(values, one.pointer, list(dict.fromkeys(item for item in after if item is not None)))
        elif one.match is not None and as_raw(now) != one.match:
            return None
        else:
            put_at(values, one.pointer, one.value)
        changed = Record.model_validate(values)
    except (NoSuchPlace, ValidationError, TypeError):
        return None
    known = record.provenance.get(one.pointer)
    changed.provenance[one.pointer] = Evidence(
        nature=Nature.LOOKUP,
        rule="profile.lookup",
        capture=known.capture if known else None,
        selector=known.selector if known else None,
        raw=as_raw(now),
        reason=one.reason,
    )
    return changed
