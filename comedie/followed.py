"""What a workspace's files say now: what an editor changes serves without a new index, nor a restart."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from comedie.errors import CommandError
from comedie.progress import log
from transform.errors import VocabularyError

_LOOKED_AT_EVERY = 1.0

Read = TypeVar("Read")


class Followed(Generic[Read]):
    """Called, gives the same object as long as no file changed. Raises what `read` raises, the first time only."""

    def __init__(self, files: Callable[[str], Iterable[Path]], pattern: str, read: Callable[[], Read]) -> None:
        self._files = files
        self._pattern = pattern
        self._read = read
        self._stamp = self._now()
        self._looked = time.monotonic()
        self._known = read()

    def __call__(self) -> Read:
        now = time.monotonic()
        if now - self._looked < _LOOKED_AT_EVERY:
            return self._known
        self._looked = now
        stamp = self._now()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._known = self._read()
            except (VocabularyError, CommandError) as problem:
                # Half an edit: what served goes on serving until the file can be read again.
                log("followed.unreadable", files=self._pattern, problem=str(problem))
        return self._known

    def _now(self) -> tuple[tuple[str, int, int], ...]:
        try:
            found = sorted(self._files(self._pattern))
            return tuple((path.name, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in found)
        except OSError:
            return ()
