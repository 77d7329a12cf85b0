"""An item's own number, as its source writes it into addresses, classes and attributes."""

import re
from functools import lru_cache

from transform.templates.profile import NativeId


def number_in(url: str, place: NativeId) -> str | None:
    """What an address says by itself."""
    found = pattern(place.url).search(url) if place.url is not None else None
    return number_of_match(found, place) if found is not None else None


def number_of_match(found: re.Match[str], place: NativeId) -> str:
    return place.prefix + "-".join(group for group in found.groups() if group)


@lru_cache(maxsize=2048)
def pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)
