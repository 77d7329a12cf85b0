"""What becomes of a URL that was asked for: the one place where an answer turns into an outcome (law 1)."""

import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.access import DESPITE_ROBOTS
from crawler.archive_writer import HttpExchange, Revisit, declared_type, digest_of
from crawler.canonical import join, legacy_spelling
from crawler.capture import ArchiveEntry
from crawler.discovery import Discovery
from crawler.download import Exchange, Unreachable
from crawler.frontier import Frontier
from crawler.http_message import EncodingError, payload_of
from crawler.limits import Limits
from crawler.listed_by import ListedBy
from crawler.mime import HTML, sniff
from crawler.outcome import Outcome
from crawler.politeness import seconds_asked
from crawler.rest import is_rest, types_url
from crawler.visit import FIRST, Answer, Lease

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_UNAUTHORISED = 401
_AGAIN = frozenset({408, 425, 429})


@dataclass(slots=True)
class Answers:
    """Settles each lease exactly once."""

    frontier: Frontier
    discovery: Discovery
    limits: Limits
    last_problem: str = ""
    #: Whether we come with credentials.
    identified: bool = False
    failures_in_a_row: int = field(default=0, init=False)

    def received(self, lease: Lease, exchange: Exchange) -> Answer:
        self.failures_in_a_row = 0
        status = exchange.head.status or 0
        problem = _problem(exchange)
        payload = exchange.body
        try:
            payload = payload_of(exchange.head, exchange.body, self.limits.max_body)
        except EncodingError as error:
            problem = problem or f"contenu illisible : {error}"
        if status == 304:
            answer = self._not_modified(lease, exchange)
        elif status >= 500 or status in _AGAIN:
            answer = self._retried(lease, exchange, payload, f"le serveur répond {status}")
        elif exchange.truncated == "length":
            answer = self._kept(lease, exchange, payload, Outcome.FAILED, str(problem))
        elif problem:
            answer = self._retried(lease, exchange, payload, problem)
        elif status in _REDIRECTS:
            answer = self._redirected(lease, exchange, payload)
        elif status == 206:
            answer = self._kept(lease, exchange, payload, Outcome.FAILED, "le serveur n’envoie qu’une partie (206)")
        elif 200 <= status < 300:
            answer = self._received(lease, exchange, payload)
        elif status in _GONE:
            answer = self._gone(lease, exchange, payload, f"le serveur répond {status}")
        elif 400 <= status < 500:
            answer = self._kept(lease, exchange, payload, Outcome.REFUSED, self._refusal(status))
        else:
            answer = self._kept(lease, exchange, payload, Outcome.FAILED, f"le serveur répond {status}")
        size = len(payload) if status != 304 else None
        answer = replace(answer, size=size, seconds=round(exchange.seconds, 3), reason=self._told(answer, exchange))
        self._settle(answer)
        return answer

    def unreachable(self, lease: Lease, error: Unreachable) -> Answer:
        self.failures_in_a_row += 1
        answer = self._again(lease, str(error), None)
        self._settle(answer)
        return answer

    def broken(self, lease: Lease, error: BaseException) -> None:
        """A fault of ours: told, and the run goes on."""
        reason = f"défaut du moissonneur ({type(error).__name__})"
        self._settle(Answer(lease.url, Outcome.FAILED, reason))

    def unasked(self, lease: Lease) -> None:
        """Back in the queue: the run stops before its turn came."""
        self.frontier.answered(Answer(lease.url, None, attempted=False, not_before=lease.not_before))

    def _settle(self, answer: Answer) -> None:
        locked = answer.outcome is Outcome.REFUSED and (answer.status == _UNAUTHORISED or answer.url == self._start)
        if answer.outcome is Outcome.FAILED or locked:
            self.last_problem = f"{answer.url} : {answer.reason}"
        self.frontier.answered(answer)

    @property
    def _start(self) -> str:
        return self.discovery.scope.start

    def _refusal(self, status: int) -> str:
        if status != _UNAUTHORISED:
            return f"le serveur répond {status}"
        if self.identified:
            return f"le serveur répond {status} : les identifiants donnés n’ouvrent pas cette page"
        return f"le serveur répond {status} : donnez COMEDIE_SITE_USER et COMEDIE_SITE_PASSWORD, puis relancez"

    def _told(self, answer: Answer, exchange: Exchange) -> str:
        """The reason, and what else one has to know of how the answer was had."""
        robots = self.discovery.robots
        told = [answer.reason] if answer.reason else []
        if robots.override is not None and robots.forbids(exchange.url):
            told.append(DESPITE_ROBOTS)
        if exchange.masked:
            told.append("les identifiants que le serveur répétait sont masqués dans l’archive")
        return " ; ".join(told)

    def _received(self, lease: Lease, exchange: Exchange, payload: bytes) -> Answer:
        mime = declared_type(exchange.head.value("content-type")) or ""
        if urlsplit(lease.url).path == "/robots.txt" and sniff(payload) == HTML:
            return self._gone(lease, exchange, payload, "une page tient lieu de robots.txt", index=False)
        if mime in {"", HTML, "application/xhtml+xml"} and self.discovery.is_missing(lease.url, payload):
            return self._gone(
                lease, exchange, payload, "la page d’erreur du site, servie comme une page (200)", index=False
            )
        return self._captured(lease, exchange, payload)

    def _gone(self, lease: Lease, exchange: Exchange, payload: bytes, reason: str, *, index: bool = True) -> Answer:
        """A name with accents may be one that the server spells in the bytes of an older time: asked for as well."""
        older = legacy_spelling(lease.url) if not lease.probe else None
        if older is not None:
            self.discovery.name(older, probe=True)
        return replace(self._kept(lease, exchange, payload, Outcome.GONE, reason), index=index)

    def _captured(self, lease: Lease, exchange: Exchange, payload: bytes) -> Answer:
        status = exchange.head.status
        digest = digest_of(payload)
        if lease.digest == digest and lease.status == status:
            return Answer(lease.url, Outcome.UNCHANGED, "même contenu", status, entry=self._revisit(lease, exchange))
        answer = Answer(
            lease.url,
            Outcome.CAPTURED,
            status=status,
            etag=exchange.head.value("etag"),
            modified=exchange.head.value("last-modified"),
            entry=self.frontier.writer.add_exchange(_http(exchange, payload, digest)),
            body_digest=None if payload is exchange.body else digest_of(exchange.body),
        )
        link = exchange.head.values("link")
        self.discovery.read(lease, payload, declared_type(exchange.head.value("content-type")) or "")
        for value in link[:20]:
            self._linked(lease, value)
        if is_rest(lease.url):
            total, pages = exchange.head.value("x-wp-total"), exchange.head.value("x-wp-totalpages")
            self.discovery.read_rest(lease, payload, total, pages)
        return answer

    def _linked(self, lease: Lease, value: str) -> None:
        """A `Link` header's canonical and short addresses, and where WordPress lists what it holds."""
        for part in value.split(",")[:20]:
            href, _, parameters = part.strip().partition(">")
            if href.startswith("<") and any(rel in parameters for rel in ("canonical", "shortlink")):
                url = self.discovery.resolve(lease.url, href[1:])
                if url is not None:
                    self.discovery.name(url, found_on=lease.url)
            elif href.startswith("<") and "https://api.w.org/" in parameters:
                url = self.discovery.resolve(lease.url, types_url(href[1:]))
                if url is not None and url not in self.frontier.seen:
                    self.discovery.name(url, found_on=lease.url, priority=FIRST, listed_by=ListedBy.REST)

    def _revisit(self, lease: Lease, exchange: Exchange) -> ArchiveEntry | None:
        """Of what the archive has: the date of an older ledger's captures may be unknown."""
        if lease.digest is None or lease.captured_at is None:
            return None
        return self.frontier.writer.add_revisit(
            Revisit(
                url=exchange.url,
                captured=datetime.now(UTC),
                request=exchange.request,
                head=exchange.raw_head,
                status=exchange.head.status or 0,
                original_date=datetime.fromisoformat(lease.captured_at),
                digest=lease.digest,
                body_digest=lease.body_digest or lease.digest,
            )
        )

    def _not_modified(self, lease: Lease, exchange: Exchange) -> Answer:
        if lease.digest is None:
            return Answer(lease.url, Outcome.FAILED, "le serveur répond 304 sans qu’on l’ait demandé", 304)
        entry = self._revisit(lease, exchange)
        return Answer(lease.url, Outcome.UNCHANGED, "le serveur répond 304", 304, entry=entry)

    def _redirected(self, lease: Lease, exchange: Exchange, payload: bytes) -> Answer:
        location = _location(exchange.head.value("location") or "")
        target = join(lease.url, location) if location else None
        if target is None:
            return self._kept(lease, exchange, payload, Outcome.FAILED, "redirection sans destination lisible")
        if target == lease.url:
            why = "redirection vers elle-même"
            if exchange.head.value("set-cookie") is not None:
                why += " : le site exige un témoin de connexion (cookie)"
            return self._kept(lease, exchange, payload, Outcome.FAILED, why)
        if lease.url == self.discovery.scope.start and self.discovery.scope.is_itself(target):
            self.discovery.move_to(target)
        home = self.discovery.resolve(lease.url, location)
        if home is not None and home != lease.url:
            target = home
        answer = self._kept(lease, exchange, payload, Outcome.REDIRECTED, "", target)
        self.discovery.name(
            target, found_on=lease.url, hops=lease.hops + 1, probe=lease.probe, listed_by=ListedBy.REDIRECT
        )
        return answer

    def _retried(self, lease: Lease, exchange: Exchange, payload: bytes, reason: str) -> Answer:
        answer = self._again(lease, reason, exchange)
        entry = self.frontier.writer.add_exchange(_http(exchange, payload))
        return Answer(
            answer.url,
            answer.outcome,
            answer.reason,
            answer.status,
            entry=entry,
            index=answer.outcome is not None,
            not_before=answer.not_before,
        )

    def _again(self, lease: Lease, reason: str, exchange: Exchange | None) -> Answer:
        status = exchange.head.status if exchange else None
        if lease.attempts >= len(self.limits.retry_waits):
            return Answer(lease.url, Outcome.FAILED, reason, status)
        wait = self.limits.retry_waits[lease.attempts]
        asked = seconds_asked(exchange.head.value("retry-after"), time.time()) if exchange else 0.0
        return Answer(
            lease.url,
            None,
            reason,
            status,
            not_before=time.time() + max(wait, min(asked, self.limits.max_wait_asked)),
        )

    def _kept(
        self,
        lease: Lease,
        exchange: Exchange,
        payload: bytes,
        outcome: Outcome,
        reason: str,
        redirect_to: str | None = None,
    ) -> Answer:
        """The answer goes into the archive, unless the last one was the same, or nobody but us named the URL."""
        status = exchange.head.status
        digest = digest_of(payload)
        same = (status, digest, redirect_to) == (lease.status, lease.digest, lease.redirect_to)
        unfound = lease.probe and outcome is not Outcome.REDIRECTED
        entry = None if same or unfound else self.frontier.writer.add_exchange(_http(exchange, payload, digest))
        return Answer(lease.url, outcome, reason, status, redirect_to, entry=entry)


def _location(written: str) -> str:
    """Where a redirect leads. Bytes that are no UTF-8 are those of the server's own file names: they stay so."""
    raw = written.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)


def _problem(exchange: Exchange) -> str | None:
    return {
        None: None,
        "time": "réponse interrompue (délai dépassé)",
        "length": "réponse trop grande",
        "disconnect": "réponse interrompue (connexion coupée)",
    }.get(exchange.truncated, "réponse mal découpée")


def _http(exchange: Exchange, payload: bytes, digest: str = "") -> HttpExchange:
    return HttpExchange(
        url=exchange.url,
        captured=datetime.now(UTC),
        request=exchange.request,
        head=exchange.raw_head,
        body=exchange.body,
        status=exchange.head.status or 0,
        content_type=exchange.head.value("content-type"),
        payload=payload,
        truncated=exchange.truncated,
        digest=digest,
        peer=exchange.peer,
    )
