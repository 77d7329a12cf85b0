"""What one answer tells of its site: what stands in a program's way, what its charset is said to be, and is."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.survey_requests import Reply

_CAPTCHA = re.compile(rb"captcha|cf-challenge|challenge-platform|Just a moment\.\.\.|datadome|anubis", re.IGNORECASE)
_COOKIES = re.compile(rb"(?:enable|activer|accepter|accept|autoriser)[^<>]{0,40}(?:les )?cookies", re.IGNORECASE)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*"?([\w.:-]{2,40})""", re.IGNORECASE)


def protections(reply: Reply) -> Iterator[str]:
    path = urlsplit(reply.url).path
    if reply.status in {401, 403} and path.startswith("/wp-json"):
        yield f"interface REST fermée ({reply.status})"
        return
    if reply.status in {403, 429, 503} and _CAPTCHA.search(reply.payload[:100_000]):
        yield f"captcha ou filtre contre les programmes ({reply.status})"
    elif reply.status == 401:
        yield "mot de passe demandé (401)"
    elif reply.status == 403:
        yield "accès interdit (403)"
    elif reply.status == 429:
        yield "trop de demandes (429)"
    elif reply.status == 503:
        yield "service indisponible (503)"
    elif reply.status < 300 and len(reply.payload) < 4_000 and _CAPTCHA.search(reply.payload):
        yield "captcha ou filtre contre les programmes (200)"
    elif reply.status < 300 and len(reply.payload) < 4_000 and _COOKIES.search(reply.payload):
        yield "mur de cookies"


def json_of(reply: Reply | None) -> object:
    if reply is None or reply.status >= 300:
        return None
    try:
        return json.loads(reply.payload)
    except (ValueError, RecursionError):
        return None


def declared_charset(reply: Reply) -> str | None:
    told = _HEADER_CHARSET.search(reply.headers.get("content-type", ""))
    if told:
        return told.group(1).lower()
    found = _META_CHARSET.search(reply.payload[:4096])
    return found.group(1).decode("ascii", "replace").lower() if found else None


def real_charset(payload: bytes) -> str | None:
    """`ascii`, `utf-8`, or what Western pages are otherwise."""
    if not payload:
        return None
    if payload.isascii():
        return "ascii"
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
