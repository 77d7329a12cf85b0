"""The first pass: each page and each exported item read once, its draft shelved, what compares pages kept in mind."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from transform.addresses import identity_of
from transform.audit.losses import Losses
from transform.audit.memory import Memory
from transform.audit.tally import Keys
from transform.exported import exported_reads
from transform.extract.found import Draft
from transform.gathering import Card
from transform.places.gazetteer import gazetteer
from transform.places.learned import Learned, Lesson, lessons
from transform.reading import PageRead, read_capture
from transform.repair.lexicon import Lexicon, PageWords
from transform.shelf import Shelf, packed, unpacked
from transform.templates.induction.induce import Induced, induced_profiles
from transform.templates.induction.shapes import Shape
from transform.templates.induction.store import ShapeStore
from transform.templates.profile import Profile
from transform.templates.roles import PageRole
from transform.told import Parcel, is_told, parcels_of
from transform.workers import Crew


@dataclass(slots=True)
class Gleaning:
    """What the first pass leaves behind.

    `places`: of each draft on the shelf, by the number on its card; `documents`: addresses of files that pages offer;
    `unlisted`: items of exports that nobody saw on the site. `told`: what REST and feeds say of an item, by the
    identity of its address, then by source: when, and the number of its place.
    """

    shelf: Shelf
    losses: Losses
    memory: Memory
    cards: list[Card] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    listings: list[PageRead] = field(default_factory=list)
    page_losses: dict[str, str] = field(default_factory=dict)
    window_titles: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    lexicon: Lexicon = field(default_factory=Lexicon)
    learned: Learned = field(default_factory=Learned)
    exported: bool = False
    unlisted: set[str] = field(default_factory=set)
    induced: Induced = field(default_factory=Induced)
    told: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)

    def read_pages(
        self,
        entries: list[ArchiveEntry],
        profiles: tuple[Profile, ...],
        crew: Crew,
        progress: Callable[[int, int, str], None],
        *,
        audit: bool,
    ) -> None:
        """Each page that could be one; what is none is a listing, or a loss."""
        with tempfile.TemporaryFile() as spool, tempfile.TemporaryFile() as other_spool:
            shapes, unsure = ShapeStore(spool), ShapeStore(other_spool)
            unclaimed: list[ArchiveEntry] = []
            doubted: list[str] = []
            trusted: Counter[str] = Counter()
            work = partial(gleaned_page, profiles, audit)
            sheaves = crew.spread(work, entries, _page_lost)
            for done, (entry, sheaf) in enumerate(zip(entries, sheaves, strict=True), 1):
                if sheaf.shape is not None:
                    (unsure if sheaf.unsure else shapes).add(sheaf.shape)
                    doubted += [sheaf.unsure] if sheaf.unsure else []
                    unclaimed.append(entry)
                else:
                    self.window_titles.append(sheaf.window_title)
                    trusted[sheaf.card.family if sheaf.card is not None else ""] += 1
                    self._keep(sheaf)
                progress(done, len(entries), "pages")
            doubts = Counter(doubted)
            for shape, family in zip(unsure, doubted, strict=True):
                if doubts[family] > trusted[family]:  # its names for the text are not this site's
                    shapes.add(shape)
            self.induced = induced_profiles(shapes)
        self._read_unclaimed(unclaimed, profiles, crew, progress, audit=audit)

    def _read_unclaimed(
        self,
        entries: list[ArchiveEntry],
        profiles: tuple[Profile, ...],
        crew: Crew,
        progress: Callable[[int, int, str], None],
        *,
        audit: bool,
    ) -> None:
        """Pages whose text no profile finds, read again by what was learnt from all of them."""
        work = partial(gleaned_again, profiles, self.induced.profiles, audit)
        tasks = [(entry, self.induced.assigned.get(entry.url)) for entry in entries]
        for done, sheaf in enumerate(crew.spread(work, tasks, _again_lost), 1):
            self.window_titles.append(sheaf.window_title)
            self._keep(sheaf)
            progress(done, len(tasks), "pages sans profil")

    def read_exports(
        self, newest: list[ArchiveEntry], index: list[ArchiveEntry], profiles: tuple[Profile, ...], crew: Crew
    ) -> None:
        """Items of WordPress exports; their words are compared with those of their pages, not audited."""
        roles = {identity_of(listing.entry.url): listing.role for listing in self.listings}
        roles = {address: role for address, role in roles.items() if role is not PageRole.ERROR}
        for read in exported_reads(crew, newest, index, roles, profiles):
            self.exported = True
            if read.draft is None and read.loss is None:
                self.unlisted.add(read.entry.url)
            else:
                self._keep(Sheaf.of(read))

    def read_told(self, newest: list[ArchiveEntry], crew: Crew) -> None:
        """Of several answers that tell of one item, the last one counts."""
        for parcels in crew.spread(parcels_of, [entry for entry in newest if is_told(entry)], _nothing_told):
            for parcel in parcels:
                known = self.told.setdefault(parcel.key, {})
                if parcel.source not in known or known[parcel.source][0] < parcel.captured:
                    known[parcel.source] = parcel.captured, len(self.places)
                    self.places.append(self.shelf.put(parcel.blob))

    def _keep(self, sheaf: "Sheaf") -> None:
        if sheaf.card is None:
            read: PageRead = unpacked(sheaf.blob)
            reason = read.loss or "page sans contenu"
            self.listings.append(read)
            self.page_losses[read.entry.url] = reason
            self.losses.add(read.entry.url, read.capture, "page", reason)
            if read.unread is not None:
                self.losses.words.miss(read.unread)
            return
        if sheaf.left is not None:
            self.losses.tally.add(sheaf.card.template, sheaf.kind, sheaf.left)
        if not sheaf.card.exported:
            self.memory.see_page(sheaf.card.template, sheaf.matched)
        if sheaf.words is not None:
            self.lexicon.learn(sheaf.words)
        sheaf.card.place = len(self.places)
        self.cards.append(sheaf.card)
        self.documents.update(sheaf.documents)
        self.learned.learn(sheaf.lessons)
        self.places.append(self.shelf.put(sheaf.blob))


@dataclass(slots=True)
class Sheaf:
    """One page on its way from the process that read it. `blob`: its `PageRead`, packed, never opened on the way.

    `left`: what the tally needs of what the audit left over. `unsure`: the family that may have found but a part of the
    text of a page of which this is the shape.
    """

    blob: bytes
    window_title: str
    card: Card | None = None
    kind: str = ""
    left: Keys | None = None
    matched: dict[str, str] = field(default_factory=dict)
    words: PageWords | None = None
    documents: list[str] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    shape: Shape | None = None
    unsure: str = ""

    @classmethod
    def of(cls, read: PageRead) -> "Sheaf":
        if read.shape is not None:
            return cls(b"", read.window_title, shape=read.shape, unsure=read.family if read.unsure else "")
        if read.draft is None:
            return cls(packed(read), read.window_title)
        words = read.words
        # The lexicon learns the words; the page keeps what tells whether it may need repair.
        read.words = PageWords(suspects=words.suspects) if words is not None else None
        kind = read.draft.verdict.kind.value
        return cls(
            packed(read),
            read.window_title,
            Card.of(-1, read),
            kind,
            Keys.of(read.audit.left) if read.audit is not None else None,
            read.draft.matched,
            words,
            [document.url for document in read.draft.content.documents],
            lessons(_texts(read.draft), gazetteer()),
        )


def _texts(draft: Draft) -> list[str]:
    texts = [draft.title, draft.subtitle, draft.content.lead, *(section.text for section in draft.content.sections)]
    return [text for text in texts if text]


def gleaned_page(profiles: tuple[Profile, ...], audit: bool, archive: Archive, entry: ArchiveEntry) -> Sheaf:
    return Sheaf.of(read_capture(archive, entry, profiles, audit=audit, learn=True))


def gleaned_again(
    profiles: tuple[Profile, ...],
    learnt: dict[str, Profile],
    audit: bool,
    archive: Archive,
    task: tuple[ArchiveEntry, str | None],
) -> Sheaf:
    entry, name = task
    tried = (*profiles, learnt[name]) if name is not None else profiles
    return Sheaf.of(read_capture(archive, entry, tried, audit=audit))


def _again_lost(task: tuple[ArchiveEntry, str | None]) -> Sheaf:
    return _page_lost(task[0])


def _nothing_told(_: ArchiveEntry) -> list[Parcel]:
    return []


def _page_lost(entry: ArchiveEntry) -> Sheaf:
    return Sheaf.of(
        PageRead(entry, PageRole.ERROR, loss="page qui arrête le programme qui la lit : laissée de côté", unread=0)
    )
