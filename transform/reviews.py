"""What the machine leaves to a person: one question, what it rests on, a proposal, and what an answer would change."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from transform.personal import mask_strings
from transform.schema import Selector

FILE = "reviews.jsonl"
#: Letters of an id behind its « q- ».
_ID_LENGTH = 12
#: How much a reader loses where a field is wrong, by the first part of its pointer; 1 elsewhere.
_WEIGHTS = {
    "kind": 5,
    "title": 5,
    "superseded_by": 4,
    "moved_to": 4,
    "places": 3,
    "period": 3,
    "themes": 3,
    "sections": 3,
}
_WEIGHTS |= {"actors": 2, "territories": 2, "methods": 2, "published": 2, "lead": 2, "source": 4}
#: Of a proposal that nobody measured.
_UNKNOWN_CONFIDENCE = 0.5


class Act(StrEnum):
    """What an answer does to the archive."""

    SET = "set"  # the field holds the answer
    REPLACE = "replace"  # the words of the evidence are read as the answer says, in the order of the evidence
    CHOOSE = "choose"  # the answer names one of two sources, from which the field is taken
    WITHDRAW = "withdraw"  # « retirer » takes the file out of all that is served
    DROP = "drop"  # « écarter » makes no record of the page, until the page changes
    NOTE = "note"  # the answer is kept, and the question closed


class Witness(BaseModel):
    """The words that a question rests on; `capture` is `DATE/URL`, as in `/archive/`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    capture: str | None = None
    selector: Selector | None = None


class Review(BaseModel):
    """One line of `reviews.jsonl`. `field` is a JSON pointer into the record, both null for what is no record's.

    `id` depends on the record, the field, the rule and what the source says, never on what we propose: the question
    stays the same from run to run, and is another one once the source has changed. `gain` orders questions: how much
    a field matters, times how unsure its proposal is, times the records that an answer changes. Values are JSON.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    record: str | None = None
    field: str | None = None
    rule: str
    question: str
    proposed: Any = None
    alternatives: tuple[Any, ...] = ()
    act: Act = Act.SET
    changes: str
    confidence: float | None = Field(default=None, ge=0, le=1)
    gain: float
    reasons: str | None = None
    evidence: tuple[Witness, ...] = ()
    capture: str | None = None
    other: Any = None
    other_capture: str | None = None

    def as_line(self) -> str:
        values = self.model_dump(mode="json")
        for name in ("other", "other_capture"):
            if values[name] is None:
                del values[name]
        values["evidence"] = [one.model_dump(mode="json", exclude_none=True) for one in self.evidence]
        return json.dumps(mask_strings(values), ensure_ascii=False, separators=(",", ":")) + "\n"


def review(
    rule: str,
    question: str,
    changes: str,
    *,
    record: str | None = None,
    field: str | None = None,
    proposed: Any = None,
    alternatives: Iterable[Any] = (),
    act: Act = Act.SET,
    confidence: float | None = None,
    reasons: str | None = None,
    evidence: Iterable[Witness] = (),
    touches: float = 1,
    other: Any = None,
    about: str | None = None,
) -> Review:
    """A question with its id and its gain. `touches`: how many records the answer changes.

    `about`: what the id depends on in place of the words of the evidence, which are then but an example.
    `capture` and `other_capture` are those of the first two witnesses; `other`, what the second says.
    """
    witnesses = tuple(evidence)
    words = mask_strings([one.words for one in witnesses] if about is None else [about])
    captures = [one.capture for one in witnesses]
    return Review(
        id=review_id(record, field, rule, question, words),
        record=record,
        field=field,
        rule=rule,
        question=question,
        proposed=proposed,
        alternatives=tuple(alternatives),
        act=act,
        changes=changes,
        confidence=confidence,
        gain=gain_of(field, confidence, touches),
        reasons=reasons,
        evidence=witnesses,
        capture=captures[0] if captures else None,
        other=other,
        other_capture=captures[1] if other is not None and len(captures) > 1 else None,
    )


def review_id(record: str | None, field: str | None, rule: str, question: str, words: Iterable[str]) -> str:
    """`q-` and letters: never figures that look like a number to call."""
    text = json.dumps([record, field, rule, mask_strings(question), list(words)], ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"q-{base64.b32encode(digest).decode().lower()[:_ID_LENGTH]}"


def gain_of(field: str | None, confidence: float | None, touches: float = 1) -> float:
    weight = _WEIGHTS.get((field or "").removeprefix("/").partition("/")[0], 1)
    doubt = 1 - (_UNKNOWN_CONFIDENCE if confidence is None else confidence)
    return round(weight * doubt * touches, 4)


@dataclass(slots=True)
class Reviews:
    """The open questions of a run: each once, without those that a decision in force has answered."""

    answered: Container[str] = frozenset()
    _open: dict[str, Review] = field(default_factory=dict)
    _by_record: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self._open)

    def ask(self, reviews: Iterable[Review]) -> None:
        for one in reviews:
            if one.id not in self.answered and one.id not in self._open:
                self._open[one.id] = one
                if one.record is not None:
                    self._by_record[one.record] += 1

    def open(self) -> list[Review]:
        return list(self._open.values())

    def of_record(self, identifier: str) -> int:
        """How many are open, for its `quality`."""
        return self._by_record[identifier]

    def lines(self) -> Iterator[str]:
        """Those of `reviews.jsonl`: what an answer gains most from comes first."""
        order = sorted(self._open.values(), key=lambda one: (-one.gain, one.record or "", one.field or "", one.id))
        return (one.as_line() for one in order)
