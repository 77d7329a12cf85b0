"""Which pages of which source of discovery name a URL: remembered as long as one more says more."""

import sqlite3
from dataclasses import dataclass, field

from crawler.listed_by import ListedBy

#: As many pages as are remembered for a URL and a source of discovery: a menu names the same few everywhere.
_MOST = 5
_KEPT = 200_000
_INSERT = """INSERT OR IGNORE INTO listing SELECT id, ?, COALESCE((SELECT id FROM url WHERE url = ?), 0) FROM url
 WHERE url = ?"""


@dataclass(slots=True)
class Listings:
    """Nothing is on disk before `write`. `well_known` holds, by source, the URLs of which no more is to be said."""

    well_known: dict[ListedBy, set[str]] = field(default_factory=lambda: {source: set() for source in ListedBy})
    _counts: dict[ListedBy, dict[str, int]] = field(default_factory=lambda: {source: {} for source in ListedBy})
    _new: list[tuple[str, str | None, str]] = field(default_factory=list)

    @property
    def dirty(self) -> bool:
        return bool(self._new)

    def add(self, url: str, source: ListedBy, page: str | None) -> None:
        """A page that names itself says nothing."""
        counts = self._counts[source]
        count = counts.get(url, 0) + 1
        if url == page or count > _MOST:
            return
        if len(counts) >= _KEPT:
            counts.clear()
            self.well_known[source].clear()
        counts[url] = count
        if count == _MOST:
            self.well_known[source].add(url)
        self._new.append((source.value, page, url))

    def forget(self, url: str) -> None:
        for counts, well_known in zip(self._counts.values(), self.well_known.values(), strict=True):
            counts.pop(url, None)
            well_known.discard(url)

    def write(self, connection: sqlite3.Connection) -> None:
        connection.executemany(_INSERT, self._new)

    def written(self) -> None:
        self._new.clear()
