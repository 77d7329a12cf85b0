"""Archived files: the name under which the new site serves them, and the text that can be searched in them."""

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from transform.formats import FORMATS

#: How much of a document is read: pages, and characters of text.
MAX_PAGES = 500
MAX_CHARACTERS = 1_000_000

_HEX = re.compile(r"sha256:([0-9a-f]{64})")
_ENDINGS = {media_type: ending for ending, media_type in reversed(FORMATS.items())} | {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "text/plain": "txt",
    "text/css": "css",
    "text/javascript": "js",
    "application/javascript": "js",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
}


@dataclass(frozen=True, slots=True)
class FileRead:
    """`text` is null for what is no PDF, or holds no text; `problem` says why a PDF could not be read."""

    digest: str
    size: int | None = None
    text: str | None = None
    problem: str | None = None


def sha256_of(entry: ArchiveEntry) -> str:
    """64 hexadecimal digits; those of the address where the archive noted another kind of digest."""
    found = _HEX.fullmatch(entry.digest)
    return found[1] if found else hashlib.sha256(f"{entry.digest} {entry.url}".encode()).hexdigest()


def file_name(entry: ArchiveEntry) -> str:
    """`<sha256>.<ext>`: the ending by media type, else the address's own, else `bin`."""
    return f"{sha256_of(entry)}.{_ending(entry)}"


def read_file(archive: Archive, entry: ArchiveEntry) -> FileRead:
    """Never raises: a file that cannot be read is told with its reason."""
    try:
        payload = archive.read(entry).payload
    except HarvestError as error:
        return FileRead(entry.digest, problem=f"fichier illisible dans l’archive : {error}")
    if not payload.startswith(b"%PDF-"):
        return FileRead(entry.digest, len(payload))
    try:
        return FileRead(entry.digest, len(payload), pdf_text(payload))
    except (ValueError, RuntimeError) as error:  # those of pypdfium2 are of the latter kind
        return FileRead(entry.digest, len(payload), problem=f"PDF dont le texte ne se lit pas ({error})")


def pdf_text(payload: bytes) -> str | None:
    """Pages separated by an empty line, in order, within bounds; nothing where no page has text."""
    import pypdfium2  # noqa: PLC0415 - a library in C, for the one stage that reads files

    pieces: list[str] = []
    room = MAX_CHARACTERS
    document = pypdfium2.PdfDocument(payload)
    try:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            try:
                reader = page.get_textpage()
                try:
                    text = str(reader.get_text_range(0, min(reader.count_chars(), room)))
                finally:
                    reader.close()
            finally:
                page.close()
            text = re.sub(r"[ \t]*\r?\n[ \t]*", "\n", text.replace("\x00", "").replace("\ufffe", "")).strip()
            if text:
                pieces.append(text)
                room -= len(text)
            if room <= 0:
                break
    finally:
        document.close()
    return "\n\n".join(pieces) or None


def _ending(entry: ArchiveEntry) -> str:
    if entry.mime in _ENDINGS:
        return _ENDINGS[entry.mime]
    try:
        ending = urlsplit(entry.url).path.rpartition("/")[2].rpartition(".")[2].lower()
    except ValueError:
        ending = ""
    if re.fullmatch(r"[a-z0-9]{1,5}", ending):
        return ending
    guessed = mimetypes.guess_extension(entry.mime) or ".bin"
    return guessed.lstrip(".")
