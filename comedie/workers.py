"""Several processes on one listening socket: each answers on its own, and one that dies is replaced."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from threading import Thread

from comedie.errors import CommandError

#: A worker that ends sooner, in seconds, has not served; so many of them in a row end the whole.
SHORTEST_LIFE = 2.0
MOST_SHORT_LIVES = 5


def run_workers(number: int, work: Callable[[], None]) -> None:
    """Until SIGTERM or Ctrl-C. Nothing may be open yet that two processes cannot share. Raises `CommandError`."""
    watched, held = os.pipe()
    born: dict[int, float] = {}
    stopping: list[int] = []

    def stop(signum: int, _: object) -> None:
        stopping.append(signum)
        _tell(born, signal.SIGTERM)

    before = {one: signal.signal(one, stop) for one in (signal.SIGTERM, signal.SIGINT)}
    short = 0
    try:
        while not stopping or born:
            while len(born) < number and not stopping:
                born[_fork(work, watched, held, before)] = time.monotonic()
            if stopping:
                _tell(born, signal.SIGTERM)  # one may have been born as the signal came
            try:
                ended, _ = os.waitpid(-1, 0)
            except ChildProcessError:
                born.clear()
                continue
            lived = time.monotonic() - born.pop(ended, 0.0)
            short = short + 1 if lived < SHORTEST_LIFE else 0
            if short >= MOST_SHORT_LIVES and not stopping:
                stop(signal.SIGTERM, None)
                stopping.insert(0, 0)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        os.close(watched)
        os.close(held)
    if stopping[0] == 0:
        raise CommandError("Les processus du site s’arrêtent aussitôt ouverts : voyez le message de chacun, ci-dessus.")


def _fork(work: Callable[[], None], watched: int, held: int, handlers: Mapping[signal.Signals, object]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for one, handler in handlers.items():
            signal.signal(one, handler)  # type: ignore[arg-type]
        os.close(held)
        Thread(target=_end_with_parent, args=(watched,), daemon=True).start()
        work()
        code = 0
    except KeyboardInterrupt:
        code = 0
    finally:
        os._exit(code)


def _end_with_parent(watched: int) -> None:
    """The other end of the pipe is closed when the parent is gone, however it went."""
    os.read(watched, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _tell(born: dict[int, float], signum: int) -> None:
    for child in list(born):
        try:
            os.kill(child, signum)
        except ProcessLookupError:
            continue
