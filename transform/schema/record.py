"""One normalised item of the archive (DESIGN §6)."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic_core import to_json

from transform.schema.evidence import Evidence
from transform.schema.kinds import Kind
from transform.schema.parts import (
    Document,
    Image,
    Link,
    Note,
    Organisation,
    Period,
    Person,
    Place,
    Quality,
    Rights,
    Section,
    Source,
    Step,
    Version,
    Video,
)

#: Raised whenever a field is added, renamed or given another meaning: index versions carry it.
SCHEMA_VERSION = 4

Media = Annotated[Image | Video, Field(discriminator="type")]


class Record(BaseModel):
    """Plain values; `provenance` says for each, by JSON pointer, where it comes from.

    An empty field is a field for which the source says nothing and nothing was inferred.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    kind: Kind
    language: str | None = None
    title: str
    subtitle: str | None = None
    lead: str | None = None
    sections: list[Section] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    published: str | None = None
    modified: str | None = None
    period: Period | None = None
    places: list[Place] = Field(default_factory=list)
    themes: list[str] = Field(default_factory=list)
    territories: list[str] = Field(default_factory=list)
    actors: list[str] = Field(default_factory=list)
    methods: list[str] = Field(default_factory=list)
    participation: str | None = None
    terms: dict[str, list[str]] = Field(default_factory=dict)
    people: list[Person] = Field(default_factory=list)
    organisations: list[Organisation] = Field(default_factory=list)
    media: list[Media] = Field(default_factory=list)
    documents: list[Document] = Field(default_factory=list)
    references: list[dict[str, Any]] = Field(default_factory=list)
    links: list[Link] = Field(default_factory=list)
    related: list[str] = Field(default_factory=list)
    step: Step | None = None
    superseded_by: str | None = None
    moved_to: str | None = None
    versions: list[Version] = Field(default_factory=list)
    source: Source
    provenance: dict[str, Evidence] = Field(default_factory=dict)
    quality: Quality = Field(default_factory=Quality)
    rights: Rights = Field(default_factory=Rights)

    def values(self) -> dict[str, Any]:
        """As they are written: keys in the schema's order, pointers sorted, of each evidence only what it says."""
        values = self.model_dump(mode="json", exclude={"provenance"})
        told = _EVIDENCE.dump_python(dict(sorted(self.provenance.items())), mode="json", exclude_none=True)
        return {name: told if name == "provenance" else values[name] for name in Record.model_fields}

    def to_json_line(self) -> str:
        return json_line(self.values())

    @classmethod
    def from_json_line(cls, line: str | bytes) -> "Record":
        return cls.model_validate_json(line)


def json_line(values: dict[str, Any]) -> str:
    """One line of `records.jsonl`, without its end: UTF-8, the same bytes for the same values."""
    return to_json(values).decode()


_EVIDENCE = TypeAdapter(dict[str, Evidence])
