"""`comedie vocabulary`: what serves, what is missing, and the SKOS export."""

import json
from pathlib import Path

import pytest

from tests.support.command import comedie
from tests.support.records import sample_records

OWN = """
scheme: themes
prefLabel: Thèmes
concepts:
  - {id: sel, prefLabel: Sel, altLabel: [marais salants], definition: Le sel et ceux qui le font.}
  - {id: loup, prefLabel: Loup, definition: Le loup et ceux qui le craignent.}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "profiles" / "vocabulary").mkdir(parents=True)
    (tmp_path / "profiles" / "vocabulary" / "themes.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "site.json").write_text(json.dumps({"site": "essai"}), encoding="utf-8")
    (tmp_path / "records").mkdir()
    records = [one.model_copy(update={"themes": ["loup"] if "loup" in one.title else []}) for one in sample_records()]
    lines = "".join(one.to_json_line() + "\n" for one in records)
    (tmp_path / "records" / "records.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_what_serves_and_what_is_missing(workspace: Path) -> None:
    done = comedie("vocabulary", "check", "--workspace", str(workspace), "--json")
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert values["records"] == 60
    assert values["uses"]["themes"]["loup"] > 0
    assert {"scheme": "themes", "id": "sel", "label": "Sel"} in values["unused"]
    assert not any(one["id"] == "loup" for one in values["unused"])
    words = {one["words"].lower() for one in values["candidates"]}
    assert words & {"posidonie", "crue", "éoliennes", "granulats", "carrière"}
    assert "loup" not in words, "a name of the vocabulary is no candidate"


def test_it_is_said_to_people_too(workspace: Path) -> None:
    done = comedie("vocabulary", "check", "--workspace", str(workspace))
    assert "Thèmes\u00a0: 1 notion sur 2 sert." in done.stderr
    assert "Jamais\u00a0: Sel." in done.stderr


def test_without_records_the_command_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "site.json").write_text(json.dumps({"site": "essai"}), encoding="utf-8")
    done = comedie("vocabulary", "check", "--workspace", str(tmp_path))
    assert done.returncode == 2
    assert "comedie transform" in done.stderr


def test_the_export_is_skos(workspace: Path) -> None:
    file = workspace / "out.ttl"
    done = comedie("vocabulary", "export", "--workspace", str(workspace), "--output", str(file), "--json")
    assert json.loads(done.stdout)["file"] == str(file)
    assert "<themes/sel> a skos:Concept" in file.read_text(encoding="utf-8")
    printed = comedie("vocabulary", "export", "--workspace", str(workspace))
    assert printed.stdout == file.read_text(encoding="utf-8")
    refused = comedie("vocabulary", "export", "--workspace", str(workspace), "--output", str(workspace))
    assert refused.returncode == 2


def test_a_broken_vocabulary_is_told_with_its_file(workspace: Path) -> None:
    (workspace / "profiles" / "vocabulary" / "themes.yaml").write_text("scheme: [", encoding="utf-8")
    done = comedie("vocabulary", "check", "--workspace", str(workspace))
    assert done.returncode == 2
    assert "themes.yaml" in done.stderr
    assert "Traceback" not in done.stderr
