"""The open questions of a workspace, and the desk's database where their answers are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from comedie.errors import CommandError, UsageMistake
from comedie.settings import Settings
from comedie.workspace import Workspace
from search_app.desk import DeskStore
from transform.answers import Signature, answer, correct
from transform.decisions import Decision, DecisionKind, answered_by, standing
from transform.reviews import FILE, Review
from transform.schema import Record
from transform.vocabulary import load_vocabularies


class Questions:
    """Those of the last transform, without those answered since; what gains most first."""

    def __init__(self, workspace: Workspace, desk: DeskStore) -> None:
        self.workspace = workspace
        self.desk = desk
        self.vocabularies = load_vocabularies(workspace.vocabulary)
        self._all = _read(workspace.records / FILE)

    @classmethod
    @contextmanager
    def opened(cls, workspace: Workspace, settings: Settings) -> Iterator[Self]:
        workspace.site()
        desk = DeskStore(settings.database_url or workspace.desk_url)
        try:
            yield cls(workspace, desk)
        finally:
            desk.close()

    def open(self) -> list[Review]:
        answered = answered_by(self.desk.decisions())
        return [one for one in self._all if one.id not in answered]

    def answered(self) -> list[Decision]:
        """The answers and corrections in force, the latest last."""
        about = {DecisionKind.ANSWER, DecisionKind.CORRECT}
        return [d for d in standing(self.desk.decisions()) if d.kind in about or d.values.get("review")]

    def record(self, identifier: str | None) -> Record | None:
        """Found by the line's first key: a file of records is long, and one is wanted."""
        path = self.workspace.records_jsonl
        if identifier is None or not path.is_file():
            return None
        start = b'{"id":"%s"' % identifier.encode("utf-8", "replace")
        with path.open("rb") as lines:
            return next((Record.from_json_line(line) for line in lines if line.startswith(start)), None)

    def answer(self, identifier: str, given: str, signature: Signature) -> Decision:
        """The decision, not yet in the journal. Raises `UsageMistake`; `AnswerError` for what cannot be an answer."""
        question = next((one for one in self._all if one.id == identifier), None)
        if question is None:
            raise UsageMistake(
                f"Il n’y a pas de question « {identifier} ». Celles qui sont ouvertes : comedie review --list "
                f"--workspace {self.workspace.root}"
            )
        if (earlier := answered_by(self.desk.decisions()).get(identifier)) is not None:
            raise UsageMistake(
                f"La question {identifier} a sa réponse depuis le {earlier.at[:10]} (décision {earlier.id}). "
                f"Pour en donner une autre, annulez d’abord celle-ci : comedie review --undo {identifier}"
            )
        return answer(question, given, self.record(question.record), signature, self.vocabularies)

    def correct(self, identifier: str, pointer: str, given: str, signature: Signature) -> Decision:
        record = self.record(identifier)
        if record is None:
            raise UsageMistake(f"Il n’y a pas de notice « {identifier} » dans {self.workspace.records}.")
        return correct(record, pointer, given, signature, self.vocabularies)

    def undo(self, identifier: str, signature: Signature) -> Decision:
        """`identifier`: of a decision, or of the question that it answers."""
        wanted = next((d for d in reversed(self.answered()) if identifier in {d.id, d.values.get("review")}), None)
        if wanted is None:
            raise UsageMistake(
                f"Aucune réponse en vigueur ne porte le nom « {identifier} ». Celles qui le sont : "
                f"comedie review --list --workspace {self.workspace.root}"
            )
        return Decision(
            id=signature.id,
            at=signature.at,
            by=signature.by,
            kind=DecisionKind.UNDO,
            record=wanted.record,
            reason=signature.reason,
            undoes=wanted.id,
        )


def _read(path: Path) -> list[Review]:
    try:
        with path.open(encoding="utf-8") as lines:
            return [Review.model_validate_json(line) for line in lines if line.strip()]
    except FileNotFoundError as problem:
        raise UsageMistake(
            f"Il n’y a pas encore de questions dans {path.parent}. Commencez par : comedie transform "
            f"--workspace {path.parent.parent}"
        ) from problem
    except (OSError, UnicodeDecodeError, ValidationError) as problem:
        raise CommandError(f"{path} ne se lit pas. Refaites ce fichier avec : comedie transform") from problem
