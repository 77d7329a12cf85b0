"""One harvest, one transform at a time in a workspace: a lock that the kernel drops with its holder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from crawler.errors import HarvestError


@contextmanager
def held(path: Path, *, patience: float = 2.0, work: str = "moisson") -> Iterator[None]:
    """Holds `path` for one `work`, a French feminine noun.

    Waits `patience` seconds, as long as a killed holder may need to go, then raises `HarvestError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() > deadline:
                raise HarvestError(_refusal(path, os.pread(descriptor, 200, 0), work))
            time.sleep(0.05)
        os.ftruncate(descriptor, 0)
        started = datetime.now().astimezone().strftime("%d/%m/%Y à %H:%M")
        os.pwrite(descriptor, f"processus {os.getpid()}, depuis le {started}".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refusal(path: Path, holder: bytes, work: str) -> str:
    who = holder.decode("utf-8", "replace").strip() or "un autre processus"
    return (
        f"Une autre {work} est en cours dans « {path.parent} » ({who}). "
        "Attendez qu’elle finisse, ou arrêtez-la, puis relancez la même commande."
    )
