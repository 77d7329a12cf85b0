"""The files of a run appear together: readers see the last run's until the new ones are all written."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from crawler.system_errors import reason_of
from transform.errors import TransformError

_BEING_WRITTEN, _COMPLETE = ".en-cours", ".complet"
#: The folder of induced profiles: replaced whole, and gone after a run that learnt none.
INDUCED_FOLDER = "induced"


class Publication:
    """`folder/.en-cours` while writing, `folder/.complet` once everything is on disk, then each file in its place.

    A run killed before the second name changes nothing; one killed after it is finished by the next.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.draft = folder / _BEING_WRITTEN
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._finish()
            if self.draft.exists():
                shutil.rmtree(self.draft)
            self.draft.mkdir()
        except OSError as error:
            raise _unwritable(folder, error) from error

    def write(self, name: str, lines: Iterable[str]) -> int:
        """Lines as they are, with their ends; returns how many."""
        count = 0
        try:
            (self.draft / name).parent.mkdir(exist_ok=True)
            with (self.draft / name).open("w", encoding="utf-8", newline="") as file:
                for line in lines:
                    file.write(line)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        return count

    def publish(self) -> None:
        try:
            self.draft.rename(self.folder / _COMPLETE)
            self._finish()
        except OSError as error:
            raise _unwritable(self.folder, error) from error

    def abandon(self) -> None:
        shutil.rmtree(self.draft, ignore_errors=True)

    def _finish(self) -> None:
        complete = self.folder / _COMPLETE
        if not complete.is_dir():
            return
        if next(complete.iterdir(), None) is not None:
            shutil.rmtree(self.folder / INDUCED_FOLDER, ignore_errors=True)
        for path in sorted(complete.iterdir()):
            path.replace(self.folder / path.name)
        complete.rmdir()


def _unwritable(folder: Path, error: OSError) -> TransformError:
    return TransformError(
        f"Impossible d’écrire dans « {folder} » ({reason_of(error)}). "
        "Vérifiez la place et les droits, puis relancez « comedie transform »."
    )
