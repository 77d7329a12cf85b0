"""`/redaction/une/ID`: put a fiche in front; `/redaction/fiche/ID`: a fiche as the desk sees it."""

from datetime import UTC, datetime
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from search_app.desk.feature_form import MAX_REASON, FeatureForm, blank, changing, checked
from search_app.desk.features import feature_of
from search_app.desk.gate import Form, editors_act, editors_page
from search_app.desk.journal import journal
from search_app.desk.session import Session
from search_app.reader.notice import MAX_ID
from search_app.reader.pictures import first_picture
from search_app.reader.record_line import record_line
from search_app.site import Site
from transform.decisions import Decision, DecisionKind
from transform.schema import Record


def feature_page(request: Request, site: Site, session: Session) -> Response:
    record = record_asked(request, site)
    if record is None:
        return _unknown(site)
    today = site.today()
    current = feature_of(record.id, today, site.desk.decisions())
    return _page(site, session, record, changing(current) if current else blank(today))


def feature(request: Request, site: Site, session: Session, form: Form) -> Response:
    record = record_asked(request, site)
    if record is None:
        return _unknown(site)
    given = checked(form, site.today())
    if given.errors:
        return _page(site, session, record, given, status=422)
    decision = Decision(
        id=uuid4().hex,
        at=now(),
        by=session.user,
        kind=DecisionKind.FEATURE,
        record=record.id,
        reason=given.reason,
        values=given.values,
    )
    site.desk.append(decision)
    return RedirectResponse(f"/redaction/?fait={decision.id}", status_code=303, headers={"Cache-Control": "no-store"})


def fiche_page(request: Request, site: Site, session: Session) -> Response:
    record = record_asked(request, site)
    if record is None:
        return _unknown(site)
    lines = [line for line in journal(site.desk.decisions()) if (line.about or line.decision).record == record.id]
    return site.pages.private(
        "desk/fiche.html",
        session=session,
        record=record,
        line=record_line(record),
        plate=first_picture(site.files, record),
        lines=lines,
        title=record.title,
    )


def record_asked(request: Request, site: Site) -> Record | None:
    record_id = request.path_params["id"]
    return site.search.record(record_id) if len(record_id) <= MAX_ID else None


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _page(site: Site, session: Session, record: Record, form: FeatureForm, status: int = 200) -> Response:
    today = site.today()
    current = feature_of(record.id, today, site.desk.decisions())
    return site.pages.private(
        "desk/feature.html",
        status=status,
        session=session,
        record=record,
        line=record_line(record),
        plate=first_picture(site.files, record),
        form=form,
        current=current,
        waits=current is not None and current.start > today,
        today=today.isoformat(),
        max_reason=MAX_REASON,
    )


def _unknown(site: Site) -> Response:
    message = "Cette fiche n’existe pas, ou n’existe plus. Cherchez-la par ses mots dans l’espace de la rédaction."
    return site.pages.private("refused.html", status=404, message=message, path="")


ROUTES = (
    Route("/redaction/une/{id}", editors_page(feature_page), methods=["GET"]),
    Route("/redaction/une/{id}", editors_act(feature), methods=["POST"]),
    Route("/redaction/fiche/{id}", editors_page(fiche_page), methods=["GET"]),
)
