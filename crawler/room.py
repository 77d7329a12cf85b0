"""How long a run may last, and how much room it may take: beyond, it ends, to be gone on with by the same command."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crawler.limits import Limits

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Room:
    """`began` is a time of `clock`, in seconds; `free` gives the bytes left on the disk that holds a folder."""

    archive: Path
    limits: Limits
    began: float
    clock: Callable[[], float] = time.monotonic
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free

    def exceeded(self) -> str | None:
        """Why the run must end now, as a sentence; None while it may go on."""
        limits = self.limits
        if limits.max_seconds is not None and self.clock() - self.began >= limits.max_seconds:
            return (
                "le temps accordé à cette moisson (--max-minutes) est écoulé : relancez la même commande pour continuer"
            )
        if limits.max_disk is not None and self._size() >= limits.max_disk:
            return (
                f"l’archive a atteint la taille accordée ({limits.max_disk // _MEGABYTE} Mo, --max-disk) : donnez-en "
                "davantage et relancez la même commande"
            )
        if self.free(self.archive) < limits.min_free:
            return (
                f"il reste moins de {limits.min_free // _MEGABYTE} Mo sur le disque de l’archive : libérez de la "
                "place, puis relancez la même commande"
            )
        return None

    def _size(self) -> int:
        return sum(path.stat().st_size for path in self.archive.iterdir() if path.is_file())
