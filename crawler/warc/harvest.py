"""Somebody else's WARC, ARC or WACZ into our archive: each capture with its own date, status, head and body."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from crawler.archive_writer import FileCapture, HttpExchange, digest_of
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from crawler.frontier import Frontier
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, HarvestRequest, Progress
from crawler.visit import Answer, Found
from crawler.warc.capture import ArchivedCapture, capture_of, url_of
from crawler.warc.check import FileReport, check_stream
from crawler.warc.inventory import Inventory, WarcScope, scope_of
from crawler.warc.item import Problem, ScannedRecord
from crawler.warc.known import Known
from crawler.warc.missing import MissingPages
from crawler.warc.outcomes import belong_together, beside, outcome_of, peer_of
from crawler.warc.revisits import Revisits
from crawler.warc.scan import Item, scan

_BATCH = 64
_BATCH_BYTES = 32 * 1024 * 1024
_HEADS = 1024 * 1024
_GOOD = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED, Outcome.REDIRECTED})


@dataclass(frozen=True, slots=True)
class WarcSource:
    """A WARC or ARC file, perhaps inside a zip; `open_file` gives it anew each time."""

    name: str
    open_file: Callable[[], BinaryIO]
    known: Known


@dataclass(slots=True)
class WarcHarvest:
    """Two readings: the first checks, finds the site's host and what its pages need; the second copies."""

    frontier: Frontier
    request: HarvestRequest
    progress: Progress
    sources: list[WarcSource]
    last_problem: str = ""
    _failed: int = 0
    _done: int = 0
    _total: int = 0
    _unsaved: int = 0
    _since: int = 0
    _inventory: Inventory = field(init=False)
    _revisits: Revisits = field(init=False)
    _scope: WarcScope = field(init=False)
    _missing: MissingPages = field(default_factory=MissingPages)
    _needed: set[str] = field(default_factory=set)
    _held: set[tuple[str, datetime, str]] = field(default_factory=set)
    _before: dict[str, Outcome] = field(default_factory=dict)
    _best: dict[str, tuple[bool, datetime, Answer]] = field(default_factory=dict)
    _waiting: ArchivedCapture | None = None
    _asked: ScannedRecord | None = None
    _later: list[tuple[WarcSource, ScannedRecord]] = field(default_factory=list)

    def __post_init__(self) -> None:
        files = {source.name: source for source in self.sources}
        self._inventory = Inventory(self.request.limits)
        self._revisits = Revisits(self.request.archive, lambda name: files[name].open_file())

    def survey(self) -> list[FileReport]:
        """The first reading. Raises `HarvestError` where the files hold no capture at all."""
        reports = [self._surveyed(source) for source in self.sources]
        if not self._total and not any(problem.record for report in reports for problem in report.problems):
            name = self.request.source.rpartition("/")[2]
            if not any(report.size for report in reports):
                raise HarvestError(f"« {name} » est vide (0 octet). Demandez un fichier complet.")
            raise HarvestError(
                f"« {name} » ne contient aucune capture lisible. Vérifiez que c’est bien un fichier WARC, ARC ou WACZ, "
                "et qu’il est complet."
            )
        return reports

    def name_page(self, url: str, title: str) -> None:
        self._inventory.name_page(url, title)

    def copy(self) -> None:
        """The second reading."""
        request = self.request
        self._scope = scope_of(self._inventory.main_host, request.aliases, request.include, request.exclude)
        self._needed = self._inventory.needed_elsewhere(self._scope)
        self._held = self.frontier.captures()
        self._before = {url: outcome for url, outcome, settled, _ in self.frontier.known() if outcome and settled}
        for source in self.sources:
            self._copy_file(source)
        for source, record in self._later:
            self._take_revisit(source, record, last_chance=True)
        self._name_absent()
        self._commit()

    def fail(self, url: str, reason: str) -> None:
        """A row for a file that is not whole."""
        self.frontier.found(Found(url))
        self.frontier.answered(Answer(url, Outcome.FAILED, reason))
        self._failed += 1
        self.last_problem = f"{url.partition(':')[2]} : {reason}"

    def whole(self, url: str) -> None:
        """An earlier copy of the file was damaged: this one is not."""
        if self._before.get(url) is Outcome.FAILED:
            self.frontier.answered(Answer(url, Outcome.UNCHANGED, "le fichier reçu depuis est entier"))

    def _surveyed(self, source: WarcSource) -> FileReport:
        with source.open_file() as file:
            return check_stream(source.name, file, source.known, self._see, keep=self._keep)

    @property
    def _keep(self) -> int:
        return self.request.limits.max_file + _HEADS

    def _see(self, item: Item) -> None:
        record = _usable(item)
        if record is None or url_of(record) is None:
            return
        self._total += 1
        if self._total % _BATCH == 0:
            self.progress(HarvestProgress(0, self._total, 0))
        if record.kind == "revisit":
            self._revisits.want(record)
        capture = capture_of(record, self.request.limits.max_file) if record.kept else None
        if capture is not None:
            self._inventory.note(capture)
            self._missing.see(capture)

    def _copy_file(self, source: WarcSource) -> None:
        fact = f"notes:{source.name}"
        noted, already = 0, int(self.frontier.fact(fact) or 0)
        with source.open_file() as file:
            for item in scan(file, keep=self._keep):
                record = _usable(item)
                if record is None:
                    self._damaged(item)
                elif record.kind == "request":
                    self._take_request(record)
                elif url_of(record) is None:
                    noted += 1
                    if noted > already and record.kept:
                        self._take_note(source, record)
                        self.frontier.note(fact, str(noted))
                elif not record.kept:
                    self._refuse(record, f"enregistrement de plus de {self.request.limits.max_file} octets")
                elif record.kind == "revisit":
                    self._take_revisit(source, record)
                else:
                    self._take_capture(source, record)
                self._save_now_and_then()
        self._put_waiting()

    def _take_capture(self, source: WarcSource, record: ScannedRecord) -> None:
        capture = capture_of(record, self.request.limits.max_file)
        self._put_waiting()
        if capture is None:
            self._refuse(record, "enregistrement sans date lisible")
            return
        self._revisits.remember(source.name, capture)
        asked, self._asked = self._asked, None
        if asked is not None and belong_together(asked, record):
            self._put(capture, asked.block)
        else:
            self._waiting = capture

    def _take_request(self, record: ScannedRecord) -> None:
        """Some tools write it before its response, some after."""
        waiting = self._waiting
        if waiting is not None and record.kept and belong_together(record, waiting.record):
            self._waiting = None
            self._put(waiting, record.block)
        else:
            self._asked = record if record.kept else None

    def _take_revisit(self, source: WarcSource, record: ScannedRecord, *, last_chance: bool = False) -> None:
        """The capture it repeats, with the date and the head of the revisit."""
        self._put_waiting()
        capture = capture_of(record, self.request.limits.max_file)
        if capture is None:
            self._refuse(record, "enregistrement sans date lisible")
            return
        if capture.status == 304:
            self._put(capture, b"")
            return
        original = self._revisits.original_of(record)
        if original is None and not last_chance and len(self._later) < _BATCH * 1000:
            self._later.append((source, record))
            return
        if original is None:
            reason = "revisite d’une capture qui n’est pas dans le fichier"
            self._settle(capture.captured, Answer(capture.url, Outcome.ABSENT, reason))
            return
        record.block = (capture.raw_head or original.raw_head) + original.body
        record.fields = record.fields | {"warc-truncated": "", "content-type": "application/http; msgtype=response"}
        resolved = capture_of(record, self.request.limits.max_file)
        if resolved is not None:
            self._put(resolved, b"")

    def _take_note(self, source: WarcSource, record: ScannedRecord) -> None:
        """What a file says of itself and of its captures: kept beside them, under no address of the site."""
        url = f"urn:{record.kind or 'record'}:{source.name}#{record.offset + record.inner}"
        about = (("WARC-Refers-To-Target-URI", record.url),) if record.url else ()
        mime = record.fields.get("content-type") or None
        note = FileCapture(url, record.date or datetime.now(UTC), record.block, "", mime, about)
        self.frontier.writer.add_file(note)
        self._unsaved += len(record.block)

    def _put_waiting(self) -> None:
        capture, self._waiting = self._waiting, None
        if capture is not None:
            self._put(capture, b"")

    def _put(self, capture: ArchivedCapture, asked: bytes) -> None:
        url = capture.url
        reason = self._scope.exclusion(url)
        if reason is not None and url not in self._needed:
            self._settle(capture.captured, Answer(url, Outcome.EXCLUDED, reason))
            return
        if capture.head is not None and capture.head.status is None:
            self._settle(capture.captured, Answer(url, Outcome.FAILED, "réponse sans ligne de statut"))
            return
        if capture.record.url != url:
            self.frontier.alias(capture.record.url, url)
        if capture.undecodable:
            self.last_problem = f"{url} : contenu illisible ({capture.undecodable})"
        target = self._inventory.target_of(capture)
        outcome, reason = outcome_of(capture, target)
        missing = self._missing.reason_for(capture) if outcome is Outcome.CAPTURED else None
        if missing is not None:
            outcome, reason = Outcome.GONE, missing
        # What stands outside the index cannot tell that an earlier run has it.
        had = missing is not None and self._before.get(url) is Outcome.GONE
        entry = None if had else self._entry(capture, asked)
        if entry is None and outcome is Outcome.CAPTURED:
            outcome, reason = Outcome.UNCHANGED, "déjà dans l’archive"
        redirect_to = target if outcome is Outcome.REDIRECTED else None
        index = capture.status != 304 and missing is None
        self._settle(
            capture.captured, Answer(url, outcome, reason, capture.status, redirect_to, entry=entry, index=index)
        )

    def _entry(self, capture: ArchivedCapture, asked: bytes) -> ArchiveEntry | None:
        """Nothing where an earlier run has it already."""
        key = (capture.url, capture.captured.replace(microsecond=0), digest_of(capture.payload))
        if key in self._held:
            return None
        writer = self.frontier.writer
        self._unsaved += len(capture.record.block) + len(asked)
        if capture.head is None:
            name = capture.url.rpartition("/")[2]
            return writer.add_file(FileCapture(capture.url, capture.captured, capture.payload, name, capture.mime))
        return writer.add_exchange(
            HttpExchange(
                capture.url,
                capture.captured,
                asked,
                capture.raw_head,
                capture.body,
                capture.head.status or 0,
                capture.head.value("content-type"),
                capture.payload,
                capture.record.fields.get("warc-truncated") or None,
                peer=peer_of(capture.record),
            )
        )

    def _damaged(self, item: Item) -> None:
        assert isinstance(item, Problem)
        if item.record is not None:
            self._refuse(item.record, f"enregistrement abîmé dans le fichier reçu (octet {item.offset} : {item.what})")

    def _refuse(self, record: ScannedRecord, reason: str) -> None:
        url = url_of(record)
        if url is not None:
            self._settle(record.date or datetime.fromtimestamp(0, UTC), Answer(url, Outcome.FAILED, reason))

    def _settle(self, captured: datetime, answer: Answer) -> None:
        """Each URL has the outcome of its newest capture that was no error, else of its newest."""
        self._done += 1
        page, text = self._inventory.named.get(answer.url, ("", ""))
        self.frontier.found(Found(answer.url, page or None, text))
        good = answer.outcome in _GOOD
        best = self._best.get(answer.url)
        if best is None and not good and (before := self._before.get(answer.url)) in _GOOD:
            best = (True, datetime.max.replace(tzinfo=UTC), Answer(answer.url, before, "déjà dans l’archive"))
            self._best[answer.url] = best
        if best is None or (good, captured) >= best[:2]:
            self._best[answer.url] = (good, captured, answer)
            self.frontier.answered(answer)
        else:
            self.frontier.answered(beside(best[2], answer))
        if answer.outcome is Outcome.FAILED:
            self._failed += 1
            self.last_problem = f"{answer.url} : {answer.reason}"

    def _name_absent(self) -> None:
        """Addresses of the site that its pages name and the file does not hold; a file cannot be asked for more."""
        for url, (page, text) in self._inventory.named.items():
            if url not in self._best and self._scope.exclusion(url) is None:
                named = "citée par une page" if page else "annoncée par la liste des pages"
                reason = f"{named}, mais pas dans le fichier"
                self.frontier.found(Found(url, page or None, text, Outcome.ABSENT, reason))

    def _save_now_and_then(self) -> None:
        self._since += 1
        if self._since >= _BATCH or self._unsaved >= _BATCH_BYTES:
            self._commit()

    def _commit(self) -> None:
        self._since = self._unsaved = 0
        self.frontier.commit()
        left = max(0, self._total - self._done)
        self.progress(HarvestProgress(self._done, left, self._failed, self.last_problem))


def _usable(item: Item) -> ScannedRecord | None:
    if isinstance(item, ScannedRecord):
        return item
    return item.record if item.usable else None
