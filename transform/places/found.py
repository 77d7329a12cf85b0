"""What is found of places in a page: where names stand, and the places that they are."""

from dataclasses import dataclass, field

from transform.places.gazetteer import Entry
from transform.places.scoring import Score

_QUOTE = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the record, where it stands, and what a name counts there for being where it happens."""

    pointer: str
    text: str
    weight: float = 1.0


@dataclass(slots=True)
class Mention:
    passage: Passage
    start: int
    end: int
    entries: tuple[Entry, ...]
    kind: str
    score: Score
    compared: bool = False
    nearby: bool = False
    #: The commune did something there.
    acts: bool = False
    article: bool = False
    doubtful: bool = False
    cued: bool = False
    number: str = ""
    located: bool = False
    frame: bool = False
    others: tuple[Entry, ...] = ()
    #: Of the kinds that the same name has beside `kind`.
    rivals: dict[str, tuple[tuple[Entry, ...], Score]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.entries[0].key


@dataclass(slots=True)
class Found:
    """One place of a page. `entry` is null where its code is left open; `mention` is its surest one."""

    name: str
    kind: str
    entry: Entry | None
    alternatives: tuple[Entry, ...]
    confidence: float
    mention: Mention
    rank: float = 0.0
    role: str = "mention"
    reasons: list[str] = field(default_factory=list)

    def quote(self) -> tuple[str, str, str]:
        """Words, and what stands before and after."""
        text, start, end = self.mention.passage.text, self.mention.start, self.mention.end
        return text[start:end], text[max(0, start - _QUOTE) : start], text[end : end + _QUOTE]
