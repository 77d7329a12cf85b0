"""The desk's door: who is there, what they send, and whether it comes from one of our own pages."""

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search_app.desk.session import Session, csrf_of, same_secret
from search_app.site import Site, site_of

COOKIE = "redaction"
#: Before a login: what binds the form to the browser that asked for it.
VISIT_COOKIE = "redaction_visite"
COOKIE_PATH = "/redaction"
MAX_FORM = 64 * 1024
_MAX_FIELDS = 50
_MAX_NEXT = 500

Form = dict[str, str]
Page = Callable[[Request, Site, Session], Response]
Act = Callable[[Request, Site, Session, Form], Response]


def editors_page(page: Page) -> Callable[[Request], Response]:
    """A page for editors: others are asked to log in, and come back to it."""

    def guarded(request: Request) -> Response:
        site = site_of(request)
        session = session_of(request, site)
        return page(request, site, session) if session else to_login(request)

    return guarded


def editors_act(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """What changes something: only from a form of ours, only with a session."""

    async def guarded(request: Request) -> Response:
        site = site_of(request)
        form = await read_form(request)
        if form is None:
            return await run_in_threadpool(refused, site, 413, TOO_LONG)
        return await run_in_threadpool(_acted, act, request, site, form)

    return guarded


def _acted(act: Act, request: Request, site: Site, form: Form) -> Response:
    session = session_of(request, site)
    if session is None:
        return to_login(request)
    if not same_secret(form.get("csrf", ""), session.csrf):
        return refused(site, 403, STRANGE_FORM)
    return act(request, site, session, form)


def session_of(request: Request, site: Site) -> Session | None:
    return site.desk.sessions.of(request.cookies.get(COOKIE))


def visit_of(request: Request) -> str:
    """The visit's secret, or a new one."""
    known = request.cookies.get(VISIT_COOKIE, "")
    return known if 20 <= len(known) <= 100 else secrets.token_urlsafe(24)


def is_visitors_form(request: Request, form: Form) -> bool:
    visit = request.cookies.get(VISIT_COOKIE, "")
    return bool(visit) and same_secret(form.get("csrf", ""), csrf_of(visit))


def set_cookie(site: Site, response: Response, name: str, value: str) -> None:
    """For the desk alone, out of reach of scripts; it ends with the browser, or before with the session."""
    response.set_cookie(
        name, value, path=COOKIE_PATH, httponly=True, samesite="lax", secure=site.options.has_secure_cookies
    )


def forget_cookie(site: Site, response: Response, name: str) -> None:
    response.delete_cookie(
        name, path=COOKIE_PATH, httponly=True, samesite="lax", secure=site.options.has_secure_cookies
    )


def to_login(request: Request) -> Response:
    """And then back here; `/redaction/une/ID` is a page and the address of its form, `/redaction/annuler/…` is not."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    is_page = request.method in {"GET", "HEAD"} or here.startswith("/redaction/une/")
    back = local_path(here) if is_page else None
    target = f"/redaction/connexion?suite={quote(back, safe='/')}" if back else "/redaction/connexion"
    return RedirectResponse(target, status_code=303, headers={"Cache-Control": "no-store"})


def local_path(wanted: str) -> str | None:
    """A path of the desk itself; nothing else is ever led to after a login."""
    if not wanted.startswith(("/redaction/", "/redaction?")) or len(wanted) > _MAX_NEXT:
        return None
    if any(ord(c) < 33 or ord(c) == 127 or c == "\\" for c in wanted) or "//" in wanted or "/.." in wanted:
        return None
    return wanted


def refused(site: Site, status: int, message: str) -> Response:
    return site.pages.private("refused.html", status=status, message=message, path="")


async def read_form(request: Request) -> Form | None:
    """The fields of an urlencoded form, the last of each name; nothing where it is too long."""
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > MAX_FORM:
            return None
    try:
        pairs = parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return None
    return {name: value.replace("\x00", "").encode("utf-8", "replace").decode() for name, value in pairs}


STRANGE_FORM = (
    "Ce formulaire ne vient pas de votre session, ou il était ouvert depuis trop longtemps. Rien n’a été changé. "
    "Revenez à la page précédente, rechargez-la, puis recommencez."
)
TOO_LONG = (
    "Ce que vous avez envoyé est trop long. Rien n’a été changé. Revenez en arrière et raccourcissez votre texte."
)
