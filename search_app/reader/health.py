"""`/healthz`, `/readyz`: for whoever runs the site. Ready only when a search would be answered."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from search_app.site import site_of


def health(request: Request) -> Response:
    alive = site_of(request).search.alive()
    return JSONResponse({"ok": alive}, status_code=200 if alive else 503, headers={"Cache-Control": "no-store"})


ROUTES = (Route("/healthz", health), Route("/readyz", health))
