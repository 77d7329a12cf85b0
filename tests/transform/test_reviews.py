"""A question for a person: the same from run to run, ordered by what its answer gains, closed once answered."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from transform.reviews import Act, Review, Reviews, Witness, gain_of, review


def kind_question(**changes: Any) -> Review:
    given: dict[str, Any] = {
        "record": "vallee-1",
        "field": "/kind",
        "proposed": "experience",
        "confidence": 0.4,
        "evidence": [Witness(words="Le gué", capture="20261122100000/https://vallee.example.org/gue/")],
    }
    return review("kind.doubt", "De quel type est cette notice ?", "le type", **{**given, **changes})


def lines(reviews: Reviews) -> list[dict[str, Any]]:
    return [json.loads(line) for line in reviews.lines()]


def test_what_we_propose_is_not_what_a_question_is() -> None:
    first = kind_question()
    assert kind_question(proposed="video", confidence=0.1, reasons="autre").id == first.id
    others = [
        kind_question(evidence=[Witness(words="Le pont")]),
        kind_question(record="vallee-2"),
        kind_question(field="/title"),
    ]
    assert len({first.id, *(one.id for one in others)}) == 4


@given(st.text(), st.text())
def test_an_id_is_letters_and_the_same_for_the_same(record: str, words: str) -> None:
    ids = {kind_question(record=record, evidence=[Witness(words=words)]).id for _ in range(2)}
    (only,) = ids
    assert only.startswith("q-")
    assert len(only) == 14


def test_what_is_unsure_matters_and_touches_many_comes_first() -> None:
    reviews = Reviews()
    small = kind_question(field="/language", record="vallee-3")
    sure = kind_question(confidence=0.9, record="vallee-4")
    wide = review("audit.block", "Ce bloc ?", "rien", act=Act.NOTE, touches=40)
    reviews.ask([small, sure, wide, kind_question()])
    assert [line["record"] for line in lines(reviews)] == [None, "vallee-1", "vallee-3", "vallee-4"]
    assert [line["gain"] for line in lines(reviews)] == [20.0, 3.0, 0.6, 0.5]
    assert gain_of("/places/0", None, 2) == 3.0


def test_a_question_is_asked_once_and_not_again_once_answered() -> None:
    asked = kind_question()
    reviews = Reviews(answered=frozenset({asked.id}))
    other = kind_question(record="vallee-2")
    reviews.ask([asked, other, other])
    assert len(reviews) == 1
    assert (reviews.of_record("vallee-1"), reviews.of_record("vallee-2")) == (0, 1)


def test_personal_data_is_in_no_line() -> None:
    reviews = Reviews()
    reviews.ask([kind_question(evidence=[Witness(words="Écrire à jean.dupont@exemple.fr ou au 06 12 34 56 78")])])
    (line,) = reviews.lines()
    assert "dupont@" not in line
    assert "34 56" not in line
