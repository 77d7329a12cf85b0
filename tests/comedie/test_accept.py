"""`harvest --accept FILE` and `--probe-ids A-B` on the command line."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from comedie.commands.harvest import command

ENTRY = {"url": "http://127.0.0.1:9/perdue", "reason": "fichier perdu", "by": "M. Durand"}


def test_what_a_file_accepts_stays_in_the_workspace(tmp_path: Path) -> None:
    source = tmp_path / "copie"
    source.mkdir()
    (source / "a.html").write_text("<p>x</p>")
    given = tmp_path / "acceptes.yaml"
    given.write_text(yaml.safe_dump({"urls": [ENTRY]}))
    work = tmp_path / "travail"
    for _ in range(2):
        done = CliRunner().invoke(command, [str(source), "--workspace", str(work), "--accept", str(given)])
        assert done.exit_code == 0, done.output
        assert yaml.safe_load((work / "profiles" / "accepted.yaml").read_text()) == {"urls": [ENTRY]}


@pytest.mark.parametrize("written", ["12", "9-3", "a-b", "1-900000000"])
def test_senseless_numbers_are_refused_with_an_example(tmp_path: Path, written: str) -> None:
    done = CliRunner().invoke(command, ["http://127.0.0.1:9/", "--workspace", str(tmp_path), "--probe-ids", written])
    assert done.exit_code == 2
    assert "1-6000" in done.output
