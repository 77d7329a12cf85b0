"""A page's title where no selector gives it: the heading that agrees with the window's title."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from transform.extract.page import Page
from transform.extract.roles import folded
from transform.markup import line_of

_SEPARATOR = re.compile(r"\s+[|•·>/]\s+|\s+[-–—]\s+|\s*[»«|]\s*|\s+::?\s+")
#: Also « Nom du site: titre »: titles have colons of their own, so that it is tried beside the other.
GLUED = re.compile(_SEPARATOR.pattern + r"|::?\s+")
#: A part of window titles is the site's own when this share of pages, and at least three, have it at the same end.
_REPEATED_SHARE, _REPEATED_LEAST = 0.2, 3
_MOST_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Heading:
    words: str
    level: int
    path: str | None


def heading_candidates(page: Page) -> tuple[Heading, ...]:
    """The first headings that have words, h1 before h2."""
    return tuple(Heading(words, int(str(node.tag)[1]), page.path_of(node)) for node, words in _headings(page))


def heading_words(page: Page) -> list[str]:
    return [words for _, words in _headings(page)]


def _headings(page: Page) -> list[tuple[etree._Element, str]]:
    nodes = (node for tag in ("h1", "h2") for node in page.root.iter(tag))
    return list(islice(((node, words) for node in nodes if (words := line_of(node))), _MOST_HEADINGS))


def repeated_parts(window_titles: Iterable[str], separator: re.Pattern[str] = _SEPARATOR) -> frozenset[str]:
    """The parts at either end of window titles that the site repeats, folded."""
    counts: Counter[str] = Counter()
    total = 0
    for title in window_titles:
        total += 1
        parts = separator.split(title)
        if len(parts) > 1:
            counts.update({folded(parts[0]), folded(parts[-1])})
    least = max(_REPEATED_LEAST, _REPEATED_SHARE * total)
    return frozenset(part for part, count in counts.items() if part and count >= least)


def without_parts(window_title: str, repeated: frozenset[str], separator: re.Pattern[str] = _SEPARATOR) -> str:
    """`Fichiers journaux - Serveur Apache HTTP` → `Fichiers journaux`. Never empty where the title is not."""
    rest = window_title.strip()
    while separators := list(separator.finditer(rest)):
        before, after = rest[: separators[-1].start()].strip(), rest[separators[0].end() :].strip()
        if before and folded(rest[separators[-1].end() :]) in repeated:
            rest = before
        elif after and folded(rest[: separators[0].start()]) in repeated:
            rest = after
        else:
            break
    return rest


def title_of(window_title: str, headings: tuple[Heading, ...], repeated: frozenset[str]) -> tuple[str, str | None]:
    """(title, path of its heading or nothing). A heading agrees where one holds the other's words, whole."""
    own = without_parts(window_title, repeated)
    wanted = folded(own)
    if wanted and wanted not in repeated:
        agreeing = [heading for heading in headings if _agree(folded(heading.words), wanted)]
        if agreeing:
            closest = min(agreeing, key=lambda heading: (heading.level, abs(len(folded(heading.words)) - len(wanted))))
            return closest.words, closest.path
        return own, None
    first = next((heading for heading in headings if folded(heading.words) not in repeated), None)
    return (first.words, first.path) if first else (own, None)


def _agree(heading: str, wanted: str) -> bool:
    if not heading:
        return False
    shorter, longer = sorted((heading, wanted), key=len)
    return f" {shorter} " in f" {longer} " and (len(shorter) >= 3 or shorter == longer)
