"""JSON pointers (RFC 6901) into the plain values of a record."""

from typing import Any


class NoSuchPlace(LookupError):
    """The pointer leads nowhere in these values."""


def parts_of(pointer: str) -> list[str]:
    if not pointer.startswith("/"):
        raise NoSuchPlace(pointer)
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def value_at(values: Any, pointer: str) -> Any:
    """Raises `NoSuchPlace`."""
    for part in parts_of(pointer):
        values = _child(values, part, pointer)
    return values


def put_at(values: Any, pointer: str, value: Any) -> None:
    """Replaces what stands there; nothing is added but the key of an open map. Raises `NoSuchPlace`."""
    *above, last = parts_of(pointer)
    for part in above:
        values = _child(values, part, pointer)
    if isinstance(values, dict):
        values[last] = value
    elif isinstance(values, list) and last.isascii() and last.isdecimal() and int(last) < len(values):
        values[int(last)] = value
    else:
        raise NoSuchPlace(pointer)


def _child(values: Any, part: str, pointer: str) -> Any:
    if isinstance(values, dict) and part in values:
        return values[part]
    if isinstance(values, list) and part.isascii() and part.isdecimal() and len(part) < 9 and int(part) < len(values):
        return values[int(part)]
    raise NoSuchPlace(pointer)
