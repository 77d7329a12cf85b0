"""Which captures of a page are asked for, best first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.wayback.cdx import EMPTY_DIGEST, CdxLine

#: From best to worst: a page with a body; one of which the list says nothing; a redirect; an error, or an empty page.
_PAGE, _UNKNOWN, _REDIRECT, _ERROR = range(4)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capture to ask for. `digest` is what the list says its content's is. `seen_again`: revisits resolved to it."""

    timestamp: str
    original: str
    status: int | None
    digest: str
    seen_again: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        if self.status is None:
            return _UNKNOWN
        if 200 <= self.status < 300 and self.digest != EMPTY_DIGEST:
            return _PAGE
        return _REDIRECT if 300 <= self.status < 400 else _ERROR

    @property
    def last_seen(self) -> str:
        return max((self.timestamp, *self.seen_again))


def candidates(lines: Iterable[CdxLine], statuses: Mapping[str, int]) -> list[Candidate]:
    """The captures of one page, best first: newest page with a body, else newest redirect, else newest error.

    A revisit is resolved by its digest: to the newest capture of this page that holds the content, or, where another
    page does (`statuses` by digest), to itself with that status. One that nothing explains is asked for as it is.
    """
    known: dict[str, CdxLine] = {}
    revisits: list[CdxLine] = []
    found: dict[tuple[str, str], Candidate] = {}
    for line in sorted(lines, key=lambda line: (line.timestamp, line.original)):
        if line.is_revisit:
            revisits.append(line)
            continue
        if line.status is not None:
            known[line.digest] = line
        found[_key(line)] = Candidate(line.timestamp, line.original, line.status, line.digest)
    again: dict[tuple[str, str], list[str]] = {}
    for line in revisits:
        holder = known.get(line.digest)
        if holder is not None:
            again.setdefault(_key(holder), []).append(line.timestamp)
        elif _key(line) not in found:
            status = statuses.get(line.digest)
            found[_key(line)] = Candidate(line.timestamp, line.original, status, line.digest)
    resolved = (
        Candidate(one.timestamp, one.original, one.status, one.digest, tuple(again.get(key, ())))
        for key, one in found.items()
    )
    newest_first = sorted(resolved, key=lambda one: (one.last_seen, one.timestamp), reverse=True)
    return sorted(newest_first, key=lambda one: one.rank)


def _key(line: CdxLine) -> tuple[str, str]:
    return line.timestamp, line.original
