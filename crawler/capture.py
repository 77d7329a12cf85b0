"""What every way in yields and the archive keeps: one response, or one file, as it was received."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RecordType(StrEnum):
    RESPONSE = "response"  # an HTTP answer: status and headers are the server's
    RESOURCE = "resource"  # a file or an export's item: no status, no header was ever there
    REVISIT = "revisit"  # "not modified": the payload is an earlier capture's


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One line of `index.cdxj`: where a capture lies. `offset` and `length` in bytes of the WARC file."""

    url: str
    captured: datetime
    status: int | None
    mime: str
    digest: str
    record_type: RecordType
    archive: str
    offset: int
    length: int

    @property
    def timestamp(self) -> str:
        """`YYYYMMDDhhmmss`, as in `/archive/DATE/URL`."""
        return self.captured.strftime("%Y%m%d%H%M%S")


@dataclass(frozen=True, slots=True)
class Capture:
    """An entry with its bytes. `headers` is empty and `status` null where the source had none.

    `payload` is the body with transfer and content encodings undone, never decoded to text.
    """

    entry: ArchiveEntry
    headers: tuple[tuple[str, str], ...]
    payload: bytes

    def header(self, name: str) -> str | None:
        """The last value of a header, or nothing: a missing header stays missing (law 5)."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[-1] if values else None
