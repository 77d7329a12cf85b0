"""An inventory against the ledger: what both hold, what nobody has, what it does not list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.ledger import LedgerRow
from crawler.outcome import Outcome
from crawler.scrutari.inventory import Fiche

_HELD = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED})
_MAX_HOPS = 10


@dataclass(frozen=True, slots=True)
class InventoryCheck:
    """`archived` and `missing` are fiches of the inventory, each address once; `unlisted` are pages it does not list.

    `without_address` and `repeated` count the fiches that name no page, or one that another fiche names too.
    """

    archived: tuple[Fiche, ...]
    missing: tuple[Fiche, ...]
    unlisted: tuple[str, ...]
    without_address: int
    repeated: int


class Held:
    """The ledger asked by address, whatever the scheme, with or without `www.`, under any alias."""

    def __init__(self, rows: Iterable[LedgerRow], aliases: Mapping[str, str]) -> None:
        self._rows: dict[str, LedgerRow] = {}
        for row in rows:
            self._put(row.url, row)
        self._aliases = {name_of(alias): url for alias, url in aliases.items()}

    def row(self, url: str) -> LedgerRow | None:
        found = self._rows.get(name_of(url))
        if found is None or found.outcome is None:
            known = self._aliases.get(name_of(url))
            return self._rows.get(name_of(known), found) if known else found
        return found

    def holder(self, url: str) -> LedgerRow | None:
        """The row whose capture answers an address, redirects followed; nothing where none does."""
        row = self.row(url)
        for _ in range(_MAX_HOPS):
            if row is None or row.outcome in _HELD:
                return row
            if row.outcome is not Outcome.REDIRECTED or row.redirect_to is None:
                return None
            row = self.row(row.redirect_to)
        return None

    def _put(self, url: str, row: LedgerRow) -> None:
        """Of two spellings of one address, the one that is held."""
        name = name_of(url)
        if name not in self._rows or self._rows[name].outcome not in _HELD:
            self._rows[name] = row


def compared(fiches: Iterable[Fiche], held: Held, pages: Iterable[str]) -> InventoryCheck:
    """`pages` are the addresses of the archived pages."""
    archived: list[Fiche] = []
    missing: list[Fiche] = []
    listed: set[str] = set()
    answered: set[str] = set()
    without = repeated = 0
    for fiche in fiches:
        if fiche.url is None:
            without += 1
            continue
        name = name_of(fiche.url)
        if name in listed:
            repeated += 1
            continue
        listed.add(name)
        row = held.holder(fiche.url)
        if row is None:
            missing.append(fiche)
        else:
            archived.append(fiche)
            answered.add(name_of(row.url))
    seen = listed | answered
    unlisted = sorted({page for page in pages if name_of(page) not in seen})
    return InventoryCheck(tuple(archived), tuple(missing), tuple(unlisted), without, repeated)


def name_of(url: str) -> str:
    """Host, path and query: what a page is called whatever the scheme, the `www.` or a slash at the end."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"
