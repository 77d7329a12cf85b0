"""`/robots.txt`: what crawlers may read of this site. The legacy site's own rules governed the legacy site."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from search_app.site import site_of

#: The desk, which asks for a login, and the copies, which repeat what the fiches say.
_CLOSED = ("/redaction/", "/archive/")


def robots(request: Request) -> Response:
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    text = f"User-agent: *\nAllow: /\n{closed}\nSitemap: {site_of(request).absolute('/sitemap.xml')}\n"
    return PlainTextResponse(text, headers={"Cache-Control": "public, max-age=3600"})


ROUTES = (Route("/robots.txt", robots),)
