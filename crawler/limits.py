"""What bounds a harvest: sizes in bytes, times in seconds. A test or a patient migrator may give others."""

from dataclasses import dataclass, replace
from typing import Self

#: The most that a payload may hold once its encodings are undone, in bytes.
MAX_PAYLOAD = 64 * 1024 * 1024
#: A file of the archive is closed when it is longer than this, in bytes.
ROTATE_AT = 1_000_000_000
_USUAL_WAITS, _PATIENT_WAITS = (1.0, 4.0), (10.0, 60.0)


@dataclass(frozen=True, slots=True)
class Limits:
    """`retry_waits`: the pauses before each further attempt; empty means one attempt only.

    `max_wait_asked` bounds how long a server may make us wait (Retry-After).
    `max_depth` is in links from where the run began, `max_seconds` of one run, `max_disk` of the archive's files;
    a run ends, to be gone on with later, where the disk has less than `min_free` left.
    """

    retry_waits: tuple[float, ...] = _USUAL_WAITS
    connect_timeout: float = 15.0
    read_timeout: float = 30.0
    total_timeout: float = 600.0
    max_wait_asked: float = 600.0
    max_body: int = MAX_PAYLOAD
    max_head: int = 256 * 1024
    max_url: int = 2_000
    max_redirects: int = 10
    max_links: int = 20_000
    max_urls: int = 500_000
    max_depth: int | None = None
    max_seconds: float | None = None
    max_disk: int | None = None
    min_free: int = 200_000_000
    max_file: int = MAX_PAYLOAD
    rotate_at: int = ROTATE_AT
    give_up_after_refusals: int = 20

    def patient(self) -> Self:
        """The same, with attempts further apart than a server on this machine needs, unless somebody chose them."""
        return replace(self, retry_waits=_PATIENT_WAITS) if self.retry_waits == _USUAL_WAITS else self
