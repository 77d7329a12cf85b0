"""Versions as folders, and a file that names the one in service.

index/
  s1.1-a1.310-0123456789abcdef/   manifest.json, words.tsv, records.bin, tantivy/
  .building-…                     a version that is not complete
  current                         the name of the version in service
  lock                            who builds
"""

import json
import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from indexer.engines.embedded.lock import held
from indexer.engines.embedded.snapshot import EmbeddedSnapshot
from indexer.engines.embedded.writer import MANIFEST_FILE, EmbeddedWriter, write_durably
from indexer.errors import NothingIndexed
from indexer.versions import IndexVersion, Manifest

_BUILDING = ".building-"


class EmbeddedEngine:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = folder / "current"

    def alive(self) -> bool:
        return not self._folder.exists() or os.access(self._folder, os.R_OK | os.X_OK)

    def versions(self) -> list[Manifest]:
        if not self._folder.is_dir():
            return []
        found = [self._manifest(path) for path in self._folder.iterdir() if not path.name.startswith(".")]
        return sorted((manifest for manifest in found if manifest), key=lambda manifest: manifest.built)

    def current(self) -> IndexVersion | None:
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return IndexVersion.parse(name)

    def write(self, version: IndexVersion) -> EmbeddedWriter:
        building = self._folder / f"{_BUILDING}{version.name}-{os.getpid()}"
        shutil.rmtree(building, ignore_errors=True)
        return EmbeddedWriter(building, self._folder / version.name)

    def open(self, version: IndexVersion) -> EmbeddedSnapshot:
        folder = self._folder / version.name
        manifest = self._manifest(folder)
        try:
            if manifest is not None:
                return EmbeddedSnapshot(folder, manifest)
        except (OSError, ValueError) as problem:
            raise NothingIndexed(_broken(folder)) from problem
        raise NothingIndexed(_broken(folder))

    def switch(self, version: IndexVersion) -> None:
        if self._manifest(self._folder / version.name) is None:
            raise NothingIndexed(_broken(self._folder / version.name))
        write_durably(self._pointer, f"{version.name}\n")

    def drop(self, version: IndexVersion) -> None:
        """The manifest goes first: a folder without it is no version, however far its removal went."""
        folder = self._folder / version.name
        (folder / MANIFEST_FILE).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)

    def sweep(self) -> None:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name.startswith(_BUILDING) or (IndexVersion.parse(path.name) and self._manifest(path) is None):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.endswith(".new"):
                path.unlink(missing_ok=True)

    def lock(self, holder: str) -> AbstractContextManager[None]:
        return held(self._folder / "lock", holder)

    @staticmethod
    def _manifest(folder: Path) -> Manifest | None:
        try:
            manifest = Manifest.from_json(json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None
        return manifest if manifest and manifest.version.name == folder.name else None


def _broken(folder: Path) -> str:
    return f"La version {folder.name} de l’index manque ou est abîmée. Reconstruisez-la avec : comedie index"
