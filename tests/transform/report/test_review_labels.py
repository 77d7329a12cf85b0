"""Every rule that asks a person something has a name that the report can print."""

import re
from pathlib import Path

from transform.report.labels import RULES

_ASKED = re.compile(r'review\(\s*f?"([a-z]+\.[a-z{}_.-]+)"')


def test_every_rule_that_asks_has_a_label() -> None:
    root = Path(__file__).parents[3] / "transform"
    asked = {name for path in root.rglob("*.py") for name in _ASKED.findall(path.read_text(encoding="utf-8"))}
    named = {name for name in asked if "{" not in name}
    assert len(named) >= 10
    assert named <= set(RULES)
    assert {"vocabulary.themes", "vocabulary.participation"} <= set(RULES)
