"""What the command says is set as French is: no line may break before a colon or inside quotation marks."""

import re
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comedie.cli import COMMANDS, cli
from comedie.output import say, tell
from comedie.typography import set_in_french
from tests.support.command import comedie

BREAKABLE = re.compile(r"\S [:;?!»](?=\s|$)|« (?=\S)")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Erreur : rien", "Erreur\u00a0: rien"),
        ("Complet ? Oui ; tout.", "Complet\u202f? Oui\u202f; tout."),
        ("« Die » est là !", "«\u00a0Die\u00a0» est là\u202f!"),
        ("Site « d », dans /tmp/a b", "Site «\u00a0d\u00a0», dans /tmp/a b"),
        ("http://h:80/a?b=1 ; fin", "http://h:80/a?b=1\u202f; fin"),
        ("  Moisson        12 reçues", "  Moisson        12 reçues"),
        ("à 10:30, déjà\u00a0: oui", "à 10:30, déjà\u00a0: oui"),
    ],
)
def test_sentences_are_set(written: str, shown: str) -> None:
    assert set_in_french(written) == shown


@given(st.text("ab :;?!«»\n\u00a0\u202f", max_size=40))
def test_twice_is_once_and_only_blanks_change(text: str) -> None:
    once = set_in_french(text)
    assert set_in_french(once) == once
    assert len(once) == len(text)
    assert re.sub(r"\s", " ", once) == re.sub(r"\s", " ", text)


def test_what_is_said_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    say("Dernier problème : « Die » ?")
    assert capsys.readouterr().err == "Dernier problème\u00a0: «\u00a0Die\u00a0»\u202f?\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_can_break_before_a_mark(name: str) -> None:
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command is not None
    texts = [command.help or "", *(one.help or "" for one in command.params if isinstance(one, click.Option))]
    assert [text for text in texts if BREAKABLE.search(text)] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["zut"],
        ["migrate"],
        ["search", "--mots", "bof"],
        ["serve", "--port", "99999"],
        ["export", "wacz", "a", "b", "c"],
    ],
)
def test_no_mistake_is_answered_with_a_sentence_that_can_break_before_a_mark(
    arguments: list[str], tmp_path: Path
) -> None:
    shown = comedie(*arguments, cwd=tmp_path)
    assert shown.returncode == 2
    assert BREAKABLE.findall(shown.stderr) == []


def test_what_a_page_says_does_not_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("Titre \x1b[2Jeffacé\u202e\net la suite")
    tell("a\x07\tb")
    shown = capsys.readouterr()
    assert (shown.err, shown.out) == ("Titre  [2Jeffacé \net la suite\n", "a  b\n")
