"""The guides are held to the commands: each command they write exists with its options, and each command is written."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from comedie.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent
GUIDES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
_WRITTEN = re.compile(r"(?:^ {4}|`)(?:\.venv/bin/)?(comedie [^`\n]*)", re.MULTILINE)


def written() -> Iterator[tuple[str, list[str]]]:
    for guide in GUIDES:
        for found in _WRITTEN.finditer(guide.read_text(encoding="utf-8")):
            text = found[1].partition("#")[0].split("…")[0]
            try:
                words = shlex.split(text)[1:]
            except ValueError:
                words = text.split()[1:]
            if words:
                yield guide.name, words


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first words name, and the words after it."""
    group: click.Command = cli
    context = click.Context(cli)
    while isinstance(group, click.Group) and words and not words[0].startswith("-"):
        inner = group.get_command(context, words[0].rstrip(".,;:)"))
        assert inner is not None, f"comedie {words[0]}"
        group, words = inner, words[1:]
    return group, words


@pytest.mark.parametrize(
    ("guide", "words"), list(written()), ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_each_command_written_exists_with_its_options(guide: str, words: list[str]) -> None:
    assert guide
    command, rest = command_of(words)
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help", "-h", "--version"}
    used = {word.partition("=")[0].rstrip(".,;:)") for word in rest if word.startswith("--")}
    assert used <= known


def test_each_command_is_written_in_a_guide() -> None:
    named = {words[0].rstrip(".,;:)") for _, words in written()}
    assert set(COMMANDS) - named == set()
