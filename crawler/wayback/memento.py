"""What a web archive answers when one capture is asked for: the capture, another one, or none."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from urllib.parse import quote

from crawler.download import Exchange
from crawler.http_message import EncodingError, Head, Headers, payload_of, unchunk

_PREFIX = "x-archive-orig-"
_MEMENTO_PATH = re.compile(r"(?:https?://[^/\s]+)?/web/(\d{14})(?:[a-z]{2}_)?/(\S+)", re.IGNORECASE)
_ORIGINAL_LINK = re.compile(r"<([^>\s]+)>\s*;[^,<]*\brel=\"?(?:[\w ]* )?original\b", re.IGNORECASE)
#: Headers that tell how the body travelled; it no longer does so.
_FRAMING = frozenset({"transfer-encoding", "connection", "keep-alive", "content-encoding"})
_SAFE = "/%:@!$&'()*+,;=~?[]|"
_LOOKED_AT = 100_000


class Verdict(Enum):
    CAPTURE = auto()
    ELSEWHERE = auto()  # the archive proposes a capture of another date
    BLOCKED = auto()  # the archive does not show this site or page
    UNPLAYABLE = auto()  # listed, but the archive cannot show it, and says so
    BUSY = auto()  # the archive asks for a pause
    FAULT = auto()  # a failure of the moment


@dataclass(frozen=True, slots=True)
class Memento:
    """A capture as it was given. `headers` are the original server's, as far as the archive repeats them.

    `body` as kept: without chunk framing, with its content encoding where `headers` still name it.
    """

    original: str
    captured: datetime
    status: int
    headers: Headers
    body: bytes
    payload: bytes
    location: str | None = None

    @property
    def head(self) -> bytes:
        """The archive repeats neither the reason phrase nor the order of lines: there is none here."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        return f"HTTP/1.1 {self.status} \r\n{lines}\r\n".encode("latin-1", "replace")

    def header(self, name: str) -> str | None:
        return Head(self.status, "", self.headers).value(name)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` is French. `elsewhere` is (timestamp, original); `wait` in seconds, as asked."""

    verdict: Verdict
    reason: str = ""
    memento: Memento | None = None
    elsewhere: tuple[str, str] | None = None
    wait: float = 0.0


def memento_url(base: str, timestamp: str, original: str) -> str:
    """Where a capture is given as it was received, nothing rewritten (`id_`)."""
    return f"{base}/web/{timestamp}id_/{quote(original, safe=_SAFE)}"


def judge(exchange: Exchange, timestamp: str, original: str, *, now: float, limit: int) -> Judgement:
    """`timestamp` and `original` are what was asked for; `limit` bounds a decoded payload, in bytes."""
    status = exchange.head.status or 0
    dated = exchange.head.value("memento-datetime")
    theirs = any(name.lower().startswith(_PREFIX) for name, _ in exchange.head.headers)
    if dated or (theirs and status != 429):
        return _capture(exchange, timestamp, original, limit)
    blocked = blocked_reason(exchange, limit)
    if blocked:
        return Judgement(Verdict.BLOCKED, blocked)
    if 300 <= status < 400:
        found = _MEMENTO_PATH.fullmatch((exchange.head.value("location") or "").strip())
        if found:
            return Judgement(Verdict.ELSEWHERE, elsewhere=(found.group(1), found.group(2)))
        return Judgement(Verdict.UNPLAYABLE, "l’archive renvoie ailleurs que vers une capture")
    if status == 429 or (status == 503 and not exchange.head.value("x-archive-wayback-runtime-error")):
        return Judgement(Verdict.BUSY, f"l’archive répond {status}", wait=asked_wait(exchange, now))
    if status in {400, 404, 410}:
        return Judgement(Verdict.UNPLAYABLE, f"l’archive la liste, mais répond {status}")
    if 200 <= status < 300:
        return Judgement(Verdict.FAULT, "la réponse de l’archive n’est pas une capture")
    return Judgement(Verdict.FAULT, f"l’archive répond {status}", wait=asked_wait(exchange, now))


def blocked_reason(exchange: Exchange, limit: int) -> str:
    """Why the archive does not show a page, in French; empty where it does not say that."""
    error = exchange.head.value("x-archive-wayback-runtime-error") or ""
    said = f"{error}\n{text_of(exchange, limit)}"
    if "RobotAccessControlException" in said:
        return "l’archive ne la montre pas : le robots.txt du site le demandait"
    if "AdministrativeAccessControlException" in said or "Blocked Site Error" in said or "has been excluded" in said:
        return "l’archive ne la montre pas : le site en a été exclu"
    return "l’archive en refuse l’accès" if exchange.head.status in {401, 403, 451} else ""


def asked_wait(exchange: Exchange, now: float) -> float:
    """Seconds of a Retry-After header, in figures or as a date; 0 where it makes no sense."""
    value = (exchange.head.value("retry-after") or "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        return max(parsedate_to_datetime(value).timestamp() - now, 0.0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0


def text_of(exchange: Exchange, limit: int) -> str:
    """The beginning of an answer's text, whatever it is."""
    try:
        payload = payload_of(exchange.head, exchange.body, limit)
    except EncodingError:
        payload = exchange.body
    return payload[:_LOOKED_AT].decode("utf-8", "replace")


def _capture(exchange: Exchange, timestamp: str, original: str, limit: int) -> Judgement:
    status = exchange.head.status or 0
    if exchange.truncated:
        return Judgement(Verdict.FAULT, "réponse de l’archive interrompue")
    try:
        headers, body, payload = _unpacked(exchange, limit)
    except EncodingError as error:
        return Judgement(Verdict.FAULT, f"réponse de l’archive illisible : {error}")
    named = _ORIGINAL_LINK.search(", ".join(exchange.head.values("link")))
    location = None
    if 300 <= status < 400:
        location = next((value for name, value in headers if name.lower() == "location"), None)
    memento = Memento(
        original=named.group(1) if named else original,
        captured=_moment(exchange.head.value("memento-datetime"), timestamp),
        status=status,
        headers=headers,
        body=body,
        payload=payload,
        location=location,
    )
    return Judgement(Verdict.CAPTURE, memento=memento)


def _unpacked(exchange: Exchange, limit: int) -> tuple[Headers, bytes, bytes]:
    """(the original headers, the body as kept, the payload). Raises `EncodingError`.

    A framing or an encoding that the original headers name and the body no longer has keeps the archive's prefix.
    """
    served = exchange.head
    body = exchange.body
    if "chunked" in (served.value("transfer-encoding") or "").lower():
        body = unchunk(body)
    original = [(name[len(_PREFIX) :], value) for name, value in served.headers if name.lower().startswith(_PREFIX)]
    encoded = (served.value("content-encoding") or "").strip().lower()
    claimed = next((value.strip().lower() for name, value in original if name.lower() == "content-encoding"), "")
    still = encoded != "" and encoded == claimed
    if encoded and not still:
        body = payload_of(Head(None, "", (("content-encoding", encoded),)), body, limit)
    headers = [
        (
            name if name.lower() not in _FRAMING or (still and name.lower() == "content-encoding") else _PREFIX + name,
            value,
        )
        for name, value in original
    ]
    present = {name.lower() for name, _ in original}
    headers += [
        (name, value)
        for name, value in (("Content-Type", served.value("content-type")), ("Location", _unwritten(served)))
        if value is not None and name.lower() not in present
    ]
    return tuple(headers), body, payload_of(Head(None, "", tuple(headers)), body, limit)


def _unwritten(served: Head) -> str | None:
    """A redirect's target as the original server named it: the archive leads to its own copy of it."""
    location = served.value("location")
    if location is None:
        return None
    found = _MEMENTO_PATH.fullmatch(location.strip())
    return found.group(2) if found else location


def _moment(dated: str | None, timestamp: str) -> datetime:
    try:
        return parsedate_to_datetime(dated or "").astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
