"""Addresses outside our site: only those of web pages become links."""

import re
from urllib.parse import quote, urlsplit

_EMAIL = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,255}")


def outward(url: str) -> str | None:
    """The address when it is one of the web; nothing for a script, a `data:`, a folder's own address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def contact_link(address: str) -> str | None:
    """Where a reader may write: `mailto:` for an e-mail address, a web page as it is; nothing for anything else."""
    plain = address.strip()
    return f"mailto:{quote(plain, safe='@+')}" if _EMAIL.fullmatch(plain) else outward(plain)
