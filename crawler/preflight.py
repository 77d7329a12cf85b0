"""Before the first page: does the site answer, what does robots.txt ask, what is left of an earlier run."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from crawler.crawl import Crawl, Stopped
from crawler.discovery import ROBOTS_SAY_NO, Discovery
from crawler.download import Exchange, Unreachable
from crawler.errors import HarvestError
from crawler.frontier import Frontier
from crawler.http_message import EncodingError, payload_of
from crawler.limits import Limits
from crawler.listed_by import ListedBy
from crawler.not_found import impossible_name, missing_page
from crawler.outcome import Outcome
from crawler.rest import TYPES_PATH
from crawler.scope import Scope, origin_of
from crawler.visit import FIRST, Answer, Found

_PROBES = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/feed/", TYPES_PATH)
_ROBOTS_HOPS = 5
_UNAUTHORISED = 401
_MISSING_PAGE = "missing_page"
#: What another source lacked can still be asked of a site that answers; a trap stays one.
_SETTLED_FOR_GOOD = frozenset({Outcome.TRAP})
_ASKED_AGAIN = frozenset({Outcome.EXCLUDED, Outcome.FAILED, Outcome.ABSENT})


def scope_of(values: dict[str, Any], frontier: Frontier, limits: Limits) -> Scope:
    """The scope asked for, at the address to which the source sent its own home page in an earlier run."""
    scope = Scope.of(
        values["source"],
        aliases=tuple(values["aliases"]),
        include=tuple(values["include"]),
        exclude=tuple(values["exclude"]),
        max_url=limits.max_url,
    )
    moved = frontier.fact("origin")
    if moved and moved != scope.origin and scope.is_itself(f"{moved}/"):
        return scope.moved_to(f"{moved}/")
    return scope


async def read_robots(crawl: Crawl, discovery: Discovery, limits: Limits) -> None:
    """Asks for robots.txt and obeys. Raises `HarvestError` where the site does not answer at all.

    No robots.txt (4xx, or an HTML page in its place) allows everything; one that cannot be had (5xx, RFC 9309) allows
    nothing, and says so.
    """
    frontier = crawl.frontier
    url = f"{discovery.scope.origin}/robots.txt"
    try:
        for _ in range(_ROBOTS_HOPS):
            frontier.found(Found(url, probe=True, priority=FIRST))
            lease = frontier.lease(url)
            if lease is None:
                return
            exchange = await _asked(crawl, url, limits, overridden=discovery.robots.override is not None)
            status = exchange.head.status or 0
            answer = crawl.answers.received(lease, exchange)
            frontier.commit()
            if answer.outcome is Outcome.REDIRECTED and answer.redirect_to:
                if discovery.scope.is_itself(answer.redirect_to):
                    discovery.move_to(answer.redirect_to)
                if origin_of(answer.redirect_to) != discovery.scope.origin:
                    return
                url = answer.redirect_to
                continue
            if status < 300 and answer.outcome is not Outcome.GONE:
                discovery.robots = discovery.robots.with_rules(_text(exchange))
                for sitemap in discovery.robots.sitemaps:
                    target = discovery.resolve(url, sitemap)
                    if target is not None:
                        discovery.name(target, found_on=url, priority=FIRST, listed_by=ListedBy.ROBOTS)
            return
    except Stopped:
        return
    finally:
        crawl.downloader.close()


async def learn_missing_page(crawl: Crawl, discovery: Discovery) -> None:
    """Asks once in a run for a page that cannot exist: some sites answer with a page that says so, and 200.

    What is learned stays in the ledger, for when the run goes on after an interruption.
    """
    frontier = crawl.frontier
    known = frontier.fact(_MISSING_PAGE)
    if known is not None and frontier.resumed:
        discovery.missing = bytes.fromhex(known) or None
        return
    url = _impossible(discovery)
    found: bytes | None = None
    try:
        if url is not None:
            exchange = await crawl.ask(url)
            if exchange.head.status == 200 and not exchange.truncated:
                found = missing_page(url, payload_of(exchange.head, exchange.body))
            frontier.probe_unanswered()
    except (Unreachable, EncodingError, Stopped):
        pass
    finally:
        crawl.downloader.close()
    discovery.missing = found
    frontier.note(_MISSING_PAGE, (found or b"").hex())
    frontier.commit()


def _impossible(discovery: Discovery) -> str | None:
    """An address that no site has, where the rules of scope and robots let one ask."""
    scope = discovery.scope
    folders = [scope.start[: scope.start.rfind("/", len(scope.origin)) + 1]]
    folders += [f"{scope.origin}{rule.prefix}" for rule in scope.include if rule.prefix and rule.prefix[0] == "/"]
    urls = (f"{folder}{impossible_name(scope.origin)}" for folder in folders)
    return next((url for url in urls if discovery.verdict(url)[0] is None), None)


def begin_run(
    frontier: Frontier, discovery: Discovery, probe_ids: tuple[int, ...] = (), *, identified: bool = False
) -> None:
    """Names where to begin, and judges every known URL of the site again by today's rules.

    A new run asks again for all that once answered; one that goes on asks for what is left, what failed, and what was
    refused but is open today: robots.txt is overridden, or we come `identified`.
    """
    frontier.commit()
    again: list[str] = []
    opened = {
        url
        for url, reason, status in frontier.refused()
        if (reason == ROBOTS_SAY_NO and discovery.robots.override) or (status == _UNAUTHORISED and identified)
    }
    closed: list[tuple[str, Outcome, str]] = []
    for url, outcome, settled, _digest in frontier.known():
        if not url.startswith(("http://", "https://")) or outcome in _SETTLED_FOR_GOOD:
            continue
        at_home = origin_of(url) == discovery.scope.origin
        if settled and not at_home:
            continue
        if urlsplit(url).path == "/robots.txt":
            if not settled:
                again.append(url)
            continue
        why = discovery.scope.exclusion(url)
        verdict = Outcome.EXCLUDED
        if why is None and not discovery.robots.allows(url):
            verdict, why = Outcome.REFUSED, ROBOTS_SAY_NO
        if why is not None:
            closed.append((url, verdict, why))
        elif settled and (outcome in _ASKED_AGAIN or url in opened or not frontier.resumed):
            again.append(url)
    frontier.close_without_asking(closed)
    frontier.requeue(again)
    origin = discovery.scope.origin
    frontier.note("origin", origin)
    discovery.name(discovery.scope.start, priority=FIRST, listed_by=ListedBy.START)
    for path in _PROBES:
        probe = f"{origin}{path}"
        if discovery.verdict(probe)[0] is None:
            discovery.name(probe, priority=FIRST, probe=True)
    if probe_ids:
        _probe_ids(frontier, discovery, *probe_ids)
    frontier.commit()


def _probe_ids(frontier: Frontier, discovery: Discovery, first: int, last: int) -> None:
    """WordPress's own short addresses, once in a run: those that found nothing are not in the ledger to say so."""
    asked = f"{frontier.run}:{first}-{last}"
    if frontier.fact("probed_ids") == asked:
        return
    frontier.note("probed_ids", asked)
    for number in range(first, last + 1):
        url = f"{discovery.scope.origin}/?p={number}"
        if discovery.verdict(url)[0] is None:
            discovery.name(url, probe=True)


async def _asked(crawl: Crawl, url: str, limits: Limits, *, overridden: bool) -> Exchange:
    """The first answer that is no failure of the moment; any answer will do where it is `overridden`."""
    problem = ""
    for wait in (*limits.retry_waits, None):
        try:
            exchange = await crawl.ask(url)
        except Unreachable as error:
            problem = str(error)
            if error.kind in {"refused", "name", "private", "tls", "not-http"}:
                break
        else:
            if (exchange.head.status or 0) < 500 or overridden:
                return exchange
            problem = f"le serveur répond {exchange.head.status}"
        if wait is not None:
            await asyncio.sleep(wait)
    crawl.frontier.answered(Answer(url, None, problem, attempted=False))
    raise HarvestError(
        f"Le site ne laisse pas commencer : {url} — {problem}. Vérifiez l’adresse dans un navigateur, "
        "puis relancez la même commande plus tard."
    )


def _text(exchange: Exchange) -> bytes:
    try:
        return payload_of(exchange.head, exchange.body)
    except EncodingError:
        return b""
