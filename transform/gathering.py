"""Several captures of one item are one record: mirror copies, short links, slashes, pages of a long article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from transform.addresses import host_of, identity_of, loose_identity_of, segments_of
from transform.duplicates import sketch_of_words, words_of_draft
from transform.extract.roles import folded
from transform.reading import PageRead
from transform.templates.roles import PageRole

#: How the address begins of a file of which nothing says where it comes from.
_FILE = "mirror:"


@dataclass(slots=True)
class Item:
    """`main` is the capture the record is made from; `parts` its following pages, in order; `others` say the same.

    `versions` say it in another language, one capture each.
    """

    main: int
    parts: list[int] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Card:
    """What is kept in memory of a page read: enough to know which pages are one item, and under which addresses.

    `named_by`: the addresses that the page gives itself. `copy`: another view of an item. `language`: of a version,
    where languages make no items; the record is made of the version with the lowest `preference`. `dated`: the last
    date that is written in it. `said`: digest of its words; empty without any.
    """

    place: int
    url: str
    captured: str
    template: str
    native_id: str | None
    part: int
    canonical: str | None
    title: str
    digest: str
    exported: bool = False
    named_by: tuple[str, ...] = ()
    copy: bool = False
    family: str = ""
    language: str = ""
    preference: int = 0
    dated: str = ""
    sketch: tuple[int, ...] = ()
    said: bytes = b""

    @classmethod
    def of(cls, place: int, read: PageRead) -> "Card":
        language = (read.draft.language if read.draft else None) or ""
        order = read.ordered_languages
        words = words_of_draft(read.draft) if read.draft else ""
        return cls(
            place,
            read.entry.url,
            read.captured,
            read.template,
            read.native_id,
            read.part,
            read.canonical,
            folded((read.draft.title if read.draft else None) or read.window_title),
            read.entry.digest,
            read.exported,
            tuple(url for url in (read.shortlink, read.canonical, *read.aliases) if url),
            read.role is PageRole.COPY,
            read.family or read.template,
            language if order else "",
            order.index(language) if language in order else len(order),
            (read.draft.modified or read.draft.published or "") if read.draft else "",
            sketch_of_words(words),
            blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).digest() if words else b"",
        )


def gather(cards: Iterable[Card]) -> list[Item]:
    """Items in the order of their main capture's address."""
    ordered = sorted(cards, key=lambda card: card.url)
    groups = _Groups(len(ordered))
    seen: dict[tuple[str, ...], int] = {}
    for place, card in enumerate(ordered):
        for key in _keys(card):
            groups.join(place, seen.setdefault(key, place))
    for copy, original in _file_copies(ordered):
        groups.join(copy, original)
    members: dict[int, list[Card]] = defaultdict(list)
    for place, card in enumerate(ordered):
        members[groups.top(place)].append(card)
    items = [_item(group) for group in members.values()]
    by_place = {card.place: card for card in ordered}
    return sorted(items, key=lambda item: by_place[item.main].url)


def _file_copies(cards: list[Card]) -> Iterator[tuple[int, int]]:
    """Files without an address of their own that say, word for word, what a page with one says: (file, page).

    A mirror has them where a page was asked for twice, under a session's number for one.
    """
    pages: dict[tuple[str, bytes], int] = {}
    for place, card in enumerate(cards):
        if card.said and card.title and not card.url.startswith(_FILE):
            pages.setdefault((card.title, card.said), place)
    for place, card in enumerate(cards):
        if card.url.startswith(_FILE) and (found := pages.get((card.title, card.said))) is not None:
            yield place, found


def _keys(card: Card) -> Iterable[tuple[str, ...]]:
    """Two captures that share one of these are one item."""
    yield "address", identity_of(card.url), str(card.part)
    if card.native_id:
        yield "native", card.family or card.template, host_of(card.url), card.native_id
        yield "native", card.family or card.template, card.native_id, card.title
        yield "native", card.family or card.template, card.native_id, "", *segments_of(card.url)
        return
    yield "slash", loose_identity_of(card.url), card.title
    if card.digest:
        yield "bytes", host_of(card.url), loose_identity_of(card.url), card.digest
    if card.canonical and card.title:
        yield "canonical", identity_of(card.canonical), card.title
        yield "canonical", identity_of(card.url), card.title


def _item(group: list[Card]) -> Item:
    def rank(card: Card) -> tuple[bool, bool, int, str, bool, bool, bool, bool]:
        exact = card.canonical == card.url
        canonical = card.canonical is not None and identity_of(card.canonical) == identity_of(card.url)
        version = (card.preference, card.language)
        return card.exported, card.copy, *version, card.url.startswith(_FILE), not exact, not canonical, "?" in card.url

    # Of several hosts the one seen last; of one day's captures the secure, then the shortest address.
    group = sorted(group, key=lambda card: (not card.url.startswith("https"), len(card.url), card.url))
    group = sorted(group, key=lambda card: card.captured[:10], reverse=True)
    firsts = sorted((card for card in group if card.part == 1), key=rank) or sorted(group, key=rank)
    main = firsts[0]
    parts: dict[int, Card] = {}
    for card in sorted(group, key=rank):
        if card.part > 1 and card is not main:
            parts.setdefault(card.part, card)
    versions: dict[str, Card] = {}
    for card in firsts:
        if card.language != main.language and not card.exported:
            versions.setdefault(card.language, card)
    chosen = {main.place, *(card.place for card in (*parts.values(), *versions.values()))}
    return Item(
        main.place,
        [parts[number].place for number in sorted(parts)],
        [versions[language].place for language in sorted(versions)],
        sorted(card.place for card in group if card.place not in chosen),
    )


class _Groups:
    """Union-find."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def top(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.top(one), self.top(other)))
        self._above[second] = first
