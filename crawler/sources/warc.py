"""WARC, ARC and WACZ files: web archives that somebody else made.

Every capture of the site is taken: of the host with most pages, of its aliases, and of what `--include` names. Other
hosts' captures are taken where the site's pages need them (images, styles, frames), else listed as excluded.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crawler.errors import HarvestError
from crawler.frontier import Frontier
from crawler.holding import hold
from crawler.request import HarvestReport, HarvestRequest, Progress, described, report_of, software
from crawler.system_errors import reason_of
from crawler.warc import known as warc_known
from crawler.warc.check import FileReport
from crawler.warc.harvest import WarcHarvest, WarcSource
from crawler.warc.known import Known
from crawler.warc.wacz_reader import Wacz, WaczError

_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz")
_LISTED = 20


@dataclass(frozen=True, slots=True)
class WarcReport(HarvestReport):
    """`files` holds what the check of each file found: its problems, and what cannot be known of its end."""

    files: tuple[FileReport, ...] = ()


class WarcFile:
    shape = "un fichier WARC, ARC ou WACZ (« copie.warc.gz »)"

    def recognises(self, source: str) -> bool:
        return source.lower().endswith(_ENDINGS) and Path(source).is_file()

    def harvest(self, request: HarvestRequest, progress: Progress) -> HarvestReport:
        path = Path(request.source)
        try:
            with _opened(path) as bundle, _held(request, path) as frontier:
                return _harvest(bundle, path, frontier, request, progress)
        except OSError as error:
            raise HarvestError(
                f"« {request.source} » ne peut pas être lu ({reason_of(error)}). Vérifiez les droits et le disque."
            ) from error


WAY_IN = WarcFile()


@dataclass(frozen=True, slots=True)
class _Bundle:
    """The WARC files of a source; `problems` are the packaging's own, and `pages` what it says that it holds."""

    sources: list[WarcSource]
    problems: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()


def _harvest(
    bundle: _Bundle, path: Path, frontier: Frontier, request: HarvestRequest, progress: Progress
) -> HarvestReport:
    work = WarcHarvest(frontier, request, progress, bundle.sources)
    reports = work.survey()
    for url, title in bundle.pages:
        work.name_page(url, title)
    work.copy()
    row = f"warc:{path.name}"
    problems = [*bundle.problems, *(said for report in reports for said in _said(report, len(reports) > 1))]
    count = len(bundle.problems) + sum(report.problem_count for report in reports)
    if problems:
        work.fail(row, _damage(problems, count))
    else:
        work.whole(row)
    doubts = [said for report in reports for said in (report.doubt, report.hint) if said]
    frontier.note(f"doubt:{path.name}", " ; ".join(dict.fromkeys(doubts)))
    frontier.commit()
    report = report_of(frontier, request.accepted, work.last_problem)
    return WarcReport(
        report.outcomes,
        report.pending,
        report.fetched,
        report.complete,
        report.last_problem,
        doubts=report.doubts,
        files=tuple(reports),
    )


def _held(request: HarvestRequest, path: Path) -> AbstractContextManager[Frontier]:
    return hold(
        request.ledger,
        request.archive,
        request.site,
        f"warc:{path.name}",
        rotate_at=request.limits.rotate_at,
        software=software(),
        about=described(request.site, contact=request.contact),
    )


@contextmanager
def _opened(path: Path) -> Iterator[_Bundle]:
    if not path.name.lower().endswith(".wacz"):
        known = warc_known.beside(path).get(path.name, Known())
        yield _Bundle([WarcSource(path.name, lambda: path.open("rb"), known)])
        return
    try:
        wacz = Wacz.open(path)
    except WaczError:
        whole = WarcSource(path.name, lambda: path.open("rb"), Known())
        yield _Bundle([whole], ("le sommaire du fichier WACZ manque ou est abîmé : il est lu sans lui",))
        return
    with wacz:
        yield _packed(wacz)


def _packed(wacz: Wacz) -> _Bundle:
    known = wacz.known()
    sources: list[WarcSource] = []
    for name in wacz.warcs():
        try:
            wacz.open_warc(name).close()
        except WaczError as error:
            wacz.problems.append(f"{name} ne se lit pas ({error})")
            continue
        sources.append(WarcSource(name, partial(wacz.open_warc, name), known.get(name, Known())))
    return _Bundle(sources, tuple(wacz.problems), tuple(wacz.pages()))


def _said(report: FileReport, named: bool) -> Iterator[str]:
    for problem in report.problems:
        yield f"{report.name}, {problem.sentence}" if named else problem.sentence


def _damage(problems: list[str], count: int) -> str:
    listed = " ; ".join(problems[:_LISTED])
    more = f" ; et {count - _LISTED} autres" if count > _LISTED else ""
    places = "1 endroit abîmé" if count == 1 else f"{count} endroits abîmés"
    return f"{places} : {listed}{more}. Demandez une copie entière du fichier, puis relancez la même commande."
