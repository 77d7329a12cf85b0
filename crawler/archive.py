"""What was received, read back: `index.cdxj` and the WARC files beside it."""

from bisect import bisect_left
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive_writer import ArchiveWriter, digest_of
from crawler.capture import ArchiveEntry, Capture, RecordType
from crawler.cdxj import INDEX_NAME, read_index
from crawler.errors import ArchiveError
from crawler.http_message import EncodingError, Head, end_of_head, parse_head, payload_of
from crawler.limits import MAX_PAYLOAD
from crawler.warc.record import RecordError, WarcRecord, parse_member

__all__ = ["MAX_PAYLOAD", "Archive", "ArchiveWriter", "Edition"]

#: Inode, size in bytes and time of change in nanoseconds of `index.cdxj`.
Edition = tuple[int, int, int]

#: The most that a record may weigh in its file: a payload that does not compress, and its heads.
_MAX_LENGTH = MAX_PAYLOAD + 1024 * 1024


class Archive:
    """Reads only. The index is read at the first question, and again after a harvest has replaced it."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._entries: list[ArchiveEntry] = []
        self._by_url: dict[str, list[ArchiveEntry]] = {}
        self._edition: Edition | None = None

    @property
    def edition(self) -> Edition:
        """What tells one state of the index from the next; a harvest replaces the file as a whole."""
        try:
            found = (self.folder / INDEX_NAME).stat()
        except FileNotFoundError as error:
            raise ArchiveError(
                f"Aucune archive dans « {self.folder} ». Commencez par « comedie harvest SOURCE » "
                "avec le même dossier de travail."
            ) from error
        return found.st_ino, found.st_size, found.st_mtime_ns

    def entries(self) -> list[ArchiveEntry]:
        """Every capture that has a payload of its own, sorted by (url, captured)."""
        self._follow()
        return list(self._entries)

    def with_revisits(self) -> list[ArchiveEntry]:
        """Also the days on which a URL had nothing new: whole lines of the index, in its order."""
        return list(read_index(self.folder / INDEX_NAME))

    def newest(self) -> list[ArchiveEntry]:
        """For each URL its newest capture that was no error, sorted by URL."""
        newest: dict[str, ArchiveEntry] = {}
        for entry in self.entries():
            succeeded = entry.status is None or 200 <= entry.status < 300
            if succeeded:
                newest[entry.url] = entry
        return list(newest.values())

    def lookup(self, url: str, timestamp: str | datetime | None = None) -> ArchiveEntry | None:
        """The capture of a URL nearest to a date (`YYYYMMDDhhmmss`, or its beginning); the newest without date.

        The fragment does not count, nor whether the address says http or https. A senseless date is no date.
        """
        by_url = self._follow()
        found = next((by_url[name] for name in _namesakes(url) if name in by_url), None)
        if not found:
            return None
        wanted = _moment(timestamp)
        if wanted is None:
            return found[-1]
        right = bisect_left([entry.captured for entry in found], wanted)
        around = found[max(right - 1, 0) : right + 1]
        return min(around, key=lambda entry: (abs(entry.captured - wanted), -entry.captured.timestamp()))

    def read(self, entry: ArchiveEntry) -> Capture:
        """The capture with its bytes, transfer and content encodings undone; its digest is verified.

        Raises `ArchiveError` where the file is missing, damaged, or holds more than `MAX_PAYLOAD` once decoded.
        """
        record = self._record(entry)
        if entry.record_type is RecordType.RESOURCE:
            headers: tuple[tuple[str, str], ...] = ()
            payload = record.block
        else:
            end = end_of_head(record.block)
            raw_head = record.block[:end] if end >= 0 else record.block
            head = parse_head(raw_head)
            headers = head.headers
            payload = _decoded(entry, head.headers, record.block[len(raw_head) :])
        if entry.digest.startswith("sha256:") and entry.digest != digest_of(payload):
            raise ArchiveError(_damaged(entry, "son contenu ne correspond plus à son empreinte"))
        return Capture(entry, headers, payload)

    def _follow(self) -> dict[str, list[ArchiveEntry]]:
        """Reads the index where it is another than the one in memory; a reader beside keeps the old whole."""
        edition = self.edition
        if edition != self._edition:
            every = read_index(self.folder / INDEX_NAME)
            entries = sorted((one for one in every if one.record_type is not RecordType.REVISIT), key=_order)
            by_url: dict[str, list[ArchiveEntry]] = {}
            for entry in entries:
                by_url.setdefault(entry.url, []).append(entry)
            self._entries, self._by_url, self._edition = entries, by_url, edition
        return self._by_url

    def _record(self, entry: ArchiveEntry) -> WarcRecord:
        if Path(entry.archive).name != entry.archive or not 0 < entry.length <= _MAX_LENGTH or entry.offset < 0:
            raise ArchiveError(_damaged(entry, "l’index est faux"))
        path = self.folder / entry.archive
        try:
            with path.open("rb") as file:
                file.seek(entry.offset)
                data = file.read(entry.length)
        except OSError as error:
            raise ArchiveError(_damaged(entry, "le fichier ne se lit pas")) from error
        if len(data) < entry.length:
            raise ArchiveError(_damaged(entry, "le fichier est tronqué"))
        try:
            return parse_member(data, _MAX_LENGTH)
        except RecordError as error:
            raise ArchiveError(_damaged(entry, "l’enregistrement est abîmé")) from error


def _decoded(entry: ArchiveEntry, headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
    """The body as sent where its encodings cannot be undone: then the digest says that the writer kept it so."""
    try:
        return payload_of(Head(entry.status, "", headers), body)
    except EncodingError as error:
        if entry.digest == digest_of(body):
            return body
        raise ArchiveError(_damaged(entry, f"son contenu ne se décode pas : {error}")) from error


def _order(entry: ArchiveEntry) -> tuple[str, datetime, str, int]:
    """Within a second, as written."""
    return entry.url, entry.captured, entry.archive, entry.offset


def _namesakes(url: str) -> list[str]:
    plain = url.partition("#")[0]
    swapped = plain
    if plain.startswith("http:"):
        swapped = "https:" + plain[5:]
    elif plain.startswith("https:"):
        swapped = "http:" + plain[6:]
    return [url, plain, swapped]


def _moment(timestamp: str | datetime | None) -> datetime | None:
    if timestamp is None:
        return None
    if isinstance(timestamp, datetime):
        return timestamp if timestamp.tzinfo else timestamp.replace(tzinfo=UTC)
    digits = "".join(c for c in timestamp if c in "0123456789")[:14]
    if len(digits) < 4:
        return None
    padded = digits + "00000101000000"[len(digits) :]
    try:
        return datetime.strptime(padded, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _damaged(entry: ArchiveEntry, what: str) -> str:
    return (
        f"La capture de {entry.url} ({entry.archive}, octet {entry.offset}) est inutilisable : {what}. "
        "Restaurez ce fichier depuis une copie, ou moissonnez de nouveau la source dans un dossier neuf."
    )
