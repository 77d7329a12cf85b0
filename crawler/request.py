"""What a harvest is asked, what it says while it works, and what it says at the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from crawler.access import Override
from crawler.credentials import Credentials
from crawler.limits import Limits
from crawler.outcome import INCOMPLETE, Outcome

if TYPE_CHECKING:
    from crawler.frontier import Frontier

DONE, LEFT_INCOMPLETE = 0, 3


@dataclass(frozen=True, slots=True)
class HarvestRequest:
    """`archive` is a folder, `ledger` a file. `delay` in seconds; null leaves it to robots.txt, the server and us.

    `hours` are those at which a live site may be asked, as in `22:00-06:00`; `override` lets it in despite robots.txt.
    `credentials` are for the source's own host alone.

    `accepted` are the URLs whose failure a person has accepted. `site` empty: the name is taken from the source.
    `probe_ids` are the first and last number of `/?p=NUMBER` to try on a live site.
    `all_versions` and `web_archive` (its address) are for a web archive, which holds several captures of a page;
    `shared` is a folder of all of a person's workspaces, where its pace is kept: it knows the person by one address.
    """

    source: str
    archive: Path
    ledger: Path
    site: str = ""
    aliases: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    delay: float | None = None
    contact: str | None = None
    accepted: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    all_versions: bool = False
    web_archive: str | None = None
    probe_ids: tuple[int, int] | None = None
    hours: str | None = None
    override: Override | None = None
    credentials: Credentials = field(default_factory=Credentials, repr=False)
    shared: Path | None = None


@dataclass(frozen=True, slots=True)
class HarvestProgress:
    """`fetched` is how many URLs this run settled by asking, null where the source cannot tell; `delay` in seconds.

    `waiting` is why nothing is asked at the moment, in French; empty while the source is asked.
    """

    done: int
    queued: int
    failed: int
    last_problem: str = ""
    fetched: int | None = None
    delay: float | None = None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class HarvestReport:
    """`outcomes` of every URL in the ledger; `fetched` is how many this run settled by asking or reading.

    `stopped`: somebody asked the run to stop (Ctrl-C, SIGTERM), and it finished what was under way.
    `doubts` say, in French, what cannot be known of the files that somebody else made. `barren`: every URL is settled
    and no page or file is held, robots.txt and sitemaps aside; that is never complete. `obstacle` is then the reason
    given most often.
    """

    outcomes: dict[Outcome, int]
    pending: int
    fetched: int
    complete: bool
    last_problem: str = ""
    stopped: bool = False
    doubts: tuple[str, ...] = ()
    barren: bool = False
    obstacle: str = ""

    @property
    def exit_code(self) -> int:
        return DONE if self.complete else LEFT_INCOMPLETE


Progress = Callable[[HarvestProgress], None]


class WayIn(Protocol):
    """One kind of source. Each module of `crawler.sources` declares its own as `WAY_IN`."""

    #: What a user may write, in French, with an example.
    shape: str

    def recognises(self, source: str) -> bool: ...

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport: ...


def report_of(frontier: "Frontier", accepted: frozenset[str], last_problem: str = "") -> HarvestReport:
    """Complete means: no URL without outcome, none failed but those accepted (law 1), and something to transform."""
    outcomes = frontier.counts()
    pending = frontier.pending()
    failed = any(outcomes.get(outcome) for outcome in INCOMPLETE) and set(frontier.failed_urls()) - accepted
    barren = not pending and not frontier.holds_content()
    return HarvestReport(
        outcomes,
        pending,
        frontier.fetched,
        complete=not (pending or failed or barren),
        last_problem=last_problem,
        doubts=frontier.doubts(),
        barren=barren,
        obstacle=frontier.obstacle() if barren else "",
    )


def described(site: str, *, contact: str | None = None, agent: str = "") -> tuple[tuple[str, str], ...]:
    """What archive files say of the harvest that made them, in the words of `warcinfo`; what is not known is left out.

    `agent` is the user agent of one that asks a server.
    """
    fields = (("isPartOf", site), ("operator", (contact or "").strip()), ("http-header-user-agent", agent))
    return tuple((name, value) for name, value in fields if value)


def software() -> str:
    """`comedie-harvest/VERSION`, as servers and archives are told."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and most runs need it once

    try:
        return f"comedie-harvest/{version('comedie')}"
    except PackageNotFoundError:
        return "comedie-harvest"
