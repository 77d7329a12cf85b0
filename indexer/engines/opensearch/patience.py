"""A server that is overloaded, or that loses a node, is asked again: less and less often, and not for ever."""

import random
import time
from collections.abc import Callable
from typing import Any

from opensearchpy import Transport
from opensearchpy.exceptions import ConnectionTimeout, TransportError

#: « Too many requests », and what a cluster answers while it chooses another primary.
_OVERLOADED = frozenset((429, 503))
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 5.0
#: All waits of one request together, in seconds: a reader waits less than a build.
READING_PATIENCE, BUILDING_PATIENCE = 2.0, 90.0


class PatientTransport(Transport):
    """Waits between attempts double, with some chance in them so that clients do not come back together.

    `patience` is set by whoever builds; `sleep` by tests.
    """

    patience: float = READING_PATIENCE
    sleep: Callable[[float], None] = staticmethod(time.sleep)

    def perform_request(self, method: str, url: str, *arguments: Any, **named: Any) -> Any:
        left, wait = self.patience, _FIRST_WAIT
        while True:
            try:
                return super().perform_request(method, url, *arguments, **named)
            except ConnectionTimeout:
                raise
            except TransportError as problem:
                if problem.status_code not in _OVERLOADED or left <= 0:
                    raise
                pause = min(wait * (0.75 + random.random() / 2), left)  # noqa: S311 - no secret
                self.sleep(pause)
                left, wait = left - pause, min(2 * wait, _LONGEST_WAIT)
