"""What the harvest knows of addresses beyond their captures: outcomes, redirects, other names."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urljoin

from crawler.archive import Archive
from crawler.capture import RecordType
from crawler.errors import HarvestError
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from transform.addresses import host_of


@dataclass(slots=True)
class Traces:
    """`redirects`: (from, to), declared aliases included; `hosts`: those harvested, or declared aliases."""

    outcomes: dict[str, Outcome | None] = field(default_factory=dict)
    redirects: list[tuple[str, str]] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    _settled: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, ledger: Path, archive: Archive) -> Self:
        """Without a ledger, what the archive alone tells: what was received, and redirects among it."""
        traces = cls()
        if ledger.is_file():
            with Ledger.open(ledger) as opened:
                for row in opened.rows():
                    traces.outcomes[row.url] = row.outcome
                    if row.redirect_to and row.outcome is Outcome.REDIRECTED:
                        traces.redirects.append((row.url, row.redirect_to))
                traces.redirects += list(opened.aliases())
                traces.hosts |= {host_of(alias) for alias, _ in opened.aliases()}
                traces._settled.update({outcome.value: count for outcome, count in opened.counts().items()})
        else:
            traces._read_archive(archive)
        for entry in archive.entries():
            traces.hosts.add(host_of(entry.url))
        return traces

    def counts(self) -> dict[str, int]:
        return dict(sorted(self._settled.items()))

    def origins(self) -> dict[str, list[str]]:
        """Address → the addresses that lead to it by redirects, sorted."""
        onward = dict(self.redirects)
        origins: dict[str, list[str]] = {}
        for start in sorted(onward):
            current, seen = onward[start], {start}
            while current in onward and current not in seen and len(seen) < 20:
                seen.add(current)
                current = onward[current]
            if current not in seen:
                origins.setdefault(current, []).append(start)
        return origins

    def _read_archive(self, archive: Archive) -> None:
        for entry in archive.entries():
            status = entry.status or 200
            if 300 <= status < 400 and entry.record_type is RecordType.RESPONSE:
                self.outcomes[entry.url] = Outcome.REDIRECTED
                try:
                    target = archive.read(entry).header("Location")
                except HarvestError:
                    target = None
                if target:
                    self.redirects.append((entry.url, urljoin(entry.url, target)))
            elif status in {404, 410}:
                self.outcomes[entry.url] = Outcome.GONE
            elif status < 300:
                self.outcomes[entry.url] = Outcome.CAPTURED
        self._settled.update(outcome.value for outcome in self.outcomes.values() if outcome)
