"""`/redaction/connexion`, `/redaction/deconnexion`."""

import math

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from search_app.desk.gate import (
    COOKIE,
    STRANGE_FORM,
    TOO_LONG,
    VISIT_COOKIE,
    Form,
    editors_act,
    forget_cookie,
    is_visitors_form,
    local_path,
    read_form,
    refused,
    session_of,
    set_cookie,
    visit_of,
)
from search_app.desk.session import Session, csrf_of
from search_app.french import counted
from search_app.site import Site, site_of

HOME = "/redaction/"
_WRONG = "Le nom ou le mot de passe n’est pas le bon. Vérifiez les majuscules, puis réessayez."


def login_page(request: Request) -> Response:
    site = site_of(request)
    target = local_path(request.query_params.get("suite", "")) or HOME
    if session_of(request, site):
        return RedirectResponse(target, status_code=303, headers={"Cache-Control": "no-store"})
    return _form(request, site, target)


async def login(request: Request) -> Response:
    site = site_of(request)
    form = await read_form(request)
    if form is None:
        return await run_in_threadpool(refused, site, 413, TOO_LONG)
    return await run_in_threadpool(_login, request, site, form)


def _login(request: Request, site: Site, form: Form) -> Response:
    if not is_visitors_form(request, form):
        return refused(site, 403, STRANGE_FORM)
    target = local_path(form.get("suite", "")) or HOME
    name = form.get("name", "")
    wait = site.desk.throttle.wait(name, request.client.host if request.client else "")
    if wait:
        minutes = math.ceil(wait / 60)
        message = (
            f"Trop d’essais\u00a0: pour protéger ce compte, attendez {counted(minutes, 'minute')}, puis "
            "réessayez. Mot de passe oublié\u00a0? Demandez-en un nouveau à qui tient le site."
        )
        answer = _form(request, site, target, name, message, status=429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    user = site.desk.accounts.check(name, form.get("password", ""))
    if user is None:
        return _form(request, site, target, name, _WRONG, status=403)
    site.desk.throttle.forget(name)
    if old := request.cookies.get(COOKIE):
        site.desk.sessions.close(old)
    session = site.desk.sessions.start(user)
    answer = RedirectResponse(target, status_code=303, headers={"Cache-Control": "no-store"})
    set_cookie(site, answer, COOKIE, session.token)
    forget_cookie(site, answer, VISIT_COOKIE)
    return answer


def logout(_: Request, site: Site, session: Session, __: Form) -> Response:
    site.desk.sessions.close(session.token)
    answer = RedirectResponse("/redaction/connexion", status_code=303, headers={"Cache-Control": "no-store"})
    forget_cookie(site, answer, COOKIE)
    return answer


def _form(request: Request, site: Site, target: str, name: str = "", problem: str = "", status: int = 200) -> Response:
    visit = visit_of(request)
    answer = site.pages.private(
        "desk/login.html", status=status, csrf=csrf_of(visit), target=target, name=name[:200], problem=problem
    )
    set_cookie(site, answer, VISIT_COOKIE, visit)
    return answer


ROUTES = (
    Route("/redaction/connexion", login_page, methods=["GET"]),
    Route("/redaction/connexion", login, methods=["POST"]),
    Route("/redaction/deconnexion", editors_act(logout), methods=["POST"]),
)
