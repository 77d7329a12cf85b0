"""What the files of a run say, counted line by line: memory is bounded by what is shown, not by the archive."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

#: Examples kept of one rule or reason, records of the least complete, and broken addresses.
EXAMPLES, WEAKEST, BROKEN = 3, 12, 40
#: Fields whose filling is told, in the order of the page.
FIELDS = (
    *("title", "subtitle", "lead", "sections", "published", "people", "organisations", "period", "places", "themes"),
    *("territories", "actors", "methods", "participation", "terms", "media", "documents", "references", "related"),
)
#: Years of a period that are shown.
_LONGEST_PERIOD = 60
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


class Facts(NamedTuple):
    """What is counted of one record. `natures`: (field, nature) → values; `broken`: addresses, each once."""

    id: str
    kind: str
    title: str
    filled: tuple[str, ...]
    natures: Counter[tuple[str, str]]
    links: Counter[str]
    broken: tuple[str, ...]
    completeness: float
    media: Counter[str]
    years: range
    departements: tuple[str, ...]
    regions: tuple[str, ...]
    concepts: dict[str, list[str]]


def facts_of(record: dict[str, Any]) -> Facts:
    """Of a record as it is written."""
    media = Counter(medium["type"] for medium in record["media"])
    media["document"] += len(record["documents"])
    period = record["period"] or {}
    start, end = period.get("start"), period.get("end")
    last = start if end is None else end
    main = [place for place in record["places"] if place.get("role") == "principal"] or record["places"]
    return Facts(
        record["id"],
        record["kind"],
        record["title"],
        tuple(name for name in FIELDS if record.get(name)),
        Counter((pointer[1:].partition("/")[0], told["nature"]) for pointer, told in record["provenance"].items()),
        Counter(link["status"] for link in record["links"]),
        tuple(dict.fromkeys(link["url"] for link in record["links"] if link["status"] == "broken")),
        float(record["quality"]["completeness"]),
        media,
        range(start, min(last, start + _LONGEST_PERIOD) + 1) if start is not None else range(0),
        tuple(dict.fromkeys(place["departement"] for place in main if place.get("departement"))),
        tuple(dict.fromkeys(place["region"]["label"] for place in main if place.get("region"))),
        {name: record[name] for name in ("themes", "territories", "actors", "methods")},
    )


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
    def of(cls, records: Iterable[dict[str, Any]]) -> "RecordTally":
        tally = cls()
        for record in records:
            tally.add(facts_of(record))
        return tally

    def add(self, facts: Facts) -> None:
        self.kinds[facts.kind] += 1
        self.titles[facts.id] = facts.title
        self.filled.setdefault(facts.kind, Counter()).update(facts.filled)
        for (name, nature), count in facts.natures.items():
            self.natures.setdefault(name, Counter())[nature] += count
        self.links.update(facts.links)
        for url in facts.broken:
            if url in self.broken or len(self.broken) < BROKEN:
                self.broken.setdefault(url, []).append(facts.id)
        self.completeness.setdefault(facts.kind, []).append(facts.completeness)
        self.weakest = sorted([*self.weakest, (facts.completeness, facts.id, facts.title, facts.kind)])[:WEAKEST]
        self.media.update(facts.media)
        self.years.update(facts.years)
        self.departements.update(facts.departements)
        self.regions.update(facts.regions)
        for name, concepts in facts.concepts.items():
            self.concepts.setdefault(name, Counter()).update(concepts)
        self.theme_regions.update((theme, region) for theme in facts.concepts["themes"] for region in facts.regions)

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
