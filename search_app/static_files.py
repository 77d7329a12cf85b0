"""The stylesheet and drawings that ship with the package, under an address that changes when they do."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8"}
_FILES = {path.name: path.read_bytes() for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES}
_VERSION = hashlib.sha256(b"\0".join(name.encode() + b"\0" + data for name, data in _FILES.items())).hexdigest()[:12]


def static_url(name: str) -> str:
    """`/static/VERSION/NAME`; raises `KeyError` for a file that does not ship."""
    if name not in _FILES:
        raise KeyError(name)
    return f"/static/{_VERSION}/{name}"


def serve_static(request: Request) -> Response:
    name, version = request.path_params["name"], request.path_params["version"]
    if name not in _FILES:
        return Response("Ce fichier n’existe pas.", status_code=404, media_type="text/plain")
    lasting = "public, max-age=31536000, immutable" if version == _VERSION else "no-cache"
    return Response(_FILES[name], headers={"Cache-Control": lasting, "Content-Type": _TYPES[Path(name).suffix]})


def favicon(_: Request) -> Response:
    """Asked for by browsers wherever they are, an archived page included."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return RedirectResponse(static_url("emblem.svg"), status_code=301, headers=headers)


ROUTES = (
    Route("/favicon.ico", favicon),
    Route("/static/{version}/{name}", serve_static),
)
