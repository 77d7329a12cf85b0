"""A folder of files: each becomes a `resource` record, HTML pages first, so that they do not depend on the rest."""

from pathlib import Path

from crawler.errors import HarvestError
from crawler.holding import hold
from crawler.mirror.files import entries_of
from crawler.mirror.harvest import MirrorHarvest
from crawler.mirror.plan import Plan
from crawler.request import HarvestReport, HarvestRequest, Progress, described, report_of, software
from crawler.scope import Rule


class MirrorFolder:
    shape = "un dossier (copie du site faite par HTTrack, wget ou à la main)"

    def recognises(self, source: str) -> bool:
        return bool(source) and "://" not in source and Path(source).is_dir()

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        root = Path(request.source).resolve()
        entries = entries_of(root, request.ledger.resolve().parent)
        if not entries:
            raise HarvestError(
                f"Le dossier « {request.source} » ne contient aucun fichier. Donnez le dossier où se trouvent "
                "les pages du site."
            )
        include = tuple(Rule.read(written) for written in request.include)
        exclude = tuple(Rule.read(written) for written in request.exclude)
        plan = Plan.of(entries, request.site, request.limits)
        try:
            with hold(
                request.ledger,
                request.archive,
                request.site,
                f"mirror:{request.site}",
                rotate_at=request.limits.rotate_at,
                software=software(),
                about=described(request.site, contact=request.contact),
            ) as frontier:
                run = MirrorHarvest(frontier, plan, request.site, request.limits, progress, include, exclude)
                last_problem = run.run(entries)
                return report_of(frontier, request.accepted, last_problem)
        finally:
            plan.cache.close()


WAY_IN = MirrorFolder()
