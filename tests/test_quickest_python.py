"""Which Python `make` takes: the quickest that can do the work, the first of PATH where none is much quicker."""

import subprocess
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[1] / "deploy" / "quickest-python.sh"


def _asked(*folders: Path) -> "subprocess.CompletedProcess[str]":
    path = ":".join(map(str, folders))
    return subprocess.run(["/bin/sh", _SCRIPT], env={"PATH": path}, capture_output=True, text=True, check=False)


def _python(folder: Path, says: str, name: str = "python3") -> Path:
    """A program of that name which answers the probe with `says`, a shell command."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    (folder / name).chmod(0o755)
    return folder / name


def test_the_quickest_is_taken(tmp_path: Path) -> None:
    _python(tmp_path / "first folder", "echo 9000")
    quick = _python(tmp_path / "second", "echo 6000", "python3.11")
    assert _asked(tmp_path / "first folder", tmp_path / "second").stdout.strip() == str(quick)


def test_the_first_stands_where_another_is_hardly_quicker(tmp_path: Path) -> None:
    first = _python(tmp_path / "first", "echo 9000")
    _python(tmp_path / "second", "echo 8300")
    assert _asked(tmp_path / "first", tmp_path / "second").stdout.strip() == str(first)


@pytest.mark.parametrize("says", ["exit 1", "echo 'command not found' >&2; exit 127"])
def test_what_cannot_make_an_environment_is_passed_over(tmp_path: Path, says: str) -> None:
    _python(tmp_path / "first", says)
    able = _python(tmp_path / "second", "echo 9000")
    assert _asked(tmp_path / "first", tmp_path / "second").stdout.strip() == str(able)


def test_without_any_it_says_what_is_needed(tmp_path: Path) -> None:
    _python(tmp_path, "exit 1")
    answer = _asked(tmp_path)
    assert answer.returncode == 2
    assert not answer.stdout
    assert "Il faut Python 3.11 ou plus récent" in answer.stderr
