"""Archive, profiles, register and decisions to `records/`: the same in, the same bytes out (law 3)."""

import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

from crawler.archive import Archive
from crawler.capture import ArchiveEntry, RecordType
from crawler.outcome import Outcome
from transform.addresses import host_of, id_in, identity_of, query_of
from transform.assertions import AssertionsFailed, failures
from transform.audit.copies import Extent, only_in_copy
from transform.audit.losses import ONLY_IN_COPY, Losses
from transform.audit.memory import Memory
from transform.audit.page import LONGEST_QUOTE
from transform.classify import DOUBTFUL
from transform.compose import Surroundings, compose, content_digest
from transform.corrections import Corrections
from transform.decisions import Decision
from transform.exported import exported_reads
from transform.extract.documents import format_at
from transform.extract.headline import repeated_parts
from transform.extract.wxr_merge import disagreements, fill
from transform.files import FileRead, read_file
from transform.gathering import Card, Item, gather
from transform.links import AddressBook
from transform.permalink import record_path
from transform.personal import mask_strings
from transform.personal.keeping import FILE as PERSONAL_FILE
from transform.personal.keeping import MODE, PersonalData
from transform.publication import Publication
from transform.questions import CHOSEN, EXPORT, export_question, kind_question
from transform.reading import PageRead, read_capture
from transform.redirects import Redirect, listing_address, redirects_for, search_address, to_csv
from transform.register import Register, Sighting
from transform.repair.run import Repairs, words_of_draft
from transform.reviews import FILE as REVIEWS_FILE
from transform.reviews import Reviews
from transform.schema import Record
from transform.templates.profile import PageRole, Profile, load_profiles
from transform.traces import Traces
from transform.withdrawal import Withdrawals
from transform.withheld import WITHHELD
from transform.workers import spread

Progress = Callable[[int, int, str], None]

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_FEEDS = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml"))


#: A word of a loss's reason → what is lost; else a player.
_LOST_THINGS = {"image": "image", "mots": "text", "code court": "text"}


@dataclass(frozen=True, slots=True)
class TransformRequest:
    """`archive` and `records` are folders, `ledger` a file that may be missing; `profiles` the workspace's own.

    `accepted_assertions`: names of failed assertions that a person accepts. `audit` is left out by benchmarks only.
    """

    archive: Path
    ledger: Path
    records: Path
    profiles: tuple[Path, ...] = ()
    decisions: tuple[Decision, ...] = ()
    site: str = "site"
    processes: int = 1
    accepted_assertions: frozenset[str] = frozenset()
    audit: bool = True


@dataclass(frozen=True, slots=True)
class TransformSummary:
    """`urls` by outcome, `kinds` by kind; others are counts. `shortfalls`: what a profile expected in vain.

    `losses`: lines of `losses.jsonl`; `words`: those of the pages, and what became of them.
    """

    site: str
    urls: dict[str, int]
    records: int
    kinds: dict[str, int]
    losses: int
    repairs: int
    reviews: int
    shortfalls: tuple[str, ...] = ()
    words: dict[str, int | float] = field(default_factory=dict)


def silence(_done: int, _total: int, _stage: str) -> None:
    """Progress that nobody watches."""


def transform(request: TransformRequest, progress: Progress = silence) -> TransformSummary:
    """Replaces all files of `records` together. Raises `TransformError`; `HarvestError` where there is no archive.

    `AssertionsFailed`: the files in place stay as they are.
    """
    publication = Publication(request.records)
    try:
        with (publication.draft / ".spool").open("w+b") as spool:
            summary = _Run(request, progress, publication, spool).run()
        (publication.draft / ".spool").unlink()
        publication.publish()
    except BaseException:
        publication.abandon()
        raise
    return summary


