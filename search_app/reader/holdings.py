"""What the archive holds, notice by notice, in a few words each: worked out once for an index version."""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from search_app.site import Site
from transform.permalink import record_path
from transform.schema import Record

#: Those beyond are not named: more than any site has, and what one sitemap may hold.
MAX_HOLDINGS = 49_900


@dataclass(frozen=True, slots=True)
class Holding:
    """`changed` and `captured` are days, YYYY-MM-DD, or `changed` a month or a year; empty where nothing tells them.

    `host` is that of the source's address, empty for a mirror.
    """

    record: str
    path: str
    changed: str
    captured: str
    host: str


def holdings(site: Site) -> list[Holding]:
    return site.once_for_a_version("holdings", lambda: _holdings(site))


def _holdings(site: Site) -> list[Holding]:
    return [_holding(record, record_path(record)) for record in islice(site.search.records(), MAX_HOLDINGS)]


def _holding(record: Record, path: str) -> Holding:
    return Holding(
        record=record.id,
        path=path,
        changed=_date(record.modified) or _date(record.published),
        captured=_date(record.source.captured),
        host=_host(record.source.url),
    )


def _date(text: str | None) -> str:
    """A day, a month or a year of the calendar; nothing for what is none."""
    for length in (len("2011-04-01"), len("2011-04"), len("2011")):
        start = (text or "")[:length]
        try:
            date.fromisoformat(f"{start}-01-01"[:10])
        except ValueError:
            continue
        return start
    return ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
