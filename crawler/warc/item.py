"""What a scan of a WARC or ARC file finds: records, and problems."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(slots=True)
class ScannedRecord:
    """`offset` is where it begins in the file, `inner` how far inside the gzip member that begins there.

    `length` in bytes of the file, or 0 where the record shares its gzip member with others. `block` is empty and
    `kept` false where it is larger than what the scan keeps. `fields` by lower-case name; an ARC's under WARC's names.
    """

    offset: int
    inner: int
    version: str
    fields: dict[str, str]
    block_length: int
    block: bytes = b""
    kept: bool = True
    length: int = 0

    @property
    def kind(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """As written, without the angle brackets that some tools put around it."""
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def date(self) -> datetime | None:
        """In UTC; nothing where it is missing or senseless (law 5)."""
        try:
            moment = datetime.fromisoformat(self.fields.get("warc-date", ""))
        except ValueError:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)

    @property
    def is_http(self) -> bool:
        return self.fields.get("content-type", "").lower().startswith("application/http")


@dataclass(frozen=True, slots=True)
class Problem:
    """A place that is not what it says. `record` is what could be read of it, its block perhaps missing or wrong.

    `whole`: the record has its length and its end, only a digest disagrees. `usable`: moreover its bytes are proven to
    be those that were written, so that the digest itself must be wrong.
    """

    offset: int
    what: str
    record: ScannedRecord | None = None
    whole: bool = False
    usable: bool = False

    @property
    def sentence(self) -> str:
        url = f" ({self.record.url})" if self.record and self.record.url else ""
        return f"octet {self.offset}{url} : {self.what}"
