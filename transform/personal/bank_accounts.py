"""International bank account numbers (ISO 13616), told by their check digits or by the word before them."""

import re
from collections.abc import Iterator

_IBAN = re.compile(r"[A-Z](?<![A-Za-z0-9].)[A-Z]\d{2}(?:[ \u00a0\u202f.-]?[A-Z0-9]{2,4}){3,9}(?![A-Za-z0-9])")
_NAMED = re.compile(r"\biban\W{0,6}$", re.IGNORECASE)


def may_hold_bank_accounts(text: str) -> bool:
    """False where `bank_accounts` gives nothing, of the text or of any of its lines."""
    return _IBAN.search(text) is not None


def bank_accounts(text: str) -> Iterator[tuple[int, int]]:
    for found in _IBAN.finditer(text):
        if _NAMED.search(text[max(0, found.start() - 12) : found.start()]) or _is_valid(found.group()):
            yield found.span()


def _is_valid(written: str) -> bool:
    plain = re.sub(r"[^A-Z0-9]", "", written)
    if not 15 <= len(plain) <= 34:
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
