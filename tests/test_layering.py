"""A stage imports only those before it; only `comedie` knows settings (DESIGN §2)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: In the order data flows.
STAGES = ["crawler", "transform", "indexer", "search_app", "comedie"]
FILES = [path for stage in STAGES for path in sorted((ROOT / stage).rglob("*.py"))]


def imported_modules(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_stage_imports_only_those_before_it(path: Path) -> None:
    stage = STAGES.index(path.relative_to(ROOT).parts[0])
    later = set(STAGES[stage + 1 :]) | {"tests", "benchmarks"}
    if STAGES[stage] != "comedie":
        later.add("fixtures")
    roots = {name.split(".")[0] for name in imported_modules(path)}
    assert not roots & later


def test_only_comedie_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in FILES
        if path.relative_to(ROOT).parts[0] != "comedie"
        and any(word in path.read_text(encoding="utf-8") for word in ("os.environ", "getenv("))
    ]
    assert readers == []
