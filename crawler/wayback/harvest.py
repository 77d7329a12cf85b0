"""One run against a web archive: its list, then each capture wanted, committed before the next one."""

import base64
import hashlib
from collections import deque
from dataclasses import dataclass, field

from crawler.archive_writer import HttpExchange
from crawler.canonical import join
from crawler.capture import ArchiveEntry
from crawler.frontier import Frontier
from crawler.ledger import LedgerRow
from crawler.limits import Limits
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, Progress
from crawler.scope import Scope
from crawler.visit import Answer, Found, Lease
from crawler.wayback.choice import Candidate
from crawler.wayback.client import ArchiveUnavailable, WaybackClient
from crawler.wayback.inventory import Inventory
from crawler.wayback.limiter import StopAsked
from crawler.wayback.links import AbsentLinks
from crawler.wayback.listing import read_list
from crawler.wayback.memento import Judgement, Memento, Verdict, memento_url
from crawler.wayback.plan import Had, Job, Memory, Planner, Versions, key_of
from crawler.wayback.source import WaybackSource

_MAX_HOPS = 5
_BATCH = 500


@dataclass(slots=True)
class WaybackHarvest:
    """`rows` are the ledger's at the beginning. `problem` is the last one, in French, or nothing."""

    frontier: Frontier
    client: WaybackClient
    inventory: Inventory
    source: WaybackSource
    scopes: dict[str, Scope]
    versions: Versions
    rows: dict[str, LedgerRow]
    limits: Limits
    progress: Progress
    problem: str = ""
    mismatched: int = 0
    _memory: Memory = field(init=False)
    _links: AbsentLinks = field(init=False)
    _failed: int = field(default=0, init=False)
    _settled: int = field(default=0, init=False)
    _kept: dict[str, ArchiveEntry] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._memory = Memory(self.frontier)
        self._links = AbsentLinks(self.frontier, self.inventory, self.source, self.scopes, self.limits)

    def run(self) -> None:
        """Ends early, its queue kept, where somebody asks for it or where the archive no longer answers."""
        try:
            for host in self.source.hosts:
                read_list(self.client, self.inventory, self.source, host, self.frontier.run)
                self._tell(0)
            self._ask_all(self._queued())
        except StopAsked:
            self.problem = self.problem or "arrêt demandé"
        except ArchiveUnavailable as error:
            self.problem = f"la Wayback Machine ne répond plus ({error}) ; relancez la même commande plus tard"
        finally:
            self.frontier.commit()

    def _queued(self) -> deque[Job]:
        """Rows of the ledger for all that is to be asked, before anything is."""
        planner = Planner(self.frontier, self.inventory, self.source, self.scopes, self.versions, self.rows)
        jobs: deque[Job] = deque()
        for number, job in enumerate(planner.jobs(), start=1):
            found_on = self.source.name
            if job.wanted:
                found_on = memento_url(self.client.base, job.wanted[0].timestamp, job.wanted[0].original)
            self.frontier.found(Found(job.url, found_on))
            row = self.rows.get(job.url)
            if row is not None and row.settled:
                self.frontier.requeue([job.url])
            jobs.append(job)
            self._links.urls[job.page] = job.url
            if number % _BATCH == 0:
                self.frontier.commit()
        self.frontier.commit()
        return jobs

    def _ask_all(self, jobs: deque[Job]) -> None:
        while jobs:
            job = jobs.popleft()
            lease = self.frontier.lease(job.url)
            if lease is None:
                continue
            try:
                self._until(lease.not_before)
                if not self._ask(job, lease):
                    jobs.append(job)
            except BaseException:
                self.frontier.answered(Answer(job.url, None, attempted=False, not_before=lease.not_before))
                raise
            self._tell(len(jobs))

    def _until(self, moment: float) -> None:
        self.client.limiter.wait(max(moment - self.client.limiter.clock.now(), 0.0))

    def _ask(self, job: Job, lease: Lease) -> bool:
        """Whether the page is settled; otherwise its turn comes again."""
        had = self._memory.of(job.url)
        self._kept.clear()
        reason = ""
        for candidate in job.wanted:
            if key_of(candidate) in had and had[key_of(candidate)].captured is not None:
                continue
            found = self._fetched(job, candidate, had)
            if found.verdict is Verdict.BLOCKED:
                self._settle(Answer(job.url, Outcome.REFUSED, found.reason))
                return True
            if found.verdict is Verdict.FAULT and lease.attempts < len(self.limits.retry_waits):
                wait = self.limits.retry_waits[lease.attempts]
                not_before = self.client.limiter.clock.now() + wait
                self.frontier.answered(Answer(job.url, None, found.reason, not_before=not_before))
                return False
            if found.verdict is not Verdict.CAPTURE:
                reason = found.reason
                continue
            if self.versions is Versions.BEST:
                break
        self._conclude(job, self._memory.of(job.url), reason)
        return True

    def _fetched(self, job: Job, candidate: Candidate, had: dict[str, Had]) -> Judgement:
        """Asks for one capture, through redirects in time, and keeps what comes unless it is already here."""
        timestamp, original = candidate.timestamp, candidate.original
        here = {(one.captured, one.original): one for one in had.values() if one.captured is not None}
        found = Judgement(Verdict.UNPLAYABLE, "l’archive renvoie sans fin d’une date à l’autre")
        asked: set[tuple[str, str]] = set()
        for _ in range(_MAX_HOPS):
            if (timestamp, original) in here:
                return self._note(job, candidate, had, here[timestamp, original])
            if (timestamp, original) in asked:
                break
            asked.add((timestamp, original))
            self.frontier.commit()
            found = self.client.capture(timestamp, original)
            if found.elsewhere is None:
                break
            timestamp, original = found.elsewhere
            why = self._unwanted(job, timestamp, original)
            found = Judgement(Verdict.UNPLAYABLE, why or "l’archive renvoie sans fin d’une date à l’autre")
            if why:
                break
        memento = found.memento
        if memento is not None and (why := self._unwanted(job, stamp_of(memento), memento.original)):
            found, memento = Judgement(Verdict.UNPLAYABLE, why), None
        if memento is None:
            if found.verdict is Verdict.UNPLAYABLE:
                self._note(job, candidate, had, Had(None, original))
            return found
        if (stamp_of(memento), memento.original) not in here:
            self._keep(job, candidate, memento)
        gave = Had(stamp_of(memento), memento.original, memento.status, _target(memento))
        return self._note(job, candidate, had, gave)

    def _note(self, job: Job, candidate: Candidate, had: dict[str, Had], gave: Had) -> Judgement:
        had[key_of(candidate)] = gave
        self._memory.note(job.url, had)
        return Judgement(Verdict.CAPTURE)

    def _unwanted(self, job: Job, timestamp: str, original: str) -> str:
        """Why a capture that the archive gives instead of the one asked for is not taken; empty where it is."""
        if self.source.page_of(original) != job.page:
            return "l’archive la liste, mais donne une autre page"
        if not self.source.covers(timestamp):
            return f"l’archive la liste, mais n’en montre qu’une capture hors de la période ({_day(timestamp)})"
        return ""

    def _keep(self, job: Job, candidate: Candidate, memento: Memento) -> None:
        url = join(memento.original, "") or job.url
        if url != job.url:
            self.frontier.alias(url, job.url)
        if stamp_of(memento) == candidate.timestamp and not _has_digest(memento, candidate.digest):
            self.mismatched += 1
        entry = self.frontier.writer.add_exchange(_as_exchange(url, memento))
        self._kept[stamp_of(memento)] = entry
        self.frontier.answered(
            Answer(job.url, None, "autres captures à demander", memento.status, entry=entry, attempted=False)
        )
        if 200 <= memento.status < 300:
            self._links.read(url, memento)
        elif (target := _target(memento)) is not None:
            self._links.name(target, url, "")

    def _conclude(self, job: Job, had: dict[str, Had], reason: str) -> None:
        """The page's outcome: that of its best capture here, or why there is none."""
        best = max((one for one in had.values() if one.captured is not None), key=_merit, default=None)
        if best is None:
            self._settle(Answer(job.url, Outcome.FAILED, reason or "l’archive n’en montre aucune capture"))
            return
        status = best.status or 0
        when = f"capture du {_day(best.captured or '')}, Wayback Machine"
        outcome = outcome_of(status)
        if outcome is not Outcome.CAPTURED:
            when = f"le serveur répondait {status} ({when})"
        entry = self._kept.get(best.captured or "")
        self._settle(Answer(job.url, outcome, when, status, best.location, entry=entry, index=False))

    def _settle(self, answer: Answer) -> None:
        if answer.outcome is Outcome.FAILED:
            self._failed += 1
            self.problem = f"{answer.url} : {answer.reason}"
        self._settled += 1
        self.frontier.answered(answer)

    def _tell(self, queued: int) -> None:
        self.progress(HarvestProgress(self._settled, queued, self._failed, self.problem))


