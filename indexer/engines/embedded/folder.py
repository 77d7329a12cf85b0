"""Versions as folders, and a file that names the one in service.

index/
  s1.1-a1.310-0123456789abcdef/     manifest.json, words.*, records.bin, columns.*, tantivy/
  s1.1-a1.310-0123456789abcdef.1/   the same after a change: files that stayed the same are the same on the disk
  .building-…                       a version that is not complete
  current                           the name of the version in service
  history.jsonl                     who did what, and when
  lock                              who builds
"""

import json
import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from indexer.engine import Change
from indexer.engines.embedded.changing import changed_copy
from indexer.engines.embedded.lock import held
from indexer.engines.embedded.snapshot import EmbeddedSnapshot
from indexer.engines.embedded.writer import MANIFEST_FILE, EmbeddedWriter, write_durably
from indexer.errors import NothingIndexed
from indexer.history import Event
from indexer.versions import IndexVersion, Manifest

_BUILDING = ".building-"
_HISTORY_FILE = "history.jsonl"
#: What is read of the end of the history, in bytes.
_HISTORY_READ = 1_000_000


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
            with open(self._pointer, "rb", buffering=0) as pointer:  # noqa: PTH123 (each search asks it: quicker so)
                name = pointer.read().decode("utf-8", "replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return IndexVersion.parse(name)

    def write(self, version: IndexVersion) -> EmbeddedWriter:
        return EmbeddedWriter(self._building(version), self._folder / version.name)

    def change(self, version: IndexVersion, change: Change) -> None:
        """Beside the version, of which all files that do not change are shared."""
        if self._manifest(self._folder / version.name) is None:
            raise NothingIndexed(_broken(self._folder / version.name))
        building = self._building(change.manifest.version)
        try:
            changed_copy(self._folder / version.name, building, change)
            final = self._folder / change.manifest.version.name
            shutil.rmtree(final, ignore_errors=True)
            os.replace(building, final)
        finally:
            shutil.rmtree(building, ignore_errors=True)

    def _building(self, version: IndexVersion) -> Path:
        building = self._folder / f"{_BUILDING}{version.name}-{os.getpid()}"
        shutil.rmtree(building, ignore_errors=True)
        return building

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
        """A version from before a change is left behind too, where a kill came between the change and its removal."""
        if not self._folder.is_dir():
            return
        current = self.current()
        for path in self._folder.iterdir():
            version = IndexVersion.parse(path.name)
            superseded = version and current and version != current and version.as_built == current.as_built
            unfinished = path.name.startswith(_BUILDING) or (version and self._manifest(path) is None)
            if unfinished or superseded:
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.endswith(".new"):
                path.unlink(missing_ok=True)

    def lock(self, holder: str) -> AbstractContextManager[None]:
        return held(self._folder / "lock", holder)

    def note(self, event: Event) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps(event.to_json(), ensure_ascii=False).encode() + b"\n"
        with (self._folder / _HISTORY_FILE).open("ab") as stream:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())

    def history(self, number: int) -> list[Event]:
        try:
            with (self._folder / _HISTORY_FILE).open("rb") as stream:
                stream.seek(max(0, stream.seek(0, os.SEEK_END) - _HISTORY_READ))
                lines = stream.read().split(b"\n")
        except FileNotFoundError:
            return []
        events = [event for line in lines if (event := Event.from_line(line))]
        return events[-number:] if number > 0 else []

    @staticmethod
    def _manifest(folder: Path) -> Manifest | None:
        try:
            manifest = Manifest.from_json(json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None
        return manifest if manifest and manifest.version.name == folder.name else None


def _broken(folder: Path) -> str:
    return f"La version {folder.name} de l’index manque ou est abîmée. Reconstruisez-la avec : comedie index"
