"""All personal data of a text, in one pass."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from transform.personal.bank_accounts import bank_accounts
from transform.personal.emails import emails
from transform.personal.plain_view import plain_view
from transform.personal.postal_addresses import postal_addresses
from transform.personal.spans import PersonalKind, Span
from transform.personal.telephones import telephones

#: Nothing personal is written without one of these.
_WORTH_READING = re.compile(
    r"[@＠\d]|arr?obase|[\[({<_-]\s{0,2}(?:at|a|chez)\s{0,2}[\])}>_-]|\bat\b|&(?:amp;)?#|&commat", re.IGNORECASE
)
#: Strongest first: where two overlap, the first one keeps its place.
_FINDERS: tuple[tuple[PersonalKind, Callable[[str], Iterable[tuple[int, int]]]], ...] = (
    (PersonalKind.EMAIL, emails),
    (PersonalKind.IBAN, bank_accounts),
    (PersonalKind.TELEPHONE, telephones),
    (PersonalKind.ADDRESS, postal_addresses),
)


def find(text: str) -> tuple[Span, ...]:
    """In the order of the text, none overlapping another. Linear in its length."""
    if not _WORTH_READING.search(text):
        return ()
    view = plain_view(text)
    kept: list[Span] = []
    for kind, finder in _FINDERS:
        others = sorted(kept)
        kept += [
            Span(*view.origin(start, end), kind)
            for start, end in finder(view.text)
            if end > start and not _overlaps(view.origin(start, end), others)
        ]
    return tuple(sorted(kept))


def _overlaps(stretch: tuple[int, int], others: list[Span]) -> bool:
    """`others` are in order and apart, so that only the two around can."""
    place = bisect_right(others, stretch[0], key=lambda span: span.start)
    return any(other.start < stretch[1] and stretch[0] < other.end for other in others[max(place - 1, 0) : place + 1])
