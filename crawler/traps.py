"""Addresses that a site makes without end: calendars, filters in every order, folders within themselves."""

import hashlib
import re
from collections import Counter
from urllib.parse import urlsplit

from crawler.novelty import Novelty

_MAX_SEGMENTS = 24
_MAX_SAME_SEGMENT = 4
_MAX_PARAMETERS = 12
#: Queries of two parameters and more that pages of one path lead to on that same path: so many are always allowed, and
#: beyond, as long as they are not the same few values combined again and again, as filters are, or as their pages go on
#: saying something new, up to the bound of a chain.
_MAX_COMBINATIONS = 300
_MAX_RECOMBINED, _MAX_FRUITLESS = 4, 2
#: How far one may go from page to page of one pattern. A page that leads to no other pattern counts 1, and more where,
#: figures aside, it says what an earlier one said; a page that leads to something of a new kind begins again.
_MAX_CHAIN = 10_000
REPEATED, NUMBERED = 100, 1
_REPEATED_IN_PATH, _REPEATED_BESIDE_BARREN = 5, 25
#: A pattern of which so many pages were read, nearly all saying what an earlier one had said, brings nothing.
_MIN_READ, _BARREN = 50, 0.9
#: Pages that said the same as another one, each under a session id of its own, before such addresses are a trap.
_MAX_SESSIONS = 10
_MAX_SHAPES = 10_000
_MAX_PATTERNS = 100_000
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


def weight(own: str, others: set[str], *, repeated: bool, page: bool, tally: "Tally") -> int:
    """What a page, or a list for programs, adds to a chain of the pattern `own`.

    `others` are the patterns beside it that it leads to.
    """
    if not repeated:
        return NUMBERED
    if others:
        return _REPEATED_BESIDE_BARREN if all(tally.is_barren(other) for other in others) else NUMBERED
    return _REPEATED_IN_PATH if page and "0" in own.partition("?")[0] else REPEATED


class Tally:
    """How many pages of each pattern were read, and how many of them said what an earlier page had said."""

    def __init__(self) -> None:
        self._read: Counter[str] = Counter()
        self._repeated: Counter[str] = Counter()

    def count(self, pattern: str, *, repeated: bool) -> None:
        if pattern in self._read or len(self._read) < _MAX_PATTERNS:
            self._read[pattern] += 1
            self._repeated[pattern] += repeated

    def is_barren(self, pattern: str) -> bool:
        read = self._read[pattern]
        return read >= _MIN_READ and self._repeated[pattern] >= _BARREN * read


def session_shape(url: str) -> str | None:
    """The address with what looks like a session id left out, or nothing where nothing does."""
    path = url[url.find("/", 8) :]
    shape = _SESSION.sub("…", path)
    return shape if shape != path else None


class Traps:
    """Judges URLs that are new; remembers, for this run, which values each path was asked with."""

    def __init__(self) -> None:
        self._combinations: Counter[str] = Counter()
        self._fruitful: Counter[str] = Counter()
        self._novelty = Novelty()
        self._values: dict[str, dict[str, set[str]]] = {}
        self._sessions: Counter[str] = Counter()

    def repeated(self, shape: str) -> None:
        """A page under a session id (`session_shape`) said what an earlier one had said."""
        self._sessions["" if shape not in self._sessions and len(self._sessions) > _MAX_SHAPES else shape] += 1

    def read(self, url: str, payload: bytes) -> None:
        """Takes note of what a page under several parameters says."""
        path, _, query = url.partition("?")
        if "&" in query:
            self._fruitful[path] += self._novelty.says_something(path, payload)

    def trap(self, url: str, chain: int, found_on: str | None = None) -> str | None:
        """Why a URL is a trap, in French, or nothing. `chain` is how far it lies in a chain of one pattern.

        `found_on` is the page that names it.
        """
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
        if len(pairs) < 2:
            return None
        path = url.partition("?")[0]
        return self._recombined(path, pairs, counted=(found_on or "").startswith(f"{path}?"))

    def _recombined(self, path: str, pairs: list[tuple[str, str]], *, counted: bool) -> str | None:
        """A site's documents have each a value of their own (`?page=fiche&id=12`), or a text; filters share theirs."""
        values = self._values.setdefault(path, {})
        for name, value in pairs:
            values.setdefault(name, set()).add(value)
        if not counted:
            return None
        self._combinations[path] += 1
        many = max(len(known) for known in values.values())
        fruit = min(_MAX_FRUITLESS * self._fruitful[path], _MAX_CHAIN)
        if self._combinations[path] > max(_MAX_COMBINATIONS, _MAX_RECOMBINED * many, fruit):
            return "les mêmes paramètres combinés sans fin"
        return None
