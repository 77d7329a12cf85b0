"""Somebody else's WARC or ARC file: captures are copied with their dates, statuses, heads and bodies."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive_writer import FileCapture, HttpExchange, declared_type, digest_of
from crawler.canonical import canonical, join
from crawler.errors import HarvestError
from crawler.frontier import Answer, Found, Frontier, hold
from crawler.http_message import EncodingError, end_of_head, parse_head, payload_of
from crawler.limits import Limits
from crawler.links import links_of
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, HarvestReport, HarvestRequest, Progress, report_of, software

_BATCH = 64
_MAX_LINKS = 500_000
_READ = 1 << 20
_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Record:
    """`block` is cut one byte beyond the bound; `whole` is false where the file ends within the record."""

    kind: str
    url: str
    date: datetime
    content_type: str
    block: bytes
    whole: bool


class WarcFile:
    shape = "un fichier WARC ou ARC (« copie.warc.gz »)"

    def recognises(self, source: str) -> bool:
        return source.lower().endswith(_ENDINGS) and Path(source).is_file()

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        path = Path(request.source)
        with hold(
            request.ledger,
            request.archive,
            request.site,
            f"warc:{path.name}",
            rotate_at=request.limits.rotate_at,
            software=software(),
        ) as frontier:
            copy = _Copy(frontier, request.limits, progress)
            copy.run(path)
            return report_of(frontier, request.accepted, copy.last_problem)


WAY_IN = WarcFile()


@dataclass(slots=True)
class _Copy:
    """`_best` tells each URL's outcome: its newest capture that was no error, else the newest."""

    frontier: Frontier
    limits: Limits
    progress: Progress
    last_problem: str = ""
    _best: dict[str, tuple[bool, datetime, Answer]] = field(default_factory=dict)
    _held: set[tuple[str, datetime, str]] = field(default_factory=set)
    _links: dict[str, tuple[str, str]] = field(default_factory=dict)
    _failed: int = 0

    def run(self, path: Path) -> None:
        self._held = self.frontier.captures()
        copied = 0
        try:
            for record in records_of(path, self.limits.max_file):
                self._take(record)
                copied += 1
                if copied % _BATCH == 0:
                    self.frontier.commit()
                    self.progress(HarvestProgress(copied, 0, self._failed, self.last_problem))
        except HarvestError:
            if not copied:
                raise
            self._damaged(path, "la suite est illisible")
        else:
            if not copied:
                raise HarvestError(
                    f"« {path.name} » ne contient aucune capture. Vérifiez que c’est bien le fichier voulu, "
                    "et qu’il est complet."
                )
            if not ends_well(path):
                self._damaged(path, "le fichier est coupé avant sa fin")
        self._name_absent_links()
        self.frontier.commit()
        self.progress(HarvestProgress(copied, 0, self._failed, self.last_problem))

    def _take(self, record: Record) -> None:
        self.frontier.found(Found(record.url))
        if not record.whole:
            self._settle(record, Answer(record.url, Outcome.FAILED, "enregistrement coupé dans le fichier reçu"))
        elif len(record.block) > self.limits.max_file:
            reason = f"enregistrement de plus de {self.limits.max_file} octets"
            self._settle(record, Answer(record.url, Outcome.FAILED, reason))
        elif record.kind == "revisit":
            if record.url not in self._best:
                self._settle(record, Answer(record.url, Outcome.ABSENT, "revisite sans la capture dont elle parle"))
        elif record.kind == "resource":
            self._take_file(record)
        else:
            self._take_response(record)

    def _take_file(self, record: Record) -> None:
        mime = declared_type(record.content_type)
        if (record.url, record.date, digest_of(record.block)) in self._held:
            self._settle(record, Answer(record.url, Outcome.UNCHANGED, "déjà dans l’archive"))
            return
        file = FileCapture(record.url, record.date, record.block, urlsplit(record.url).path, mime)
        self._settle(record, Answer(record.url, Outcome.CAPTURED, entry=self.frontier.writer.add_file(file)))
        self._note_links(record.url, record.block, mime or "")

    def _take_response(self, record: Record) -> None:
        end = end_of_head(record.block)
        raw = record.block[:end] if end >= 0 else record.block
        head = parse_head(raw)
        if head.status is None:
            self._settle(record, Answer(record.url, Outcome.FAILED, "réponse sans ligne de statut"))
            return
        body = payload = record.block[len(raw) :]
        try:
            payload = payload_of(head, body)
        except EncodingError as error:
            self.last_problem = f"{record.url} : contenu illisible ({error})"
        content_type = head.value("content-type")
        target = join(record.url, head.value("location") or "") if 300 <= head.status < 400 else None
        outcome, reason = _outcome_of(head.status, target)
        entry = None
        if (record.url, record.date, digest_of(payload)) in self._held:
            if outcome is Outcome.CAPTURED:
                outcome, reason = Outcome.UNCHANGED, "déjà dans l’archive"
        else:
            exchange = HttpExchange(record.url, record.date, b"", raw, body, head.status, content_type, payload)
            entry = self.frontier.writer.add_exchange(exchange)
        redirect_to = target if outcome is Outcome.REDIRECTED else None
        self._settle(record, Answer(record.url, outcome, reason, head.status, redirect_to, entry=entry))
        if target is not None and len(self._links) < _MAX_LINKS:
            self._links.setdefault(target, (record.url, ""))
        elif head.status < 300:
            self._note_links(record.url, payload, declared_type(content_type) or "")

    def _settle(self, record: Record, answer: Answer) -> None:
        succeeded = answer.outcome not in {Outcome.FAILED, Outcome.GONE, Outcome.REFUSED, Outcome.ABSENT}
        best = self._best.get(record.url)
        if best is None or (succeeded, record.date) >= best[:2]:
            self._best[record.url] = (succeeded, record.date, answer)
            self.frontier.answered(answer)
        else:
            self.frontier.answered(_kept_only(best[2], answer))
        if answer.outcome is Outcome.FAILED:
            self._failed += 1
            self.last_problem = f"{record.url} : {answer.reason}"

    def _note_links(self, url: str, payload: bytes, mime: str) -> None:
        page = links_of(payload, mime, urlsplit(url).path, self.limits.max_links)
        base = (join(url, page.base) if page.base else None) or url
        for link in page.links:
            target = join(base, link.href)
            if target is not None and target not in self._links and len(self._links) < _MAX_LINKS:
                self._links[target] = (url, link.text)

    def _name_absent_links(self) -> None:
        """Links to the hosts of the file that it does not hold; a file cannot be asked for more."""
        hosts = {urlsplit(url).netloc for url in self._best}
        for url, (page, text) in self._links.items():
            if url not in self._best and urlsplit(url).netloc in hosts and len(url) <= self.limits.max_url:
                reason = "citée par une page, mais pas dans le fichier"
                self.frontier.found(Found(url, page, text, Outcome.ABSENT, reason))

    def _damaged(self, path: Path, what: str) -> None:
        url = f"warc:{path.name}"
        self.frontier.found(Found(url))
        self.frontier.answered(Answer(url, Outcome.FAILED, f"{what} : demandez-en une copie entière"))
        self._failed += 1
        self.last_problem = f"{path.name} : {what}"


