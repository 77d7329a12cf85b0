"""Law 7: a change in the source is noticed, each time, and too few records replace nothing."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.transform.audit.pages import Fiche, fiches
from tests.transform.conftest import Workspace
from transform.assertions import AssertionsFailed
from transform.errors import ProfileError


def run_again(workspace: Workspace, pages: list[Fiche], **changes: Any) -> Any:
    """The source as it is now: another archive, the same records folder."""
    shutil.rmtree(workspace.archive, ignore_errors=True)
    workspace.keep([page.served() for page in pages])
    return workspace.transform(site="fiches", **changes)


def questions(workspace: Workspace) -> list[str]:
    return [review["question"] for review in workspace.lines("reviews.jsonl")]


def test_a_run_of_the_same_pages_notices_nothing(workspace: Workspace) -> None:
    run_again(workspace, fiches())
    first = workspace.files()
    workspace.transform(site="fiches")
    assert workspace.files() == first
    run_again(workspace, fiches())
    assert questions(workspace) == []


def test_half_of_the_records_missing_publishes_nothing(workspace: Workspace) -> None:
    run_again(workspace, fiches(10))
    before = workspace.files()
    with pytest.raises(AssertionsFailed) as failed:
        run_again(workspace, fiches(4))
    assert failed.value.exit_code == 4
    assert [failure.name for failure in failed.value.failures] == ["change.experience"]
    assert "change.experience : 10 fiches d’expériences au dernier passage, 4 maintenant" in str(failed.value)
    assert "profiles/accepted.yaml : assertions: - {name: change.experience, reason: …, by: …}" in str(failed.value)
    assert workspace.files() == before


def test_a_failed_assertion_is_accepted_by_its_name_only(workspace: Workspace) -> None:
    run_again(workspace, fiches(10))
    with pytest.raises(AssertionsFailed):
        run_again(workspace, fiches(4), accepted_assertions=frozenset({"change.video"}))
    summary = run_again(workspace, fiches(4), accepted_assertions=frozenset({"change.experience"}))
    assert summary.records == 4
    assert run_again(workspace, fiches(4)).records == 4


def test_a_kind_that_vanishes_publishes_nothing(workspace: Workspace) -> None:
    run_again(workspace, fiches(6))
    page = Fiche(1).served()
    page.body = str(page.body).replace("single-fiche", "single-video").replace("type-fiche", "type-video")
    page.url = page.url.replace("/fiche/", "/video/")
    shutil.rmtree(workspace.archive)
    workspace.keep([page])
    with pytest.raises(AssertionsFailed, match=r"vanished\.experience"):
        workspace.transform(site="fiches")


def test_texts_that_are_gone_publish_nothing(workspace: Workspace) -> None:
    run_again(workspace, fiches(8))
    emptied = fiches(8)
    for page in emptied:
        html = str(page.served().body)
        start, end = html.index('<div class="entry-content">'), html.index('<div class="sharedaddy">')
        page.changes = {html[start:end]: '<div class="entry-content"><img src="/seule.jpg">'}
    with pytest.raises(AssertionsFailed, match=r"filled\.experience\.body : texte présent dans 100 % des fiches"):
        run_again(workspace, emptied)


def test_a_renamed_block_is_asked_about_until_it_is_settled(workspace: Workspace) -> None:
    run_again(workspace, fiches())
    renamed = fiches(body_class="nouveau-corps")
    for _ in range(2):
        run_again(workspace, renamed)
        assert [q for q in questions(workspace) if "« article .entry-content » (body)" in q and "plus rien" in q]
    accepted = frozenset({"selector.body: article .entry-content"})
    run_again(workspace, renamed, accepted_assertions=accepted)
    assert [q for q in questions(workspace) if "(body)" in q] == []
    run_again(workspace, renamed)
    assert [q for q in questions(workspace) if "(body)" in q] == []


def test_a_field_that_moves_is_asked_about_and_its_words_are_told(workspace: Workspace) -> None:
    run_again(workspace, fiches())
    run_again(workspace, fiches(subtitle_class="accroche-neuve"))
    asked = questions(workspace)
    assert any("Le champ « subtitle » des fiches d’expériences n’est presque plus rempli" in q for q in asked)
    assert any("ne trouve plus rien" in q and "(subtitle)" in q for q in asked)
    assert any("Ce bloc n’est lu par aucun sélecteur" in q for q in asked)
    told = [line for line in workspace.lines("losses.jsonl") if line["reason"] == "non repris"]
    assert len(told) == 10
    assert all(line["place"].endswith("p.accroche-neuve") for line in told)


def test_a_new_block_that_nobody_reads_is_asked_about(workspace: Workspace) -> None:
    pages = fiches()
    for page in pages[:3]:
        page.beside = (
            f"<div class='bilan'><p>Bilan numéro {page.number} : {page.number * 7} participants revenus.</p></div>"
        )
    run_again(workspace, pages)
    (review,) = [r for r in workspace.lines("reviews.jsonl") if "aucun sélecteur" in r["question"]]
    assert "div.bilan/p : 3 pages sur 10 (experience)" in review["reasons"]


PROFILE = """name: vallee
detect:
  - url: fiches.example.org
