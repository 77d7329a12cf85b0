"""What a page of results shows of a record, kept beside it so that no whole record is read for a hit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from indexer.values import Named
from transform.permalink import record_path
from transform.schema import Nature, Record

MAX_PLACES = 2

_AFTER_BODY, _AFTER_HEADER, BETWEEN_TEXTS = "\x1d", "\x1e", "\x1f"
_SIGNS = str.maketrans(dict.fromkeys((_AFTER_BODY, _AFTER_HEADER, BETWEEN_TEXTS), " "))


class Said(NamedTuple):
    """A value, and whether it was inferred by us: then it is marked so (law 5)."""

    text: str
    inferred: bool


class Passage(NamedTuple):
    """A stretch of a record's text that is searched as one: no sequence goes beyond it."""

    where: str
    text: str


#: Fields whose values are searched as words too, for a place or a name may stand nowhere in the text.
_SEARCHED = {"places": "lieu", "organisations": "organisme", "people": "personne", "terms": "mot-clé"}


def passages(record: Record, named: Mapping[str, Sequence[Named]] = MappingProxyType({})) -> Iterator[Passage]:
    """All that is searched beside the title, in reading order; `where` is what a reader is told."""
    pairs: list[tuple[str, str | None]] = [("sous-titre", record.subtitle), ("chapeau", record.lead)]
    for section in record.sections:
        pairs += [("intertitre", section.heading), (section.heading or "texte", section.text)]
    pairs += [(f"note {note.mark}", note.text) for note in record.notes]
    for document in record.documents:
        pairs += [
            ("document", document.title),
            (f"document « {document.title} »" if document.title else "document", document.text),
        ]
    pairs += [(where, value.label) for field, where in _SEARCHED.items() for value in named.get(field, ())]
    return (Passage(where, text) for where, text in pairs if text)


def record_line(record: Record) -> list[Said]:
    """The few words that place a record: where, when, in which parcours."""
    said = [
        Said(place.label or place.name, is_inferred(record, f"/places/{position}"))
        for position, place in enumerate(record.places[:MAX_PLACES])
    ]
    if record.period is not None:
        said.append(Said(period_text(record), is_inferred(record, "/period")))
    elif record.step is not None and (record.step.chapter or record.step.parcours):
        said.append(Said(record.step.chapter or record.step.parcours or "", is_inferred(record, "/step")))
    return said


def period_text(record: Record) -> str:
    """`2003–2005`, `2003`, or the words it was read from."""
    period = record.period
    if period is None:
        return ""
    if period.start and period.end and period.start != period.end:
        return f"{period.start}–{period.end}"
    return str(period.start or period.end or period.text or period.edtf)


def is_inferred(record: Record, pointer: str) -> bool:
    """Whether the value under a JSON pointer, or what it is part of, was inferred."""
    while pointer:
        evidence = record.provenance.get(pointer)
        if evidence is not None:
            return evidence.nature is Nature.INFERRED
        pointer = pointer.rpartition("/")[0]
    return False


class Card(NamedTuple):
    """`line` places the record; `path` is its address on the new site; `places`, where the words of `body` stand."""

    kind: str
    path: str
    title: str
    subtitle: str | None
    language: str | None
    line: tuple[Said, ...]
    wheres: tuple[str, ...]
    body: str
    places: str = ""

    @classmethod
    def of(cls, record: Record, named: Mapping[str, Sequence[Named]] = MappingProxyType({})) -> "Card":
        found = list(passages(record, named))
        return cls(
            kind=record.kind.value,
            path=record_path(record),
            title=record.title,
            subtitle=record.subtitle,
            language=record.language,
            line=tuple(record_line(record)),
            wheres=tuple(passage.where for passage in found),
            body=BETWEEN_TEXTS.join(passage.text.translate(_SIGNS) for passage in found),
        )

    @property
    def passages(self) -> list[Passage]:
        return [*map(Passage._make, zip(self.wheres, self.body.split(BETWEEN_TEXTS), strict=False))]

    def encoded(self) -> str:
        header = (self.kind, self.path, self.title, self.subtitle, self.language, self.line, self.wheres)
        said = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
        return f"{said}{_AFTER_HEADER}{self.body}{_AFTER_BODY}{self.places}"

    @classmethod
    def decoded(cls, text: str) -> "Card":
        header, _, rest = text.partition(_AFTER_HEADER)
        body, _, places = rest.partition(_AFTER_BODY)
        kind, path, title, subtitle, language, line, wheres = json.loads(header)
        said = tuple(Said(*pair) for pair in line)
        return cls(kind, path, title, subtitle, language, said, tuple(wheres), body, places)
