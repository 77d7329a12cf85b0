"""Where each field of a record stands on the pages of a template."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from transform.templates.patterns import Css, Declared, Pattern


class Drop(Declared):
    """Blocks that are no text of the author's. `reason` names them in the losses, where they repeat."""

    reason: str = Field(min_length=1, max_length=60)
    selectors: tuple[Css, ...] = Field(min_length=1)


class TermPlace(Declared):
    """Links to keywords. `name` is the taxonomy's; without it the link's address or its block says which."""

    selector: Css
    name: str | None = None


class ValuePlace(Declared):
    """Values that a record has no field for: they are its terms under `name`, as written.

    `attribute`: where the value stands, else the words. `pattern`: its first group, or its whole, at each match.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,40}$")
    selector: Css
    attribute: str | None = Field(default=None, max_length=60)
    pattern: Pattern | None = None


class Figure(Declared):
    """A block that holds a picture, or a file's icon, with its caption: what a family writes instead of `figure`."""

    block: Css
    caption: Css
    credit: Css | None = None


class LabelUse(StrEnum):
    """What a labelled value is. A section keeps its label as its heading; a line stays in the text as it is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    SECTION = "section"
    LINE = "line"
    TERMS = "terms"
    AUTHORS = "authors"
    PUBLISHED = "published"
    MODIFIED = "modified"
    DROP = "drop"


class Label(Declared):
    """`key` is searched for in the row's key, `labels` are the words before the colon, whatever their blanks and case.

    `split`: the sign between several values. `capitals`: each begins with one, so the sign may stand inside a value.
    """

    use: LabelUse
    key: Pattern | None = None
    labels: tuple[str, ...] = ()
    name: str | None = None
    split: str | None = Field(default=None, min_length=1, max_length=1)
    capitals: bool = False


class Labelled(Declared):
    """Rows « label, value ». `key`: the attribute that names the row; `label` and `value`: where they stand in it.

    Without `label`, the words before the first colon are the label, if one of the fields has it.
    Rows that no field describes are `otherwise`.
    """

    rows: Css
    within: Css | None = None
    key: str | None = None
    label: Css | None = None
    value: Css | None = None
    fields: tuple[Label, ...] = Field(min_length=1)
    otherwise: LabelUse = LabelUse.LINE


class Lines(Declared):
    """Lines that are no text of the author's, as words: blanks, case and signs do not count, figures and links vary.

    `anywhere`, or only at the two `ends` of the text, where `links` to other pages of the site leave it too (they
    become related ones), and short lines that say when, or by whom (`dates`; kept beside the text). `alike`: the
    words that such lines all end with, a few others before them (« … anime des réunions »: kept beside the text).
    `path`: a first line that leads to the page by links to those above it, and ends with its title.
    """

    anywhere: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    links: bool = False
    dates: bool = False
    path: bool = False

    @property
    def any(self) -> bool:
        return bool(self.anywhere or self.alike or self.ends or self.links or self.dates or self.path)


def _named_drop(value: Any) -> Any:
    return {"reason": "cadre", "selectors": (value,)} if isinstance(value, str) else value


def _named_terms(value: Any) -> Any:
    return {"selector": value} if isinstance(value, str) else value


class Selectors(Declared):
    """CSS selectors, the first that finds something is taken; `drop`, `related` and `parts` take all that is found.

    `parts`: the blocks that make the text together, in the page's order; `body` where none of them is found.
    `main`: those of the parts without which, on a site that has them nowhere, the text stands elsewhere.
    `lead`: the part that is the lead alone; without it, all that stands before the first heading is.
    """

    title: tuple[Css, ...] = ()
    subtitle: tuple[Css, ...] = ()
    lead: tuple[Css, ...] = ()
    parts: tuple[Css, ...] = ()
    main: tuple[Css, ...] = ()
    body: tuple[Css, ...] = ()
    chapter: tuple[Css, ...] = ()
    parcours: tuple[Css, ...] = ()
    published: tuple[Css, ...] = ()
    modified: tuple[Css, ...] = ()
    authors: tuple[Css, ...] = ()
    terms: tuple[Annotated[TermPlace, BeforeValidator(_named_terms)], ...] = ()
    values: tuple[ValuePlace, ...] = ()
    documents: tuple[Css, ...] = ()
    images: tuple[Css, ...] = ()
    figures: tuple[Figure, ...] = ()
    related: tuple[Css, ...] = ()
    menus: tuple[Css, ...] = ()
    labelled: tuple[Labelled, ...] = ()
    drop: tuple[Annotated[Drop, BeforeValidator(_named_drop)], ...] = ()
