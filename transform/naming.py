"""Ids for all items of a run, and the book that says where every old address leads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from crawler.capture import ArchiveEntry
from crawler.outcome import Outcome
from transform.addresses import host_of
from transform.duplicates import Sketched
from transform.gathering import Card, Item
from transform.links import AddressBook
from transform.register import Register, Sighting
from transform.templates.profile import NativeId
from transform.traces import Traces
from transform.withdrawal import Withdrawals


@dataclass(frozen=True, slots=True)
class Named:
    """An item with what the register is told of it."""

    item: Item
    sighting: Sighting


def name_items(
    items: Iterable[Item],
    cards: Sequence[Card],
    entries: Iterable[ArchiveEntry],
    traces: Traces,
    register: Register,
    withdrawals: Withdrawals,
) -> dict[str, Named]:
    """Id → item, sorted; those known first get theirs, then the others in the order of their addresses.

    What was withdrawn is not among them. `cards` stand at their own places.
    """
    spans = _spans(entries)
    origins = traces.origins()
    found = [Named(item, _sighting(item, cards, spans, origins)) for item in items]
    named: dict[str, Named] = {}
    for one in sorted(found, key=lambda one: not register.knows(one.sighting)):
        named[register.id_for(one.sighting, taken=named)] = one
    for identifier in withdrawals.records.keys() & named.keys():
        withdrawals.hide(identifier, named.pop(identifier).sighting.urls)
    register.withdraw({identifier: one.at for identifier, one in withdrawals.records.items()})
    return dict(sorted(named.items()))


def dismissed(named: dict[str, Named], cards: Sequence[Card], judged: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Takes out the items whose page an editor judged to be none, as long as it is the same: its address and capture.

    `judged`: id → digest of the page then.
    """
    for identifier in sorted(judged.keys() & named.keys()):
        card = cards[named[identifier].item.main]
        if card.digest == judged[identifier]:
            del named[identifier]
            yield card.url, f"{''.join(filter(str.isdecimal, card.captured))[:14]}/{card.url}"


def book_of(
    named: Mapping[str, Named],
    files: Iterable[ArchiveEntry],
    traces: Traces,
    withdrawals: Withdrawals,
    places: Iterable[NativeId] = (),
) -> AddressBook:
    """Records first, then files, redirects and outcomes. Listings are added once the records are known.

    `places`: where the families that were seen write an item's number into addresses.
    """
    book = AddressBook(places=tuple(places))
    book.hosts |= {host_of(url) for one in named.values() for url in one.sighting.urls} | traces.hosts
    for identifier, one in named.items():
        book.add_record(identifier, one.sighting.urls, one.sighting.native_id)
    for entry in files:
        book.add_file(entry)
    for url, target in traces.redirects:
        book.add_redirect(url, target)
    for url in withdrawals.urls():
        book.add_outcome(url, Outcome.GONE)
    for url, outcome in traces.outcomes.items():
        if outcome is not None:
            book.add_outcome(url, outcome)
    return book


def sketches_of(named: Mapping[str, Named], cards: Sequence[Card]) -> list[Sketched]:
    """Age is the date written in a page, then the source's own number, then the address."""
    mains = ((identifier, cards[one.item.main]) for identifier, one in named.items())
    return [
        Sketched(identifier, card.sketch, (card.dated, _number(card.native_id), card.url), card.title)
        for identifier, card in mains
    ]


def _number(native_id: str | None) -> int:
    return int(native_id) if native_id and native_id.isdecimal() and len(native_id) < 19 else 0


def _sighting(
    item: Item,
    cards: Sequence[Card],
    spans: Mapping[str, tuple[datetime, datetime]],
    origins: Mapping[str, Iterable[str]],
) -> Sighting:
    """Every address under which the item was seen, names itself, or is led to."""
    own = [cards[place] for place in (item.main, *item.parts, *item.versions, *item.others)]
    urls = dict.fromkeys(card.url for card in own)
    seen = [spans[url] for url in urls]
    for url in (*chain.from_iterable(card.named_by for card in own), *list(urls)):
        urls |= dict.fromkeys([url, *origins.get(url, ())])
    return Sighting(
        native_id=next((card.native_id for card in own if card.native_id), None),
        urls=list(urls),
        first_seen=_rfc3339(min(first for first, _ in seen)),
        last_seen=_rfc3339(max(last for _, last in seen)),
    )


def _spans(entries: Iterable[ArchiveEntry]) -> dict[str, tuple[datetime, datetime]]:
    """Address → its first and last capture."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for entry in entries:
        first, last = spans.get(entry.url, (entry.captured, entry.captured))
        spans[entry.url] = (min(first, entry.captured), max(last, entry.captured))
    return spans


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
