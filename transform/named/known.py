"""Organisations of the whole country that a text may name by an acronym or a former name alone."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    acronym: str | None = None
    formerly: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def known_organisations() -> dict[str, Known]:
    """By every name that each has or had."""
    text = files("transform.named").joinpath("data/organisations.yaml").read_text(encoding="utf-8")
    entries: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)
    found: dict[str, Known] = {}
    for entry in entries:
        known = Known(entry["name"], entry.get("acronym"), tuple(entry.get("formerly", ())))
        for name in (known.name, known.acronym, *known.formerly):
            if name is not None:
                found[name] = known
                # « Irstea » and « IRSTEA » are one
                if name.isalpha() and len(name) <= 8:
                    found[name.upper()] = known
    return found


@lru_cache(maxsize=1)
def known_by_long_names() -> tuple[tuple[str, Known], ...]:
    """Those names that are several words."""
    return tuple((name, known) for name, known in known_organisations().items() if " " in name)