def outcome_of(status: int) -> Outcome:
    """What a capture's own status says of its page; no archive can be asked for a better day."""
    if 200 <= status < 300:
        return Outcome.CAPTURED
    if 300 <= status < 400:
        return Outcome.REDIRECTED
    if status in {404, 410}:
        return Outcome.GONE
    return Outcome.REFUSED if 400 <= status < 500 else Outcome.FAILED


def stamp_of(memento: Memento) -> str:
    return memento.captured.strftime("%Y%m%d%H%M%S")


def _merit(had: Had) -> tuple[int, str]:
    merits = {Outcome.CAPTURED: 2, Outcome.REDIRECTED: 1}
    return merits.get(outcome_of(had.status or 0), 0), had.captured or ""


def _target(memento: Memento) -> str | None:
    return join(memento.original, memento.location) if memento.location else None


def _as_exchange(url: str, memento: Memento) -> HttpExchange:
    """At the capture's own date; the request that was sent for it then is not known."""
    return HttpExchange(
        url=url,
        captured=memento.captured,
        request=b"",
        head=memento.head,
        body=memento.body,
        status=memento.status,
        content_type=memento.header("content-type"),
        payload=memento.payload,
    )


def _has_digest(memento: Memento, digest: str) -> bool:
    contents = (memento.body, memento.payload)
    return any(
        base64.b32encode(hashlib.sha1(one, usedforsecurity=False).digest()).decode() == digest for one in contents
    )


def _day(timestamp: str) -> str:
    return f"{timestamp[6:8]}/{timestamp[4:6]}/{timestamp[:4]}"
