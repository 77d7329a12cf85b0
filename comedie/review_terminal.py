"""One question after the other, answered at the keyboard."""

from collections.abc import Callable

import click
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from comedie.output import count, say
from comedie.questions import Questions
from comedie.review_text import choices_of, cut, decided_line, field_words
from comedie.typography import set_in_french
from transform.answers import AnswerError, Signature
from transform.decisions import Decision
from transform.reviews import Act, Review

#: Choices that have a figure; the others are typed.
_MOST_CHOICES = 12
_COLON = "\u00a0: "
_KEYS = set_in_french(
    "Entrée : accepter la proposition · un chiffre : choisir · v : une autre valeur · "
    "p : passer · a : annuler la réponse d’avant · q : finir"
)

Sign = Callable[[str], Signature]


def converse(questions: Questions, sign: Sign) -> int:
    """Until the last question or « q »; returns how many decisions were taken."""
    console = Console(stderr=True, highlight=False)
    waiting = questions.open()
    taken: list[Decision] = []
    place = 0
    while place < len(waiting):
        question = waiting[place]
        console.print(_panel(questions, question, place + 1, len(waiting)))
        decision = _asked(questions, question, sign, console)
        if decision == "q":
            break
        if decision == "p":
            place += 1
        elif decision == "a":
            if taken:
                undone = taken.pop()
                questions.desk.append(questions.undo(undone.id, sign("repris aussitôt")))
                console.print(Text(set_in_french(f"Annulé : {decided_line(undone)}"), style="yellow"))
                place = next(n for n, one in enumerate(waiting) if one.id == undone.values["review"])
            else:
                console.print("Il n’y a pas encore de réponse à annuler.")
        elif isinstance(decision, Decision):
            questions.desk.append(decision)
            taken.append(decision)
            console.print(Text(set_in_french(f"Gardé : {decided_line(decision)}"), style="green"))
            place += 1
    return len(taken)


def _panel(questions: Questions, question: Review, number: int, total: int) -> Panel:
    """Everything that comes from the archive is plain text: no markup, no control character."""
    body = Text()
    record = questions.record(question.record)
    if record is not None:
        body.append(f"{_clean(record.title)}\n", style="bold")
        body.append(f"{record.id} · {field_words(question.field)} · {record.source.url}\n\n", style="dim")
    body.append(f"{_clean(question.question)}\n", style="bold cyan")
    for witness in question.evidence[:6]:
        body.append(f"  « {_clean(witness.words)} »\n")
        if witness.capture:
            body.append(f"    {_clean(witness.capture)}\n", style="dim")
    if question.reasons:
        body.append(f"  Pourquoi la question : {_clean(question.reasons)}\n", style="dim")
    body.append(f"  Ce que la réponse change : {question.changes}\n\n", style="dim")
    for place, (_, read) in enumerate(choices_of(question, questions.vocabularies)[:_MOST_CHOICES]):
        sure = f" ({question.confidence:.0%})" if place == 0 and question.confidence is not None else ""
        body.append(f"  {place + 1}. {_clean(read)}{sure}{' — proposé' if place == 0 else ''}\n")
    return Panel(body, title=f"Question {number} sur {total}", subtitle=question.id, title_align="left")


def _asked(questions: Questions, question: Review, sign: Sign, console: Console) -> Decision | str:
    choices = choices_of(question, questions.vocabularies)
    while True:
        console.print(Text(_KEYS, style="dim"))
        try:
            given = click.prompt("Réponse", default="", show_default=False, prompt_suffix=_COLON, err=True).strip()
            if given in {"p", "a", "q"}:
                return str(given)
            if given == "v":
                given = click.prompt(_wanted(question), default="", show_default=False, prompt_suffix=_COLON, err=True)
            elif given == "" and choices:
                given = choices[0][0]
            elif given.isascii() and given.isdecimal() and 1 <= int(given) <= min(len(choices), _MOST_CHOICES):
                given = choices[int(given) - 1][0]
            else:
                console.print("Répondez par Entrée, un chiffre de la liste, v, p, a ou q.")
                continue
            reason = click.prompt(
                "Raison (facultative)", default="", show_default=False, prompt_suffix=_COLON, err=True
            )
            return questions.answer(question.id, given, sign(reason))
        except AnswerError as problem:
            console.print(Text(set_in_french(str(problem)), style="red"))


def _wanted(question: Review) -> str:
    if question.act is Act.REPLACE and len(question.evidence) > 1:
        return f"Les {len(question.evidence)} lectures, séparées par des virgules"
    return "Votre valeur (vide : aucune)"


def _clean(text: str) -> str:
    return "".join(c for c in cut(text) if c.isprintable())


def say_taken(taken: int) -> None:
    say(f"{count(taken, 'décision gardée', 'décisions gardées')} au journal.")
