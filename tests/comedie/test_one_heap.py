"""A worker's threads allocate from one heap."""

import subprocess
import sys

import pytest

ALLOCATING = """
import ctypes, sys, threading
from comedie.one_heap import share_one_heap
shared = share_one_heap() if sys.argv[1] == "one" else True
malloc = ctypes.CDLL(None).malloc
together = threading.Barrier(8)
def work():
    together.wait()
    for _ in range(2000):
        malloc(1000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
size = lambda line: int(line.split()[0].split("-")[1], 16) - int(line.split()[0].split("-")[0], 16)
heaps = [line for line in open("/proc/self/maps") if line.split()[1] == "---p" and 60_000_000 < size(line) < 67_108_864]
print(shared, len(heaps))
"""


def heaps(which: str) -> list[str]:
    program = [sys.executable, "-c", ALLOCATING, which]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="heaps are counted where Linux says them")
def test_threads_have_one_heap() -> None:
    shared, several = heaps("one")
    if shared == "False":
        pytest.skip("this C library has no heaps of threads")
    assert several == "0"
    assert int(heaps("many")[1]) > 0


HOLES = """
import ctypes
from comedie.one_heap import give_back
def held():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("RssAnon"))
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
blocks = []
for _ in range(2000):
    block = library.malloc(10_000)
    ctypes.memset(block, 1, 10_000)
    blocks.append(block)
for block in blocks[:-1]:
    library.free(ctypes.c_void_p(block))
full = held()
print(give_back(), full - held())
"""


def test_what_is_free_below_what_stays_goes_back_to_the_system() -> None:
    found = subprocess.run([sys.executable, "-c", HOLES], capture_output=True, text=True, check=True).stdout.split()
    if found[0] == "False":
        pytest.skip("the C library gives nothing back")
    assert int(found[1]) > 15_000
