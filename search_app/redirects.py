"""Old addresses (law 12): where each harvested URL leads now, from `redirects.csv`."""

import csv
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from transform.personal import mask_url

#: More rows than any migration has; those beyond are not read.
MAX_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class OldAddress:
    """`new` is a local path or an address on a declared host, `archive` a path under `/archive/`; both may be empty."""

    old: str
    new: str
    status: int
    reason: str
    archive: str


class OldAddresses:
    """Read again when the file changes: a migration may run while the site is open."""

    def __init__(self, table: Path | None, hosts: tuple[str, ...] = ()) -> None:
        self._table = table
        self._hosts = frozenset(host.lower() for host in hosts)
        self._stamp: tuple[int, int] | None = None
        self._by_target: dict[str, OldAddress] = {}
        self._by_url: dict[str, OldAddress] = {}

    def at(self, target: str) -> OldAddress | None:
        """The row of an old path and query, as asked of us: `/fiche/5349/`, `/?p=5349`."""
        self._refresh()
        key = _target_key(target)
        # Addresses are kept without the personal data that they held.
        found = self._by_target.get(key) or self._by_target.get(_other_slash(key))
        return found or self._by_target.get(_target_key(mask_url(target)))

    def of(self, url: str) -> OldAddress | None:
        """The row of a whole old URL."""
        self._refresh()
        return self._by_url.get(_url_key(url))

    def elsewhere(self, url: str | None) -> str | None:
        """The address to which a record moved, where its host is declared; nothing otherwise."""
        return url if url and not url.startswith("/") and self._may_lead_to(url) else None

    def _refresh(self) -> None:
        stamp = self._stamp_of_table()
        if stamp == self._stamp:
            return
        by_target: dict[str, OldAddress] = {}
        by_url: dict[str, OldAddress] = {}
        if self._table is not None and stamp is not None:
            with self._table.open(encoding="utf-8", newline="") as lines:
                for _, row in zip(range(MAX_ROWS), csv.DictReader(lines), strict=False):
                    address = self._read(row)
                    by_url.setdefault(_url_key(address.old), address)
                    by_target.setdefault(_target_key(_target_of(address.old)), address)
        self._by_target, self._by_url, self._stamp = by_target, by_url, stamp

    def _stamp_of_table(self) -> tuple[int, int] | None:
        if self._table is None:
            return None
        try:
            status = self._table.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _read(self, row: dict[str, str | None]) -> OldAddress:
        new = (row.get("new") or "").strip()
        if not self._may_lead_to(new):
            new = ""
        archive = (row.get("archive") or "").strip()
        if archive and not archive.startswith("/archive/"):
            archive = f"/archive/{archive}" if archive[:4].isdecimal() else ""
        wanted = (row.get("status") or "").strip()
        status = 301 if wanted == "301" and new else 410
        return OldAddress(row.get("old") or "", new, status, (row.get("reason") or "").strip(), archive)

    def _may_lead_to(self, new: str) -> bool:
        """Never to a host that nobody declared: the table comes from a crawled site."""
        if new.startswith("/"):
            return new[1:2] not in {"/", "\\"} and not any(ord(c) < 33 for c in new)
        try:
            parts = urlsplit(new)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and (parts.hostname or "") in self._hosts


def _target_of(url: str) -> str:
    if url.startswith("mirror:"):
        return "/" + url.removeprefix("mirror:").partition("/")[2]
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _url_key(url: str) -> str:
    plain = url.partition("#")[0]
    host = plain if plain.startswith("mirror:") else plain.removeprefix("https:").removeprefix("http:")
    return host.replace("//www.", "//", 1)


def _target_key(target: str) -> str:
    """One spelling of a path and its query: percent-encoding in one form, parameters in order."""
    path, _, query = target.partition("#")[0].partition("?")
    pairs = sorted(parse_qsl(query, keep_blank_values=True)[:50])
    spelt = quote(unquote(path, errors="surrogateescape"), errors="surrogateescape")
    return spelt + (f"?{urlencode(pairs)}" if pairs else "")


def _other_slash(key: str) -> str:
    path, mark, query = key.partition("?")
    return (path[:-1] if path.endswith("/") else path + "/") + mark + query
