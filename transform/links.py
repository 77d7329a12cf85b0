"""Where an old address leads: every spelling, every redirect the ledger knows, to one of our own things."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.capture import ArchiveEntry
from crawler.outcome import Outcome
from transform.addresses import host_of, identity_of, loose_identity_of, query_of
from transform.schema import LinkStatus
from transform.templates.numbers import number_in
from transform.templates.profile import NativeId

_PAGE_OF_ARTICLE = re.compile(r"([^?#]+/)[1-9]\d?/?")
#: A longer chain of redirects is a loop.
MAX_HOPS = 20


@dataclass(frozen=True, slots=True)
class Destination:
    """`record` is an id, `file` a capture, `listing` the address that replaces a listing."""

    status: LinkStatus
    record: str | None = None
    file: ArchiveEntry | None = None
    listing: str | None = None
    hops: int = 0


@dataclass(slots=True)
class AddressBook:
    """Filled in the order records, files, listings, redirects: what is entered first under an address stays.

    `places`: where the templates that were seen write an item's number into its addresses.
    """

    hosts: set[str] = field(default_factory=set)
    _places: dict[str, Destination] = field(default_factory=dict)
    _loose: dict[str, Destination] = field(default_factory=dict)
    _moved: dict[str, str] = field(default_factory=dict)
    _outcomes: dict[str, Outcome] = field(default_factory=dict)
    _natives: dict[str, str] = field(default_factory=dict)
    _listings: set[str] = field(default_factory=set)
    places: tuple[NativeId, ...] = ()

    def add_record(self, identifier: str, urls: Iterable[str], native_id: str | None = None) -> None:
        for url in urls:
            self._add(url, Destination(LinkStatus.RECORD, record=identifier))
        if native_id:
            self._natives.setdefault(native_id, identifier)

    def add_file(self, entry: ArchiveEntry) -> None:
        self._add(entry.url, Destination(LinkStatus.FILE, file=entry))

    def add_listing(self, url: str, replacement: str) -> None:
        self._add(url, Destination(LinkStatus.LISTING, listing=replacement))

    def foresee_listing(self, url: str) -> None:
        """A listing, before it is known what replaces it."""
        self._listings.add(identity_of(url))

    def add_view(self, url: str, native_id: str) -> None:
        """A page about an item (its history, its form): the item's own page replaces it."""
        if native_id in self._natives:
            self._add(url, Destination(LinkStatus.RECORD, record=self._natives[native_id]))

    def add_redirect(self, url: str, target: str) -> None:
        if identity_of(url) != identity_of(target) or loose_identity_of(url) not in self._loose:
            self._moved.setdefault(identity_of(url), target)

    def add_outcome(self, url: str, outcome: Outcome) -> None:
        self._outcomes.setdefault(identity_of(url), outcome)

    def add_missing(self, url: str) -> None:
        """A page that was received, and only says that there is none."""
        self._outcomes[identity_of(url)] = Outcome.GONE

    def find(self, url: str) -> Destination:
        """Where a link leads. What is on no host of ours is external; what was never asked for is unknown."""
        if url.startswith(("mailto:", "ftp:")):
            return Destination(LinkStatus.EXTERNAL)
        current, seen = url, set[str]()
        while True:
            key = identity_of(current)
            found = self._places.get(key)
            if found is None and key not in self._moved:
                found = self._loose.get(loose_identity_of(current)) or self._by_number(current)
            if found is not None:
                return Destination(found.status, found.record, found.file, found.listing, len(seen))
            if key in self._listings and key not in self._moved:
                return Destination(LinkStatus.LISTING, hops=len(seen))
            if key in seen or len(seen) >= MAX_HOPS or key not in self._moved:
                break
            seen.add(key)
            current = self._moved[key]
        if host_of(current) not in self.hosts:
            return Destination(LinkStatus.EXTERNAL, hops=len(seen))
        outcome = self._outcomes.get(identity_of(current))
        if outcome in {None, Outcome.ABSENT} and (whole := self._without_page(current)) is not None:
            return Destination(LinkStatus.RECORD, record=whole, hops=len(seen))
        broken = outcome in {Outcome.GONE, Outcome.ABSENT}
        return Destination(LinkStatus.BROKEN if broken else LinkStatus.UNKNOWN, hops=len(seen))

    def end_of_chain(self, url: str) -> str:
        """The last address of the redirects that begin at a URL; itself where there are none."""
        current, seen = url, set[str]()
        while (key := identity_of(current)) in self._moved and key not in seen and len(seen) < MAX_HOPS:
            seen.add(key)
            current = self._moved[key]
        return current

    def _without_page(self, url: str) -> str | None:
        """`/fiche/5349/3/`, which nobody could ask for, is a page of an article: WordPress answers with the article."""
        page = _PAGE_OF_ARTICLE.fullmatch(url)
        found = self._places.get(identity_of(page[1])) if page else None
        return found.record if found is not None and found.record in self._natives.values() else None

    def _by_number(self, url: str) -> Destination | None:
        """`?p=5349`, or `article.php3?id_article=12`, names an item although nobody harvested that spelling."""
        if host_of(url) not in self.hosts:
            return None
        query = query_of(url)
        numbers = [query.get("p"), query.get("page_id"), *(number_in(url, place) for place in self.places)]
        identifier = next((self._natives[number] for number in numbers if number in self._natives), None)
        return Destination(LinkStatus.RECORD, record=identifier) if identifier else None

    def _add(self, url: str, destination: Destination) -> None:
        self._places.setdefault(identity_of(url), destination)
        self._loose.setdefault(loose_identity_of(url), destination)
