"""What was withdrawn at somebody's request: standing decisions, and what they hide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from transform.addresses import identity_of
from transform.decisions import Decision, DecisionKind, standing
from transform.redirects import Redirect
from transform.schema import Image, Record

#: What an old address says of itself, once it leads nowhere.
REASON = "retirée à la demande d’une personne concernée"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`record` is null where an address that is no record was withdrawn. `at` is RFC 3339 in UTC."""

    decision: str
    record: str | None
    at: str
    by: str
    reason: str
    shows_reason: bool
    urls: tuple[str, ...]
    files: tuple[str, ...]

    @classmethod
    def of(cls, decision: Decision) -> Self:
        return cls(
            decision.id,
            decision.record,
            decision.at,
            decision.by,
            decision.reason,
            bool(decision.values.get("public_reason")),
            _texts(decision.values.get("urls")),
            _texts(decision.values.get("files")),
        )


@dataclass(slots=True)
class Withdrawals:
    """Those in force, by what they hide: ids, addresses in any spelling, files by their SHA-256."""

    records: dict[str, Withdrawal] = field(default_factory=dict)
    _addresses: dict[str, Withdrawal] = field(default_factory=dict)
    _files: dict[str, Withdrawal] = field(default_factory=dict)
    _came_back: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Self:
        found = cls()
        for decision in standing(decisions):
            if decision.kind is DecisionKind.WITHDRAW:
                found._add(Withdrawal.of(decision))
        return found

    def address(self, url: str) -> Withdrawal | None:
        return self._addresses.get(identity_of(url)) if self._addresses else None

    def file(self, digest: str) -> Withdrawal | None:
        """`digest`: 64 hexadecimal digits, whatever stands before them."""
        return self._files.get(digest.rpartition(":")[2]) if self._files else None

    def urls(self) -> list[str]:
        named = {url for one in (*self.records.values(), *self._addresses.values()) for url in one.urls}
        return sorted(named | self._came_back)

    def hide(self, identifier: str, urls: Iterable[str]) -> None:
        """Addresses under which a withdrawn record came back."""
        for url in urls:
            self._came_back.add(url)
            self._addresses.setdefault(identity_of(url), self.records[identifier])

    def redirected(self, redirects: Iterable[Redirect]) -> Iterable[Redirect]:
        """The same addresses; those that are hidden lead nowhere, not even to their archived copy."""
        for row in redirects:
            digest = row.new.removeprefix("/fichier/").partition(".")[0] if row.new.startswith("/fichier/") else ""
            hidden = self.address(row.old) or self.file(digest)
            yield Redirect(row.old, "", 410, REASON, "") if hidden else row

    def _add(self, one: Withdrawal) -> None:
        if one.record is not None:
            self.records[one.record] = one
        self._addresses |= {identity_of(url): one for url in one.urls}
        self._files |= dict.fromkeys(one.files, one)


def what_hides(record: Record, others: Iterable[Record], known_urls: Iterable[str] = ()) -> dict[str, list[str]]:
    """The `values` of a decision to withdraw a record: its addresses, and the files that it alone shows or links."""
    files = _files_of(record)
    shared_addresses: set[str] = set()
    shared_digests: set[str] = set()
    for other in others:
        if other.id != record.id:
            shared_addresses |= {identity_of(url) for url in (*_files_of(other), *(link.url for link in other.links))}
            shared_digests |= set(_files_of(other).values())
    own = {
        url: digest
        for url, digest in files.items()
        if identity_of(url) not in shared_addresses and digest not in shared_digests
    }
    addresses = dict.fromkeys([record.source.url, *record.source.aliases, *known_urls, *own])
    return {"urls": list(addresses), "files": sorted(set(own.values()))}


def _files_of(record: Record) -> Mapping[str, str]:
    """Address → SHA-256 of the archived pictures and documents of a record."""
    pictures = {one.url: one.file.partition(".")[0] for one in record.media if isinstance(one, Image) and one.file}
    return pictures | {document.url: document.sha256 for document in record.documents if document.sha256}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
