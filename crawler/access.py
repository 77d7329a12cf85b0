"""By whose leave a site is asked beyond what it offers to everybody, as the archive and the ledger remember it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from crawler.credentials import Credentials
from crawler.errors import HarvestError

if TYPE_CHECKING:
    from crawler.frontier import Frontier

#: The fact of the ledger that lists them, as JSON.
OVERRIDES = "robots_overrides"
#: What the ledger says of a URL that was asked because the owner decided so.
DESPITE_ROBOTS = "demandée malgré robots.txt"
_MOST = 1_000
_FEWEST_LETTERS, _LONGEST = 3, 300


@dataclass(frozen=True, slots=True)
class Override:
    """That a site's owner lets us in where its robots.txt does not: `by` whom this was decided, and `why`."""

    by: str
    why: str

    @classmethod
    def read(cls, written: str) -> Self:
        """`WHO : WHY`. Raises `HarvestError`: nothing is overridden without a name and a reason."""
        by, _, why = (" ".join(part.split()) for part in written.partition(":"))
        if len(by) < _FEWEST_LETTERS or len(why) < _FEWEST_LETTERS:
            raise HarvestError(
                "Pour passer outre robots.txt, écrivez qui le décide et pourquoi, séparés par « : », par exemple "
                '--ignore-robots "Marie Durand, ICPC : le site est à nous".',
                exit_code=2,
            )
        return cls(by[:_LONGEST], why[:_LONGEST])


@dataclass(frozen=True, slots=True)
class Overridden:
    """One run that did not obey robots.txt: its number, when it began (ISO 8601), who decided it, and why."""

    run: int
    at: str
    by: str
    why: str


def about_access(override: Override | None, credentials: Credentials) -> tuple[tuple[str, str], ...]:
    """Fields of the warcinfo record before what a run writes."""
    policy = f"ignore, decided by {override.by}: {override.why}" if override is not None else "obey"
    if not credentials:
        return (("robots", policy),)
    return (
        ("robots", policy),
        ("description", "Asked with the owner's credentials, left out of the request records."),
    )


def note_override(frontier: "Frontier", override: Override | None) -> None:
    """Once in a run."""
    known = overridden(frontier.fact(OVERRIDES))
    if override is None or any(
        (one.run, one.by, one.why) == (frontier.run, override.by, override.why) for one in known
    ):
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    every = [*known, Overridden(frontier.run, now, override.by, override.why)][-_MOST:]
    values = [{"run": one.run, "at": one.at, "by": one.by, "why": one.why} for one in every]
    frontier.note(OVERRIDES, json.dumps(values, ensure_ascii=False))


def overridden(fact: str | None) -> tuple[Overridden, ...]:
    """What the ledger's fact says, oldest first."""
    return tuple(Overridden(**one) for one in json.loads(fact or "[]"))
