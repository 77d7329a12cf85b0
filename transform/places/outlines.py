"""Outlines of the départements of the métropole, as SVG paths: © their authors, CC BY 4.0 (see data/ATTRIBUTION.md)."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Outlines:
    """`view_box`: as SVG writes it; `paths`: number of the département → data of its path, `M…z`."""

    view_box: str
    paths: dict[str, str]


@cache
def outlines() -> Outlines:
    values = json.loads(files("transform.places").joinpath("data", "outlines.json").read_text("utf-8"))
    return Outlines(values["viewBox"], values["paths"])
