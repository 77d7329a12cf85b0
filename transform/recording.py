"""The second pass: one item to its record, repaired and masked, with all that is told of it. Runs in any process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.archive import Archive
from transform.audit.copies import Extent, only_in_copy
from transform.audit.left import LONGEST_QUOTE
from transform.audit.losses import ONLY_IN_COPY, Losses
from transform.audit.margins import keep_margins
from transform.audit.memory import filled_fields
from transform.audit.tally import Tally
from transform.audit.words import words_of
from transform.classify import DOUBTFUL
from transform.compose import Surroundings, compose, content_digest
from transform.corrections import Corrections
from transform.duplicates import Newer, question
from transform.extract.wxr_merge import disagreements, fill
from transform.files import FileRead
from transform.gathering import Item
from transform.links import AddressBook
from transform.lookups import Lookups
from transform.meaning import meant
from transform.moved import Moved, moved_question
from transform.permalink import record_path
from transform.personal.keeping import mask_and_ask
from transform.personal.records import Masked
from transform.places.enriching import enriched
from transform.places.gazetteer import Entry
from transform.questions import CHOSEN, EXPORT, export_question, kind_question, told_questions
from transform.reading import PageRead
from transform.repair.dropped import Dropped
from transform.repair.run import mend
from transform.report import Facts, facts_of
from transform.reviews import Review, Reviews
from transform.schema import Evidence, Nature, Record, json_line
from transform.server_messages import message_question
from transform.shelf import Shelf, unpacked
from transform.templates.profile import is_undescribed
from transform.told import Told
from transform.told_filling import fill_from, first
from transform.vocabulary import Vocabularies

#: A word of a loss's reason → what is lost; else a player.
_LOST_THINGS = {"image": "image", "mots": "text", "code court": "text"}


@dataclass(frozen=True, slots=True)
class Task:
    """One item to record; `urls`: all its addresses; `newer`: what seems to replace it, and that draft's number.

    `told`: numbers of what REST and feeds say of it; `moved`: where it seems to stand on another site.
    """

    identifier: str
    item: Item
    urls: tuple[str, ...]
    newer: tuple[Newer, int] | None = None
    told: tuple[int, ...] = ()
    moved: Moved | None = None


@dataclass(slots=True)
class Around:
    """What all items share: learnt from the first pass, never changed in the second. `places` as in the gleaning.

    But `told`: losses that repeat, of which this process has told already.
    """

    shelf: Path
    places: list[tuple[int, int]]
    files: dict[str, tuple[int, int]]
    book: AddressBook
    repeated: frozenset[str]
    dropped: Dropped
    tally: Tally
    corrections: Corrections
    lookups: Lookups
    audit: bool
    vocabularies: Vocabularies
    learned: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    told: dict[tuple[str, str, str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class Recorded:
    """A record as it is written (`line`), and what the run's other files say of it. `digest`: of what the source says.

    `filled`: names of its fields that hold something; `facts`: what the report counts of it.
    """

    identifier: str
    line: str
    kind: str
    path: str
    source: str
    captured: str
    digest: str
    filled: list[str]
    losses: Losses
    reviews: list[Review]
    repairs: list[dict[str, Any]]
    masked: list[Masked]
    lookups: list[int]
    facts: Facts
    moved_to: str | None = None
    superseded_by: str | None = None


def record_from(around: Path, _archive: Archive, task: Task) -> Recorded:
    """`around`: the file that holds an `Around`, packed."""
    shared, shelf = _opened(around)
    return _Recording(task, shared, shelf).recorded()


def forget() -> None:
    """Closes what `record_from` keeps open in this process."""
    for _, shelf in _open.values():
        shelf.close()
    _open.clear()


@dataclass(slots=True)
class _Recording:
    task: Task
    around: Around
    shelf: Shelf
    losses: Losses = field(init=False)
    reviews: Reviews = field(init=False)
    looked_up: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.losses = Losses(tally=self.around.tally, known=self.around.told)
        self.reviews = Reviews(answered=self.around.corrections.answered)

    def recorded(self) -> Recorded:
        item = self.task.item
        reads = [self.draft(place) for place in (item.main, *item.parts)]
        versions = [self.draft(place) for place in item.versions]
        self.meet_export(reads[0])
        self.meet_told(reads[0])
        extent = Extent.of([read.draft for read in reads if read.draft is not None])
        lost = self.tell_copies([*reads, *versions])
        keep_margins([*reads, *versions], self.around.tally)
        record = self.composed(reads, versions)
        lost += self.tell_lost(record, reads, extent) + sum(self.settle(read, record) for read in (*reads, *versions))
        repairs = self.mended(record, reads)
        digest = content_digest(record)
        # What is inferred from the whole record goes here: repaired, not yet corrected by editors nor masked.
        self.reviews.ask(enriched(record, self.around.learned, reads[0].capture))
        self.reviews.ask(meant(record, self.around.vocabularies, reads[0].capture))
        self.stand_back(record, reads[0])
        if self.task.moved is not None:
            self.reviews.ask([moved_question(record.id, record.title, reads[0].capture, self.task.moved)])
        record = self.corrected(record)
        record, values, masked = self.masked(record)
        record.quality.losses = lost
        record.quality.reviews = self.reviews.of_record(record.id)
        values["quality"] = record.quality.model_dump(mode="json")
        return Recorded(
            identifier=record.id,
            line=json_line(values) + "\n",
            kind=record.kind.value,
            path=record_path(record),
            source=record.source.url,
            captured=record.source.captured,
            digest=digest,
            filled=filled_fields(record),
            losses=self.losses.told(),
            reviews=self.reviews.open(),
            repairs=repairs,
            masked=masked,
            lookups=self.looked_up,
            facts=facts_of(values),
            moved_to=record.moved_to,
            superseded_by=record.superseded_by,
        )

    def draft(self, place: int) -> PageRead:
        read: PageRead = self.shelf.take(self.around.places[place])
        return read

    def meet_export(self, page: PageRead) -> None:
        """The page takes what it lacks from the newest export of its item; reviews where they disagree."""
        if page.exported or page.draft is None or self.task.item.parts:
            return
        exports = [read for read in map(self.draft, self.task.item.others) if read.exported]
        if not exports:
            return
        export = max(exports, key=lambda read: read.captured)
        assert export.draft is not None
        found = disagreements(page.draft, export.draft)
        fill(page.draft, export.draft)
        page.native_id = page.native_id or export.native_id
        self.reviews.ask(export_question(self.task.identifier, one, page.capture, export.capture) for one in found)
        if self.around.corrections.choice(self.task.identifier, "/sections") == EXPORT:
            for one in found:
                if one.field == "/sections":
                    page.draft.content = export.draft.content
                    self.losses.add(page.entry.url, page.capture, "text", CHOSEN, self.task.identifier, text=one.page)

    def meet_told(self, page: PageRead) -> None:
        """The page takes what it lacks from REST, then from feeds; reviews where they say otherwise."""
        if page.draft is None or self.task.item.parts:
            return
        chosen = self.around.corrections.choice(self.task.identifier, "/sections") == EXPORT
        every = [self.shelf.take(self.around.places[place]) for place in self.task.told]
        for told in first([one for one in every if isinstance(one, Told)]):
            content = told.content()
            questions = list(told_questions(self.task.identifier, page.draft, page.audit, page.capture, told, content))
            self.reviews.ask(questions)
            theirs = next((str(one.proposed) for one in questions if one.field == "/sections"), None)
            fill_from(page.draft, told)
            if chosen and theirs is not None and content is not None:
                chosen = False
                page.draft.content = content
                self.losses.add(page.entry.url, page.capture, "text", CHOSEN, self.task.identifier, text=theirs)

    def composed(self, reads: list[PageRead], versions: list[PageRead]) -> Record:
        aliases = sorted(set(self.task.urls) - {reads[0].entry.url})
        files = _Files(self.shelf, self.around.files)
        record = compose(
            self.task.identifier, reads, aliases, Surroundings(self.around.book, self.around.repeated, files), versions
        )
        verdict = reads[0].draft.verdict if reads[0].draft else None
        if verdict and verdict.confidence < DOUBTFUL and not is_undescribed(record.source.template):
            self.reviews.ask([kind_question(record, verdict, reads[0].capture)])
        if doubt := message_question(record):
            self.reviews.ask([doubt])
        return record

    def mended(self, record: Record, reads: list[PageRead]) -> list[dict[str, Any]]:
        lines, questions = mend(record, self.around.dropped, [read.words for read in reads])
        self.reviews.ask(questions)
        return lines

    def stand_back(self, record: Record, page: PageRead) -> None:
        """A record that a newer one seems to replace leads to it, until a person says otherwise."""
        if self.task.newer is None or page.draft is None:
            return
        newer, place = self.task.newer
        other = self.draft(place)
        if other.draft is None:
            return
        record.superseded_by = newer.identifier
        record.provenance["/superseded_by"] = Evidence(
            nature=Nature.INFERRED, rule="duplicate.superseded", capture=other.capture, confidence=newer.likeness
        )
        captures = (page.capture, other.capture)
        self.reviews.ask([question(record.id, newer, page.draft, other.draft, captures)])

    def corrected(self, record: Record) -> Record:
        record, self.looked_up = self.around.lookups.apply(record)
        record, questions = self.around.corrections.apply(record, self.around.vocabularies)
        self.reviews.ask(questions)
        return record

    def masked(self, record: Record) -> tuple[Record, dict[str, Any], list[Masked]]:
        """With the values that are written."""
        values = record.values()
        cleaned, found, questions = mask_and_ask(values)
        self.reviews.ask(questions)
        return record if cleaned is values else Record.model_validate(cleaned), cleaned, found

    def tell_copies(self, reads: list[PageRead]) -> int:
        """Losses: what only another capture of the same item says."""
        kept = [read.draft for read in reads if read.draft is not None]
        digests = {read.entry.digest for read in reads}
        lost = 0
        for place in self.task.item.others if self.around.audit else ():
            copy = self.draft(place)
            if copy.entry.digest in digests or copy.draft is None:
                continue
            digests.add(copy.entry.digest)
            for text in only_in_copy(copy.draft, kept):
                lost += 1
                self.losses.add(
                    copy.entry.url,
                    copy.capture,
                    "text",
                    ONLY_IN_COPY,
                    self.task.identifier,
                    text=text[:LONGEST_QUOTE],
                )
        return lost

    def tell_lost(self, record: Record, reads: list[PageRead], extent: Extent) -> int:
        """What the extraction itself says it lost, files that cannot be read, what composing dropped."""
        before = len(self.losses)
        main = reads[0]
        for read in reads:
            for what, reason in read.lost:
                lost_thing = next((thing for word, thing in _LOST_THINGS.items() if word in reason), "player")
                self.losses.add(read.entry.url, read.capture, lost_thing, reason, record.id, text=what)
        files = _Files(self.shelf, self.around.files)
        for document in record.documents:
            found = self.around.book.find(document.url).file
            problem = files[found.digest].problem if found and found.digest in files else None
            if problem:
                self.losses.add(main.entry.url, main.capture, "document", problem, record.id, text=document.url)
        for name, value in extent.missing_in(record):
            self.losses.take_back(len(words_of(value)) if name in {"sections", "lead", "notes"} else 0)
            self.losses.add(
                main.entry.url,
                main.capture,
                "text",
                "perdu entre la page et la notice",
                record.id,
                place=f"/{name}",
                text=value[:LONGEST_QUOTE],
            )
        return len(self.losses) - before

    def settle(self, read: PageRead, record: Record) -> int:
        if read.audit is None or read.draft is None:
            return 0
        kind = read.draft.verdict.kind.value
        return self.losses.settle(
            read.audit, read.entry.url, read.capture, read.template, kind, record.id, record.title
        )


class _Files(Mapping[str, FileRead]):
    """What was read of archived files, by digest, each from the shelf when it is asked for."""

    def __init__(self, shelf: Shelf, places: Mapping[str, tuple[int, int]]) -> None:
        self._shelf = shelf
        self._places = places

    def __getitem__(self, digest: str) -> FileRead:
        read: FileRead = self._shelf.take(self._places[digest])
        return read

    def __contains__(self, digest: object) -> bool:
        return digest in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


_open: dict[Path, tuple[Around, Shelf]] = {}


def _opened(around: Path) -> tuple[Around, Shelf]:
    if around not in _open:
        shared: Around = unpacked(around.read_bytes())
        _open[around] = shared, Shelf(shared.shelf)
    return _open[around]
