"""The parts that a record is made of. Field names are fixed by `record.example.json` of the design."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SectionRole(StrEnum):
    PORTEUR = "porteur"
    CONTEXTE = "contexte"
    PROBLEME = "probleme"
    ORIGINE = "origine"
    OBJECTIFS = "objectifs"
    DEMARCHE = "demarche"
    RESULTATS = "resultats"
    ENSEIGNEMENTS = "enseignements"
    DESCRIPTION = "description"
    LIENS = "liens"
    CONTACT = "contact"
    SOURCES = "sources"
    AUTRE = "autre"


class Section(Part):
    """`heading` is null for text that stands under no heading; `html` is sanitised, `text` plain."""

    heading: str | None = None
    level: int = Field(default=2, ge=1, le=6)
    role: SectionRole = SectionRole.AUTRE
    html: str = ""
    text: str = ""


class Note(Part):
    mark: str
    text: str


class Version(Part):
    """The same item in another language, as the source has it; its files and pictures are with the record's."""

    language: str
    url: str
    title: str
    subtitle: str | None = None
    lead: str | None = None
    sections: list[Section] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)


class Period(Part):
    """The experience's own time, EDTF (ISO 8601-2); never that of a law it cites."""

    edtf: str
    start: int | None = None
    end: int | None = None
    text: str = ""


class Region(Part):
    code: str
    label: str


class Place(Part):
    """`lat` and `lon` in degrees; `approximate` where they are of its département or surroundings, not its own."""

    name: str
    label: str | None = None
    kind: str | None = None
    insee: str | None = None
    departement: str | None = None
    region: Region | None = None
    region_then: Region | None = None
    lat: float | None = None
    lon: float | None = None
    approximate: bool = False
    role: str | None = None
    alternatives: list[dict[str, Any]] = Field(default_factory=list)


class Person(Part):
    name: str
    role: str | None = None


class Organisation(Part):
    name: str
    acronym: str | None = None
    role: str | None = None


class Image(Part):
    type: Literal["image"] = "image"
    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    file: str | None = None


class Video(Part):
    type: Literal["video"] = "video"
    url: str
    provider: str | None = None
    video_id: str | None = None
    title: str | None = None


class Document(Part):
    url: str
    title: str | None = None
    format: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    text: str | None = None


class LinkStatus(StrEnum):
    RECORD = "record"  # leads to a record of ours
    FILE = "file"  # to an archived file
    LISTING = "listing"  # to an archived page that is no record
    EXTERNAL = "external"
    BROKEN = "broken"  # asked for, and not there
    UNKNOWN = "unknown"  # never asked for


class Link(Part):
    url: str
    text: str = ""
    status: LinkStatus
    record: str | None = None


class Step(Part):
    parcours: str | None = None
    chapter: str | None = None
    position: int | None = None


class Source(Part):
    """`captured` is RFC 3339 in UTC; `digest` is of the payload as received."""

    url: str
    aliases: list[str] = Field(default_factory=list)
    native_id: str | None = None
    template: str
    captured: str
    archive: str
    offset: int
    digest: str


class Quality(Part):
    completeness: float = Field(default=0.0, ge=0, le=1)
    losses: int = 0
    repairs: int = 0
    reviews: int = 0


class Rights(Part):
    status: Literal["accorde", "inconnu", "refuse"] = "inconnu"
    holder: str | None = None
    basis: str | None = None
