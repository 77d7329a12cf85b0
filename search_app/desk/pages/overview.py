"""`/redaction/`: what is « à la une », until when and why; the journal; a search for fiches to put there."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from indexer.errors import IndexerError
from indexer.query import SearchRequest
from indexer.results import Results
from search_app.desk.features import planned_after
from search_app.desk.gate import editors_page
from search_app.desk.journal import Line, journal
from search_app.desk.session import Session
from search_app.reader.home import MAX_FEATURED
from search_app.reader.record_line import record_line
from search_app.site import Site
from transform.decisions import Featured, featured_on
from transform.schema import Record

#: Lines of the journal on a page.
PAGE = 30
#: A fiche that leaves the front within so many days is pointed out.
_SOON = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """One featured fiche as the desk shows it; `record` is null when the archive no longer has it."""

    featured: Featured
    record: Record | None
    days_left: int
    waits: bool


@dataclass(frozen=True, slots=True)
class JournalLine:
    line: Line
    title: str


def overview(request: Request, site: Site, session: Session) -> Response:
    today = site.today()
    decisions = site.desk.decisions()
    on = [_standing(site, featured, today, rank) for rank, featured in enumerate(featured_on(today, decisions))]
    planned = [_standing(site, featured, today, rank=0) for featured in planned_after(today, decisions)]
    page = _page_number(request.query_params.get("page", ""))
    lines = journal(decisions)
    done = next((line for line in lines if line.decision.id == request.query_params.get("fait")), None)
    text = request.query_params.get("q", "").strip()
    return site.pages.private(
        "desk/overview.html",
        session=session,
        on=on,
        soon=_SOON,
        planned=planned,
        today=today.isoformat(),
        done=_with_title(site, done) if done else None,
        lines=[_with_title(site, line) for line in lines[(page - 1) * PAGE : page * PAGE]],
        page=page,
        last_page=max(1, -(-len(lines) // PAGE)),
        text=text,
        found=_found(site, text),
        record_line=record_line,
        record_path_of=lambda record_id: f"/redaction/fiche/{record_id}",
    )


def without_slash(_: Request) -> Response:
    return RedirectResponse("/redaction/", status_code=308)


def _standing(site: Site, featured: Featured, today: date, rank: int) -> Standing:
    return Standing(featured, _record(site, featured.record), (featured.end - today).days, waits=rank >= MAX_FEATURED)


def _with_title(site: Site, line: Line) -> JournalLine:
    decision = line.about or line.decision
    record = _record(site, decision.record) if decision.record else None
    return JournalLine(line, record.title if record else decision.record or "")


def _record(site: Site, record_id: str) -> Record | None:
    """The desk stays open while the engine is away: decisions are not its business."""
    try:
        return site.search.record(record_id)
    except IndexerError:
        return None


def _found(site: Site, text: str) -> Results | None:
    if not text:
        return None
    try:
        return site.search.run(SearchRequest.from_parameters([("q", text)]))
    except IndexerError:
        return None


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


ROUTES = (
    Route("/redaction/", editors_page(overview), methods=["GET"]),
    Route("/redaction", without_slash, methods=["GET"]),
)
