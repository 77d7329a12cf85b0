"""A WACZ file: WARC files, indexes, pages and their digests in one zip. Read in place, never unpacked by name."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Self

from crawler.http_message import EncodingError, inflate
from crawler.warc.digest import matches
from crawler.warc.known import Known, joined, of_index_lines

_MAX_ENTRIES = 100_000
#: What is read of a list of pages, an index or a description, in bytes once inflated.
_MAX_LIST = 256 * 1024 * 1024
_MAX_LINE = 4_000_000
_MAX_RATIO, _ALWAYS_ALLOWED = 50, 1 << 30
_READ = 1 << 20
_LOCAL_HEAD = 30
_ENCRYPTED = 1
_INDEXES = (".cdxj", ".cdxj.gz", ".cdx", ".cdx.gz")
_WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")


class WaczError(ValueError):
    """The zip cannot be read; its WARC files perhaps still can, one after the other in the same bytes."""


@dataclass(slots=True)
class Wacz:
    """Use `with Wacz.open(path)`. `problems` says in French what is missing or not as described."""

    file: BinaryIO
    package: zipfile.ZipFile
    resources: dict[str, Known]
    problems: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises `WaczError`, and `OSError` where the file cannot be read."""
        file = path.open("rb")
        try:
            package = zipfile.ZipFile(file)
            wacz = cls(file, package, {})
            wacz._describe()
        except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
            file.close()
            raise WaczError(str(error)) from error
        except BaseException:
            file.close()
            raise
        return wacz

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.package.close()
        self.file.close()

    def warcs(self) -> list[str]:
        """The names of the WARC and ARC files, below `archive/`, in order."""
        names = (info.filename for info in self.package.infolist() if not info.is_dir())
        return sorted(name for name in names if name.startswith("archive/") and name.lower().endswith(_WARCS))

    def known(self) -> dict[str, Known]:
        """By name in the zip: what the description says of size and digest, and the indexes of the last record."""
        warcs = self.warcs()
        ends: dict[str, Known] = {}
        for info in self.package.infolist():
            if info.filename.startswith("indexes/") and info.filename.endswith(_INDEXES):
                ends = joined(ends, of_index_lines(self._lines(info.filename)))
        found = {name: ends[name.rpartition("/")[2]] for name in warcs if name.rpartition("/")[2] in ends}
        return joined({name: known for name, known in self.resources.items() if name in warcs}, found)

    def pages(self) -> Iterator[tuple[str, str]]:
        """(URL, title) of every page that the lists name; lines that are no pages are passed over."""
        for info in self.package.infolist():
            if info.filename.startswith("pages/") and info.filename.endswith(".jsonl"):
                for line in self._lines(info.filename):
                    page = _object(line)
                    if isinstance(page.get("url"), str):
                        yield page["url"], str(page.get("title") or "")

    def open_warc(self, name: str) -> BinaryIO:
        """A seekable file. Raises `WaczError` where it cannot be read, or would grow beyond the bound."""
        info = self.package.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise WaczError("chiffré")
        if info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size:
            return self._slice(info)
        if info.file_size > max(_ALWAYS_ALLOWED, _MAX_RATIO * info.compress_size):
            raise WaczError("se décompresse sans fin")
        spool: BinaryIO = TemporaryFile()  # noqa: SIM115 - whoever asked closes it
        try:
            with self.package.open(info) as packed:
                size = 0
                while (piece := packed.read(_READ)) and size <= info.file_size:
                    spool.write(piece)
                    size += len(piece)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            spool.close()
            raise WaczError(str(error)) from error
        return spool

    def _slice(self, info: zipfile.ZipInfo) -> BinaryIO:
        self.file.seek(info.header_offset)
        head = self.file.read(_LOCAL_HEAD)
        if len(head) < _LOCAL_HEAD or head[:4] != b"PK\x03\x04":
            raise WaczError("son début manque dans le zip")
        skipped = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return _Slice(self.file, info.header_offset + _LOCAL_HEAD + skipped, info.compress_size)

    def _describe(self) -> None:
        names = [info.filename for info in self.package.infolist()]
        if len(names) > _MAX_ENTRIES or len(set(names)) != len(names):
            raise WaczError("trop d’entrées, ou deux du même nom")
        described = self._read("datapackage.json")
        if described is None:
            self.problems.append("datapackage.json manque : ni taille ni empreinte ne peuvent être vérifiées")
            return
        sealed = _object(self._read("datapackage-digest.json") or b"")
        if sealed and matches(str(sealed.get("hash", "")), described) is False:
            self.problems.append("datapackage.json n’a pas l’empreinte que datapackage-digest.json lui donne")
        present = {info.filename for info in self.package.infolist()}
        for resource in _listed(_object(described).get("resources")):
            name, size, digest = resource.get("path"), resource.get("bytes"), resource.get("hash")
            if not isinstance(name, str):
                continue
            if name not in present:
                self.problems.append(f"{name} manque, que datapackage.json annonce")
                continue
            self.resources[name] = Known(
                size if isinstance(size, int) and size >= 0 else None, 0, digest if isinstance(digest, str) else None
            )
            if not name.startswith("archive/"):
                self._verify(name, self.resources[name])

    def _verify(self, name: str, known: Known) -> None:
        data = self._read(name)
        if data is None:
            self.problems.append(f"{name} ne se lit pas")
        elif (known.size is not None and known.size != len(data)) or matches(known.digest or "", data) is False:
            self.problems.append(f"{name} n’a pas la taille ou l’empreinte que datapackage.json lui donne")

    def _read(self, name: str) -> bytes | None:
        """The whole of a small member; nothing where it is missing, damaged or too large."""
        try:
            with self.package.open(name) as member:
                data = member.read(_MAX_LIST + 1)
        except (KeyError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
            return None
        return data if len(data) <= _MAX_LIST else None

    def _lines(self, name: str) -> Iterator[bytes]:
        data = self._read(name)
        if data is None:
            return
        source: Any = io.BytesIO(data)
        if name.endswith(".gz"):
            source = _gunzipped(data)
        while line := source.readline(_MAX_LINE):
            yield line


class _Slice(io.RawIOBase, BinaryIO):
    """A part of a file, as a file of its own. The whole file must stay open."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = file, start, size, 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = max(0, offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._size - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        self._file.seek(self._start + self._at)
        data = self._file.read(wanted)
        self._at += len(data)
        return data


def _gunzipped(data: bytes) -> io.BytesIO:
    try:
        return io.BytesIO(inflate(data, _MAX_LIST, window=31))
    except EncodingError:
        return io.BytesIO()


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
