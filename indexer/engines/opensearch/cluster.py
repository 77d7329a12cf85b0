"""Versions as indices of a server, and an alias that names the one in service."""

import time
from contextlib import AbstractContextManager

from opensearchpy.exceptions import NotFoundError

from indexer.engine import Change
from indexer.engines.opensearch import history
from indexer.engines.opensearch.changing import changed_in_place
from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.lock import held
from indexer.engines.opensearch.names import Names
from indexer.engines.opensearch.server import Server
from indexer.engines.opensearch.snapshot import OpenSearchSnapshot
from indexer.engines.opensearch.writer import OpenSearchWriter
from indexer.errors import NothingIndexed
from indexer.history import Event
from indexer.versions import IndexVersion, Manifest

#: How long another process may go on reading the version before a switch; versions are kept much longer.
POINTER_SECONDS = 1.0


class OpenSearchEngine:
    def __init__(self, server: Server, site: str) -> None:
        self._connection = Connection(server)
        self._names = Names(site)
        self._pointer: tuple[float, IndexVersion | None] | None = None

    def alive(self) -> bool:
        return bool(self._connection.client.ping())

    def versions(self) -> list[Manifest]:
        found = self._manifests(self._names.all_versions)
        return sorted(found.values(), key=lambda manifest: manifest.built)

    def current(self) -> IndexVersion | None:
        if self._pointer is not None and time.monotonic() < self._pointer[0]:
            return self._pointer[1]
        version = self._read_alias()
        self._pointer = (time.monotonic() + POINTER_SECONDS, version)
        return version

    def write(self, version: IndexVersion) -> OpenSearchWriter:
        return OpenSearchWriter(self._connection, self._names, version)

    def change(self, version: IndexVersion, change: Change) -> None:
        """In place: a record is changed whole, and readers learn of it with the manifest."""
        self._complete(version)
        changed_in_place(self._connection, self._names, change)
        self._pointer = None

    def open(self, version: IndexVersion) -> OpenSearchSnapshot:
        index = self._names.index(version)
        manifest = self._manifests(index).get(index)
        if manifest is None or manifest.version != version:
            self._pointer = None
            raise NothingIndexed(_missing(version))
        return OpenSearchSnapshot(self._connection, index, self._names.words(version), manifest)

    def switch(self, version: IndexVersion) -> None:
        """One request moves the alias: no reader finds it on two indices, or on none."""
        index = self._complete(version)
        alias = self._names.alias
        actions = [{"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}}]
        with self._connection.told():
            self._connection.client.indices.update_aliases(
                body={"actions": [*actions, {"add": {"index": index, "alias": alias}}]}
            )
        self._pointer = None

    def drop(self, version: IndexVersion) -> None:
        """A version that was changed since is another one, in the same index."""
        index = self._names.index(version)
        known = self._manifests(index).get(index)
        if known is not None and known.version != version:
            return
        indices = f"{index},{self._names.words(version)}"
        with self._connection.told():
            self._connection.client.indices.delete(index=indices, ignore_unavailable=True)
        self._pointer = None

    def sweep(self) -> None:
        with self._connection.told():
            found = self._connection.client.indices.get_mapping(index=self._names.all_versions)
        complete = self._manifests(self._names.all_versions)
        for index in found:
            version = self._names.version(index.removesuffix("-words"))
            if version is not None and self._names.index(version) not in complete:
                self.drop(version)

    def lock(self, holder: str) -> AbstractContextManager[None]:
        return held(self._connection, self._names.lock, holder)

    def note(self, event: Event) -> None:
        history.add(self._connection, self._names.history, event)

    def history(self, number: int) -> list[Event]:
        return history.read(self._connection, self._names.history, number)

    def _complete(self, version: IndexVersion) -> str:
        """The index of a version that is there."""
        index = self._names.index(version)
        manifest = self._manifests(index).get(index)
        if manifest is None or manifest.version != version:
            raise NothingIndexed(_missing(version))
        return index

    def _read_alias(self) -> IndexVersion | None:
        """An index behind the alias without a manifest is nobody's version; its name says which, for the message."""
        found = self._manifests(self._names.alias)
        return next((manifest.version for _, manifest in sorted(found.items())), None)

    def _manifests(self, pattern: str) -> dict[str, Manifest]:
        """By index; those that are not complete have none."""
        with self._connection.told():
            try:
                found = self._connection.client.indices.get_mapping(index=pattern)
            except NotFoundError:
                return {}
        manifests: dict[str, Manifest] = {}
        for index, described in found.items():
            meta = described["mappings"].get("_meta", {}).get("comedie")
            if self._names.version(index) and meta and (manifest := Manifest.from_json(meta)):
                manifests[index] = manifest
        return manifests


def _missing(version: IndexVersion) -> str:
    return f"La version {version.name} de l’index n’est pas sur le serveur. Reconstruisez-la avec : comedie index"
