"""Where a value comes from: PROV in spirit, W3C Web Annotation selectors in form."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Nature(StrEnum):
    """Strongest last: what a value is when several natures meet (DESIGN §4)."""

    INFERRED = "inferred"
    WRITTEN = "written"
    LOOKUP = "lookup"
    DECIDED = "decided"


class _Selector(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class XPathSelector(_Selector):
    type: Literal["XPathSelector"] = "XPathSelector"
    value: str


class TextQuoteSelector(_Selector):
    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str = ""
    suffix: str = ""


class TextPositionSelector(_Selector):
    """Offsets in characters of the decoded page."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


Selector = Annotated[XPathSelector | TextQuoteSelector | TextPositionSelector, Field(discriminator="type")]


class Evidence(BaseModel):
    """Why one field of a record holds what it holds. `capture` is `DATE/URL`, as in `/archive/`.

    Of a decided value: which `decision` of the journal, `at` when (RFC 3339, UTC), its `reason`, and as `raw` what
    would stand there without it. Who decided stays in the journal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    nature: Nature
    rule: str
    capture: str | None = None
    selector: Selector | None = None
    raw: str | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    decision: str | None = None
    at: str | None = None
    reason: str | None = None
