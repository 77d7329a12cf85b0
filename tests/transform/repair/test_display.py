"""French typography at display."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transform.repair.display import displayed, displayed_html

SHOWN = {
    "l'eau d'aujourd'hui": "l’eau d’aujourd’hui",
    'il dit "oui" à tous': "il dit «\u00a0oui\u00a0» à tous",
    "«Comment réussir» et « Triple C »": "«\u00a0Comment réussir\u00a0» et «\u00a0Triple C\u00a0»",
    "Qui ? Vous ! Et ceci ; cela : oui": "Qui\u202f? Vous\u202f! Et ceci\u202f; cela\u00a0: oui",
}
LEFT = (
    "à 12:30, à 12 : 30, de 9:00 à 18:00",
    "https://a.example/?q='a' ; www.a.example/l'eau",
    "l.d'ici@a.example",
    "print('x') et a = 'b'",
    "un écran de 12\" et 5'",
    "L’eau\u202f? Oui\u00a0: «\u00a0l’eau\u00a0»",
    "participants: qui?",
    "en 3 questions«",
)


@pytest.mark.parametrize("text", SHOWN)
def test_set_as_french_is(text: str) -> None:
    assert displayed(text) == SHOWN[text]


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    assert displayed(text) == text


def test_tags_and_code_are_left_alone() -> None:
    html = "<p><a href=\"https://a.example/l'eau\">l'eau ?</a> <code>l'x ;</code></p>"
    assert displayed_html(html) == "<p><a href=\"https://a.example/l'eau\">l’eau\u202f?</a> <code>l'x ;</code></p>"


@example('":"»')
@example('«":"')
@given(st.text(st.sampled_from("aB '’\"«»:;!?()1/@.h\u00a0\u202f\n"), max_size=60))
def test_twice_is_once(text: str) -> None:
    once = displayed(text)
    assert displayed(once) == once


@given(st.text(st.sampled_from("aB '’\"«»:;!?()1/@.h\u00a0\u202f\n"), max_size=60))
def test_no_word_changes(text: str) -> None:
    def letters(value: str) -> str:
        return "".join(filter(str.isalnum, value))

    assert letters(displayed(text)) == letters(text)
