"""How editors' answers and corrections apply to a record: the strongest of all values, each undone by another (law 13).

`values` of an `answer` or a `correct`: `field` (JSON pointer) and `act`; for `set` the `value` and what the source
`saw` at that time; for `replace`, `words`: pairs of what stands there and what is read; for `choose`, the `value`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from pydantic import ValidationError

from transform.decisions import Decision, DecisionKind, answered_by, standing
from transform.listed import as_raw, checked, found_again, name_of
from transform.personal import mask_strings
from transform.pointers import NoSuchPlace, parts_of, put_at, value_at
from transform.repair.html_runs import between_tags
from transform.reviews import Act, Review, Witness, review
from transform.schema import Evidence, Nature, Record
from transform.server_messages import DISMISS
from transform.vocabulary import Vocabularies
from transform.vocabulary.decided import UnknownConceptError, as_concepts

#: What a person may correct, by the first part of its pointer. Ids, sources and evidence are not theirs to change.
CORRECTABLE = (
    *("kind", "title", "subtitle", "lead", "language", "published", "modified", "period", "places", "themes"),
    *("territories", "actors", "methods", "participation", "terms", "people", "organisations", "references", "step"),
    *("related", "superseded_by", "moved_to", "rights", "media", "documents", "sections", "notes"),
)
#: Made of the text beside it, or of the bytes of a file: corrected through these, never alone.
_DERIVED = frozenset(("html", "url", "sha256", "bytes", "format", "file", "video_id"))
#: Words of a text field and its HTML are replaced; nothing else of a section is set.
_SECTION = re.compile(r"/sections/\d+/(?:heading|role)")


@dataclass(slots=True)
class Corrections:
    """Those in force, by record, in the order in which they were taken. `answered`: ids of closed reviews.

    `dismissed`: records that an editor says are none, each with the digest of the page of which it was said.
    """

    answered: frozenset[str] = frozenset()
    dismissed: dict[str, str] = field(default_factory=dict)
    _by_record: dict[str, list[Decision]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Self:
        ordered = list(decisions)
        found = cls(frozenset(answered_by(ordered)))
        for decision in standing(ordered):
            about_field = decision.kind in {DecisionKind.ANSWER, DecisionKind.CORRECT} and decision.values.get("field")
            if decision.record is not None and decision.values.get("act") == Act.DROP:
                found._judge(decision.record, decision)
            elif decision.record is not None and about_field:
                found._by_record.setdefault(decision.record, []).append(decision)
        return found

    def _judge(self, record: str, decision: Decision) -> None:
        if decision.values.get("value") == DISMISS:
            self.dismissed[record] = str(decision.values.get("saw"))
        else:
            self.dismissed.pop(record, None)

    def choice(self, record: str, pointer: str) -> str | None:
        """Which source an editor chose for a field."""
        chosen = [
            str(one.values.get("value"))
            for one in self._by_record.get(record, ())
            if one.values.get("act") == Act.CHOOSE and one.values["field"] == pointer
        ]
        return chosen[-1] if chosen else None

    def apply(self, record: Record, vocabularies: Vocabularies | None = None) -> tuple[Record, list[Review]]:
        """The record as decided, and what its decisions leave to ask: a source that changed, a place that has gone.

        With `vocabularies`, a decided concept that they do not have, or no more, does not apply, and is asked about.
        """
        decisions = self._by_record.get(record.id)
        if not decisions:
            return record, []
        asked: list[Review] = []
        for decision in _last_of_each_field(decisions):
            try:
                if vocabularies is not None and decision.values.get("act", Act.SET) == Act.SET:
                    as_concepts(decision.values.get("value"), str(decision.values["field"]), vocabularies)
                record, question = _applied(decision, record)
            except UnknownConceptError as problem:
                question = _unknown(decision, record, str(problem))
            except (NoSuchPlace, ValidationError, ValueError, TypeError):
                question = _lost(decision, record)
            asked += [question] if question else []
        return record, asked


def correctable(pointer: str) -> bool:
    try:
        parts = parts_of(pointer)
    except NoSuchPlace:
        return False
    if parts[0] == "sections":
        return _SECTION.fullmatch(pointer) is not None
    return parts[0] in CORRECTABLE and parts[-1] not in _DERIVED


def undecided(record: Record, pointer: str) -> str | None:
    """What stands at a field without any decision, as `as_raw` gives it. Raises `NoSuchPlace`."""
    evidence = record.provenance.get(pointer)
    if evidence is not None and evidence.nature is Nature.DECIDED:
        return evidence.raw
    return as_raw(value_at(record.model_dump(mode="json"), pointer))


def _last_of_each_field(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """A value replaces all that was decided of its field before; replaced words add up."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.values.get("act", Act.SET) != Act.REPLACE:
            target = _target(decision)
            kept = [one for one in kept if _target(one) != target]
        kept.append(decision)
    yield from kept


