"""Is it complete? What the ledger knows of every URL, counted, compared and listed for whoever must answer.

Lists are bounded: `count` is how many there are, `items` the first of them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import unquote, urlsplit

from crawler.access import DESPITE_ROBOTS, OVERRIDES, Overridden, overridden
from crawler.ledger import Ledger
from crawler.listed_by import ListedBy
from crawler.outcome import CONTENT_SQL, INCOMPLETE, Outcome

T = TypeVar("T")
MOST_LISTED = 100
_MAX_SECTIONS = 50
_PAGES_NAMED = 5
_HELD = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED})
_HELD_SQL = "u.state = 'done' AND u.outcome IN ('captured', 'unchanged')"
#: What readers see: lists for programs (sitemaps, feeds, REST) are no pages that somebody forgot to link to.
_DOCUMENT = """u.url NOT LIKE '%/robots.txt' AND EXISTS (
 SELECT 1 FROM capture c WHERE c.url = u.url AND c.status = 200 AND c.mime NOT LIKE '%xml' AND c.mime NOT LIKE '%json'
 AND c.mime NOT IN ('text/css', 'text/javascript', 'application/javascript'))"""
_PAGE = "EXISTS (SELECT 1 FROM capture c WHERE c.url = u.url AND c.status = 200 AND c.mime LIKE '%html%')"
_LISTED = "EXISTS (SELECT 1 FROM listing l WHERE l.url = u.id AND l.source IN ({}))"
_NAMED = "EXISTS (SELECT 1 FROM listing l WHERE l.url = u.id AND l.source <> 'probe')"

#: A section's name for what lies on other hosts.
ELSEWHERE = "…"


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    count: int
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is the first folder of the path (`/fiche/`), `/` for what lies in none, `…` for other hosts."""

    name: str
    urls: int
    outcomes: dict[Outcome, int]
    pending: int


@dataclass(frozen=True, slots=True)
class Discovered:
    """How many URLs one source of discovery lists, how many of them are held, how many no other source lists."""

    source: ListedBy
    urls: int
    held: int
    only_here: int


@dataclass(frozen=True, slots=True)
class Given:
    """Of how many URLs a source gave a page or a file, and of how many of them no other source of the archive did."""

    source: str
    urls: int
    only_here: int


