"""Work spread over processes, results in the order of the tasks: the bytes written do not depend on how many."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from crawler.archive import Archive

Task = TypeVar("Task")
Result = TypeVar("Result")

_CHUNK = 16
_archives: dict[Path, Archive] = {}


def spread(
    work: Callable[[Archive, Task], Result],
    archive: Path,
    tasks: Sequence[Task],
    processes: int,
    lost: Callable[[Task], Result],
) -> Iterator[Result]:
    """One result a task, in order. A task that kills its process is done again alone; then `lost` says what it gives.

    `work` must be importable by name: processes are spawned.
    """
    if processes <= 1 or len(tasks) < 2 * _CHUNK:
        for task in tasks:
            yield work(_opened(archive), task)
        return
    done = 0
    while done < len(tasks):
        try:
            for result in _pooled(work, archive, tasks[done:], processes, _CHUNK):
                done += 1
                yield result
        except BrokenProcessPool:
            for task in tasks[done : done + _CHUNK]:
                done += 1
                yield _alone(work, archive, task, lost)


def _pooled(
    work: Callable[[Archive, Any], Result], archive: Path, tasks: Sequence[Any], processes: int, chunk: int
) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=processes, mp_context=context) as pool:
        yield from pool.map(partial(_do, work, archive), tasks, chunksize=chunk)


def _alone(
    work: Callable[[Archive, Task], Result], archive: Path, task: Task, lost: Callable[[Task], Result]
) -> Result:
    try:
        return next(_pooled(work, archive, [task], 1, 1))
    except BrokenProcessPool:
        return lost(task)


def _do(work: Callable[[Archive, Task], Result], archive: Path, task: Task) -> Result:
    return work(_opened(archive), task)


def _opened(archive: Path) -> Archive:
    if archive not in _archives:
        _archives[archive] = Archive(archive)
    return _archives[archive]
