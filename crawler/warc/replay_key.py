"""The key under which players and other tools look an address up: theirs, not ours, where the two differ."""

import re
from urllib.parse import unquote_to_bytes, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"www\d*\.")
_SAFE = frozenset(range(0x21, 0x7F)) - frozenset(b"#%")
_MANY_SLASHES = re.compile(r"/{2,}")
#: An address escaped more often than this is escaped for no honest reason.
_MOST_ESCAPED = 16


def replay_key(url: str) -> str:
    """`http://www.a.fr:8080/B//c/?z=1&a=%C3%89` → `fr,a:8080)/b/c?a=%c3%89&z=1`; no address of the web stays as it is.

    Written as the `surt` library writes it, which CDX servers use, but for session numbers: those are gone already.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return _escaped(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return _escaped(url)
    host = _WWW.sub("", host, count=1) if _WWW.match(host) else host
    labels = host if ":" in host else ",".join(host.split(".")[::-1])
    suffix = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else ""
    query = "&".join(sorted(_plain(parts.query).lower().split("&"), key=lambda one: one.split("=", 1)))
    return f"{labels}{suffix}){_path(parts.path)}{'?' + query if query else ''}"


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in _MANY_SLASHES.sub("/", _plain(path)).split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "/" + "/".join(kept).lower()


def _plain(text: str) -> str:
    """Escapes undone, however often they were made, and only those made that a key needs."""
    data = text.encode()
    for _ in range(_MOST_ESCAPED):
        undone = unquote_to_bytes(data)
        if undone == data:
            break
        data = undone
    return "".join(chr(byte) if byte in _SAFE else f"%{byte:02X}" for byte in data)


def _escaped(text: str) -> str:
    return text.replace(" ", "%20").replace("\n", "%0A").replace("\r", "%0D")
