"""Pages of a file that call themselves a success and say that there is no page: as a live site's, they are gone.

Nobody can be asked for a page that cannot exist. What the file holds must tell: the words of a page that was answered
404, or the very words of several addresses (see `crawler.mirror.error_pages`).
"""

from dataclasses import dataclass, field

from crawler.archive_writer import digest_of
from crawler.mirror.error_pages import Doubtful, ErrorPage, alike, doubtful, may_be_one, of_status
from crawler.warc.capture import PAGE_TYPES, ArchivedCapture

_SUCCESSES = range(200, 300)
#: Such pages that are remembered; a site that has more says so with the first ones.
_MOST = 200_000


@dataclass(slots=True)
class MissingPages:
    """Learnt in the first reading of the files, asked in the second."""

    _doubtful: dict[bytes, Doubtful] = field(default_factory=dict)
    _known: dict[bytes, ErrorPage] = field(default_factory=dict)
    _found: dict[bytes, ErrorPage] | None = None

    def see(self, capture: ArchivedCapture) -> None:
        error = of_status(capture.status or 0)
        if capture.mime not in PAGE_TYPES or (error is None and capture.status not in _SUCCESSES):
            return
        if len(self._doubtful) >= _MOST or not may_be_one(capture.payload):
            return
        name = _name(capture)
        page = doubtful(name, capture.url, capture.payload, unmarked=False)
        if page is not None:
            self._doubtful[name] = page
            if error is not None:
                self._known[name] = error
            self._found = None

    def reason_for(self, capture: ArchivedCapture) -> str | None:
        """Why a capture is that of no page; nothing for a page."""
        if not self._doubtful or capture.status not in _SUCCESSES or capture.mime not in PAGE_TYPES:
            return None
        if self._found is None:
            self._found = alike(self._doubtful.values(), self._known)
        error = self._found.get(_name(capture))
        return error.reason if error is not None else None


def _name(capture: ArchivedCapture) -> bytes:
    return f"{capture.url} {digest_of(capture.payload)}".encode("utf-8", "replace")
