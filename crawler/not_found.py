"""Error pages that call themselves a success ("soft 404"): recognised by asking for a page that cannot exist.

A page is taken for one only if its words are those of the site's answer to that question, the address and figures
aside, and if these words say that something is missing. A site that answers everything with its home page has none.
"""

import hashlib
import re
from urllib.parse import unquote, urlsplit

from lxml import etree

from crawler.links import as_text

#: Longer pages are no error pages, in bytes.
_LONGEST = 1_000_000
_MISSING = re.compile(
    r"introuvable|not found|\b404\b|n[’'` ]existe (?:pas|plus)|(?:pas|plus|aucune?) (?:été |page )?trouvée?"
    r"|inexistante?|n[’'` ]est (?:pas|plus) (?:disponible|en ligne|accessible)|(?:doesn[’'`]t|does not|no longer) exist"
    r"|page d[’'` ]erreur|no longer available",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d+")
_UNSEEN = etree.XPath("//script | //style | //noscript | //template")


def impossible_name(origin: str) -> str:
    """A name that no site has, always the same for one site."""
    return f"zq{hashlib.sha256(origin.encode()).hexdigest()[:10]}xw"


def says_missing(text: str) -> bool:
    """Whether these words say that something is missing."""
    return _MISSING.search(text) is not None


def missing_page(url: str, payload: bytes) -> bytes | None:
    """What all pages like this answer have in common, or nothing where it does not say that a page is missing."""
    words = _words(url, payload)
    return _digest(words) if words is not None and _MISSING.search(words) else None


def is_missing_page(url: str, payload: bytes, known: bytes) -> bool:
    words = _words(url, payload)
    return words is not None and _digest(words) == known


def _words(url: str, payload: bytes) -> str | None:
    """The title and text, without what repeats the address that was asked for."""
    if len(payload) > _LONGEST:
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(as_text(payload).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    for element in _UNSEEN(root):
        element.text = None
    text = " ".join(" ".join(str(piece) for piece in root.itertext()).split())
    for echo in _echoes(url):
        text = text.replace(echo, "")
    status = "404" if "404" in text else ""
    return f"{' '.join(_FIGURES.sub('', text).split())} {status}".strip()


def _echoes(url: str) -> list[str]:
    """How an error page may repeat the address, longest first."""
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    segments = [segment for segment in parts.path.split("/") if segment]
    written = {url, path, path.strip("/"), parts.path, parts.path.strip("/"), parts.query, *segments[-1:]}
    both = written | {unquote(one) for one in written}
    return sorted((one for one in both if len(one) > 1), key=len, reverse=True)


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "replace")).digest()
