"""One browser's session, and what proves that a form was ours. What keeps sessions is loaded where an editor comes."""

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """`token` is the browser's; `csrf` goes into every form, and comes back with every POST."""

    user: str
    token: str

    @property
    def csrf(self) -> str:
        return csrf_of(self.token)


def csrf_of(token: str) -> str:
    """Bound to the token, which it does not betray."""
    return hashlib.sha256(b"csrf\0" + token.encode("utf-8", "replace")).hexdigest()


def same_secret(given: str, expected: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))
