"""Plain values — of a report, a loss, a review — without personal data."""

import re
from functools import lru_cache
from typing import Any

from transform.personal.masking import mask_text, mask_url

_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|tel|mirror|sms|callto):\S*|\d{4,14}/(?:https?|mirror):\S*|/\S*", re.IGNORECASE
)
#: Ids and digests: figures that are no numbers to call.
_LEFT = frozenset(("id", "record", "records", "field", "sha256", "digest"))
#: Questions, reasons and addresses up to this length come back from line to line.
_SHORT = 200
#: A value that nests deeper is none of ours.
_MAX_DEPTH = 20


def mask_strings(value: Any, depth: int = 0) -> Any:
    """The same value, every string in it masked; keys and ids stay. Addresses are masked as addresses."""
    if isinstance(value, str):
        return _short(value) if len(value) <= _SHORT else _masked(value)
    if depth < _MAX_DEPTH:
        if isinstance(value, dict):
            return {key: inner if key in _LEFT else mask_strings(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [mask_strings(inner, depth + 1) for inner in value]
    return value


def _masked(value: str) -> str:
    return mask_url(value) if _ADDRESS.fullmatch(value) else mask_text(value)


@lru_cache(maxsize=8192)
def _short(value: str) -> str:
    return _masked(value)
