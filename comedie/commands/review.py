"""`comedie review`: the open questions, answered in the terminal; each answer is a decision."""

import sys
from functools import partial
from typing import Any

import click

from comedie.errors import UsageMistake
from comedie.output import agreed, common_options, engine_option, print_json, say, tell
from comedie.questions import Questions
from comedie.review_text import decided_line, left_sentence, line_of
from comedie.settings import Settings
from comedie.signing import signed
from comedie.stages import run_index, run_transform
from comedie.summary import summary_values, write_summary
from comedie.workspace import Workspace


@click.command("review")
@click.option("--list", "listed", is_flag=True, help="Montrer les questions ouvertes et les réponses en vigueur.")
@click.option(
    "--answer", "answers", nargs=2, multiple=True, metavar="ID VALEUR", help="Répondre à une question, sans dialogue."
)
@click.option(
    "--correct",
    "corrections",
    nargs=3,
    multiple=True,
    metavar="NOTICE CHAMP VALEUR",
    help="Corriger un champ que rien ne demandait (/title, /kind, /places/0…).",
)
@click.option("--undo", "undone", multiple=True, metavar="ID", help="Annuler une réponse (question ou décision).")
@click.option("--reason", default="", help="Pourquoi : gardé au journal et dans la notice.")
@click.option("--by", metavar="NOM", help="Qui décide (par défaut : le compte de cette machine).")
@click.option("--apply", "at_once", is_flag=True, help="Refaire aussitôt les notices et l’index.")
@engine_option
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait décidé, sans rien écrire.")
@common_options
def command(
    listed: bool,
    answers: tuple[tuple[str, str], ...],
    corrections: tuple[tuple[str, str, str], ...],
    undone: tuple[str, ...],
    reason: str,
    by: str | None,
    at_once: bool,
    engine_name: str | None,
    dry_run: bool,
    as_json: bool,
    settings: Settings,
    workspace: Workspace,
) -> None:
    """Répondre aux questions que la machine n’a pas tranchées.

    Sans option, dans un terminal : une question après l’autre, celle dont la réponse apporte le plus d’abord. Chaque
    réponse est une décision, gardée au journal : elle survit à une nouvelle moisson, et s’annule par --undo.
    """
    acts = bool(answers or corrections or undone)
    with Questions.opened(workspace, settings) as questions:
        taken = [questions.undo(name, signed(by, reason)) for name in undone]
        taken += [questions.answer(name, given, signed(by, reason)) for name, given in answers]
        taken += [questions.correct(name, pointer, given, signed(by, reason)) for name, pointer, given in corrections]
        for decision in () if dry_run else taken:
            questions.desk.append(decision)
        if not acts and (listed or as_json or not sys.stdin.isatty()):
            _show(questions, as_json=as_json)
            if not at_once:
                return
        elif not acts:
            at_once = _conversation(questions, by, at_once=at_once, dry_run=dry_run)
        left = questions.open()
    applied = _apply(workspace, settings, engine_name) if at_once and not dry_run else None
    if as_json:
        decisions = [d.model_dump(mode="json") for d in taken]
        print_json({"decisions": decisions, "open": len(left), "applied": applied, "dry_run": dry_run, "exit": 0})
        return
    for decision in taken:
        say(f"Annulé : {decision.undoes}" if decision.undoes else f"Gardé : {decided_line(decision)}")
    say("Rien n’a été écrit (--dry-run)." if dry_run else left_sentence(left))
    if taken and applied is None and not dry_run:
        say("Pour que les notices et la recherche suivent :")
        say(f"  comedie transform --workspace {workspace.root}")
        say(f"  comedie index --workspace {workspace.root}")


def _show(questions: Questions, *, as_json: bool) -> None:
    waiting, answered = questions.open(), questions.answered()
    if as_json:
        values: dict[str, Any] = {"open": len(waiting), "reviews": [one.model_dump(mode="json") for one in waiting]}
        print_json({**values, "answered": [d.model_dump(mode="json") for d in answered], "exit": 0})
        return
    for question in waiting:
        tell(line_of(question, questions.vocabularies))
    if answered:
        say("Réponses en vigueur :")
    for decision in answered:
        tell(decided_line(decision))
    say(left_sentence(waiting))


def _conversation(questions: Questions, by: str | None, *, at_once: bool, dry_run: bool) -> bool:
    """Whether to make records and index again now."""
    from comedie.review_terminal import converse, say_taken

    if dry_run:
        raise UsageMistake("--dry-run va avec --answer, --correct ou --undo : un dialogue garde ce qu’on lui répond.")
    taken = converse(questions, partial(signed, by))
    say_taken(taken)
    return at_once or (taken > 0 and agreed("Refaire les notices et l’index maintenant ?"))


def _apply(workspace: Workspace, settings: Settings, engine_name: str | None) -> dict[str, Any]:
    summary = run_transform(workspace, settings)
    engine = engine_name or settings.engine
    version = run_index(workspace, settings, engine, force=False)
    values = summary_values(summary, engine, version)
    write_summary(workspace, values)
    say(f"Notices refaites, index {version.name} en service.")
    return values