pages:
  - role: record
    any:
      - url: /fiche/
fields:
  title: [h1]
  body: ['.entry-content']
assert:
  records: {{experience: 12}}
  filled: {{title: 1.0, subtitle: 0.5}}
  lost_words: {lost}
  images: 1.0
"""


def test_what_a_profile_asserts_stops_a_run(workspace: Workspace) -> None:
    profile = workspace.root / "vallee.yaml"
    profile.write_text(PROFILE.format(lost="0.0001"), encoding="utf-8")
    pages = fiches()
    pages[0].beside = "<p>Une phrase perdue.</p><img src='/perdue.jpg'>"
    with pytest.raises(AssertionsFailed) as failed:
        run_again(workspace, pages, profiles=(profile,))
    names = [failure.name for failure in failed.value.failures]
    assert names == ["filled.subtitle", "images.kept", "records.experience", "words.lost"]
    assert "au moins 12 fiches d’expériences attendues, 10 trouvées" in str(failed.value)
    assert "sous-titre attendu dans 50 % des notices, 0 % trouvé" in str(failed.value)
    assert list(workspace.records.iterdir()) == []
    accepted = run_again(workspace, pages, profiles=(profile,), accepted_assertions=frozenset(names))
    assert accepted.records == 10


def test_an_assertion_that_makes_no_sense_is_a_sentence(workspace: Workspace) -> None:
    profile = workspace.root / "vallee.yaml"
    profile.write_text(PROFILE.format(lost="12"), encoding="utf-8")
    with pytest.raises(ProfileError, match=r"assert\.lost_words"):
        run_again(workspace, fiches(), profiles=(profile,))


_KILLED = """
import sys
from pathlib import Path
from tests.transform.conftest import Workspace
print("ready", flush=True)
while True:
    Workspace(Path(sys.argv[1])).transform(site="fiches")
"""


@pytest.mark.slow
def test_a_transform_killed_leaves_whole_records(workspace: Workspace) -> None:
    """Killed at several moments of a run: what stands there is a whole run's, and the next run gives the same."""
    run_again(workspace, fiches(10))
    before = workspace.files()
    root = Path(__file__).parents[3]
    for moment in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", _KILLED, str(workspace.root)],
            cwd=root,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(root)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05 + 0.07 * moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        kept = {name: data for name, data in _files(workspace.records).items() if name in before}
        assert kept == before
    workspace.transform(site="fiches")
    assert workspace.files() == before


def _files(folder: Path) -> dict[str, bytes]:
    """Those in place, and those of a run that was complete and is put in place by the next."""
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    complete = folder / ".complet"
    if complete.is_dir():
        found |= {path.name: path.read_bytes() for path in complete.iterdir()}
    return found
