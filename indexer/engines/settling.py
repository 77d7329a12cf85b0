"""The same order from both engines: by value rounded, then by id, whatever the engine does with equal scores.

An engine cuts its list at a limit, anywhere in a group of equals. So more is asked for until the page wanted and
the group that its last hit belongs to lie wholly inside the list; that is then sorted here.
"""

from collections.abc import Callable
from typing import TypeVar

SCORE_DECIMALS = 3

Item = TypeVar("Item")
Order = TypeVar("Order", int, str)

_MARGIN = 20
_GROWTH = 8


def settled(
    best: Callable[[int], list[tuple[float, Order, Item]]], offset: int, size: int, limit: int, margin: int = _MARGIN
) -> list[tuple[float, Order, Item]]:
    """Hits [offset, offset + size) of what `best(n)` gives: the n highest values, each with its place in the ids.

    At most `limit` are asked for, at first `margin` more than are wanted. Equals beyond the limit keep the
    engine's own order: ids in both, as they are written so.
    """
    wanted = min(offset + size, limit)
    if wanted <= offset:
        return []
    asked = min(wanted + margin, limit)
    while True:
        found = best(asked)
        complete = len(found) < asked or asked >= limit or found[-1][0] < found[wanted - 1][0]
        if complete:
            return sorted(found, key=lambda hit: (-hit[0], hit[1]))[offset : offset + size]
        asked = min(asked * _GROWTH, limit)
