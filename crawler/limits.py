"""What bounds a harvest: sizes in bytes, times in seconds. A test or a patient migrator may give others."""

from dataclasses import dataclass

from crawler.archive_writer import ROTATE_AT
from crawler.http_message import MAX_PAYLOAD


@dataclass(frozen=True, slots=True)
class Limits:
    """`retry_waits`: the pauses before each further attempt; empty means one attempt only."""

    retry_waits: tuple[float, ...] = (1.0, 4.0)
    connect_timeout: float = 15.0
    read_timeout: float = 30.0
    total_timeout: float = 600.0
    max_wait_asked: float = 120.0
    max_body: int = MAX_PAYLOAD
    max_head: int = 256 * 1024
    max_url: int = 2_000
    max_redirects: int = 10
    max_links: int = 20_000
    max_urls: int = 500_000
    max_file: int = MAX_PAYLOAD
    rotate_at: int = ROTATE_AT
    give_up_after_refusals: int = 20
