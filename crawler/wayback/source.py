"""`wayback:HOST[@FROM-TO]`: which site is asked of the web archive, under which names, and for which dates."""

import calendar
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from crawler.canonical import canonical
from crawler.errors import HarvestError

SCHEME = "wayback:"
_DATE = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?")


@dataclass(frozen=True, slots=True)
class WaybackSource:
    """`first` and `last` as written, `YYYY[MM[DD]]`, both included; empty where the range is open."""

    host: str
    first: str = ""
    last: str = ""
    aliases: frozenset[str] = frozenset()

    @classmethod
    def read(cls, source: str, aliases: tuple[str, ...] = ()) -> Self:
        """Raises `HarvestError` where the source names no host, or a senseless range."""
        named, at, dates = source[len(SCHEME) :].strip().rpartition("@")
        if not at:
            named, dates = dates, ""
        host = _host_of(named)
        if host is None:
            raise HarvestError(
                f"« {source} » ne nomme aucun site. Écrivez par exemple « wayback:www.comedie.org » "
                "ou « wayback:www.comedie.org@2012-2020 ».",
                exit_code=2,
            )
        first, dash, last = dates.partition("-")
        if not dash:
            last = first
        range_ = cls(host, first.strip(), last.strip(), frozenset(filter(None, map(_host_of, aliases))))
        if any(date and not _DATE.fullmatch(date) for date in (range_.first, range_.last)) or (
            range_.first and range_.last and range_.earliest > range_.latest
        ):
            raise HarvestError(
                f"« {dates} » n’est pas une période lisible. Écrivez AAAA, AAAAMM ou AAAAMMJJ, la première date "
                "d’abord : « wayback:www.comedie.org@2012-201506 ».",
                exit_code=2,
            )
        return range_

    @property
    def name(self) -> str:
        """As the ledger says where a URL was found."""
        return f"{SCHEME}{self.host}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host whose captures are listed; one without `www.` stands for both."""
        return (self.host, *sorted(self.aliases - {self.host}))

    @property
    def earliest(self) -> str:
        """The first moment of the range, as 14 digits."""
        return self.first + "00000101000000"[len(self.first) :] if self.first else "0" * 14

    @property
    def latest(self) -> str:
        if not self.last:
            return "9" * 14
        day = self.last
        if len(day) == 4:
            day += "12"
        if len(day) == 6:
            day += f"{calendar.monthrange(int(day[:4]), int(day[4:]))[1]:02d}"
        return day + "235959"

    def covers(self, timestamp: str) -> bool:
        return self.earliest <= timestamp <= self.latest

    def page_of(self, url: str) -> str | None:
        """One name for a page of the site, whichever of its hosts and schemes the URL says; nothing for others."""
        spelled = canonical(url)
        if spelled is None:
            return None
        parts = urlsplit(spelled)
        bare = _bare(parts.netloc)
        if bare != _bare(self.host) and bare not in {_bare(alias) for alias in self.aliases}:
            return None
        return urlunsplit(("http", self.host, parts.path, parts.query, ""))


def _bare(network: str) -> str:
    """Without `www.`, and without the ports that say no more than the scheme."""
    return network.removesuffix(":80").removesuffix(":443").removeprefix("www.")


def _host_of(named: str) -> str | None:
    url = canonical(named if "://" in named else f"http://{named}")
    return urlsplit(url).netloc if url and "@" not in named else None
