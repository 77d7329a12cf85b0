"""A worker made ready before a reader asks: the version in service is open, and what lasts is no longer looked through.

Python looks through all that a process holds, again and again, for what refers to itself: a tenth of a second where an
index is open, in the middle of somebody's page. What a version needs is there as long as it serves, so it is set aside.
"""

import gc
from threading import Event, Thread

from comedie.one_heap import give_back
from comedie.progress import log
from indexer.errors import IndexerError
from indexer.query import SearchRequest
from indexer.search import Search

#: Seconds between two looks at the version in service.
PAUSE = 0.5

#: New objects until the young are looked through: some pages' worth. Then as before.
_YOUNG = 20_000


class Readiness:
    """`search` is the one that readers use."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._ready = ""

    def turn(self) -> bool:
        """One look; whether another version was made ready."""
        try:
            version = self._search.version
            if version is None or version.name == self._ready:
                return False
            self._search.run(SearchRequest(text="eau"))
        except IndexerError:
            return False  # a reader is told in words; the next look tries again
        self._ready = version.name
        # What was set aside for the version before is looked through this once.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return True

    def run(self, ended: Event) -> None:
        while True:
            try:
                self.turn()
                give_back()
            except Exception as problem:  # noqa: BLE001 - readers are served whatever befalls what only makes them wait less
                log("readiness.failed", reason=repr(problem))
            if ended.wait(PAUSE):
                return

    def start(self, ended: Event) -> Thread:
        gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
        thread = Thread(target=self.run, args=(ended,), name="readiness", daemon=True)
        thread.start()
        return thread
