"""Error pages that a tool saved like any other: by the status its cache gives, else by what the pages say together.

Without a cache, a page is an error page where several addresses have its very words, the address itself aside, where
these words say that something is missing, and where the page does not call itself by an address. A single page that
speaks of what no longer exists is a page, unless HTTrack left out its comment there alone: it does so in error pages.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.links import as_text
from crawler.not_found import missing_page, says_missing
from crawler.outcome import Outcome

#: How many addresses must have the same words: fewer where a title or a heading says that the page is missing.
_ALIKE, _ALIKE_BY_TITLE = 3, 2
_TITLES = re.compile(r"<(title|h1|h2)\b[^>]*>(.{0,2000}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """`status` is null where nobody wrote it down."""

    outcome: Outcome
    reason: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A page that speaks of something missing. `words` is its text without its address, as a digest.

    `unmarked`: without HTTrack's comment, which the other pages have.
    """

    name: bytes
    words: bytes
    in_title: bool
    unmarked: bool = False


def of_status(status: int) -> ErrorPage | None:
    """What a status in HTTrack's cache makes of a saved page; nothing for one that is no error."""
    if status < 400:
        return None
    said = f"page d’erreur : le cache de HTTrack dit {status}"
    if status in {404, 410}:
        return ErrorPage(Outcome.GONE, said, status)
    return ErrorPage(Outcome.REFUSED if status in {401, 403} else Outcome.ABSENT, said, status)


def may_be_one(payload: bytes) -> bool:
    """Whether the page speaks of something missing at all: a look at the raw text, which costs little."""
    return len(payload) <= _LONGEST and says_missing(html.unescape(as_text(payload)))


def doubtful(name: bytes, url: str, payload: bytes, *, unmarked: bool) -> Doubtful | None:
    words = missing_page(url, payload)
    if words is None:
        return None
    titles = " ".join(_TAG.sub(" ", found.group(2)) for found in _TITLES.finditer(as_text(payload)))
    return Doubtful(name, words, says_missing(html.unescape(titles)), unmarked)


def alike(pages: Iterable[Doubtful], known: Mapping[bytes, ErrorPage]) -> dict[bytes, ErrorPage]:
    """By file name, the pages among these that are error pages; `known` are those whose status is known."""
    groups: defaultdict[bytes, list[Doubtful]] = defaultdict(list)
    for page in pages:
        groups[page.words].append(page)
    found: dict[bytes, ErrorPage] = {}
    for group in groups.values():
        certain = any(page.name in known for page in group)
        least = _ALIKE_BY_TITLE if any(page.in_title for page in group) else _ALIKE
        certain = certain or any(page.unmarked for page in group)
        if certain or len(group) >= least:
            reason = "page d’erreur du site : ses mots disent qu’une page manque"
            if len(group) > 1:
                reason += f", et {len(group)} adresses ont les mêmes"
            found |= {page.name: ErrorPage(Outcome.GONE, reason) for page in group if page.name not in known}
    return found