def _target(decision: Decision) -> tuple[str, str | None]:
    """A place in a list is named by what stood there: the list may have another order now."""
    pointer = str(decision.values["field"])
    listed = pointer.rpartition("/")[2].isdecimal()
    return (pointer.rpartition("/")[0], name_of(decision.values.get("saw"))) if listed else (pointer, None)


def _applied(decision: Decision, record: Record) -> tuple[Record, Review | None]:
    act, pointer = decision.values.get("act", Act.SET), str(decision.values["field"])
    if act == Act.REPLACE:
        return _with_words(decision, record, pointer)
    if act == Act.CHOOSE:
        record.provenance[pointer] = _evidence(decision, record, pointer, str(decision.values.get("value")))
        return record, None
    if not correctable(pointer):
        raise NoSuchPlace(pointer)
    values = record.model_dump(mode="json")
    saw = decision.values.get("saw")
    pointer = found_again(values, pointer, saw)
    value, now = decision.values.get("value"), as_raw(value_at(values, pointer))
    same = mask_strings(now) in {mask_strings(saw), mask_strings(as_raw(value))}
    if not same and any(part.isdecimal() for part in parts_of(pointer)[:-1]):
        raise NoSuchPlace(pointer)
    put_at(values, pointer, value)
    changed = checked(values, pointer)
    emptied = value is None and pointer.rpartition("/")[2].isdecimal()
    shown = pointer.rpartition("/")[0] if emptied else pointer
    changed.provenance[shown] = _evidence(decision, record, pointer, now)
    return changed, None if same else _reopened(decision, record, pointer, now)


def _with_words(decision: Decision, record: Record, pointer: str) -> tuple[Record, Review | None]:
    """Whole words only; the HTML beside a section's text is read as its text is."""
    values = record.model_dump(mode="json")
    before = value_at(values, pointer)
    if not isinstance(before, str):
        raise NoSuchPlace(pointer)
    pairs = [(str(old), str(new)) for old, new in decision.values.get("words", ())]
    after = _replaced(before, pairs)
    if after == before:
        return record, _lost(decision, record)
    put_at(values, pointer, after)
    beside = f"{pointer.rpartition('/')[0]}/html"
    if pointer.startswith("/sections/") and pointer.endswith("/text"):
        html = value_at(values, beside)
        put_at(values, beside, between_tags(html, lambda run: _replaced(run, pairs)))
    changed = checked(values, pointer)
    earlier = record.provenance.get(pointer)
    raw = earlier.raw if earlier and earlier.nature is Nature.DECIDED else before
    changed.provenance[pointer] = _evidence(decision, record, pointer, raw)
    return changed, None


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        # A backslash in a reading is a backslash.
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new.replace("\\", r"\\"), text)
    return text


def _evidence(decision: Decision, record: Record, pointer: str, raw: str | None) -> Evidence:
    known = record.provenance.get(pointer)
    return Evidence(
        nature=Nature.DECIDED,
        rule=f"decision.{decision.kind.value}",
        capture=known.capture if known else None,
        selector=known.selector if known else None,
        raw=raw,
        decision=decision.id,
        at=decision.at,
        reason=decision.reason or None,
    )


def _reopened(decision: Decision, record: Record, pointer: str, now: str | None) -> Review:
    known = record.provenance.get(pointer)
    value = value_at(record.model_dump(mode="json"), pointer)
    return review(
        "decision.source-changed",
        "La source dit autre chose depuis que la rédaction a répondu : faut-il garder sa réponse ?",
        "la réponse retenue tient lieu de ce que dit la source",
        record=record.id,
        field=pointer,
        proposed=decision.values.get("value"),
        alternatives=[] if value is None else [value],
        confidence=0.5,
        reasons=f"la source disait « {decision.values.get('saw') or 'rien'} », elle dit « {now or 'rien'} »",
        evidence=[Witness(words=now or "", capture=known.capture if known else None)],
    )


def _unknown(decision: Decision, record: Record, problem: str) -> Review:
    pointer = str(decision.values["field"])
    return review(
        "decision.unknown-concept",
        "La rédaction a choisi une notion que le vocabulaire ne connaît pas : laquelle retenir ?",
        "le champ, ses filtres et ses facettes ; sans réponse, ce choix ne s’applique pas",
        record=record.id,
        field=pointer,
        proposed=record.model_dump(mode="json").get(pointer.lstrip("/").partition("/")[0]),
        confidence=0.5,
        reasons=problem,
        about=decision.id,
    )


def _lost(decision: Decision, record: Record) -> Review:
    pointer = str(decision.values["field"])
    kept = decision.values.get("value") or decision.values.get("words")
    return review(
        "decision.lost",
        "Ce que la rédaction avait corrigé n’est plus dans la source : que faire de sa correction ?",
        "la question se ferme ; la correction ne s’applique plus",
        record=record.id,
        field=pointer,
        proposed="oublier",
        act=Act.NOTE,
        confidence=0.5,
        reasons=f"décidé le {decision.at[:10]} : {as_raw(kept)}",
        about=f"{decision.id} {record.source.digest}",
    )
