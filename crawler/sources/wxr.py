"""A WordPress export (WXR, Outils → Exporter): `*.xml`, well-formed or not."""

from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from crawler.errors import HarvestError
from crawler.holding import hold
from crawler.ledger import Ledger
from crawler.request import HarvestReport, HarvestRequest, Progress, described, report_of, software
from crawler.scope import Rule
from crawler.wxr.cut import pieces_of
from crawler.wxr.export import is_double_byte, is_export, well_formed_items
from crawler.wxr.harvest import WxrHarvest
from crawler.wxr.repair import Repair


@dataclass(frozen=True, slots=True)
class WxrReport(HarvestReport):
    """`items` of each `types`, of which `hidden` ones are kept out. `repairs` (`repaired` in all) with their places.

    `malformed`: where a strict parser stops, in French, or nothing; `strict_items`: how many it read until there.
    """

    items: int = 0
    hidden: int = 0
    types: tuple[tuple[str, int], ...] = ()
    repaired: int = 0
    repairs: tuple[Repair, ...] = ()
    malformed: str | None = None
    strict_items: int = 0


class WordPressExport:
    shape = "un export WordPress (« comedie.xml », obtenu par Outils → Exporter)"

    def recognises(self, source: str) -> bool:
        return "://" not in source and is_export(Path(source))

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        path = Path(request.source)
        strict_items, malformed = well_formed_items(path)
        include = tuple(Rule.read(written) for written in request.include)
        exclude = tuple(Rule.read(written) for written in request.exclude)
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            if is_double_byte(data[:4]):
                raise HarvestError(
                    f"« {path.name} » est enregistré en UTF-16. Ouvrez-le dans un éditeur de texte, enregistrez-le "
                    "en UTF-8, puis relancez la même commande."
                )
            items = sum(1 for _ in pieces_of(data))
            if not items:
                raise HarvestError(
                    f"« {path.name} » est un export WordPress sans aucun élément. Exportez de nouveau le site "
                    "en choisissant « Tout le contenu »."
                )
            with hold(
                request.ledger,
                request.archive,
                request.site,
                f"wxr:{path.name}",
                rotate_at=request.limits.rotate_at,
                software=software(),
                about=described(request.site, contact=request.contact),
            ) as frontier:
                with Ledger.open(request.ledger) as ledger:
                    rows = {row.url: row for row in ledger.rows()}
                run = WxrHarvest(frontier, path.name, request.site, include, exclude, rows, request.limits, progress)
                run.run(data)
                report = report_of(frontier, request.accepted, run.problem or _said(malformed, run.repaired))
        return WxrReport(
            report.outcomes,
            report.pending,
            report.fetched,
            report.complete,
            report.last_problem,
            items=items,
            hidden=run.hidden,
            types=tuple(sorted(run.types.items())),
            repaired=run.repaired,
            repairs=tuple(run.repairs),
            malformed=malformed,
            strict_items=strict_items,
        )


WAY_IN = WordPressExport()


def _said(malformed: str | None, repaired: int) -> str:
    if malformed is None:
        return ""
    mended = f" (réparations : {repaired})" if repaired else ""
    return f"{malformed} ; l’export a été lu élément par élément{mended}"
