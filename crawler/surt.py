"""Sort-friendly URI reordering: the key under which a CDXJ index is sorted."""

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def surt_of(url: str) -> str:
    """`http://www.comedie.org:8080/Fiche/?p=1` → `org,comedie:8080)/fiche/?p=1`; other schemes stay as they are.

    Spaces cannot stand in a key: they are percent-encoded.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return _without_spaces(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return _without_spaces(url)
    host = parts.hostname.removeprefix("www.")
    labels = [host] if ":" in host or host.replace(".", "").isdigit() else host.split(".")[::-1]
    suffix = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else ""
    query = f"?{parts.query}" if parts.query else ""
    return _without_spaces(f"{','.join(labels)}{suffix}){parts.path or '/'}{query}".lower())


def _without_spaces(text: str) -> str:
    return text.replace(" ", "%20").replace("\n", "%0A").replace("\r", "%0D")
