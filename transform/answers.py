"""From a question and what a person answered to the decision that carries the answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from transform.corrections import Corrections, correctable, undecided
from transform.decisions import Decision, DecisionKind
from transform.errors import TransformError
from transform.listed import as_raw
from transform.pointers import NoSuchPlace, value_at
from transform.questions import EXPORT, PAGE
from transform.reviews import Act, Review
from transform.schema import Kind, Record
from transform.server_messages import DISMISS, KEEP
from transform.vocabulary import Vocabularies
from transform.vocabulary.decided import UnknownConceptError, as_concepts

#: What takes a file out of all that is served.
REMOVE = "retirer"


class AnswerError(TransformError):
    """An answer that cannot be taken as it stands: what is expected instead."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when (RFC 3339, UTC), why, and the id that the journal gives."""

    id: str
    by: str
    at: str
    reason: str


def answer(
    question: Review, given: str, record: Record | None, signature: Signature, vocabularies: Vocabularies | None = None
) -> Decision:
    """`given`: as typed; with `vocabularies`, of a concept its id or one of its names. Raises `AnswerError`."""
    values: dict[str, Any] = {"review": question.id, "question": question.question, "rule": question.rule}
    values |= {"field": question.field, "act": question.act.value}
    if question.act is Act.WITHDRAW and given == REMOVE:
        if record is None or question.field is None:
            raise AnswerError(f"La notice de la question {question.id} n’est plus là : relancez « comedie transform ».")
        file = value_at(record.model_dump(mode="json"), question.field)
        hidden = {"urls": [file["url"]], "files": [file["sha256"]] if file.get("sha256") else []}
        return _signed(signature, DecisionKind.WITHDRAW, None, {**hidden, "public_reason": False, **values})
    if question.act is Act.DROP:
        if given not in {KEEP, DISMISS}:
            raise AnswerError(f"Répondez « {KEEP} » ou « {DISMISS} ».")
        values |= {"value": given, "saw": record.source.digest if record else None}
    elif question.act is Act.REPLACE:
        values["words"] = _readings(question, given)
    elif question.act is Act.CHOOSE:
        values["value"] = _choice(question, given)
    elif question.act is Act.SET and record is not None and question.field:
        choices = (question.proposed, *question.alternatives)
        return _set(values, record, question.field, given, choices, signature, vocabularies)
    else:
        values |= {"act": Act.NOTE.value, "value": given}
    return _signed(signature, DecisionKind.ANSWER, question.record, values)


def correct(
    record: Record, pointer: str, given: str, signature: Signature, vocabularies: Vocabularies | None = None
) -> Decision:
    """A correction that nobody asked for. Raises `AnswerError`."""
    return _set({"act": Act.SET.value}, record, pointer, given, (), signature, vocabularies)


def _set(
    values: dict[str, Any],
    record: Record,
    pointer: str,
    given: str,
    choices: Iterable[Any],
    signature: Signature,
    vocabularies: Vocabularies | None,
) -> Decision:
    if not correctable(pointer):
        raise AnswerError(f"Le champ « {pointer} » ne se corrige pas. Donnez par exemple /title, /kind ou /places/0.")
    try:
        saw, now = undecided(record, pointer), value_at(record.model_dump(mode="json"), pointer)
    except NoSuchPlace as error:
        raise AnswerError(f"La notice {record.id} n’a rien à « {pointer} ».") from error
    chosen = [one for one in choices if given in {as_raw(one), label_of(one)}]
    try:
        value = chosen[0] if chosen else _typed(given, now, pointer)
        value = as_concepts(value, pointer, vocabularies) if vocabularies else value
    except UnknownConceptError as error:
        raise AnswerError(str(error)) from error
    kind = DecisionKind.ANSWER if "review" in values else DecisionKind.CORRECT
    decision = _signed(signature, kind, record.id, values | {"field": pointer, "value": value, "saw": saw})
    # Tried on what the record shows now, decided or not.
    trial = decision.model_copy(update={"values": decision.values | {"saw": as_raw(now)}})
    _, refused = Corrections.of([trial]).apply(record.model_copy(deep=True))
    if any(one.rule == "decision.lost" for one in refused):
        raise AnswerError(_impossible(pointer, given))
    return decision


def label_of(value: Any) -> str:
    """A value as a person reads it, on one line."""
    if isinstance(value, dict):
        inside = f" ({value['departement']})" if value.get("departement") and value.get("kind") == "commune" else ""
        name = value.get("label") or value.get("name")
        return f"{name}{inside}" if name else str(value.get("text") or value.get("edtf") or as_raw(value))
    if isinstance(value, list | tuple):
        return ", ".join(map(label_of, value))
    return "(rien)" if value is None else str(value)


def _typed(given: str, now: Any, pointer: str) -> Any:
    """An empty answer empties the field; lists of words are typed with commas; what is no text is typed as JSON."""
    if not given.strip():
        return [] if isinstance(now, list) else None
    if given.lstrip()[:1] in {"{", "["}:
        try:
            return json.loads(given)
        except (ValueError, RecursionError) as error:
            raise AnswerError(f"« {given} » commence comme du JSON et n’en est pas : {error}.") from error
    if isinstance(now, list):
        return [word.strip() for word in given.split(",") if word.strip()]
    if pointer.rpartition("/")[2] in {"position", "start", "end"} and given.strip().isdecimal():
        return int(given)
    return given.strip()


def _readings(question: Review, given: str) -> list[list[str]]:
    """As many readings as words, between commas; a word given again is left as it stands."""
    words = [one.words for one in question.evidence]
    readings = [given.strip()] if len(words) == 1 else [one.strip() for one in given.split(",")]
    if len(readings) != len(words) or not all(readings):
        raise AnswerError(
            f"Il faut {len(words)} lectures, séparées par des virgules, dans l’ordre de : {', '.join(words)}."
        )
    return [[old, new] for old, new in zip(words, readings, strict=True) if old != new]


def _choice(question: Review, given: str) -> str:
    if given in {PAGE, question.proposed}:
        return PAGE
    if given in {EXPORT, question.other}:
        return EXPORT
    raise AnswerError(f"Répondez « {PAGE} » ou « {EXPORT} ».")


def _impossible(pointer: str, given: str) -> str:
    if pointer == "/kind":
        return f"« {given} » n’est pas un type de notice. Les types : {', '.join(Kind)}."
    return f"« {given} » ne peut pas être la valeur de « {pointer} » : il en faut une de la même forme que l’actuelle."


def _signed(signature: Signature, kind: DecisionKind, record: str | None, values: dict[str, Any]) -> Decision:
    return Decision(
        id=signature.id,
        at=signature.at,
        by=signature.by,
        kind=kind,
        record=record,
        reason=signature.reason,
        values=values,
    )
