"""Addresses that a site makes without end: calendars, filters in every order, folders within themselves."""

import hashlib
import re
from collections import Counter
from urllib.parse import urlsplit

_MAX_SEGMENTS = 24
_MAX_SAME_SEGMENT = 4
_MAX_PARAMETERS = 12
#: Queries of two parameters and more on one path, before their values are looked at: so many are always allowed,
#: and beyond, as long as they are not the same few values combined again and again, as filters are.
_MAX_COMBINATIONS = 300
_MAX_RECOMBINED = 4
#: How far one may go from page to page of one pattern. A page that leads to no other pattern counts 1, or 100 where,
#: figures aside, it says what an earlier one said; a page that leads to something new begins again.
_MAX_CHAIN = 10_000
REPEATED, NUMBERED = 100, 1
#: Pages that said the same as another one, each under a session id of its own, before such addresses are a trap.
_MAX_SESSIONS = 10
_MAX_SHAPES = 10_000
_DIGITS = re.compile(r"\d+")
_BYTE_DIGITS = b"0123456789"
_CHANGING = re.compile(rb"(?<![0-9A-Za-z])(?=[A-Za-z]*\d)[0-9A-Za-z]{16,}|\d+")
#: What looks like a session id in an address: long, letters and figures mixed, after `=`, `(` or a slash.
_SESSION = re.compile(r"(?<=[=(/])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{16,}(?=[&)/;]|$)")


def pattern_of(url: str) -> str:
    """What pages made by one rule have in common: figures do not count, nor the values of several parameters."""
    parts = urlsplit(url)
    path = _DIGITS.sub("0", parts.path)
    if not parts.query:
        return path
    pairs = [pair.partition("=") for pair in parts.query.split("&")]
    if len(pairs) == 1:
        return f"{path}?{pairs[0][0]}={_DIGITS.sub('0', pairs[0][2])}"
    return f"{path}?{'&'.join(sorted({name for name, _, _ in pairs}))}"


def likeness_of(payload: bytes, *, session: bool = False) -> bytes:
    """Equal for pages that differ by figures only, as the months of an empty calendar do, or also by session ids."""
    said = _CHANGING.sub(b"", payload) if session else payload.translate(None, _BYTE_DIGITS)
    return hashlib.sha256(said).digest()[:16]


def session_shape(url: str) -> str | None:
    """The address with what looks like a session id left out, or nothing where nothing does."""
    path = url[url.find("/", 8) :]
    shape = _SESSION.sub("…", path)
    return shape if shape != path else None


class Traps:
    """Judges URLs that are new; remembers, for this run, which values each path was asked with."""

    def __init__(self) -> None:
        self._combinations: Counter[str] = Counter()
        self._values: dict[str, dict[str, set[str]]] = {}
        self._sessions: Counter[str] = Counter()

    def repeated(self, shape: str) -> None:
        """A page under a session id (`session_shape`) said what an earlier one had said."""
        self._sessions["" if shape not in self._sessions and len(self._sessions) > _MAX_SHAPES else shape] += 1

    def trap(self, url: str, chain: int) -> str | None:
        """Why a URL is a trap, in French, or nothing. `chain` is how far it lies in a chain of one pattern."""
        parts = urlsplit(url)
        segments = [segment for segment in parts.path.split("/") if segment]
        if len(segments) > _MAX_SEGMENTS:
            return f"plus de {_MAX_SEGMENTS} dossiers l’un dans l’autre"
        if segments and Counter(segments).most_common(1)[0][1] > _MAX_SAME_SEGMENT:
            return "le même dossier revient sans fin dans l’adresse"
        if chain > _MAX_CHAIN:
            return "une suite de pages qui ne mènent sans fin qu’à elles-mêmes"
        if self._sessions and (shape := session_shape(url)) and self._sessions[shape] > _MAX_SESSIONS:
            return "un identifiant de session nouveau à chaque page, pour le même contenu"
        if not parts.query:
            return None
        pairs = [pair.partition("=")[::2] for pair in parts.query.split("&")]
        names = Counter(name for name, _ in pairs)
        if len(pairs) > _MAX_PARAMETERS or names.most_common(1)[0][1] > _MAX_SAME_SEGMENT:
            return "trop de paramètres"
        return self._recombined(parts.path, pairs) if len(pairs) > 1 else None

    def _recombined(self, path: str, pairs: list[tuple[str, str]]) -> str | None:
        """A site's documents have each a value of their own (`?page=fiche&id=12`); filters share theirs."""
        values = self._values.setdefault(path, {})
        for name, value in pairs:
            values.setdefault(name, set()).add(value)
        self._combinations[path] += 1
        many = max(len(known) for known in values.values())
        if self._combinations[path] > max(_MAX_COMBINATIONS, _MAX_RECOMBINED * many):
            return "les mêmes paramètres combinés sans fin"
        return None
