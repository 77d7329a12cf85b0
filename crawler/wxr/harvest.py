"""One WordPress export into the archive: each item is a `resource` record at its permalink, its exact bytes.

What readers could not see (drafts, private, protected, trashed) is written to the archive too, so that nothing is lost,
but stands neither in its index nor in anything served: its row says `excluded`, and why.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from mmap import mmap
from urllib.parse import urlsplit

from crawler.archive_writer import FileCapture, digest_of
from crawler.canonical import canonical, join
from crawler.frontier import Frontier
from crawler.ledger import LedgerRow
from crawler.limits import Limits
from crawler.links import links_of
from crawler.mime import HTML
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, Progress
from crawler.scope import Rule, rule_against
from crawler.visit import Answer, Found
from crawler.wxr.address import Addresses, hidden_because
from crawler.wxr.cut import CUT, Piece, pieces_of
from crawler.wxr.export import channel_of
from crawler.wxr.item import ItemError, WxrItem, fields_of, read_item
from crawler.wxr.media_types import CHANNEL_TYPE, ITEM_TYPE
from crawler.wxr.repair import MAX_TOLD, Repair

_BATCH = 64
_MAX_ITEM = 16 * 1024 * 1024
_MAX_LINKS = 500_000
_MAX_REPAIRS = 1_000
_ROOT_END = b"</rss>"


@dataclass(frozen=True, slots=True)
class Read:
    """What is kept in memory of an item between the two readings. `item` is null where nothing can be read."""

    piece: Piece
    url: str
    item: WxrItem | None
    repairs: tuple[Repair, ...] = ()


@dataclass(slots=True)
class WxrHarvest:
    """`name` is the file's, `rows` the ledger's at the beginning. Results stand in the fields below them."""

    frontier: Frontier
    name: str
    site: str
    include: tuple[Rule, ...]
    exclude: tuple[Rule, ...]
    rows: dict[str, LedgerRow]
    limits: Limits
    progress: Progress
    types: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    repairs: list[Repair] = field(default_factory=list)
    repaired: int = 0
    problem: str = ""
    _exported: datetime = field(default_factory=lambda: datetime.now(UTC))
    _encoding: str = "utf-8"
    _failed: int = 0
    _known: set[str] = field(default_factory=set)
    _links: dict[str, tuple[str, str]] = field(default_factory=dict)

    def run(self, data: mmap) -> None:
        pieces = list(pieces_of(data))
        first = pieces[0].start if pieces else len(data)
        last = pieces[-1].end if pieces else len(data)
        channel = channel_of(data[: min(first, _MAX_ITEM)])
        self._exported = channel.exported or self._exported
        self._encoding = channel.encoding
        addresses = Addresses(self.site, channel.base)
        items = self._all_read(data, pieces, addresses)
        parents = {read.item.id: read.item for read in items if read.item is not None and read.item.id is not None}
        self.frontier.found(Found(self._own_url))
        for read in items:
            self.frontier.found(Found(read.url, self._own_url, read.item.title if read.item else ""))
        self.frontier.commit()
        self._keep_frame(data, first, last)
        for number, read in enumerate(items, start=1):
            parent = parents.get(read.item.parent) if read.item and read.item.parent else None
            self._settle_item(read, data, parent, addresses)
            if number % _BATCH == 0:
                self.frontier.commit()
                self.progress(HarvestProgress(number, len(items) - number, self._failed, self.problem))
        self._name_absent_links(channel.base)
        self._withdraw({read.url for read in items})
        self.frontier.note(f"wxr repairs {self.name}", _as_json(self.repairs))
        self.frontier.commit()
        self.progress(HarvestProgress(len(items), 0, self._failed, self.problem))

    @property
    def _own_url(self) -> str:
        return f"wxr:{self.site}/{self.name}"

    def _all_read(self, data: mmap, pieces: list[Piece], addresses: Addresses) -> list[Read]:
        """Each item with its address; one that another item took before goes by its id, or by its place."""
        items: list[Read] = []
        taken: set[str] = set()
        for number, piece in enumerate(pieces, start=1):
            item, repairs = self._fields(data, piece)
            url = f"wxr:{self.site}/{number}"
            if item is not None:
                wanted = addresses.of(item, number, public=hidden_because(item, None) is None)
                choices = (wanted, addresses.by_id(item), url)
                url = next(
                    (one for one in choices if one and one not in taken and len(one) <= self.limits.max_url), url
                )
            taken.add(url)
            items.append(Read(piece, url, item, tuple(repairs[:MAX_TOLD])))
            self.repaired += len(repairs)
            self.repairs += repairs[: max(_MAX_REPAIRS - len(self.repairs), 0)]
        return items

    def _fields(self, data: mmap, piece: Piece) -> tuple[WxrItem | None, list[Repair]]:
        if piece.end - piece.start > _MAX_ITEM:
            return None, []
        try:
            element, repairs = read_item(data[piece.start : piece.end], piece.start, self._encoding)
        except ItemError:
            return None, []
        if piece.broken and piece.broken != CUT:
            repairs = [Repair(piece.start, piece.broken), *repairs]
        return fields_of(element), repairs

    def _keep_frame(self, data: mmap, first: int, last: int) -> None:
        """The bytes around the items: site, authors, terms. Not indexed: authors stand there with their e-mails."""
        whole = _ROOT_END in data[max(last, len(data) - 4096) :]
        frame = data[: min(first, _MAX_ITEM)] + data[last : last + _MAX_ITEM]
        self._keep(
            self._own_url,
            frame,
            Outcome.EXCLUDED,
            "cadre de l’export (auteurs, rubriques) : gardé, non servi",
            CHANNEL_TYPE,
        )
        if not whole:
            self._fail(self._own_url, "l’export est coupé avant sa fin : exportez de nouveau")

    def _settle_item(self, read: Read, data: mmap, parent: WxrItem | None, addresses: Addresses) -> None:
        size = read.piece.end - read.piece.start
        if size > _MAX_ITEM:
            self._fail(read.url, f"élément de {size} octets, plus que les {_MAX_ITEM} qui sont lus")
            return
        payload = data[read.piece.start : read.piece.end]
        item = read.item
        if item is None or read.piece.broken == CUT:
            reason = read.piece.broken or "élément illisible"
            self._keep(read.url, payload, Outcome.FAILED, f"{reason} : exportez de nouveau")
            return
        self.types[item.type] = self.types.get(item.type, 0) + 1
        why = hidden_because(item, parent)
        rule = rule_against(read.url, self.include, self.exclude)
        if why is not None or rule is not None:
            self.hidden += 1
            self._keep(
                read.url, payload, Outcome.EXCLUDED, rule or f"{why} (élément {item.id} de l’export {self.name})"
            )
            return
        self._keep(read.url, payload, Outcome.CAPTURED, self._told(item, read.repairs))
        self._known.add(_identity(read.url))
        for other in addresses.others(item, read.url):
            self.frontier.alias(other, read.url)
            self._known.add(_identity(other))
        self._name_file(item, read.url)
        self._note_links(item, read.url)

    def _keep(self, url: str, payload: bytes, outcome: Outcome, reason: str, mime: str = ITEM_TYPE) -> None:
        """Writes the item unless the archive has these bytes already; only what readers could see is indexed."""
        row = self.rows.get(url)
        entry = None
        if self._holds(url, payload):
            if self.frontier.resumed and row is not None and row.settled and row.outcome is outcome:
                return
            outcome = Outcome.UNCHANGED if outcome is Outcome.CAPTURED else outcome
        else:
            entry = self.frontier.writer.add_file(FileCapture(url, self._exported, payload, self.name, mime))
        self.frontier.note(f"wxr {url}", f"{digest_of(payload)} {self.name}")
        if outcome is Outcome.FAILED:
            self._fail(url, reason)
            return
        indexed = outcome is not Outcome.EXCLUDED
        # What is not indexed leaves no digest either: the row would promise a capture that nobody can read.
        self.frontier.answered(Answer(url, outcome, reason, entry=entry if indexed else None))

    def _fail(self, url: str, reason: str) -> None:
        self._failed += 1
        self.problem = f"{url} : {reason}"
        self.frontier.answered(Answer(url, Outcome.FAILED, reason))

    def _holds(self, url: str, payload: bytes) -> bool:
        """Whether an export already gave these bytes for this address: the ledger remembers what each gave last."""
        return (self.frontier.fact(f"wxr {url}") or "").partition(" ")[0] == digest_of(payload)

    def _told(self, item: WxrItem, repairs: tuple[Repair, ...]) -> str:
        told = f"élément {item.id} ({item.type}) de l’export {self.name}"
        if not repairs:
            return told
        places = ", ".join(f"{repair.what} (octet {repair.place})" for repair in repairs[:3])
        return f"{told} ; réparé pour être lu : {places}{'…' if len(repairs) > 3 else ''}"

    def _name_file(self, item: WxrItem, url: str) -> None:
        """An export names files, and holds none."""
        file = canonical(item.attachment_url)
        if file is not None and _identity(file) != _identity(url):
            self._links.setdefault(file, (url, item.title))

    def _note_links(self, item: WxrItem, url: str) -> None:
        if len(self._links) >= _MAX_LINKS or not item.content:
            return
        for link in links_of(item.content.encode("utf-8", "replace"), HTML, "", self.limits.max_links).links:
            target = None
            with suppress(ValueError):
                target = join(url, link.href)
            if target is not None and target not in self._links and len(self._links) < _MAX_LINKS:
                self._links[target] = (url, link.text)

    def _name_absent_links(self, base: str | None) -> None:
        """Pages and files of the site that the export names without holding them."""
        ours = _identity(base).partition("/")[0] if base else None
        for url, (page, text) in self._links.items():
            name = _identity(url)
            if name.partition("/")[0] == ours and name not in self._known and len(url) <= self.limits.max_url:
                reason = "nommée par l’export, qui ne la contient pas"
                self.frontier.found(Found(url, page, text, Outcome.ABSENT, reason))

    def _withdraw(self, present: set[str]) -> None:
        """What an export of the same name held in an earlier run, and no longer does."""
        for url, row in self.rows.items():
            if url in present or row.outcome not in {Outcome.CAPTURED, Outcome.UNCHANGED, Outcome.EXCLUDED}:
                continue
            given = self.frontier.fact(f"wxr {url}")
            if (
                given is not None
                and given.endswith(f" {self.name}")
                and url != self._own_url
                and "export" in row.reason
            ):
                self.frontier.answered(Answer(url, Outcome.ABSENT, "n’est plus dans l’export", attempted=False))


def _identity(url: str) -> str:
    """Host and the rest, whatever the scheme, with or without `www.`."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}/{parts.path.strip('/')}{query}"


def _as_json(repairs: list[Repair]) -> str:
    return json.dumps([[repair.place, repair.what] for repair in repairs], ensure_ascii=False)
