"""Archived files of text, as they are given to readers: masked, in the encoding they came in."""

import json
from typing import Any

from transform.decode import decode
from transform.personal.lines import mask_strings
from transform.personal.masking import mask_text
from transform.personal.masking_html import mask_html

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_JSON = frozenset(("application/json", "application/ld+json"))
_TEXTS = frozenset(
    (
        *("text/plain", "text/csv", "text/javascript", "application/javascript", "application/xml", "text/xml"),
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/vcard", "text/calendar"),
        *("text/x-vcard", "text/markdown", "image/svg+xml", "application/rtf", "text/css"),
    )
)


def mask_payload(payload: bytes, media_types: tuple[str, ...]) -> bytes:
    """`media_types`: what it is by content, and as declared. What is no text — a PDF, a picture — stays as it is."""
    kinds = {media_type.partition(";")[0].strip().lower() for media_type in media_types}
    is_text = any(
        kind in _PAGES | _JSON | _TEXTS or kind.startswith("text/") or kind.endswith(("+xml", "+json"))
        for kind in kinds
    )
    if not is_text or b"\x00" in payload[:4096]:
        return payload
    decoded = decode(payload)
    if kinds & _PAGES:
        masked = mask_html(decoded.text)
    elif kinds & _JSON:
        masked = _masked_json(decoded.text)
    else:
        masked = mask_text(decoded.text)
    return payload if masked == decoded.text else masked.encode(decoded.encoding, "xmlcharrefreplace")


def _masked_json(text: str) -> str:
    try:
        values: Any = json.loads(text)
        masked = mask_json(values)
    except (ValueError, RecursionError):
        return mask_text(text)
    return text if masked == values else json.dumps(masked, ensure_ascii=False)


def mask_json(value: Any) -> Any:
    """As `mask_strings`, and pages in strings as pages: WordPress gives its articles so."""
    if isinstance(value, str):
        return mask_html(value) if "<" in value else mask_strings(value)
    if isinstance(value, dict):
        return {key: mask_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [mask_json(inner) for inner in value]
    return value
