"""A short record that may be but a server's message is a question; set aside, it is none until its page changes."""

from datetime import datetime, timedelta

import pytest

from tests.support.records import make_record
from tests.transform.conftest import MOMENT, Served, Workspace
from transform.answers import AnswerError, Signature, answer
from transform.reviews import Review
from transform.server_messages import DISMISS, KEEP, message_question

URL = "http://site.example/spip.php?page=suite"
TEXT = "Les riverains de la vallée se sont réunis pendant trois hivers autour d’une carte. " * 6


@pytest.mark.parametrize(
    "message",
    [
        "Warning: mysql_connect() [function.mysql-connect]: Access denied for user",
        "Fatal error: Call to undefined function affiche()",
        "Cette rubrique est en cours de construction.",
        "Le site est en maintenance, merci de revenir plus tard.",
        "L’article que vous cherchez a été supprimé.",
        "Accès interdit : vous devez vous identifier.",
        "Erreur 500",
        "Votre session a expiré.",
    ],
)
def test_a_message_is_asked_about(message: str) -> None:
    asked = message_question(make_record("essai-1", "La suite", message))
    assert asked is not None
    assert message in asked.evidence[0].words


@pytest.mark.parametrize(
    "text",
    [
        "Une réserve de pêche, des plongeurs et des pêcheurs : un an de réunions.",
        f"Le pont est en travaux. {TEXT}",
        "On parle de concertation alors que les décisions sont déjà prises.",
    ],
)
def test_a_text_is_not(text: str) -> None:
    assert message_question(make_record("essai-1", "La suite", text)) is None


def page(text: str, captured: datetime = MOMENT) -> Served:
    html = f"<html><head><title>La suite</title></head><body><h1>La suite</h1><p>{text}</p></body></html>"
    return Served(URL, html, captured=captured)


def asked(workspace: Workspace) -> Review:
    (line,) = [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "page.message"]
    return Review.model_validate(line)


def test_set_aside_it_is_no_record_until_the_page_says_something_else(workspace: Workspace) -> None:
    other = Served("http://site.example/spip.php?page=debut", f"<h1>Le début</h1><p>{TEXT}</p>")
    message = page("Le site est en maintenance.")
    workspace.keep([other, message])
    workspace.transform(site="essai")
    question = asked(workspace)
    record = next(one for one in workspace.read() if one.id == question.record)
    decision = answer(question, DISMISS, record, signed())
    workspace.transform(site="essai", decisions=(decision,))
    assert [one.title for one in workspace.read()] == ["Le début"]
    assert not [line for line in workspace.lines("reviews.jsonl") if line["rule"] == "page.message"]
    workspace.transform(site="essai", decisions=(decision, answer(question, KEEP, record, signed(2))))
    assert record.id in {one.id for one in workspace.read()}
    workspace.keep([other, message, page(TEXT, MOMENT + timedelta(days=1))])
    workspace.transform(site="essai", decisions=(decision,))
    assert record.id in {one.id for one in workspace.read()}


def test_only_two_answers_are_taken() -> None:
    record = make_record("essai-1", "La suite", "Erreur 500")
    question = message_question(record)
    assert question is not None
    with pytest.raises(AnswerError, match="Répondez « garder » ou « écarter »"):
        answer(question, "peut-être", record, signed())


def signed(number: int = 1) -> Signature:
    return Signature(f"d{number}", "claire", f"2026-11-2{number}T10:00:00Z", "vu")
