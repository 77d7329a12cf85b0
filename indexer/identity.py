"""The identity of a result set, by which it can be cited: which records, of which version, whatever their order."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResultSet:
    """`checksum`: SHA-256 of the ids in order, a line feed behind each."""

    total: int
    checksum: str
    index_version: str


def result_set(ids: Iterable[str], index_version: str) -> ResultSet:
    digest, total = hashlib.sha256(), 0
    for record_id in ids:
        digest.update(f"{record_id}\n".encode())
        total += 1
    return ResultSet(total, f"sha256:{digest.hexdigest()}", index_version)
