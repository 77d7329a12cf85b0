"""The facts of a run put on one self-contained page. No clock: the same files give the same bytes."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crawler.completeness import Completeness, completeness
from crawler.errors import HarvestError
from crawler.ledger import Ledger
from crawler.outcome import Outcome
from transform.personal import mask_strings
from transform.report import charts, labels
from transform.report.tallies import FIELDS, RecordTally, grouped, lines_of, mean
from transform.schema import KIND_LABELS, SCHEMA_VERSION, Kind
from transform.vocabulary import Vocabularies, load_vocabularies

FILE, _TEMPLATE = "report.html", "report.html.jinja"
#: Open questions shown, groups of losses and repairs, addresses of a list, bars of a chart.
_QUESTIONS, _GROUPS, _ADDRESSES, _BARS, _SECTIONS = 25, 30, 25, 12, 20
_CONCEPTS = {
    "themes": "Thèmes",
    "territories": "Types de territoire",
    "actors": "Acteurs",
    "methods": "Méthodes",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Of each kind that a profile expects: how many, and how many there are."""

    label: str
    expected: int | None
    found: int


_BEFORE_COLON = re.compile(r"(?<=[^\s{};]) (?=:(?:[\s<]|$))")
_BEFORE_MARK = re.compile(r"(?<=[^\s{};]) (?=[;?!]+(?:[\s<]|$))")
_INSIDE_QUOTES = re.compile(r"(?<=«) (?=\S)|(?<=\S) (?=»)")


def render(
    records: Path,
    ledger: Path,
    summary: Mapping[str, Any],
    expected: Mapping[Kind, int],
    accepted: frozenset[str] = frozenset(),
    vocabularies: Vocabularies | None = None,
    tally: RecordTally | None = None,
) -> Iterator[str]:
    """The page in pieces. `records`: the folder of the run's other files; a missing ledger leaves its part out.

    `accepted` are the failed URLs that a person accepts; `tally`: of the records, where they have been counted.
    """
    reviews = list(lines_of(records / "reviews.jsonl"))
    known = vocabularies or load_vocabularies()
    tally = tally or RecordTally.of(lines_of(records / "records.jsonl"))
    found = _completeness(ledger, accepted)
    page = _environment().get_template(_TEMPLATE)
    pieces = page.generate(
        site=summary["site"],
        summary=summary,
        words=summary["audit"]["words"],
        asked=_asked(tally, expected),
        found=found,
        sections=section_table(found),
        schema=SCHEMA_VERSION,
        addresses=_ADDRESSES,
        tally=tally,
        losses=grouped(
            (line for line in lines_of(records / "losses.jsonl") if not line.get("pages")), "reason", None, "text"
        )[:_GROUPS],
        frame=grouped(
            (line for line in lines_of(records / "losses.jsonl") if line.get("pages")), "reason", "pages", "text"
        )[:_GROUPS],
        repairs=grouped(lines_of(records / "repairs.jsonl"), "rule", "positions", "before")[:_GROUPS],
        reviews=reviews[:_QUESTIONS],
        review_rules=Counter(one["rule"] for one in reviews).most_common(),
        redirects=_redirects(records / "redirects.csv"),
        kinds=[kind for kind in KIND_LABELS if tally.kinds[kind.value]],
        kind_labels=KIND_LABELS,
        fields=[name for name in FIELDS if any(counts[name] for counts in tally.filled.values())],
        empty_fields=[labels.FIELDS[n] for n in FIELDS if not any(counts[n] for counts in tally.filled.values())],
        labels=labels,
        mean=mean,
        timeline=charts.timeline(tally.years, "Nombre de notices par année"),
        france=charts.france(tally.departements, "Nombre de notices par département"),
        tones=charts.scale(max(tally.departements.values(), default=0), "Ce que dit chaque teinte"),
        overseas=sum(n for code, n in tally.departements.items() if code[:2] in {"97", "98"}),
        regions=charts.bars(tally.regions.most_common(20), "Nombre de notices par région"),
        concepts=list(_concepts(tally, known)),
        coverage=_coverage(tally, known),
        share_bar=charts.share_bar,
    )
    yield from map(_set_in_french, pieces)


def _asked(tally: RecordTally, expected: Mapping[Kind, int]) -> list[Asked]:
    return [
        Asked(KIND_LABELS[kind][1], expected.get(kind), tally.kinds[kind.value])
        for kind in KIND_LABELS
        if kind in expected or tally.kinds[kind.value]
    ]


def _completeness(path: Path, accepted: frozenset[str]) -> Completeness | None:
    try:
        with Ledger.open(path) as ledger:
            return completeness(ledger, accepted)
    except HarvestError:
        return None


def section_table(found: Completeness | None) -> dict[str, Any]:
    """Name, addresses and counts of each section; columns of nothing but zeros are left out."""
    sections = found.sections if found is not None else ()
    always = ("reçues", "en échec")
    columns = [
        (label, names)
        for label, names in labels.SECTION_COLUMNS.items()
        if label in always or any(one.outcomes.get(Outcome(name), 0) for one in sections for name in names)
    ]
    rows = [
        (one.name, one.urls, [sum(one.outcomes.get(Outcome(name), 0) for name in names) for _, names in columns])
        for one in sections[:_SECTIONS]
    ]
    return {"columns": columns, "rows": rows, "more": max(0, len(sections) - _SECTIONS)}


def _redirects(path: Path) -> dict[str, Any]:
    """By status, and the reasons of those that lead nowhere."""
    statuses: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                statuses[row["status"]] += 1
                if row["status"] == "410":
                    reasons[row["reason"]] += 1
    return {"statuses": statuses, "reasons": reasons.most_common(12)}


def _concepts(tally: RecordTally, known: Vocabularies) -> Iterator[tuple[str, Markup, int]]:
    for name, title in _CONCEPTS.items():
        counts = tally.concepts.get(name, Counter())
        named = [(known.label(name, concept), n) for concept, n in counts.most_common(_BARS)]
        yield title, charts.bars(named, f"{title} : nombre de notices"), len(counts)


def _coverage(tally: RecordTally, known: Vocabularies) -> dict[str, Any]:
    """Themes down, regions across: the most frequent of either."""
    themes = [theme for theme, _ in tally.concepts.get("themes", Counter()).most_common(_BARS)]
    regions = [region for region, _ in tally.regions.most_common(14)]
    cells = [(known.label("themes", theme), [tally.theme_regions[theme, one] for one in regions]) for theme in themes]
    return {"regions": regions, "rows": cells if regions else []}


@lru_cache(maxsize=1)
def _set_in_french(html: str) -> str:
    """No line may break before a colon, high punctuation or inside quotation marks."""
    html = _BEFORE_COLON.sub("\u00a0", _BEFORE_MARK.sub("\u202f", html))
    return str(_INSIDE_QUOTES.sub("\u00a0", html))


def prepare() -> None:
    """Makes the page's template ready, which takes longer than to fill it: for when there is nothing else to do."""
    _environment().get_template(_TEMPLATE)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("transform.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": _number,
        "percent": _percent,
        "whole": _whole,
        "cut": _cut,
        "masked": mask_strings,
    }
    return environment


def _number(value: float) -> str:
    return f"{int(value):,}".replace(",", "\u202f")


def _percent(share: float) -> str:
    """Never rounded up to « 100 % »."""
    hundredths = int(share * 10_000)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",") + "\u202f%"


def _whole(share: float) -> str:
    return f"{int(share * 100)}\u202f%"


def _cut(text: object, length: int = 160) -> str:
    line = " ".join(str(text or "").split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
