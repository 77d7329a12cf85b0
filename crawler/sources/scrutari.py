"""A ScrutariData inventory: nothing to keep but itself, and everything to check the archive against."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from crawler.archive import Archive
from crawler.archive_writer import FileCapture, digest_of
from crawler.errors import ArchiveError, HarvestError
from crawler.frontier import Frontier
from crawler.holding import hold
from crawler.ledger import Ledger, LedgerRow
from crawler.mime import HTML
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, HarvestReport, HarvestRequest, Progress, described, report_of, software
from crawler.scope import Scope
from crawler.scrutari.check import Held, InventoryCheck, compared
from crawler.scrutari.inventory import Fiche, fiches_of, is_inventory
from crawler.visit import Answer, Found
from crawler.wxr.media_types import ITEM_TYPE

INVENTORY_TYPE = "application/vnd.scrutari.base+xml"
_PAGE_TYPES = frozenset({HTML, "application/xhtml+xml", ITEM_TYPE})
_HELD = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED})


@dataclass(frozen=True, slots=True)
class ScrutariReport(HarvestReport):
    """`check` is what the inventory and the archive say of each other once the run is over."""

    check: InventoryCheck | None = None


class ScrutariInventory:
    shape = "un inventaire ScrutariData (« scrutari.xml »)"

    def recognises(self, source: str) -> bool:
        return "://" not in source and is_inventory(Path(source))

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        path = Path(request.source)
        if path.stat().st_size > request.limits.max_file:
            raise HarvestError(
                f"« {path.name} » dépasse {request.limits.max_file} octets : ce n’est pas un inventaire."
            )
        fiches = list(fiches_of(path))
        if not fiches:
            raise HarvestError(
                f"« {path.name} » ne liste aucune fiche. Vérifiez que c’est bien l’export complet de la base."
            )
        with hold(
            request.ledger,
            request.archive,
            request.site,
            f"scrutari:{path.name}",
            rotate_at=request.limits.rotate_at,
            software=software(),
            about=described(request.site, contact=request.contact),
        ) as frontier:
            rows, held = _held(request.ledger)
            _keep(frontier, f"scrutari:{request.site}/{path.name}", path, rows)
            askable = _askable(frontier, request)
            _name(frontier, compared(fiches, held, ()).missing, held, askable, f"scrutari:{request.site}/{path.name}")
            frontier.commit()
            report = report_of(frontier, request.accepted)
        rows, held = _held(request.ledger)
        check = compared(fiches, held, _pages(request.archive, rows))
        progress(HarvestProgress(len(fiches), report.pending, report.outcomes.get(Outcome.FAILED, 0), _said(check)))
        problem = _said(check) + (
            f" Pour les demander : comedie harvest {askable.start}" if askable and report.pending else ""
        )
        report = replace(report, last_problem=problem if check.missing else "")
        return ScrutariReport(
            report.outcomes, report.pending, report.fetched, report.complete, report.last_problem, check=check
        )


WAY_IN = ScrutariInventory()


def _held(ledger_file: Path) -> tuple[dict[str, LedgerRow], Held]:
    with Ledger.open(ledger_file) as ledger:
        rows = {row.url: row for row in ledger.rows()}
        return rows, Held(rows.values(), dict(ledger.aliases()))


def _keep(frontier: Frontier, url: str, path: Path, rows: dict[str, LedgerRow]) -> None:
    payload = path.read_bytes()
    frontier.found(Found(url))
    row = rows.get(url)
    if row is not None and row.digest == digest_of(payload):
        frontier.answered(Answer(url, Outcome.UNCHANGED, "même contenu"))
        return
    entry = frontier.writer.add_file(FileCapture(url, datetime.now(UTC), payload, path.name, INVENTORY_TYPE))
    frontier.answered(Answer(url, Outcome.CAPTURED, "inventaire ScrutariData", entry=entry))


def _askable(frontier: Frontier, request: HarvestRequest) -> Scope | None:
    """The live site that this workspace was filled from, or nothing where it never was."""
    origin = frontier.fact("origin")
    return Scope.of(f"{origin}/", aliases=request.aliases) if origin else None


def _name(frontier: Frontier, missing: tuple[Fiche, ...], held: Held, askable: Scope | None, inventory: str) -> None:
    """Rows for the fiches that nobody has: queued where the site can be asked for them, else listed as absent."""
    for fiche in missing:
        assert fiche.url is not None
        url = fiche.url
        own = _own(askable, url) if askable is not None else url
        home = askable is not None and askable.exclusion(own) is None
        if home:
            url = own
            if url != fiche.url:
                frontier.alias(fiche.url, url)
        row = held.row(url)
        if row is not None:
            if home and row.settled and row.outcome is Outcome.ABSENT:
                frontier.requeue([row.url])
            continue
        outcome, reason = (None, "") if home else (Outcome.ABSENT, "listée par l’inventaire Scrutari, jamais reçue")
        frontier.found(Found(url, inventory, fiche.title, outcome, reason))


def _own(scope: Scope, url: str) -> str:
    """An address as it is asked of the site: its own scheme and host, whichever of its names the inventory uses."""
    if scope.is_itself(url):
        parts = urlsplit(url)
        scheme, _, network = scope.origin.partition("://")
        return urlunsplit((scheme, network, parts.path, parts.query, ""))
    return scope.at_home(url)


def _pages(archive: Path, rows: dict[str, LedgerRow]) -> list[str]:
    """Addresses of the pages that are archived and held today."""
    try:
        entries = Archive(archive).newest()
    except ArchiveError:
        return []
    held = {url for url, row in rows.items() if row.outcome in _HELD}
    return [entry.url for entry in entries if entry.mime in _PAGE_TYPES and entry.url in held]


def _said(check: InventoryCheck) -> str:
    return (
        f"Inventaire Scrutari : fiches archivées {len(check.archived)}, manquantes {len(check.missing)} ; "
        f"pages archivées qui n’y figurent pas {len(check.unlisted)}."
    )
