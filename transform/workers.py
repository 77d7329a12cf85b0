"""Work spread over processes, results in the order of the tasks: the bytes written do not depend on how many."""

import gc
import multiprocessing
import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, TypeVar

from crawler.archive import Archive

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Tasks handed out together, and the fewest; chunks under way for each process, so that memory is bounded whatever the
#: speed.
_CHUNK, _LAST_CHUNK, _WAITING = 16, 2, 3
#: New objects between two collections of cycles, and how rare the longer ones are. Pages are trees of many objects
#: and no cycles: to look for cycles after each few hundred finds nothing, and takes a tenth of the time.
_SELDOM = (200_000, 10, 20)


class Crew:
    """Processes that read one archive, started when first needed, and kept for all passes of a run.

    `meanwhile`: what this process does once, when the others have their first tasks and it would wait for them.
    """

    def __init__(self, archive: Path, processes: int, meanwhile: Callable[[], None] | None = None) -> None:
        self.archive = archive
        self.processes = processes
        self._meanwhile = meanwhile
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._dismiss()

    def spread(
        self, work: Callable[[Archive, Task], Result], tasks: Sequence[Task], lost: Callable[[Task], Result]
    ) -> Iterator[Result]:
        """One result a task, in order. A task that kills its process is done again alone, then `lost` answers for it.

        `work` must be importable by name, or a partial of what is: processes may be spawned.
        """
        if self.processes <= 1 or len(tasks) < 2 * _CHUNK:
            for task in tasks:
                yield work(_opened(self.archive), task)
            return
        blob = pickle.dumps(work)
        chunks = deque(_chunks(tasks, self.processes))
        running: deque[tuple[Sequence[Task], Future[list[Result]]]] = deque()
        while chunks or running:
            try:
                while chunks and len(running) < self.processes * _WAITING:
                    running.append((chunks[0], self._started().submit(_do, blob, self.archive, chunks[0])))
                    chunks.popleft()
                if self._meanwhile is not None:
                    self._meanwhile()
                    self._meanwhile = None
                results = running[0][1].result()
            except BrokenProcessPool:
                self._dismiss()
                broken = [chunk for chunk, _ in running] or [chunks.popleft()]
                running.clear()
                results = [self._alone(blob, task, lost) for task in broken[0]]
                chunks.extendleft(reversed(broken[1:]))
            else:
                running.popleft()
            yield from results

    def _alone(self, blob: bytes, task: Task, lost: Callable[[Task], Result]) -> Result:
        try:
            done: list[Result] = self._started(1).submit(_do, blob, self.archive, [task]).result()
        except BrokenProcessPool:
            return lost(task)
        finally:
            self._dismiss()
        return done[0]

    def _started(self, processes: int | None = None) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=processes or self.processes, mp_context=_context(), initializer=_settle
            )
        return self._pool

    def _dismiss(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _chunks(tasks: Sequence[Task], processes: int) -> Iterator[Sequence[Task]]:
    """Smaller and smaller at the end, so that no process waits long for another's last ones."""
    start = 0
    while start < len(tasks):
        size = max(_LAST_CHUNK, min(_CHUNK, (len(tasks) - start) // (2 * processes)))
        yield tasks[start : start + size]
        start += size


def _context() -> multiprocessing.context.BaseContext:
    """Forked where nothing else runs in this process: all that it has loaded is there at once, and is shared.

    A copy of a process with other threads waits for ever for what one of them held: such a process spawns others.
    """
    try:
        alone = len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        alone = False
    return multiprocessing.get_context("fork" if alone else "spawn")


def _settle() -> None:
    """Of a process that does nothing else, and ends with the one that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _end_with_parent() -> None:
    """A parent that was killed says nothing, and each worker holds the other's pipe open: all would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Of a process that goes on to other things."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _do(blob: bytes, archive: Path, tasks: Sequence[Any]) -> list[Any]:
    work = _unpacked(blob)
    opened = _opened(archive)
    return [work(opened, task) for task in tasks]


@lru_cache(maxsize=2)
def _unpacked(blob: bytes) -> Callable[[Archive, Any], Any]:
    work: Callable[[Archive, Any], Any] = pickle.loads(blob)  # noqa: S301 (made by the parent, a moment ago)
    return work


@lru_cache(maxsize=4)
def _opened(archive: Path) -> Archive:
    return Archive(archive)
