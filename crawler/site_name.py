"""The name a site goes by when none is given: it begins every record's id."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import urlsplit

_FALLBACK = "site"
_ENDINGS = re.compile(r"\.(?:gz|warc|arc|wacz|zip|xml|wxr|html?)$", re.IGNORECASE)


def site_name_of(source: str) -> str:
    """`https://www.comedie.org/` → `comedie`; an address in figures → `site`; a folder or file → its base name.

    Only `[a-z0-9-]`, never empty.
    """
    scheme, separator, rest = source.partition(":")
    if scheme.lower() in {"http", "https"} and rest.startswith("//"):
        return _name_of_host(_host_of(source))
    if scheme.lower() == "wayback" and separator:
        return _name_of_host(_host_of(f"//{rest.partition('@')[0].split('//')[-1]}"))
    return _slug(_base_name(source))


def _host_of(url: str) -> str:
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def _name_of_host(host: str) -> str:
    if ":" in host or re.fullmatch(r"[0-9.]+|0x[0-9a-f]+", host):
        return _FALLBACK
    labels = [label for label in host.split(".") if label]
    if labels and labels[0] == "www" and len(labels) > 1:
        labels = labels[1:]
    return _slug("-".join(labels[:-1] if len(labels) > 1 else labels))


def _base_name(path: str) -> str:
    name = PurePosixPath(path.replace("\\", "/").rstrip("/")).name
    while (shorter := _ENDINGS.sub("", name)) and shorter != name:
        name = shorter
    return name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or _FALLBACK
