"""What is done once, in a process of its own: the libraries that it needs are gone with it."""

import os
from collections.abc import Callable


def made_apart(work: Callable[[], object]) -> None:
    """Before threads begin. Says nothing of what failed: who needs what was to be made sees that it is not there."""
    if not hasattr(os, "fork"):
        return
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
