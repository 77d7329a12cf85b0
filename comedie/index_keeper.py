"""What the desk decides, put into the index as it comes: by one process at a time; the others follow the pointer."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from comedie.progress import log
from indexer.changes import CHANGER, change
from indexer.decided import Decided, records_concerned
from indexer.engine import Engine
from indexer.errors import EngineUnavailable, IndexerError, IndexHeld
from indexer.records_file import find_record
from indexer.versions import IndexVersion
from transform.decisions import Decision

#: Seconds between two looks at the journal.
PAUSE = 0.5

Journal = Callable[[], tuple[Decision, ...]]


class IndexKeeper:
    """`engine` is the keeper's own; `records` the file that the index was built from."""

    def __init__(self, engine: Engine, records: Path, decisions: Journal) -> None:
        self._engine = engine
        self._records = records
        self._decisions = decisions
        self._settled: tuple[str, IndexVersion | None] = ("", None)

    def turn(self) -> bool:
        """One look; whether the index was changed. What fails is said in the log, and tried again when it may help."""
        decisions = self._decisions()
        last = decisions[-1].id if decisions else ""
        current = self._engine.current()
        if current is None or not current.readable or self._settled == (last, current):
            return False
        try:
            changed = self._apply(decisions, last, current)
        except (IndexHeld, EngineUnavailable):
            return False  # a build, or another worker: the next look finds what is left to do
        except IndexerError as problem:
            log("index.change.failed", reason=str(problem))
            changed = False
        self._settled = (last, self._engine.current())
        return changed

    def run(self, ended: Event) -> None:
        while not ended.wait(PAUSE):
            try:
                self.turn()
            except Exception as problem:  # noqa: BLE001 - a reader's site goes on whatever befalls the journal
                log("index.change.failed", reason=repr(problem))

    def start(self, ended: Event) -> Thread:
        thread = Thread(target=self.run, args=(ended,), name="index-keeper", daemon=True)
        thread.start()
        return thread

    def _apply(self, decisions: tuple[Decision, ...], last: str, current: IndexVersion) -> bool:
        carried = self._engine.open(current).manifest.decision
        concerned = records_concerned(decisions, carried) if carried != last else set()
        decided = Decided.of(decisions)
        found = {record_id: find_record(self._records, record_id) for record_id in sorted(concerned)}
        wanted = {record_id: decided.amended(record) for record_id, record in found.items() if record is not None}
        if not wanted:
            return False
        version = change(self._engine, wanted, holder=CHANGER, decision=last)
        log("index.changed", version=version.name, records=len(wanted))
        return version != current
