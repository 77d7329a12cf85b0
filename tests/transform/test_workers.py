"""Workers end with the process that started them, however it ended."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.archive import Archive
from transform import workers
from transform.workers import Crew

TASKS = 64


def note_and_wait(_archive: Archive, folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def spread_over_two(folder: str) -> None:
    """What the process does that will be killed."""
    with Crew(Path(folder), 2) as crew:
        list(crew.spread(note_and_wait, [folder] * TASKS, note_lost))


def note_lost(_folder: str) -> None:
    return None


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def within(seconds: float, done: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.1)
    return done()


def test_no_worker_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    code = f"from tests.transform.test_workers import spread_over_two; spread_over_two({str(tmp_path)!r})"
    with subprocess.Popen([sys.executable, "-c", f"if __name__ == '__main__':\n    {code}"]) as parent:
        assert within(60, lambda: len(list(tmp_path.iterdir())) == 2), "two workers at work"
        workers = [int(path.name) for path in tmp_path.iterdir()]
        parent.send_signal(signal.SIGKILL)
        parent.wait(timeout=10)
    try:
        assert within(20, lambda: not any(map(alive, workers)))
    finally:
        for pid in filter(alive, workers):
            os.kill(pid, signal.SIGKILL)


LOADED: list[str] = []


def loaded(_archive: Archive, _task: int) -> int:
    return len(LOADED)


def what_workers_have(*, accompanied: bool) -> set[int]:
    LOADED.append("in the parent")
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    if accompanied:
        other.start()
    with Crew(Path(), 2) as crew:
        found = set(crew.spread(loaded, range(TASKS), lambda _: -1))
    leave.set()
    return found


@pytest.mark.parametrize(("accompanied", "found"), [(False, {1}), (True, {0})])
def test_workers_are_copies_of_a_process_that_does_nothing_else(accompanied: bool, found: set[int]) -> None:
    """A copy has what was loaded; beside another thread, which may hold a lock, processes begin anew."""
    work = f"from tests.transform.test_workers import what_workers_have as w; print(w(accompanied={accompanied}))"
    code = f"if __name__ == '__main__':\n    {work}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == str(found)


def doubled(_archive: Archive, number: int) -> int:
    return 2 * number


def test_every_task_is_done_in_order_and_what_can_be_done_meanwhile_is_done_once(tmp_path: Path) -> None:
    done: list[int] = []
    with Crew(tmp_path, 2, lambda: done.append(1)) as crew:
        for count in (33, 100):
            assert list(crew.spread(doubled, range(count), lambda _: -1)) == [2 * one for one in range(count)]
    assert done == [1]


@pytest.mark.parametrize("count", [0, 1, 2, 31, 64, 500])
def test_the_last_tasks_are_handed_out_by_few(count: int) -> None:
    chunks = list(workers._chunks(range(count), 2))
    assert [one for chunk in chunks for one in chunk] == list(range(count))
    assert all(len(chunk) <= 2 for chunk in chunks[-4:])
