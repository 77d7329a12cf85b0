"""The memory between runs: which source item has which id. An id never changes, whatever is learnt of the item."""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Self

from transform.addresses import host_of, identity_of, loose_identity_of
from transform.errors import TransformError


@dataclass(slots=True)
class Entry:
    """One source item. Dates are those of captures, RFC 3339 in UTC; `urls` its addresses, the newest source first."""

    id: str
    kind: str
    native_id: str | None
    urls: list[str]
    first_seen: str
    last_seen: str
    changed: str
    digest: str
    withdrawn: str | None = None
    superseded_by: str | None = None
    moved_to: str | None = None


@dataclass(slots=True)
class Sighting:
    """What this run saw of one item."""

    native_id: str | None
    urls: list[str]
    first_seen: str
    last_seen: str


@dataclass(slots=True)
class Register:
    site: str
    entries: dict[str, Entry] = field(default_factory=dict)
    _by_native: dict[tuple[str, str], str] = field(default_factory=dict)
    _by_address: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, site: str) -> Self:
        """An empty register where there is no file. Raises `TransformError` with the line that cannot be read."""
        register = cls(site)
        if not path.is_file():
            return register
        names = {one.name for one in fields(Entry)}
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    values = json.loads(line)
                    entry = Entry(**{name: value for name, value in values.items() if name in names})
                except (ValueError, TypeError, AttributeError) as error:
                    raise TransformError(
                        f"La ligne {number} de {path} n’est pas lisible. C’est la mémoire des identifiants : "
                        "restaurez ce fichier depuis une sauvegarde, puis relancez « comedie transform »."
                    ) from error
                register._keep(entry)
        return register

    def knows(self, sighting: Sighting) -> bool:
        """True for an item that a former run saw on the same host. Such items are named before all others."""
        return self._known(sighting) is not None

    def id_for(self, sighting: Sighting, taken: Container[str] = ()) -> str:
        """The id of an item: by its native id, else by any address it ever had, else minted. Never one of `taken`.

        A native id that is known of another host is the same item's: sites move, and are copied.
        """
        elsewhere = f"{self.site}-{sighting.native_id}" if sighting.native_id else ""
        for known in (self._known(sighting), elsewhere if elsewhere in self.entries else None):
            if known is not None and known not in taken:
                return known
        host = host_of(sighting.urls[0])
        minted = f"{self.site}-{sighting.native_id}" if sighting.native_id else None
        if minted is None or minted in self.entries:
            minted = f"{self.site}-{short_digest(sighting.urls[0])}"
        self._keep(
            Entry(minted, "", sighting.native_id, list(sighting.urls), sighting.first_seen, sighting.last_seen, "", "")
        )
        if sighting.native_id:
            self._by_native.setdefault((host, sighting.native_id), minted)
        return minted

    def see(self, identifier: str, sighting: Sighting, kind: str, digest: str, captured: str) -> None:
        """Notes what the run made of an item; `digest` is of its content, so that a change in the source shows."""
        entry = self.entries[identifier]
        entry.native_id = entry.native_id or sighting.native_id
        entry.kind = kind
        known = set(sighting.urls)
        entry.urls = [*sighting.urls, *sorted(url for url in entry.urls if url not in known)]
        entry.first_seen = min(entry.first_seen, sighting.first_seen)
        entry.last_seen = max(entry.last_seen, sighting.last_seen)
        if entry.digest != digest:
            entry.digest, entry.changed = digest, captured
        self._keep(entry)

    def lead(self, identifier: str, *, superseded_by: str | None, moved_to: str | None) -> None:
        """Notes what stands in an item's place now, by inference or by an editor's word; nothing where nothing does."""
        entry = self.entries[identifier]
        entry.superseded_by, entry.moved_to = superseded_by, moved_to

    def withdraw(self, moments: Mapping[str, str]) -> None:
        """`moments`: id → when it was withdrawn. Those no longer withdrawn are ordinary again."""
        for identifier, entry in self.entries.items():
            entry.withdrawn = moments.get(identifier)

    def lines(self) -> Iterable[str]:
        for _, entry in sorted(self.entries.items()):
            values = {one.name: getattr(entry, one.name) for one in fields(entry)}
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    def _known(self, sighting: Sighting) -> str | None:
        if sighting.native_id:
            for host in dict.fromkeys(map(host_of, sighting.urls)):
                if found := self._by_native.get((host, sighting.native_id)):
                    return found
        for key in (*map(identity_of, sighting.urls), *map(loose_identity_of, sighting.urls)):
            found = self._by_address.get(key)
            # An address that passed to another item of the source is no proof.
            if found and sighting.native_id in {None, self.entries[found].native_id or sighting.native_id}:
                return found
        return None

    def _keep(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        for url in entry.urls:
            self._by_address.setdefault(identity_of(url), entry.id)
            self._by_address.setdefault(loose_identity_of(url), entry.id)
            if entry.native_id:
                self._by_native.setdefault((host_of(url), entry.native_id), entry.id)


def short_digest(url: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of the canonical address."""
    return hashlib.sha256(identity_of(url).encode()).hexdigest()[:12]
