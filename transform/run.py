"""Archive, profiles, register and decisions to `records/`: the same in, the same bytes out (law 3).

Two passes. The first reads each page, and shelves its draft; then pages are compared, gathered into items, named. The
second makes each item's record. Both are spread over processes; all that is written is written here, in order.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from crawler.archive import Archive
from crawler.capture import ArchiveEntry, RecordType
from crawler.outcome import Outcome
from transform.addresses import host_of, id_in, identity_of
from transform.audit.losses import Losses
from transform.audit.memory import Memory
from transform.conclusion import Conclusion
from transform.corrections import Corrections
from transform.duplicates import superseded
from transform.errors import TransformError
from transform.extract.documents import format_at
from transform.extract.headline import repeated_parts
from transform.files import FileRead, read_file
from transform.gathering import gather
from transform.gleaning import Gleaning
from transform.links import AddressBook
from transform.lookups import Lookups
from transform.meaning import make_ready
from transform.moved import MovedTo, ask_moved, with_moved
from transform.naming import Named, book_of, dismissed, name_items, sketches_of
from transform.personal import mask_strings
from transform.publication import INDUCED_FOLDER, Publication
from transform.recording import Around, Recorded, Task, forget, record_from
from transform.redirects import Redirect, add_listings, foresee_listings, redirects_for, to_csv
from transform.register import Register
from transform.repair.dropped import Dropped
from transform.report import prepare
from transform.request import Progress, TransformRequest, TransformSummary, silence
from transform.reviews import Reviews
from transform.server_messages import DISMISSED
from transform.shelf import Shelf, packed
from transform.templates.profile import NativeId, Profile, load_profiles
from transform.told import FEED_TYPES
from transform.traces import Traces
from transform.vocabulary import Vocabularies, load_vocabularies
from transform.withdrawal import Withdrawals
from transform.withheld import WITHHELD
from transform.workers import Crew, seldom_collected

__all__ = ["Progress", "TransformRequest", "TransformSummary", "silence", "transform"]

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_SHELF, _AROUND = ".drafts", ".around"


def transform(request: TransformRequest, progress: Progress = silence) -> TransformSummary:
    """Replaces all files of `records` together. Raises `TransformError`; `HarvestError` where there is no archive.

    `AssertionsFailed`: the files in place stay as they are.
    """
    publication = Publication(request.records)
    try:
        with (
            seldom_collected(),
            Crew(request.archive, request.processes, prepare) as crew,
            Shelf(publication.draft / _SHELF) as shelf,
        ):
            summary = _run(request, progress, publication, crew, shelf)
        for name in (_SHELF, _AROUND):
            (publication.draft / name).unlink()
        publication.publish()
    except BaseException:
        publication.abandon()
        raise
    finally:
        forget()
    return summary


def _run(
    request: TransformRequest, progress: Progress, publication: Publication, crew: Crew, shelf: Shelf
) -> TransformSummary:
    archive = Archive(request.archive)
    entries = archive.entries()
    traces = Traces.read(request.ledger, archive)
    register = Register.read(request.records / "register.jsonl", request.site)
    withdrawals = Withdrawals.of(request.decisions)
    corrections = Corrections.of(request.decisions)
    lookups = Lookups.read(request.lookups)
    elsewhere = MovedTo.read(request.moved)
    newest = [entry for entry in _newest(entries) if not withdrawals.address(entry.url)]
    profiles = _profiles(request, [entry for entry in newest if entry.mime in _PAGES])
    vocabularies = load_vocabularies(request.vocabulary)
    make_ready(vocabularies)

    gleaning = Gleaning(shelf, Losses(), Memory())
    pages = [entry for entry in newest if entry.mime in _PAGES]
    gleaning.read_pages(pages, profiles, crew, progress, audit=request.audit)
    gleaning.read_exports(newest, entries, profiles, crew)
    gleaning.read_told(newest, crew)

    named = name_items(gather(gleaning.cards), gleaning.cards, entries, traces, register, withdrawals)
    for url, capture in dismissed(named, gleaning.cards, corrections.dismissed):
        gleaning.page_losses[url] = DISMISSED
        gleaning.losses.add(url, capture, "page", DISMISSED)
    files = [entry for entry in newest if entry.mime not in _PAGES | FEED_TYPES | WITHHELD]
    book = book_of(named, files, traces, withdrawals, _numbers(profiles, gleaning))

    foresee_listings(book, gleaning.listings)

    conclusion = Conclusion(register, gleaning.losses, gleaning.memory, Reviews(answered=corrections.answered))
    conclusion.reviews.ask(gleaning.induced.reviews)
    for name, text in gleaning.induced.files.items():
        publication.write(f"{INDUCED_FOLDER}/{name}", [text])
    around = _around(
        gleaning, book, corrections, lookups, vocabularies, crew, progress, publication.draft, audit=request.audit
    )
    tasks = _tasks(named, gleaning, elsewhere)
    publication.write("records.jsonl", _lines(tasks, named, around, crew, conclusion, progress))

    publication.write("places.jsonl", gleaning.learned.lines())
    add_listings(book, gleaning.listings, [entry.url for entry in newest if entry.mime in FEED_TYPES], conclusion.kinds)
    conclusion.paths = with_moved(conclusion.paths, conclusion.moved, elsewhere)
    rows = _redirects(gleaning, named, book, conclusion, traces, withdrawals, archive)
    publication.write("redirects.csv", to_csv(rows))
    conclusion.ask(lookups.unused(conclusion.lookups))
    return conclusion.write(request, profiles, publication, traces.counts())


def _numbers(profiles: tuple[Profile, ...], gleaning: Gleaning) -> list[NativeId]:
    """Where the families that this archive has write the number of an item into its addresses."""
    seen = {card.family for card in gleaning.cards}
    return [place for profile in profiles if profile.name in seen for place in profile.native_id if place.url]


def _profiles(request: TransformRequest, _pages: list[ArchiveEntry]) -> tuple[Profile, ...]:
    """The workspace's own, then those shipped; what is learnt from the whole crawl would come last."""
    return load_profiles(request.profiles)


