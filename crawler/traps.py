"""Addresses that a site makes without end: calendars, filters in every order, folders within themselves."""

import re
from collections import Counter
from urllib.parse import urlsplit

_MAX_SEGMENTS = 24
_MAX_SAME_SEGMENT = 4
_MAX_PARAMETERS = 12
#: Queries of two parameters and more on one path: filters combine, pages do not.
_MAX_COMBINATIONS = 300
#: How far one may go from page to page of one pattern: a page that leads to nothing else counts 10,
#: one that leads only to further numbers of known patterns counts 1, one that leads to something new begins again.
_MAX_CHAIN = 1_000
BARREN, NUMBERED = 10, 1
_DIGITS = re.compile(r"\d+")


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


class Traps:
    """Judges URLs that are new; remembers, for this run, how many combinations each path had."""

    def __init__(self) -> None:
        self._combinations: Counter[str] = Counter()

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
        if not parts.query:
            return None
        names = [pair.partition("=")[0] for pair in parts.query.split("&")]
        if len(names) > _MAX_PARAMETERS or Counter(names).most_common(1)[0][1] > _MAX_SAME_SEGMENT:
            return "trop de paramètres"
        if len(names) > 1:
            self._combinations[parts.path] += 1
            if self._combinations[parts.path] > _MAX_COMBINATIONS:
                return f"plus de {_MAX_COMBINATIONS} combinaisons de paramètres à la même adresse"
        return None
