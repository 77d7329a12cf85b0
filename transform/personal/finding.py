"""All personal data of a text, in one pass."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from transform.personal.bank_accounts import bank_accounts, may_hold_bank_accounts
from transform.personal.emails import emails, may_hold_emails
from transform.personal.plain_view import plain_together, plain_view
from transform.personal.postal_addresses import may_hold_postal_addresses, postal_addresses
from transform.personal.spans import PersonalKind, Span
from transform.personal.telephones import may_hold_telephones, telephones

#: What an e-mail address cannot do without, in small letters; then what any other personal data cannot.
_SIGNS = (
    "@",
    "＠",
    "arob",
    "arrob",
    "at]",
    "at)",
    "at}",
    "at>",
    "at ",
    "at-",
    "at_",
    "at#",
    "at*",
    "at|",
    "at/",
    "at »",
    "at”",
    'at"',
    "at'",
    "at’",
    "at=",
    "at~",
    "commercial",
    "a ]",
    "a )",
    "à ]",
    "à )",
    "\\x",
    "at\u00a0»",
    "at\u202f»",
    "a)",
    "a]",
    "à)",
    "à]",
    "chez",
    "#mc#",
    "at..",
    "åt..",
    "&#",
    "&amp;",
    "&commat",
    "%40",
    "\\u00",
)
_FIGURES = re.compile(r"\d")
#: Strongest first: where two overlap, the first one keeps its place.
_FINDERS: tuple[tuple[PersonalKind, Callable[[str], Iterable[tuple[int, int]]]], ...] = (
    (PersonalKind.EMAIL, emails),
    (PersonalKind.IBAN, bank_accounts),
    (PersonalKind.TELEPHONE, telephones),
    (PersonalKind.ADDRESS, postal_addresses),
)


def may_hold(texts: Iterable[str]) -> bool:
    """False where `find` finds nothing in any of them: one look for all, which is worth it where there are many.

    Most texts hold nothing. No form reaches over the end of a text, nor asks what stands beyond it.
    """
    together = plain_together(texts)
    return (
        may_hold_emails(together)
        or may_hold_telephones(together)
        or may_hold_bank_accounts(together)
        or may_hold_postal_addresses(together)
    )


def find(text: str) -> tuple[Span, ...]:
    """In the order of the text, none overlapping another. Linear in its length."""
    small = text.lower()
    has_sign = any(map(small.__contains__, _SIGNS))
    has_figures = _FIGURES.search(text) is not None
    has_signs = {
        PersonalKind.EMAIL: has_sign,
        PersonalKind.IBAN: has_figures,
        PersonalKind.TELEPHONE: has_figures,
        PersonalKind.ADDRESS: has_figures or "commune d" in small,
    }
    if not any(has_signs.values()):
        return ()
    view = plain_view(text)
    kept: list[Span] = []
    for kind, finder in _FINDERS:
        if not has_signs[kind]:
            continue
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
