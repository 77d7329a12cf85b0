"""A question, an answer, as sentences in the terminal."""

from collections.abc import Iterable
from typing import Any

from comedie.output import count
from search_app.reader.provenance import field_label
from transform.answers import REMOVE, label_of
from transform.decisions import Decision
from transform.listed import as_raw
from transform.questions import EXPORT, PAGE
from transform.reviews import Act, Review
from transform.schema import KIND_LABELS, Kind
from transform.server_messages import DISMISS, KEEP
from transform.vocabulary import Vocabularies
from transform.vocabulary.decided import scheme_of

#: Longer values are cut where many are listed.
_LONGEST = 160


def field_words(pointer: str | None) -> str:
    return field_label(pointer) if pointer and pointer.startswith("/") else (pointer or "profil")


def choices_of(question: Review, vocabularies: Vocabularies) -> list[tuple[str, str]]:
    """(what is stored as the answer, what a person reads), the proposal first."""
    if question.act is Act.CHOOSE:
        return [(PAGE, "garder le texte de la page"), (EXPORT, "prendre le texte de l’autre source")]
    if question.act is Act.DROP:
        return [(KEEP, "garder la notice"), (DISMISS, "écarter la page")]
    if question.act is Act.WITHDRAW:
        return [("garder", "garder le fichier"), (REMOVE, "retirer le fichier")]
    values = [] if question.proposed is None else [question.proposed]
    values += [value for value in question.alternatives if value != question.proposed]
    labels = [label_of(value) for value in values]
    # Two communes of one name in one département: the whole value tells them apart.
    stored = [
        as_raw(one) or label if labels.count(label) > 1 else label for one, label in zip(values, labels, strict=True)
    ]
    return [(kept, _read(question, value, vocabularies)) for kept, value in zip(stored, values, strict=True)]


def _read(question: Review, given: Any, vocabularies: Vocabularies) -> str:
    value = label_of(given)
    scheme = scheme_of(question.field or "")
    if scheme is not None:
        concepts = given if isinstance(given, list) else [given]
        return ", ".join(vocabularies.label(scheme, str(one)) for one in concepts)
    return KIND_LABELS[Kind(value)][0] if question.field == "/kind" and value in set(Kind) else value


def line_of(question: Review, vocabularies: Vocabularies) -> str:
    """One question on one line, with the id that `--answer` takes."""
    choices = choices_of(question, vocabularies)
    proposed = f" Proposé : « {cut(choices[0][1])} »." if choices else ""
    where = (
        f"{question.record}, {field_words(question.field)}"
        if question.field
        else question.record or "toutes les notices"
    )
    return f"{question.id}  {where} : {question.question}{proposed}"


def decided_line(decision: Decision) -> str:
    value = decision.values.get("value")
    if value is None and decision.values.get("words"):
        value = ", ".join(f"{old} → {new}" for old, new in decision.values["words"])
    said = label_of(value) if value is not None else decision.values.get("act", "")
    name = decision.values.get("review") or decision.id
    field = decision.values.get("field")
    where = decision.record if decision.record and not field else f"{decision.record or 'profil'}, {field_words(field)}"
    why = f" ({decision.reason})" if decision.reason else ""
    return f"{name}  {where} : « {cut(str(said))} », le {decision.at[:10]} par {decision.by}{why}"


def left_sentence(questions: Iterable[Review]) -> str:
    left = sum(1 for _ in questions)
    return f"{count(left, 'question ouverte', 'questions ouvertes')}." if left else "Il ne reste aucune question."


def cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
