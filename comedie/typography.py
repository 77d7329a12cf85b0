"""French sentences as they are set: no line breaks before a colon, inside quotation marks, before high punctuation."""

import re

import click

NO_BREAK, NARROW = "\u00a0", "\u202f"
_COLON = re.compile(r"(?<=\S) (?=:(?:\s|$))")
_MARK = re.compile(r"(?<=\S) (?=[;?!]+(?:\s|$|[)»\u00a0]))")
_OPENING = re.compile(r"« (?=\S)")
_CLOSING = re.compile(r"(?<=\S) (?=»)")


def set_in_french(sentence: str) -> str:
    """Addresses, commands and what is already right come out as they went in: only single blanks are changed."""
    if not any(mark in sentence for mark in ":;?!«»"):
        return sentence
    sentence = _CLOSING.sub(NO_BREAK, _OPENING.sub(f"«{NO_BREAK}", sentence))
    return _COLON.sub(NO_BREAK, _MARK.sub(NARROW, sentence))


def set_help(command: click.Command) -> None:
    """The same for what `--help` says of a command and of its options; doing it twice changes nothing more."""
    for name in ("help", "short_help", "epilog"):
        if text := getattr(command, name):
            setattr(command, name, set_in_french(text))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = set_in_french(parameter.help)
    for inner in getattr(command, "commands", {}).values():
        set_help(inner)
