"""The three moments of a URL in the ledger: found, leased to be asked for, answered."""

from dataclasses import dataclass
from typing import Any

from crawler.capture import ArchiveEntry
from crawler.listed_by import ListedBy
from crawler.outcome import Outcome

#: A source leads to its pages first by its own inventory.
FIRST, NORMAL = 1, 5
#: The columns that a `Lease` is made of, in its order.
LEASED = (
    "id, url, attempts, not_before, hops, chain, probe, depth, etag, modified, digest, body_digest,"
    " captured_at, status, redirect_to"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A URL that somebody named. With an outcome it is settled at once: nobody will ask for it.

    `depth` is how many links lead to it from where the run began, `hops` how many redirects in a row.
    """

    url: str
    found_on: str | None = None
    link_text: str = ""
    outcome: Outcome | None = None
    reason: str = ""
    priority: int = NORMAL
    probe: bool = False
    hops: int = 0
    chain: int = 0
    listed_by: ListedBy | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Lease:
    """A URL to ask for now. `etag` to `redirect_to` are those of its last capture.

    `body_digest` is null where the body was sent as it is, and `digest` says the same; `captured_at` in ISO 8601.
    """

    id: int
    url: str
    attempts: int
    not_before: float
    hops: int
    chain: int
    probe: bool
    depth: int
    etag: str | None
    modified: str | None
    digest: str | None
    body_digest: str | None
    captured_at: str | None
    status: int | None
    redirect_to: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a URL. `entry` is where its capture lies.

    `index` is false for a capture that a better one replaces, and for an error page that calls itself a success.
    Without outcome it is asked again, not before `not_before` (seconds of the epoch). `size` in bytes, of the payload;
    `seconds` from the request to the last byte. `body_digest` is that of the body as sent, where encodings make it
    another than the payload's.
    """

    url: str
    outcome: Outcome | None
    reason: str = ""
    status: int | None = None
    redirect_to: str | None = None
    etag: str | None = None
    modified: str | None = None
    entry: ArchiveEntry | None = None
    index: bool = True
    attempted: bool = True
    not_before: float = 0.0
    size: int | None = None
    seconds: float | None = None
    body_digest: str | None = None


def lease_of(row: tuple[Any, ...]) -> Lease:
    """Of a row that begins with the columns `LEASED`."""
    return Lease(*row[:15])
