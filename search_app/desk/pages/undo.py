"""`/redaction/annuler/DECISION`: take a decision back, by another decision. Nothing is ever erased."""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from search_app.desk.gate import Form, editors_act, refused
from search_app.desk.journal import undone_ids
from search_app.desk.pages.feature import now
from search_app.desk.session import Session
from search_app.site import Site
from transform.decisions import Decision, DecisionKind


def undo(request: Request, site: Site, session: Session, _: Form) -> Response:
    decisions = site.desk.decisions()
    wanted = next((d for d in decisions if d.id == request.path_params["decision"]), None)
    if wanted is None:
        return refused(site, 404, "Cette décision n’est pas au journal. Revenez à l’espace de la rédaction.")
    if wanted.id in undone_ids(decisions):
        # A second click: it is done already.
        return _back("")
    decision = Decision(
        id=uuid4().hex,
        at=now(),
        by=session.user,
        kind=DecisionKind.UNDO,
        record=wanted.record,
        undoes=wanted.id,
    )
    site.desk.append(decision)
    return _back(f"?fait={decision.id}")


def _back(query: str) -> Response:
    return RedirectResponse(f"/redaction/{query}", status_code=303, headers={"Cache-Control": "no-store"})


ROUTES = (Route("/redaction/annuler/{decision}", editors_act(undo), methods=["POST"]),)
