"""Addresses outside our site: only those of web pages become links."""

from urllib.parse import urlsplit


def outward(url: str) -> str | None:
    """The address when it is one of the web; nothing for a script, a `data:`, a folder's own address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
