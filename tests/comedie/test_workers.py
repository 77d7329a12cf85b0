"""Several processes on one address: all answer, one that is killed is replaced, and the end is the end of all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

SERVER = """
import os, socket, time
from comedie.workers import run_workers
opened = socket.create_server(("127.0.0.1", 0))
print(opened.getsockname()[1], flush=True)
def work():
    while True:
        client, _ = opened.accept()
        client.sendall(str(os.getpid()).encode())
        client.close()
run_workers(2, work)
"""


@pytest.fixture
def served() -> Iterator[tuple["subprocess.Popen[str]", Callable[[], int]]]:
    import socket

    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline())

        def ask() -> int:
            """Whose answer it is; a connection that a dying worker had taken is made again, as a browser does."""
            for _ in range(50):
                with socket.create_connection(("127.0.0.1", port), timeout=20) as asked, suppress(ConnectionError):
                    if said := asked.recv(100):
                        return int(said)
            pytest.fail("no worker answers")

        yield process, ask
        process.kill()


def eventually(holds: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


def test_a_killed_worker_is_replaced_and_none_outlives_the_parent(
    served: tuple["subprocess.Popen[str]", Callable[[], int]],
) -> None:
    process, ask = served
    first = ask()
    os.kill(first, signal.SIGKILL)
    met: set[int] = set()
    assert eventually(lambda: met.add(ask()) or len(met) == 2)
    assert first not in met
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert eventually(lambda: not any(alive(pid) for pid in met))


def test_workers_end_when_the_parent_is_killed(served: tuple["subprocess.Popen[str]", Callable[[], int]]) -> None:
    process, ask = served
    worker = ask()
    process.kill()
    process.wait(30)
    assert eventually(lambda: not alive(worker))
