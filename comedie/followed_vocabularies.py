"""A workspace's vocabularies as they are now: what an editor changes serves without a new index, nor a restart."""

import time
from pathlib import Path

from comedie.progress import log
from transform.errors import VocabularyError
from transform.vocabulary import Vocabularies, load_vocabularies

_LOOKED_AT_EVERY = 1.0


class FollowedVocabularies:
    """Called, gives the same object as long as no file changed. Raises `VocabularyError` the first time only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp = self._files()
        self._looked = time.monotonic()
        self._known = load_vocabularies(folder)

    def __call__(self) -> Vocabularies:
        now = time.monotonic()
        if now - self._looked < _LOOKED_AT_EVERY:
            return self._known
        self._looked = now
        stamp = self._files()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._known = load_vocabularies(self._folder)
            except VocabularyError as problem:
                # Half an edit: what served goes on serving until the file can be read again.
                log("vocabulary.unreadable", problem=str(problem))
        return self._known

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        try:
            found = sorted(self._folder.glob("*.yaml"))
            return tuple((path.name, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in found)
        except OSError:
            return ()