def records_of(path: Path, limit: int) -> Iterator[Record]:
    """Responses, resources and revisits of http(s) and ftp addresses, in the file's order. Raises `HarvestError`."""
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True, arc2warc=True):
                found = _record_of(record, limit)
                if found is not None:
                    yield found
    except (ArchiveLoadFailed, OSError, ValueError, zlib.error, EOFError) as error:
        raise HarvestError(
            f"« {path.name} » ne se lit pas comme un fichier WARC ou ARC ({type(error).__name__}). "
            "Vérifiez qu’il est complet ; « warcio recompress » répare parfois un fichier mal compressé."
        ) from error


def ends_well(path: Path) -> bool:
    """Whether a compressed file ends where a gzip member ends. A cut between two members cannot be seen."""
    if not path.name.lower().endswith(".gz"):
        return True
    decoder = zlib.decompressobj(31)
    fresh = True
    with path.open("rb") as file:
        while data := file.read(_READ):
            while data:
                fresh = False
                try:
                    decoder.decompress(data, _READ)
                except zlib.error:
                    return False
                data = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
                if decoder.eof:
                    decoder = zlib.decompressobj(31)
                    fresh = True
    return fresh


def _record_of(record: Any, limit: int) -> Record | None:
    if record.rec_type not in {"response", "resource", "revisit"}:
        return None
    written = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    url = canonical(written) or (written if written.startswith(("ftp:", "mirror:", "urn:")) else None)
    date = _date(record.rec_headers.get_header("WARC-Date") or "")
    if url is None or date is None:
        return None
    block = record.raw_stream.read(limit + 1)
    declared = record.rec_headers.get_header("Content-Length") or ""
    whole = len(block) > limit or not declared.isdecimal() or len(block) == int(declared)
    return Record(record.rec_type, url, date, record.rec_headers.get_header("Content-Type") or "", block, whole)


def _outcome_of(status: int, target: str | None) -> tuple[Outcome, str]:
    said = f"capturée avec le statut {status}"
    if status < 300:
        return Outcome.CAPTURED, ""
    if status < 400:
        return (Outcome.REDIRECTED, "") if target else (Outcome.FAILED, "redirection sans destination lisible")
    if status in _GONE:
        return Outcome.GONE, said
    return (Outcome.REFUSED, said) if status < 500 else (Outcome.FAILED, said)


def _kept_only(best: Answer, answer: Answer) -> Answer:
    """The capture goes into the index; what became of the URL stays what the better one says."""
    return Answer(
        best.url, best.outcome, best.reason, best.status, best.redirect_to, entry=answer.entry, attempted=False
    )


def _date(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
