"""Templates to answers: every value escaped, every French figure written in one way."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from search_app import french, signs
from search_app.marking import excerpt, marked, two_of, typeset, typeset_marked
from search_app.outward import outward
from search_app.security import WITH_OUR_SCRIPT
from search_app.static_files import static_url
from transform.permalink import record_path
from transform.schema import KIND_LABELS, Kind

_FOLDER = Path(__file__).parent / "templates"


def kind_label(kind: str) -> str:
    """`fiche d’expérience`; an unknown kind is shown as it is."""
    return KIND_LABELS[Kind(kind)][0] if kind in set(Kind) else kind


def kind_plural(kind: str) -> str:
    return KIND_LABELS[Kind(kind)][1] if kind in set(Kind) else kind


_MASCULINE = frozenset({Kind.ENTRETIEN, Kind.COMPTE_RENDU})
_PROVIDERS = {"youtube": "YouTube", "dailymotion": "Dailymotion", "vimeo": "Vimeo"}


def published(kind: str) -> str:
    """`publiée le`, agreeing with the kind's name."""
    return "publié le" if kind in _MASCULINE else "publiée le"


def provider(name: str | None) -> str:
    """A video's host as it writes its own name."""
    return _PROVIDERS.get((name or "").lower(), name or "un autre site")


def search_path(text: str = "", **filters: str) -> str:
    pairs = ([("q", text)] if text else []) + list(filters.items())
    return f"/recherche?{urlencode(pairs)}" if pairs else "/recherche"


class Pages:
    """`defaults` are given to every template: the site's title, and what stands in its frame."""

    def __init__(self, defaults: Mapping[str, Any]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._environment.filters.update(
            number=french.number,
            day=french.day,
            timestamp_day=french.timestamp_day,
            capitalised=french.capitalised,
            taxonomy=french.taxonomy,
            joined=french.joined,
            inside_quotes=french.inside_quotes,
            marked=marked,
            excerpt=excerpt,
            two_of=two_of,
            typeset=typeset,
            typeset_marked=typeset_marked,
            published=published,
            provider=provider,
            outward=outward,
            octets=french.size,
            kind_label=kind_label,
            kind_plural=kind_plural,
            record_path=record_path,
        )
        self._environment.globals.update(
            counted=french.counted,
            span=french.span,
            sign=signs.sign,
            sign_again=signs.sign_again,
            sprite=signs.sprite,
            emblem=signs.emblem,
            static_url=static_url,
            search_path=search_path,
            **defaults,
        )

    def html(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(values)

    def answer(
        self,
        request: Request,
        template: str,
        status: int = 200,
        *,
        suggests: bool = False,
        finished: Callable[[str], str] = str,
        **values: Any,
    ) -> Response:
        """A page for readers: the same for everybody, kept by caches that ask each time whether it changed.

        `suggests`: its search box may be helped by our script. `finished`: what is done to the whole page in the end.
        """
        body = finished(self.html(template, path=request.url.path, suggests=suggests, **values)).encode()
        tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = {"Cache-Control": "public, no-cache", "ETag": tag}
        if suggests:
            headers["Content-Security-Policy"] = WITH_OUR_SCRIPT
        if status == 200 and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(body, status_code=status, headers=headers)

    def private(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of the desk: one person's, never kept."""
        body = self.html(template, **{"path": "/redaction/", **values})
        return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-store"})
