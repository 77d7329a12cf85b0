"""The Wayback Machine, or another archive that speaks as it does: `wayback:HOST[@FROM-TO]`."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from crawler.errors import HarvestError
from crawler.holding import hold
from crawler.ledger import Ledger
from crawler.loopback import is_loopback
from crawler.request import HarvestReport, HarvestRequest, Progress, described, report_of, software
from crawler.scope import Scope
from crawler.wayback.client import BASE, WaybackClient
from crawler.wayback.harvest import WaybackHarvest
from crawler.wayback.inventory import Inventory
from crawler.wayback.limiter import CAPTURE, INTERVALS, Clock, Limiter, SystemClock
from crawler.wayback.plan import Versions
from crawler.wayback.source import SCHEME, WaybackSource

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
#: No one asks an archive that is not theirs for more than this, in seconds between two captures.
_LEAST_DELAY = 1.0
_EXIT_AT_ONCE = 3


def pace_file(base: str, ledger: Path, shared: Path | None) -> Path:
    """Where the pace is kept: in `shared`, the folder of all of a person's workspaces.

    Beside the ledger for an archive on this machine, or where that folder is not known or cannot be written.
    """
    beside = ledger.with_name("wayback-pace.sqlite")
    if shared is None or is_loopback(base):
        return beside
    try:
        shared.mkdir(parents=True, exist_ok=True)
    except OSError:
        return beside
    return shared / beside.name if os.access(shared, os.W_OK) else beside


@dataclass(frozen=True, slots=True)
class WaybackReport(HarvestReport):
    """`lines` of the archive's list, of which `revisits`; `malformed` and `empty` ones were left aside.

    `mismatched`: captures whose content is not the one that the list announced. `examples` of malformed lines.
    """

    lines: int = 0
    revisits: int = 0
    malformed: int = 0
    empty: int = 0
    mismatched: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WaybackMachine:
    """`base` is the archive's address. `versions`: the best capture of each page, or all of them."""

    base: str = BASE
    versions: Versions = Versions.BEST
    clock: Clock = field(default_factory=SystemClock)
    page_size: int = 3_000
    shape = "les captures de la Wayback Machine (« wayback:www.comedie.org@2010-2020 »)"

    def recognises(self, source: str) -> bool:
        return source.lower().startswith(SCHEME)

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        source = WaybackSource.read(request.source, request.aliases)
        base = request.web_archive or self.base
        versions = Versions.ALL if request.all_versions else self.versions
        if not is_loopback(base) and not (request.contact or "").strip():
            raise HarvestError(
                "La Wayback Machine doit savoir qui la questionne. Donnez une adresse où vous joindre, "
                "par exemple COMEDIE_CONTACT=nom@exemple.fr, puis relancez la même commande.",
                exit_code=2,
            )
        scopes = {scheme: _scope(scheme, source, request) for scheme in ("http", "https")}
        with (
            hold(
                request.ledger,
                request.archive,
                request.site,
                request.source,
                rotate_at=request.limits.rotate_at,
                software=software(),
                about=described(request.site, contact=request.contact),
            ) as frontier,
            _stop_signals() as stopping,
            closing(Inventory.open(request.ledger.with_name("wayback.sqlite"), source)) as inventory,
        ):
            delay = INTERVALS[CAPTURE] if request.delay is None else max(request.delay, _LEAST_DELAY)
            pace = pace_file(base, request.ledger, request.shared)
            limiter = Limiter(pace, self.clock, stopping, {**INTERVALS, CAPTURE: delay})
            with Ledger.open(request.ledger) as ledger:
                rows = {row.url: row for row in ledger.rows()}
            with WaybackClient(limiter, request.limits, base, request.contact, self.page_size) as client:
                run = WaybackHarvest(
                    frontier, client, inventory, source, scopes, versions, rows, request.limits, progress
                )
                run.run()
            figures = inventory.figures()
            if not figures["lines"] and not run.problem:
                raise HarvestError(_nothing(source, figures["malformed"]))
            frontier.note(f"list {request.source}", json.dumps(figures))
            frontier.commit()
            examples = tuple(inventory.examples())
            report = report_of(frontier, request.accepted, run.problem or _odd(figures["malformed"], examples))
            whole = all((listing := inventory.listing(host)) and listing.whole for host in source.hosts)
        return WaybackReport(
            report.outcomes,
            report.pending,
            report.fetched,
            report.complete and whole,
            report.last_problem,
            stopped=stopping(),
            doubts=report.doubts,
            barren=report.barren,
            obstacle=report.obstacle,
            **figures,
            mismatched=run.mismatched,
            examples=examples,
        )


WAY_IN = WaybackMachine()


def _scope(scheme: str, source: WaybackSource, request: HarvestRequest) -> Scope:
    return Scope.of(
        f"{scheme}://{source.host}/", include=request.include, exclude=request.exclude, max_url=request.limits.max_url
    )


@contextmanager
def _stop_signals() -> Iterator[Callable[[], bool]]:
    """The first signal lets the request under way finish, the second ends the process: what is committed is safe."""
    asked: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        if asked:
            os._exit(_EXIT_AT_ONCE)
        asked.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = {number: signal.getsignal(number) for number in _STOP_SIGNALS}
    for number in _STOP_SIGNALS:
        signal.signal(number, hear)
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _nothing(source: WaybackSource, malformed: int) -> str:
    when = " pour cette période" if source.first or source.last else ""
    odd = f" (lignes illisibles dans sa liste : {malformed})" if malformed else ""
    return (
        f"La Wayback Machine ne connaît aucune capture de « {source.host} »{when}{odd}. "
        "Vérifiez le nom du site, ou élargissez la période."
    )


def _odd(malformed: int, examples: tuple[str, ...]) -> str:
    if not malformed:
        return ""
    first = f", par exemple « {examples[0]} »" if examples else ""
    return f"lignes illisibles ou étrangères au site, dans la liste de la Wayback Machine : {malformed}{first}"
