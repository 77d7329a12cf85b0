"""Digests as WARC writers spell them: `sha1:` in base 32, `sha256:` in base 16, `SHA-256:` in base 64."""

import base64
import binascii
import hashlib
from typing import Any

_ALGORITHMS = {
    name: getattr(hashlib, name) for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b")
}
#: RFC 4648's alphabet as `int(…, 32)` reads it: Python's own base 32 is too slow for every record.
_BASE_32 = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz234567",
    b"0123456789abcdefghijklmnop0123456789abcdefghijklmnopqrstuv",
)


class Digest:
    """One declared digest: fed in pieces, then asked."""

    def __init__(self, declared: str) -> None:
        make, self._value = _read(declared)
        self._hash: Any = make() if make else None

    def update(self, data: bytes | memoryview) -> None:
        if self._hash is not None:
            self._hash.update(data)

    def matches(self) -> bool | None:
        """Null where the algorithm is not one of ours: nothing can be said. A value cut short does not match."""
        return None if self._hash is None else _spells(self._value, self._hash.digest())


def matches(declared: str, data: bytes | memoryview) -> bool | None:
    """Whether `data` has the digest that is declared, `algorithm:value`; null as above."""
    make, value = _read(declared)
    return None if make is None else _spells(value, make(data).digest())


def _read(declared: str) -> tuple[Any, str]:
    label, _, value = declared.partition(":")
    make = _ALGORITHMS.get(label) or _ALGORITHMS.get(label.strip().lower().replace("-", "").replace("_", ""))
    return make, value.strip().rstrip("=")


def _spells(value: str, raw: bytes) -> bool:
    """By its length, a value can only be of one base."""
    size = len(raw)
    if len(value) == 2 * size:
        return value.lower() == raw.hex()
    if len(value) == -(-8 * size // 5):
        try:
            number = int(value.encode("ascii").translate(_BASE_32), 32)
        except ValueError:
            return False
        return number == int.from_bytes(raw, "big") << (5 * len(value) - 8 * size)
    if len(value) == -(-8 * size // 6):
        try:
            return base64.b64decode(value.translate(str.maketrans("-_", "+/")) + "=" * (-len(value) % 4)) == raw
        except (binascii.Error, ValueError):
            return False
    return False
