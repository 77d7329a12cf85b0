"""Settings: where they come from, which one wins, what a mistake says; the docs are held to them."""

from pathlib import Path

import pytest

from comedie.errors import UsageMistake
from comedie.settings import Settings, setting_names, variable_of

ROOT = Path(__file__).parent.parent.parent


def test_the_environment_wins_over_the_workspace_which_wins_over_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = tmp_path / "w"
    workspace.mkdir()
    (tmp_path / "comedie.toml").write_text('contact = "here"\nbase_url = "https://here.example"\nprocesses = 3\n')
    (workspace / "comedie.toml").write_text('contact = "workspace"\nbase_url = "https://workspace.example"\n')
    settings = Settings.load(workspace, {"COMEDIE_CONTACT": "environment"})
    assert settings.contact == "environment"
    assert settings.base_url == "https://workspace.example"
    assert settings.process_count == 3


def test_the_workspace_comes_from_the_command_line_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.load(None, {}).workspace == "comedie-archive"
    assert Settings.load(None, {"COMEDIE_WORKSPACE": "elsewhere"}).workspace == "elsewhere"
    assert Settings.load(Path("given"), {"COMEDIE_WORKSPACE": "elsewhere"}).workspace == "given"


@pytest.mark.parametrize(
    ("toml", "environ", "expected"),
    [
        ("engine = 'embedded", {}, "ne se lit pas"),
        ("moteur = 'embedded'", {}, "réglage inconnu « moteur »"),
        ("site_password = 'x'", {}, "COMEDIE_SITE_PASSWORD dans l’environnement"),
        ("", {"COMEDIE_ENGINE": "solr"}, "embedded ou opensearch"),
    ],
)
def test_a_mistake_gets_a_sentence(
    toml: str, environ: dict[str, str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "comedie.toml").write_text(toml)
    with pytest.raises(UsageMistake, match=expected):
        Settings.load(None, environ)


@pytest.mark.parametrize("value", ["0", "65", "deux", "-1"])
def test_a_senseless_number_of_processes_is_refused(value: str) -> None:
    with pytest.raises(UsageMistake, match="de 1 à 64"):
        _ = Settings(processes=value).process_count


def test_each_setting_is_in_the_guide_and_the_guide_names_no_other() -> None:
    import re

    guide = (ROOT / "docs" / "exploiter.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(COMEDIE_[A-Z_]+)`", guide))
    assert named == {variable_of(name) for name in setting_names()}
