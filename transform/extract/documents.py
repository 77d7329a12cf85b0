"""Files offered on a page: what its links say of them. The bytes and their text come later, from the archive."""

import re
from urllib.parse import unquote, urlsplit

from transform.extract.found import Anchor
from transform.formats import FORMATS
from transform.schema import Document

_VAGUE = re.compile(
    r"(?:ici|télécharger|telecharger|lire|pdf|document|fichier|cliquez ici|download|→|»)?\W*", re.IGNORECASE
)
_WEIGHT = re.compile(
    r"\s*[(\[]\s*(?:pdf|docx?|odt|rtf)?[\s,–-]*\d+(?:[.,]\d+)?\s*[kmg]?[ob]\s*[)\]]\s*$", re.IGNORECASE
)


def format_at(url: str) -> str | None:
    """The media type that an address promises by its ending."""
    try:
        ending = urlsplit(url).path.rpartition(".")[2].lower()
    except ValueError:
        return None
    return FORMATS.get(ending)


def documents_among(anchors: list[Anchor]) -> list[Document]:
    """One document an address, under the fullest of its titles; else under the file's own name."""
    found: dict[str, Document] = {}
    for anchor in anchors:
        media_type = format_at(anchor.url)
        if media_type is None:
            continue
        url = anchor.url.partition("#")[0]
        document = found.setdefault(url, Document(url=url, format=media_type))
        title = _WEIGHT.sub("", anchor.text).strip()
        if not _VAGUE.fullmatch(title) and len(title) > len(document.title or ""):
            document.title = title
    for document in found.values():
        document.title = document.title or unquote(urlsplit(document.url).path.rpartition("/")[2])
    return list(found.values())
