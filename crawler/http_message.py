"""An HTTP message as bytes: where its head ends, what it says, and its body with encodings undone under a bound."""

import re
import zlib
from dataclasses import dataclass

from crawler.limits import MAX_PAYLOAD

#: As many encodings stacked on each other as are undone.
_MAX_ENCODINGS = 3
_STEP = 65_536
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})(?:\s+(.*))?$", re.IGNORECASE)

Headers = tuple[tuple[str, str], ...]


class EncodingError(ValueError):
    """A body that is not what its headers say, or that grows beyond the bound."""


@dataclass(frozen=True, slots=True)
class Head:
    """`status` is null where the first line is no status line."""

    status: int | None
    reason: str
    headers: Headers

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name]

    def value(self, name: str) -> str | None:
        """The last value of a header, name in lower case."""
        values = self.values(name)
        return values[-1] if values else None


def end_of_head(data: bytes | bytearray, start: int = 0) -> int:
    """The offset just after the blank line, or -1 while there is none."""
    found = _END_OF_HEAD.search(data, start)
    return found.end() if found else -1


def parse_head(raw: bytes) -> Head:
    """Read tolerantly: folded lines are joined, lines without colon are left aside; bytes are Latin-1 characters."""
    lines = raw.decode("latin-1").replace("\r\n", "\n").split("\n")
    first = _STATUS_LINE.match(lines[0].strip())
    headers: list[tuple[str, str]] = []
    for line in lines[1:]:
        if line[:1] in {" ", "\t"} and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            headers.append((name.strip(), value.strip()))
    return Head(int(first.group(1)) if first else None, (first.group(2) or "") if first else "", tuple(headers))


def payload_of(head: Head, body: bytes, limit: int = MAX_PAYLOAD) -> bytes:
    """The body with chunk framing and content encodings undone. Raises `EncodingError`."""
    if "chunked" in (head.value("transfer-encoding") or "").lower():
        body = unchunk(body)
    encodings = [name for value in head.values("content-encoding") for name in re.split(r"[,\s]+", value.lower())]
    named = [name for name in encodings if name and name != "identity"]
    if len(named) > _MAX_ENCODINGS:
        raise EncodingError("trop d’encodages successifs")
    for name in reversed(named):
        body = _decoded(body, name, limit)
    if len(body) > limit:
        raise EncodingError(f"plus de {limit} octets")
    return body


def unchunk(body: bytes) -> bytes:
    """Raises `EncodingError` where the framing is broken; a missing last chunk counts as broken."""
    pieces: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\n", position, position + 4096)
        if end < 0:
            raise EncodingError("découpage en blocs interrompu")
        size = chunk_size(body[position:end])
        if size == 0:
            return b"".join(pieces)
        start = end + 1
        piece = body[start : start + size]
        if len(piece) < size:
            raise EncodingError("découpage en blocs interrompu")
        pieces.append(piece)
        position = start + size
        position += 2 if body[position : position + 2] == b"\r\n" else 1


def chunk_size(line: bytes) -> int:
    """The size that a chunk's first line gives, in bytes. Raises `EncodingError`."""
    digits = line.split(b";", 1)[0].strip()
    if not re.fullmatch(rb"[0-9A-Fa-f]{1,12}", digits):
        raise EncodingError("découpage en blocs illisible")
    return int(digits, 16)


def inflate(body: bytes, limit: int, *, window: int = 47) -> bytes:
    """Gzip or zlib, all members, at most `limit` bytes out. Raises `EncodingError`."""
    pieces: list[bytes] = []
    size = 0
    rest = body
    while rest:
        decoder = zlib.decompressobj(window)
        try:
            while rest and not decoder.eof:
                piece = decoder.decompress(rest, _STEP)
                size += len(piece)
                if size > limit:
                    raise EncodingError(f"plus de {limit} octets une fois décompressé")
                pieces.append(piece)
                rest = decoder.unconsumed_tail
                if not piece and not rest:
                    break
        except zlib.error as error:
            raise EncodingError("données compressées illisibles") from error
        if not decoder.eof:
            raise EncodingError("données compressées interrompues")
        rest = decoder.unused_data.lstrip(b"\x00")
        if rest and not rest.startswith(b"\x1f\x8b"):
            break
    return b"".join(pieces)


def _decoded(body: bytes, name: str, limit: int) -> bytes:
    if not body:
        return body
    if name in {"gzip", "x-gzip"}:
        return inflate(body, limit)
    if name == "deflate":
        zlib_head = len(body) > 1 and body[0] & 15 == 8 and (body[0] * 256 + body[1]) % 31 == 0
        return inflate(body, limit, window=47 if zlib_head else -15)
    raise EncodingError(f"encodage « {name[:20]} » inconnu")
