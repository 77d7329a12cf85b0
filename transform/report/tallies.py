"""What the files of a run say, counted line by line: memory is bounded by what is shown, not by the archive."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Examples kept of one rule or reason, records of the least complete, and broken addresses.
EXAMPLES, WEAKEST, BROKEN = 3, 12, 40
#: Fields whose filling is told, in the order of the page.
FIELDS = (
    *("title", "subtitle", "lead", "sections", "published", "people", "organisations", "period", "places", "themes"),
    *("territories", "actors", "methods", "participation", "terms", "media", "documents", "references", "related"),
)
_NATURES = ("written", "lookup", "inferred", "decided")


@dataclass(slots=True)
class Group:
    """One rule or reason. `weight`: pages or words that its lines stand for."""

    lines: int = 0
    weight: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)

    def add(self, line: dict[str, Any], weight: int, key: str) -> None:
        self.lines += 1
        self.weight += weight
        if len(self.examples) < EXAMPLES and line.get(key) not in [one.get(key) for one in self.examples]:
            self.examples.append(line)


@dataclass(slots=True)
class RecordTally:
    """Of all records. `filled`: kind → field → records; `natures`: field → nature → values."""

    kinds: Counter[str] = field(default_factory=Counter)
    filled: dict[str, Counter[str]] = field(default_factory=dict)
    natures: dict[str, Counter[str]] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[str]] = field(default_factory=dict)
    completeness: dict[str, list[float]] = field(default_factory=dict)
    weakest: list[tuple[float, str, str, str]] = field(default_factory=list)
    years: Counter[int] = field(default_factory=Counter)
    departements: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    concepts: dict[str, Counter[str]] = field(default_factory=dict)
    theme_regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    media: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[dict[str, Any]], titles: Iterable[str] = ()) -> "RecordTally":
        """`titles`: ids whose title the page shows."""
        tally, wanted = cls(), set(titles)
        for record in records:
            tally._add(record)
            if record["id"] in wanted:
                tally.titles[record["id"]] = record["title"]
        return tally

    def _add(self, record: dict[str, Any]) -> None:
        kind = record["kind"]
        self.kinds[kind] += 1
        self.filled.setdefault(kind, Counter()).update(name for name in FIELDS if record.get(name))
        for pointer, evidence in record["provenance"].items():
            name = pointer[1:].partition("/")[0]
            self.natures.setdefault(name, Counter())[evidence["nature"]] += 1
        for link in record["links"]:
            self.links[link["status"]] += 1
            if link["status"] == "broken" and (link["url"] in self.broken or len(self.broken) < BROKEN):
                pages = self.broken.setdefault(link["url"], [])
                if record["id"] not in pages:
                    pages.append(record["id"])
        share = float(record["quality"]["completeness"])
        self.completeness.setdefault(kind, []).append(share)
        self.weakest = sorted([*self.weakest, (share, record["id"], record["title"], kind)])[:WEAKEST]
        self.media.update(medium["type"] for medium in record["media"])
        self.media["document"] += len(record["documents"])
        self._add_meaning(record)

    def _add_meaning(self, record: dict[str, Any]) -> None:
        period = record["period"] or {}
        if period.get("start") is not None:
            last = period.get("end") if period.get("end") is not None else period["start"]
            self.years.update(range(period["start"], min(last, period["start"] + 60) + 1))
        main = [place for place in record["places"] if place.get("role") == "principal"] or record["places"]
        regions = {place["region"]["label"] for place in main if place.get("region")}
        self.regions.update(regions)
        self.departements.update({place["departement"] for place in main if place.get("departement")})
        for name in ("themes", "territories", "actors", "methods"):
            self.concepts.setdefault(name, Counter()).update(record[name])
        self.theme_regions.update((theme, region) for theme in record["themes"] for region in regions)

    def natures_of(self, name: str) -> dict[str, int]:
        return {nature: self.natures.get(name, Counter())[nature] for nature in _NATURES}


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """Nothing where there is no file."""
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def grouped(lines: Iterable[dict[str, Any]], by: str, weight: str | None, example: str) -> list[tuple[str, Group]]:
    """By a key, the heaviest group first. `weight`: the key of a line's count, 1 where it has none."""
    groups: dict[str, Group] = {}
    for line in lines:
        count = line.get(weight) if weight else None
        size = len(count) if isinstance(count, list) else count or 1
        groups.setdefault(str(line[by]), Group()).add(line, int(size), example)
    return sorted(groups.items(), key=lambda item: (-item[1].lines, item[0]))


def mean(shares: Mapping[str, list[float]], kind: str) -> float:
    found = shares.get(kind, [])
    return sum(found) / len(found) if found else 0.0