def _around(
    gleaning: Gleaning,
    book: AddressBook,
    corrections: Corrections,
    lookups: Lookups,
    vocabularies: Vocabularies,
    crew: Crew,
    progress: Progress,
    folder: Path,
    *,
    audit: bool,
) -> Path:
    """What the second pass shares, written where every process reads it."""
    files = _read_files(gleaning, book, crew, progress)
    gleaning.shelf.settle()
    path = folder / _AROUND
    path.write_bytes(
        packed(
            Around(
                shelf=gleaning.shelf.path,
                places=gleaning.places,
                files=files,
                book=book,
                repeated=repeated_parts(gleaning.window_titles),
                dropped=Dropped(gleaning.lexicon),
                tally=gleaning.losses.tally.settled(),
                corrections=corrections,
                lookups=lookups,
                audit=audit,
                vocabularies=vocabularies,
                learned=gleaning.learned.entries(),
            )
        )
    )
    return path


def _read_files(gleaning: Gleaning, book: AddressBook, crew: Crew, progress: Progress) -> dict[str, tuple[int, int]]:
    """The text of files that pages offer goes to the shelf; its places, by digest."""
    found = (book.find(url).file for url in sorted(gleaning.documents) if format_at(url))
    entries = list({entry.digest: entry for entry in found if entry is not None}.values())
    places: dict[str, tuple[int, int]] = {}
    for done, read in enumerate(crew.spread(read_file, entries, _file_lost), 1):
        places[read.digest] = gleaning.shelf.put(packed(read))
        progress(done, len(entries), "documents")
    return places


def _tasks(named: dict[str, Named], gleaning: Gleaning, elsewhere: MovedTo) -> list[Task]:
    sketches = sketches_of(named, gleaning.cards)
    newer, moved = superseded(sketches), ask_moved(elsewhere, sketches)
    return [
        Task(
            identifier,
            one.item,
            tuple(one.sighting.urls),
            (newer[identifier], named[newer[identifier].identifier].item.main) if identifier in newer else None,
            tuple(_told_of(one.sighting.urls, gleaning)),
            moved.get(identifier),
        )
        for identifier, one in named.items()
    ]


def _told_of(urls: Iterable[str], gleaning: Gleaning) -> list[int]:
    """What REST, then what feeds say of an item, by its own addresses."""
    found: dict[str, tuple[str, int]] = {}
    for key in dict.fromkeys(map(identity_of, urls)):
        for source, told in gleaning.told.get(key, {}).items():
            found[source] = max(found.get(source, told), told)
    return [found[source][1] for source in sorted(found, reverse=True)]


def _lines(
    tasks: list[Task],
    named: dict[str, Named],
    around: Path,
    crew: Crew,
    conclusion: Conclusion,
    progress: Progress,
) -> Iterator[str]:
    for done, recorded in enumerate(crew.spread(partial(record_from, around), tasks, _record_lost), 1):
        conclusion.see(recorded, named[recorded.identifier].sighting)
        progress(done, len(tasks), "notices")
        yield recorded.line


def _redirects(
    gleaning: Gleaning,
    named: dict[str, Named],
    book: AddressBook,
    conclusion: Conclusion,
    traces: Traces,
    withdrawals: Withdrawals,
    archive: Archive,
) -> Iterator[Redirect]:
    """Without what was withdrawn, nor personal data in the addresses themselves."""
    entries = archive.entries()
    urls = dict.fromkeys((*(entry.url for entry in entries), *withdrawals.urls()), None) | traces.outcomes
    own = {url: outcome for url, outcome in urls.items() if host_of(url) in book.hosts and url not in gleaning.unlisted}
    if gleaning.exported:
        # What readers of the source never saw, the harvest of an export knows by its number alone.
        own = {url: outcome for url, outcome in own.items() if outcome is not Outcome.EXCLUDED or not id_in(url)}
    for one in named.values():
        own |= {url: own.get(url) for url in one.sighting.urls}
    shown = {entry.url: entry for entry in entries if entry.mime not in WITHHELD}

    def archived(url: str) -> str:
        entry = archive.lookup(url)
        if entry is not None and entry.mime in WITHHELD:
            entry = shown.get(url)
        return f"/archive/{entry.timestamp}/{entry.url}" if entry else ""

    rows = redirects_for(own, book, conclusion.paths, conclusion.sources, gleaning.page_losses, archived)
    return (Redirect(*mask_strings(row)) for row in withdrawals.redirected(rows))


def _newest(entries: list[ArchiveEntry]) -> list[ArchiveEntry]:
    """For each URL its newest capture with a payload that was no error, its page before its export's item; sorted."""
    newest: dict[tuple[str, bool], ArchiveEntry] = {}
    for entry in entries:
        answered = entry.status is None or 200 <= entry.status < 300
        if answered and entry.record_type is not RecordType.REVISIT:
            newest[entry.url, entry.mime in WITHHELD] = entry
    return [newest[key] for key in sorted(newest)]


def _file_lost(entry: ArchiveEntry) -> FileRead:
    return FileRead(entry.digest, problem="fichier qui arrête le programme qui le lit : son texte est laissé de côté")


def _record_lost(task: Task) -> Recorded:
    raise TransformError(
        f"La notice {task.identifier} ({task.urls[0]}) arrête le programme qui la compose : rien n’est publié. "
        "Écartez cette adresse de la moisson (--exclude), et signalez-la."
    )
