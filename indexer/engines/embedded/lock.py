"""One builder at a time: the system frees the lock of a process that dies, however it dies."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import IndexHeld


@contextmanager
def held(path: Path, holder: str) -> Iterator[None]:
    """Raises `IndexHeld`, naming who holds it and since when."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _other(stream.name) from None
        stream.truncate(0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        json.dump({"holder": holder, "pid": os.getpid(), "host": socket.gethostname(), "since": now}, stream)
        stream.flush()
        try:
            yield
        finally:
            stream.truncate(0)


def _other(path: str) -> IndexHeld:
    try:
        who = json.loads(Path(path).read_text(encoding="utf-8"))
        named = f"{who['holder']}, processus {who['pid']} sur {who['host']}, depuis {who['since']}"
        holder = str(who["holder"])
    except (OSError, ValueError, KeyError, TypeError):
        named, holder = "un autre processus", ""
    return IndexHeld(
        f"Une construction de l’index est déjà en cours ({named}). Attendez qu’elle finisse, puis recommencez.", holder
    )
