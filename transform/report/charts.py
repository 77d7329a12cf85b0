"""Small charts as SVG: drawn from counts alone, each with its figures in words for who does not see it."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup, escape

from transform.places.gazetteer import gazetteer

_STEPS = 5
_LEAST_TONES = 2


def bars(counts: Sequence[tuple[str, int]], label: str) -> Markup:
    """Horizontal bars, the figure at their end. Empty for no counts."""
    if not counts:
        return Markup("")
    most, row = max(n for _, n in counts), 26
    parts = [
        Markup('<text x="0" y="{}" class="name">{}</text>').format(place * row + 17, _cut(name))
        + Markup('<rect x="196" y="{}" width="{:.1f}" height="14" rx="1.5"/>').format(
            place * row + 6, max(2.0, 240 * n / most)
        )
        + Markup('<text x="{:.1f}" y="{}" class="figure">{}</text>').format(
            204 + max(2.0, 240 * n / most), place * row + 17, n
        )
        for place, (name, n) in enumerate(counts)
    ]
    return _svg(f"0 0 480 {len(counts) * row}", label, "bars", parts)


def timeline(years: Mapping[int, int], label: str) -> Markup:
    """One column a year, from the first to the last; the span is cut to the last hundred years."""
    if not years:
        return Markup("")
    last = max(years)
    first = max(min(years), last - 99)
    span, most = last - first + 1, max(years.values())
    width = 720 / span
    parts: list[Markup] = []
    for year in range(first, last + 1):
        height = 120 * years.get(year, 0) / most
        left = (year - first) * width
        if height:
            parts.append(
                Markup(
                    '<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"><title>{} : {}</title></rect>'
                ).format(left, 126 - height, max(width - 1.5, 0.8), height, year, years[year])
            )
        if year % 5 == 0 or span <= 12:
            parts.append(Markup('<text x="{:.2f}" y="146" class="tick">{}</text>').format(left + width / 2, year))
    parts.append(Markup('<path d="M0 126.5H720" class="axis"/>'))
    return _svg("0 0 720 152", label, "timeline", parts)


def france(departements: Mapping[str, int], label: str) -> Markup:
    """The départements of the métropole, deeper where more records are; empty without outlines or counts."""
    box, outlines = _outlines()
    if not outlines or not departements:
        return Markup("")
    most = max(departements.values())
    parts = [
        Markup('<path d="{}" class="d{}"><title>{} : {}</title></path>').format(
            outlines[code], _step(departements.get(code, 0), most), _name(code), departements.get(code, 0)
        )
        for code in sorted(outlines)
    ]
    return _svg(box, label, "map", parts)


def scale(most: int, label: str) -> Markup:
    """What each tone of the map stands for; empty where one tone says it all."""
    steps: dict[int, list[int]] = {}
    for count in range(1, most + 1):
        steps.setdefault(_step(count, most), []).append(count)
    if len(steps) < _LEAST_TONES:
        return Markup("")
    parts = [
        Markup(
            '<rect x="{}" y="2" width="14" height="14" class="d{}"/><text x="{}" y="14" class="name">{}</text>'
        ).format(place * 84, step, place * 84 + 20, f"{those[0]}" if len(those) == 1 else f"{those[0]} à {those[-1]}")
        for place, (step, those) in enumerate(sorted(steps.items()))
    ]
    return _svg(f"0 0 {84 * len(steps)} 20", label, "map scale", parts)


def _name(code: str) -> str:
    territory = gazetteer().territories.get(code)
    return f"{territory.name} ({code})" if territory else code


def share_bar(parts: Sequence[tuple[str, int]], label: str) -> Markup:
    """One line cut in as many parts as there are names, each with its own class."""
    total = sum(n for _, n in parts)
    if not total:
        return Markup("")
    drawn, left = [], 0.0
    for name, n in parts:
        width = 200 * n / total
        drawn.append(Markup('<rect x="{:.2f}" y="0" width="{:.2f}" height="10" class="{}"/>').format(left, width, name))
        left += width
    return _svg("0 0 200 10", label, "share", drawn)


def _svg(box: str, label: str, name: str, parts: Sequence[Markup]) -> Markup:
    return (
        Markup('<svg viewBox="{}" class="{}" role="img" aria-label="{}">').format(box, name, label)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _step(count: int, most: int) -> int:
    return 0 if not count else 1 + min(_STEPS - 1, (count * _STEPS - 1) // most)


def _cut(name: str) -> Markup:
    return escape(name if len(name) <= 28 else f"{name[:27]}…")


@lru_cache(maxsize=1)
def _outlines() -> tuple[str, dict[str, str]]:
    try:
        text = files("transform.places").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return "", {}
    values = json.loads(text)
    return str(values["viewBox"]), {str(code): str(path) for code, path in values["paths"].items()}
