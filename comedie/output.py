"""What the command says: sentences for people on stderr or stdout, one JSON object for machines, last and alone."""

import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec

import click

from comedie.errors import INCOMPLETE, CommandError
from comedie.settings import Settings
from comedie.typography import set_in_french
from comedie.workspace import Workspace

P = ParamSpec("P")


def print_json(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(sentence: str = "") -> None:
    """For people; with `--json`, stdout is kept for the one object, so people are spoken to on stderr."""
    click.echo(_shown(sentence), err=True)


def tell(line: str = "") -> None:
    """What was asked for, on stdout, for people."""
    click.echo(_shown(line))


def _shown(text: str) -> str:
    return "\n".join(map(printable, set_in_french(text).split("\n")))


def printable(text: str) -> str:
    """Control signs of a crawled page must not drive a terminal, nor turn its lines; length is kept, offsets hold."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f\u2009\u00ad" else " " for c in text)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """« 1 851 notices »: a narrow no-break space between thousands, the plural from two on."""
    figures = f"{number:,}".replace(",", "\u202f")
    return f"{figures}\u00a0{singular if number < 2 else plural or singular + 's'}"


def agreed(question: str) -> bool:
    """« oui », « o » : asked on a terminal alone; elsewhere nobody agreed."""
    if not sys.stdin.isatty():
        return False
    given = click.prompt(
        set_in_french(f"{question} [o/N]"), default="", show_default=False, prompt_suffix=" ", err=True
    )
    return str(given).strip().lower() in {"o", "oui"}


@contextmanager
def sentences_for_mistakes() -> Iterator[None]:
    """Turns each error that carries an exit code and a sentence into that sentence and that code."""
    try:
        yield
    except KeyboardInterrupt:
        say("\nInterrompu. Relancez la même commande : elle reprendra où elle en était.")
        raise SystemExit(INCOMPLETE) from None
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as problem:
        code = getattr(problem, "exit_code", None)
        if code is None:
            raise
        say(f"Erreur : {problem}")
        raise SystemExit(int(code)) from problem


def common_options(function: Callable[..., None]) -> Callable[..., None]:
    """`--workspace` and `--json`, on every command; the function receives `settings`, `workspace` and `as_json`."""

    @click.option(
        "--workspace",
        "workspace_folder",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help="Le dossier de la migration (par défaut : ./comedie-archive, ou COMEDIE_WORKSPACE).",
    )
    @click.option("--json", "as_json", is_flag=True, help="Un objet JSON sur la sortie, pour les programmes.")
    @functools.wraps(function)
    def wrapper(*args: Any, workspace_folder: Path | None, **kwargs: Any) -> None:
        with sentences_for_mistakes():
            settings = Settings.load(workspace_folder)
            function(*args, settings=settings, workspace=Workspace(Path(settings.workspace)), **kwargs)

    return wrapper


def engine_option(function: Callable[P, None]) -> Callable[P, None]:
    return click.option(
        "--engine",
        "engine_name",
        type=click.Choice(["embedded", "opensearch"]),
        help="Le moteur de recherche (par défaut : embedded, ou COMEDIE_ENGINE).",
    )(function)


__all__ = [
    "CommandError",
    "agreed",
    "common_options",
    "count",
    "engine_option",
    "print_json",
    "say",
    "sentences_for_mistakes",
]