@dataclass(frozen=True, slots=True)
class Problem:
    """`pages` are at most five pages that name the URL."""

    url: str
    reason: str
    attempts: int
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why so many URLs were not asked, or not had: one reason of one outcome."""

    outcome: Outcome
    reason: str
    urls: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A WordPress REST collection: how many items it promises, how many its pages list, how many are held."""

    url: str
    promised: int
    listed: int
    held: int
    missing: Listed[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """`amount` in bytes or seconds."""

    url: str
    amount: float


@dataclass(frozen=True, slots=True)
class Completeness:
    """`overrides` are the runs that did not obey robots.txt, `despite_robots` how many URLs they asked against it.

    `set_aside` are the reasons of all that was refused, excluded or a trap, the most frequent first. `barren`: every
    URL is settled and no page or file is held, which is never complete.
    """

    complete: bool
    outcomes: dict[Outcome, int]
    pending: int
    sections: tuple[Section, ...]
    sources: tuple[Discovered, ...]
    given: tuple[Given, ...]
    collections: tuple[Collection, ...]
    failures: Listed[Problem]
    broken_links: Listed[Problem]
    traps: Listed[Problem]
    in_sitemap_only: Listed[str]
    not_in_sitemap: Listed[str] | None
    orphans: Listed[str]
    duplicates: Listed[tuple[str, ...]]
    changes: dict[str, Listed[str]]
    largest: tuple[Measured, ...]
    slowest: tuple[Measured, ...]
    doubts: tuple[tuple[str, str], ...]
    refused: Listed[Problem] = Listed(0, ())
    set_aside: Listed[Reason] = Listed(0, ())
    overrides: tuple[Overridden, ...] = ()
    despite_robots: int = 0
    barren: bool = False


def completeness(ledger: Ledger, accepted: frozenset[str] = frozenset(), most: int = MOST_LISTED) -> Completeness:
    """`accepted` are failed URLs that a person accepts; `most` bounds each list.

    `not_in_sitemap` is null where the site has none. `changes` are the last run's against what was held before it,
    by `new`, `changed` and `gone`; empty after a first run. `doubts`: (file, what cannot be known of it, in French).
    """
    outcomes, pending = ledger.counts(), ledger.pending()
    sources = _sources(ledger)
    failed = {str(url) for (url,) in ledger.select("SELECT url FROM url WHERE state = 'done' AND outcome = 'failed'")}
    linked = _LISTED.format("'link', 'redirect', 'start'")
    sitemap = _LISTED.format("'sitemap'")
    barren = not pending and not ledger.select(f"SELECT 1 FROM url WHERE {CONTENT_SQL} LIMIT 1")  # noqa: S608 - ours
    has_sitemap = any(one.source is ListedBy.SITEMAP for one in sources)
    return Completeness(
        barren=barren,
        complete=not barren and not pending and not (failed - accepted if outcomes.keys() & INCOMPLETE else ()),
        outcomes=outcomes,
        pending=pending,
        sections=_sections(ledger),
        sources=sources,
        given=_given(ledger),
        collections=_collections(ledger, most),
        failures=_problems(ledger, "u.outcome = 'failed'", most),
        broken_links=_problems(ledger, f"u.outcome IN ('gone', 'absent') AND {_NAMED}", most),
        traps=_problems(ledger, "u.outcome = 'trap'", most),
        in_sitemap_only=_urls(ledger, f"{_HELD_SQL} AND {sitemap} AND NOT {linked} AND {_DOCUMENT}", most),
        not_in_sitemap=_urls(ledger, f"{_HELD_SQL} AND {linked} AND NOT {sitemap} AND {_PAGE}", most)
        if has_sitemap
        else None,
        orphans=_urls(
            ledger,
            f"{_HELD_SQL} AND NOT {linked} AND NOT {_LISTED.format(repr('inventory'))} AND {_DOCUMENT}",
            most,
        ),
        duplicates=_duplicates(ledger, most),
        changes=_changes(ledger, most),
        largest=_measured(ledger, "size", most),
        slowest=_measured(ledger, "seconds", most),
        doubts=_doubts(ledger),
        refused=_problems(ledger, "u.outcome = 'refused'", most),
        set_aside=_set_aside(ledger, most),
        overrides=overridden(ledger.fact(OVERRIDES)),
        despite_robots=_int(ledger.select("SELECT count(*) FROM url WHERE instr(reason, ?)", (DESPITE_ROBOTS,))[0][0]),
    )


def section_of(url: str, origin: str | None) -> str:
    """The first folder of a URL's path, percent-escapes undone."""
    if origin is not None and not f"{url}/".startswith(f"{origin}/"):
        return ELSEWHERE
    path = urlsplit(url).path
    if "://" not in url:
        path = f"/{path.partition('/')[2]}"
    first, slash, _ = path.lstrip("/").partition("/")
    return f"/{unquote(first)}/" if slash else "/"


def _sections(ledger: Ledger) -> tuple[Section, ...]:
    origin = ledger.fact("origin")
    counts: dict[str, Counter[str]] = {}
    for url, state, outcome in ledger.select("SELECT url, state, outcome FROM url"):
        word = str(outcome) if state == "done" else ""
        counts.setdefault(section_of(str(url), origin), Counter())[word] += 1
    ordered = sorted(counts.items(), key=lambda pair: (pair[0] == ELSEWHERE, -pair[1].total(), pair[0]))
    return tuple(
        Section(
            name,
            count.total(),
            {outcome: count[outcome.value] for outcome in Outcome if count[outcome.value]},
            count[""],
        )
        for name, count in ordered[:_MAX_SECTIONS]
    )


def _doubts(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    rows = ledger.select(
        "SELECT substr(name, 7), value FROM fact WHERE name LIKE 'doubt:%' AND value <> '' ORDER BY name"
    )
    return tuple((str(name), str(said)) for name, said in rows)


def _given(ledger: Ledger) -> tuple[Given, ...]:
    """Empty where one source gave everything: then there is nothing to tell apart."""
    rows = ledger.select(
        "SELECT source, count(*), sum(alone) FROM (SELECT h.source AS source, c.url AS url,"
        " count(*) OVER (PARTITION BY c.url) = 1 AS alone FROM capture c JOIN harvest h ON h.id = c.harvest"
        " WHERE c.type <> 'revisit' AND (c.status IS NULL OR c.status BETWEEN 200 AND 299)"
        " GROUP BY c.url, h.source) GROUP BY source ORDER BY source"
    )
    found = tuple(Given(str(source), _int(urls), _int(alone)) for source, urls, alone in rows)
    return found if len(found) > 1 else ()


def _sources(ledger: Ledger) -> tuple[Discovered, ...]:
    alone = ledger.select(
        "SELECT source, count(*) FROM (SELECT min(source) AS source FROM listing GROUP BY url"
        " HAVING min(source) = max(source)) GROUP BY source"
    )
    only_here = {str(source): _int(count) for source, count in alone}
    rows = ledger.select(
        f"SELECT l.source, count(DISTINCT u.id), count(DISTINCT CASE WHEN {_HELD_SQL} THEN u.id END)"  # noqa: S608
        " FROM listing l JOIN url u ON u.id = l.url GROUP BY l.source"
    )
    found = {
        ListedBy(str(source)): (_int(urls), _int(held), only_here.get(str(source), 0)) for source, urls, held in rows
    }
    return tuple(Discovered(source, *found[source]) for source in ListedBy if source in found)


def _collections(ledger: Ledger, most: int) -> tuple[Collection, ...]:
    """An item that redirects is held: its address is known, and where it leads."""
    collections: list[Collection] = []
    for name, total in ledger.select("SELECT name, value FROM fact WHERE name LIKE 'rest\\_total:%' ESCAPE '\\'"):
        url = str(name).partition(":")[2]
        rows = ledger.select(
            "SELECT DISTINCT u.url, u.state, u.outcome FROM listing l JOIN url p ON p.id = l.page"
            " JOIN url u ON u.id = l.url WHERE l.source = 'rest' AND p.url >= ?1 || '&' AND p.url < ?1 || '@'"
            " AND instr(u.url, ?1) <> 1 ORDER BY u.url",
            (url,),
        )
        held = {str(one) for one, state, outcome in rows if state == "done" and outcome in _KNOWN}
        missing = [str(one) for one, _, _ in rows if one not in held]
        promised = int(str(total))
        collections.append(Collection(url, promised, len(rows), len(held), _cut(missing, most)))
    return tuple(collections)


_KNOWN = frozenset({outcome.value for outcome in _HELD} | {Outcome.REDIRECTED.value})


def _problems(ledger: Ledger, condition: str, most: int) -> Listed[Problem]:
    where = f"FROM url u WHERE u.state = 'done' AND {condition}"
    count = _int(ledger.select(f"SELECT count(*) {where}")[0][0])
    rows = ledger.select(f"SELECT u.id, u.url, u.reason, u.attempts {where} ORDER BY u.url LIMIT ?", (most,))
    return Listed(
        count,
        tuple(
            Problem(str(url), str(reason), _int(attempts), _pages(ledger, _int(number)))
            for number, url, reason, attempts in rows
        ),
    )


def _set_aside(ledger: Ledger, most: int) -> Listed[Reason]:
    rows = ledger.select(
        "SELECT outcome, reason, count(*) FROM url WHERE state = 'done' AND outcome IN ('refused', 'excluded', 'trap')"
        " GROUP BY outcome, reason ORDER BY count(*) DESC, outcome, reason"
    )
    return Listed(
        len(rows),
        tuple(Reason(Outcome(str(outcome)), str(reason), _int(urls)) for outcome, reason, urls in rows[:most]),
    )


def _pages(ledger: Ledger, number: int) -> tuple[str, ...]:
    rows = ledger.select(
        "SELECT DISTINCT p.url FROM listing l JOIN url p ON p.id = l.page WHERE l.url = ? ORDER BY p.url LIMIT ?",
        (number, _PAGES_NAMED),
    )
    return tuple(str(url) for (url,) in rows)


def _urls(ledger: Ledger, condition: str, most: int) -> Listed[str]:
    count = _int(ledger.select(f"SELECT count(*) FROM url u WHERE {condition}")[0][0])  # noqa: S608 - ours
    rows = ledger.select(f"SELECT u.url FROM url u WHERE {condition} ORDER BY u.url LIMIT ?", (most,))  # noqa: S608
    return Listed(count, tuple(str(url) for (url,) in rows))


def _duplicates(ledger: Ledger, most: int) -> Listed[tuple[str, ...]]:
    """Groups of URLs whose last captures are the same bytes, the largest groups first; empty answers left aside."""
    where = f"FROM url u WHERE {_HELD_SQL} AND u.digest IS NOT NULL AND COALESCE(u.size, 1) > 0"
    rows = ledger.select(
        f"SELECT u.digest {where} GROUP BY u.digest HAVING count(*) > 1 ORDER BY count(*) DESC, u.digest"
    )
    groups = (
        ledger.select(f"SELECT u.url {where} AND u.digest = ? ORDER BY u.url LIMIT ?", (digest, most))
        for (digest,) in rows[:most]
    )
    return Listed(len(rows), tuple(tuple(str(url) for (url,) in group) for group in groups))


def _changes(ledger: Ledger, most: int) -> dict[str, Listed[str]]:
    rows = ledger.select(
        "SELECT c.what, u.url FROM change c JOIN url u ON u.id = c.url"
        " WHERE c.run = (SELECT CAST(value AS INTEGER) FROM fact WHERE name = 'run') ORDER BY u.url"
    )
    found = {what: [str(url) for kind, url in rows if kind == what] for what in ("new", "changed", "gone")}
    return {what: _cut(urls, most) for what, urls in found.items() if urls}


def _measured(ledger: Ledger, column: str, most: int) -> tuple[Measured, ...]:
    query = f"SELECT url, {column} FROM url WHERE {column} > 0 ORDER BY {column} DESC, url LIMIT ?"  # noqa: S608 - ours
    return tuple(Measured(str(url), float(str(amount))) for url, amount in ledger.select(query, (min(most, 10),)))


def _cut(urls: Iterable[str], most: int) -> Listed[str]:
    every = list(urls)
    return Listed(len(every), tuple(every[:most]))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
