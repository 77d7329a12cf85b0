from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tables beside the tests: a test that asks for `dates_rows` gets each line of `dates.tsv`."""
    for name in metafunc.fixturenames:
        if name.endswith("_row") and (table := HERE / f"{name.removesuffix('_row')}.tsv").exists():
            rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if line and line[0] != "#"]
            metafunc.parametrize(name, rows, ids=[row[0][:60] for row in rows])