@dataclass(slots=True)
class _Run:
    request: TransformRequest
    progress: Progress
    publication: Publication
    spool: IO[bytes]
    archive: Archive = field(init=False)
    register: Register = field(init=False)
    losses: Losses = field(default_factory=Losses)
    memory: Memory = field(default_factory=Memory)
    page_losses: dict[str, str] = field(default_factory=dict)
    reviews: Reviews = field(default_factory=Reviews)
    personal: PersonalData = field(default_factory=PersonalData)
    repairs: Repairs = field(default_factory=Repairs)
    withdrawals: Withdrawals = field(init=False)
    corrections: Corrections = field(init=False)
    places: list[int] = field(default_factory=list)
    listings: list[PageRead] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    exported: bool = False
    unlisted: set[str] = field(default_factory=set)
    window_titles: list[str] = field(default_factory=list)

    def run(self) -> TransformSummary:
        self.archive = Archive(self.request.archive)
        entries = self.archive.entries()
        traces = Traces.read(self.request.ledger, self.archive)
        self.register = Register.read(self.request.records / "register.jsonl", self.request.site)
        self.withdrawals = Withdrawals.of(self.request.decisions)
        self.corrections = Corrections.of(self.request.decisions)
        self.reviews.answered = self.corrections.answered
        newest = [entry for entry in _newest(entries) if not self.withdrawals.address(entry.url)]
        cards = self.read_pages([entry for entry in newest if entry.mime in _PAGES])
        cards += self.read_exports(newest, entries)
        items = gather(cards)
        book = AddressBook()
        named = self.name(items, entries, traces, book)
        for entry in newest:
            if entry.mime not in _PAGES | _FEEDS | WITHHELD:
                book.add_file(entry)
        for url, target in traces.redirects:
            book.add_redirect(url, target)
        for url in self.withdrawals.urls():
            book.add_outcome(url, Outcome.GONE)
        for url, outcome in traces.outcomes.items():
            if outcome is not None:
                book.add_outcome(url, outcome)
        kinds, paths, sources = self.write_records(named, book)
        self.add_listings(book, kinds, newest)
        urls = dict.fromkeys((*(entry.url for entry in entries), *self.withdrawals.urls()), None) | traces.outcomes
        self.write_redirects(urls, named, book, paths, sources)
        return self.conclude(traces, kinds)

    def read_pages(self, entries: list[ArchiveEntry]) -> list[Card]:
        """Drafts go to the spool; only what compares pages stays in memory."""
        profiles = load_profiles(self.request.profiles)
        work = partial(_read_page, profiles, self.request.audit)
        cards: list[Card] = []
        results = spread(work, self.request.archive, entries, self.request.processes, _page_lost)
        for done, read in enumerate(results, 1):
            self.window_titles.append(read.window_title)
            if read.draft is None:
                self.listings.append(read)
                reason = read.loss or "page sans contenu"
                self.page_losses[read.entry.url] = reason
                self.losses.add(read.entry.url, read.capture, "page", reason)
            else:
                if read.audit is not None:
                    self.losses.tally.add(read.template, read.draft.verdict.kind.value, read.audit.left)
                self.memory.see_page(read.template, read.draft.matched)
                read.words = self.repairs.learn(read.words)
                cards.append(Card.of(len(self.places), read))
                self.documents.update(document.url for document in read.draft.content.documents)
                self.places.append(self.spool.tell())
                pickle.dump(read, self.spool, protocol=pickle.HIGHEST_PROTOCOL)
            self.progress(done, len(entries), "pages")
        return cards

    def read_exports(self, newest: list[ArchiveEntry], index: list[ArchiveEntry]) -> list[Card]:
        """Items of WordPress exports; their words are compared with those of their pages, not audited."""
        profiles = load_profiles(self.request.profiles)
        pages = {identity_of(listing.entry.url): listing.role for listing in self.listings}
        pages = {address: role for address, role in pages.items() if role is not PageRole.ERROR}
        cards: list[Card] = []
        for read in exported_reads(self.request.archive, newest, index, pages, profiles, self.request.processes):
            self.exported = True
            if read.draft is None and read.loss is None:
                self.unlisted.add(read.entry.url)
                continue
            if read.draft is None:
                self.listings.append(read)
                self.page_losses[read.entry.url] = read.loss or ""
                self.losses.add(read.entry.url, read.capture, "page", read.loss or "")
                continue
            read.words = self.repairs.learn(read.words)
            read.words = self.repairs.learn(words_of_draft(read.draft))
            cards.append(Card.of(len(self.places), read))
            self.documents.update(document.url for document in read.draft.content.documents)
            self.places.append(self.spool.tell())
            pickle.dump(read, self.spool, protocol=pickle.HIGHEST_PROTOCOL)
        return cards

    def draft(self, place: int) -> PageRead:
        self.spool.seek(self.places[place])
        read: PageRead = pickle.load(self.spool)  # noqa: S301 (our own file, written a moment ago)
        return read

    def name(
        self, items: list[Item], entries: list[ArchiveEntry], traces: Traces, book: AddressBook
    ) -> dict[str, tuple[Item, Sighting]]:
        """Ids for all items, those known first, then in the order of their addresses; the book learns every address."""
        dates: dict[str, tuple[datetime, datetime]] = {}
        for entry in entries:
            first, last = dates.get(entry.url, (entry.captured, entry.captured))
            dates[entry.url] = (min(first, entry.captured), max(last, entry.captured))
        origins = traces.origins()
        sightings: list[tuple[Item, Sighting]] = []
        for item in items:
            reads = [self.draft(place) for place in (item.main, *item.parts, *item.others)]
            urls = dict.fromkeys(read.entry.url for read in reads)
            seen = [dates[url] for url in urls]
            named_by = [url for read in reads for url in (read.shortlink, read.canonical, *read.aliases) if url]
            for url in (*named_by, *list(urls)):
                urls |= dict.fromkeys([url, *origins.get(url, ())])
            sighting = Sighting(
                native_id=next((read.native_id for read in reads if read.native_id), None),
                urls=list(urls),
                first_seen=_rfc3339(min(first for first, _ in seen)),
                last_seen=_rfc3339(max(last for _, last in seen)),
            )
            sightings.append((item, sighting))
            book.hosts |= {host_of(url) for url in urls}
        named: dict[str, tuple[Item, Sighting]] = {}
        for item, sighting in sorted(sightings, key=lambda pair: not self.register.knows(pair[1])):
            named[self.register.id_for(sighting, taken=named)] = (item, sighting)
        for identifier in self.withdrawals.records.keys() & named.keys():
            self.withdrawals.hide(identifier, named.pop(identifier)[1].urls)
        self.register.withdraw({identifier: one.at for identifier, one in self.withdrawals.records.items()})
        for identifier, (_, sighting) in sorted(named.items()):
            book.add_record(identifier, sighting.urls, sighting.native_id)
        book.hosts |= traces.hosts
        return dict(sorted(named.items()))

    def write_records(
        self, named: dict[str, tuple[Item, Sighting]], book: AddressBook
    ) -> tuple[Counter[str], dict[str, str], dict[str, str]]:
        around = Surroundings(book, repeated_parts(self.window_titles), self.read_documents(book))
        kinds: Counter[str] = Counter()
        paths: dict[str, str] = {}
        sources: dict[str, str] = {}

        def lines() -> Iterator[str]:
            for done, (identifier, (item, sighting)) in enumerate(named.items(), 1):
                record = self.personal.mask(self.record(identifier, item, sighting, around))
                self.reviews.ask(self.personal.reviews)
                record.quality.reviews = self.reviews.of_record(identifier)
                self.memory.see_record(record)
                kinds[record.kind.value] += 1
                paths[identifier] = record_path(record)
                sources[identifier] = record.source.url
                self.progress(done, len(named), "notices")
                yield record.to_json_line() + "\n"

        self.publication.write("records.jsonl", lines())
        return kinds, paths, sources

    def record(self, identifier: str, item: Item, sighting: Sighting, around: Surroundings) -> Record:
        reads = [self.draft(place) for place in (item.main, *item.parts)]
        own = reads[0].entry.url
        self.meet_export(identifier, item, reads[0])
        extent = Extent.of([read.draft for read in reads if read.draft is not None])
        copies = self.copies_lost(identifier, item, reads)
        record = compose(identifier, reads, sorted(set(sighting.urls) - {own}), around)
        lost = [(read, what) for read in reads for what in read.lost]
        for read, (what, reason) in lost:
            lost_thing = next((thing for word, thing in _LOST_THINGS.items() if word in reason), "player")
            self.losses.add(read.entry.url, read.capture, lost_thing, reason, identifier, text=what)
        for document in record.documents:
            found = around.book.find(document.url).file
            problem = around.files[found.digest].problem if found and found.digest in around.files else None
            if problem:
                lost.append((reads[0], (document.url, problem)))
                self.losses.add(own, reads[0].capture, "document", problem, identifier, text=document.url)
        verdict = reads[0].draft.verdict if reads[0].draft else None
        if verdict and verdict.confidence < DOUBTFUL and record.source.template != "generic":
            self.reviews.ask([kind_question(record, verdict, reads[0].capture)])
        for name in extent.missing_in(record):
            lost.append((reads[0], (name, "")))
            self.losses.add(
                own, reads[0].capture, "text", "perdu entre la page et la notice", identifier, place=f"/{name}"
            )
        left = sum(self.settle(read, identifier, record.title) for read in reads)
        record.quality.losses = len(lost) + copies + left
        self.reviews.ask(self.repairs.mend(record, [read.words for read in reads]))
        digest = content_digest(record)
        record, asked = self.corrections.apply(record)
        self.reviews.ask(asked)
        self.register.see(identifier, sighting, record.kind.value, digest, record.source.captured)
        return record

    def meet_export(self, identifier: str, item: Item, page: PageRead) -> None:
        """The page takes what it lacks from the newest export of its item; reviews where they disagree."""
        exports = [read for read in map(self.draft, item.others) if read.exported]
        if page.exported or not exports or page.draft is None or item.parts:
            return
        export = max(exports, key=lambda read: read.captured)
        assert export.draft is not None
        found = disagreements(page.draft, export.draft)
        fill(page.draft, export.draft)
        chosen = self.corrections.choice(identifier, "/sections")
        page.native_id = page.native_id or export.native_id
        for one in found:
            self.reviews.ask([export_question(identifier, one, page.capture, export.capture)])
            if one.field == "/sections" and chosen == EXPORT:
                page.draft.content = export.draft.content
                self.losses.add(page.entry.url, page.capture, "text", CHOSEN, identifier, text=one.page)

    def settle(self, read: PageRead, identifier: str, title: str) -> int:
        if read.audit is None or read.draft is None:
            return 0
        kind = read.draft.verdict.kind.value
        return self.losses.settle(read.audit, read.entry.url, read.capture, read.template, kind, identifier, title)

    def copies_lost(self, identifier: str, item: Item, reads: list[PageRead]) -> int:
        """Losses: what only another capture of the same item says."""
        kept = [read.draft for read in reads if read.draft is not None]
        digests = {read.entry.digest for read in reads}
        lost = 0
        for place in item.others if self.request.audit else ():
            copy = self.draft(place)
            if copy.entry.digest in digests or copy.draft is None:
                continue
            digests.add(copy.entry.digest)
            for text in only_in_copy(copy.draft, kept):
                lost += 1
                self.losses.add(
                    copy.entry.url, copy.capture, "text", ONLY_IN_COPY, identifier, text=text[:LONGEST_QUOTE]
                )
        return lost

    def read_documents(self, book: AddressBook) -> dict[str, FileRead]:
        found = (book.find(url).file for url in sorted(self.documents) if format_at(url))
        entries = list({entry.digest: entry for entry in found if entry is not None}.values())
        results = spread(read_file, self.request.archive, entries, self.request.processes, _file_lost)
        read: dict[str, FileRead] = {}
        for done, result in enumerate(results, 1):
            read[result.digest] = result
            self.progress(done, len(entries), "documents")
        return read

    def add_listings(self, book: AddressBook, kinds: Counter[str], newest: list[ArchiveEntry]) -> None:
        for listing in self.listings:
            if listing.attached:
                book.add_redirect(listing.entry.url, listing.attached)
            replacement = listing_address(listing, kinds, query_of(listing.entry.url))
            if replacement is not None:
                book.add_listing(listing.entry.url, replacement)
        for entry in newest:
            if entry.mime in _FEEDS:
                book.add_listing(entry.url, search_address())

    def write_redirects(
        self,
        urls: dict[str, Any],
        named: dict[str, tuple[Item, Sighting]],
        book: AddressBook,
        paths: dict[str, str],
        sources: dict[str, str],
    ) -> None:
        own = {url: outcome for url, outcome in urls.items() if host_of(url) in book.hosts and url not in self.unlisted}
        if self.exported:
            # What readers of the source never saw, the harvest of an export knows by its number alone.
            own = {url: outcome for url, outcome in own.items() if outcome is not Outcome.EXCLUDED or not id_in(url)}
        for _, sighting in named.values():
            own |= {url: own.get(url) for url in sighting.urls}

        def archived(url: str) -> str:
            entry = self.archive.lookup(url)
            if entry is not None and entry.mime in WITHHELD:
                entry = shown.get(url)
            return f"/archive/{entry.timestamp}/{entry.url}" if entry else ""

        shown = {entry.url: entry for entry in self.archive.entries() if entry.mime not in WITHHELD}
        self.publication.write(
            "redirects.csv", to_csv(self.served(redirects_for(own, book, paths, sources, self.page_losses, archived)))
        )

    def served(self, redirects: Iterable[Redirect]) -> Iterable[Redirect]:
        """Without what was withdrawn, nor personal data in the addresses themselves."""
        return (Redirect(*mask_strings(astuple(row))) for row in self.withdrawals.redirected(redirects))

    def conclude(self, traces: Traces, kinds: Counter[str]) -> TransformSummary:
        profiles = load_profiles(self.request.profiles)
        self.compare(profiles)
        write = self.publication.write
        write("register.jsonl", (line + "\n" for line in self.register.lines()))
        write("losses.jsonl", map(_json_line, self.losses.lines()))
        (self.publication.draft / PERSONAL_FILE).touch(MODE)
        write(PERSONAL_FILE, self.personal.lines())
        write(REVIEWS_FILE, self.reviews.lines())
        write("repairs.jsonl", map(_json_line, self.repairs.lines))
        expected = [expect for profile in profiles for expect in profile.expect.items()]
        summary = TransformSummary(
            site=self.request.site,
            urls=traces.counts(),
            records=sum(kinds.values()),
            kinds=dict(sorted(kinds.items())),
            losses=len(self.losses),
            repairs=len(self.repairs.lines),
            reviews=len(self.reviews),
            shortfalls=tuple(
                f"{kind.value} : {kinds[kind.value]} notices, le profil en attend au moins {least}"
                for kind, least in expected
                if kinds[kind.value] < least
            ),
            words=self.losses.words.values(),
        )
        names = ("site", "urls", "records", "kinds", "losses", "repairs", "reviews")
        values = {name: getattr(summary, name) for name in names} | {"audit": {"words": summary.words}}
        write("summary.json", [json.dumps(values, ensure_ascii=False, indent=1) + "\n"])
        return summary

    def compare(self, profiles: tuple[Profile, ...]) -> None:
        """What this run shows against what is asked of it, and against the last one. Raises `AssertionsFailed`."""
        accepted = self.request.accepted_assertions
        before = Memory.read(self.request.records / "audit.json")
        now = replace(
            self.memory.figures(),
            words_kept=self.losses.words.kept,
            words_lost=self.losses.words.lost,
            invented=tuple(sorted(self.losses.invented)),
            images=self.losses.images,
            images_lost=self.losses.images_lost,
        )
        declared = [profile.asserts for profile in profiles]
        if failed := failures(now, before.figures() if before else None, declared, accepted):
            raise AssertionsFailed(failed)
        if before is not None:
            self.reviews.ask(self.memory.drift(before, accepted))
        self.reviews.ask(self.losses.new_blocks())
        self.publication.write("audit.json", [self.memory.to_json(before, accepted)])


def _newest(entries: list[ArchiveEntry]) -> list[ArchiveEntry]:
    """For each URL its newest capture with a payload that was no error, its page before its export's item; sorted."""
    newest: dict[tuple[str, bool], ArchiveEntry] = {}
    for entry in entries:
        answered = entry.status is None or 200 <= entry.status < 300
        if answered and entry.record_type is not RecordType.REVISIT:
            newest[entry.url, entry.mime in WITHHELD] = entry
    return [newest[key] for key in sorted(newest)]


def _read_page(profiles: Any, audit: bool, archive: Archive, entry: ArchiveEntry) -> PageRead:
    return read_capture(archive, entry, profiles, audit=audit)


def _page_lost(entry: ArchiveEntry) -> PageRead:
    return PageRead(entry, PageRole.ERROR, loss="page qui arrête le programme qui la lit : laissée de côté")


def _file_lost(entry: ArchiveEntry) -> FileRead:
    return FileRead(entry.digest, problem="fichier qui arrête le programme qui le lit : son texte est laissé de côté")


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _json_line(values: dict[str, Any]) -> str:
    return json.dumps(mask_strings(values), ensure_ascii=False, separators=(",", ":")) + "\n"
