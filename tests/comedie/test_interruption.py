"""Ctrl-C in a migration publishes nothing; two at once in one folder do not tread on each other."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from crawler.lock import held
from fixtures.server import LegacySite
from tests.support.command import clean_environment, comedie


def test_a_migration_stopped_in_its_harvest_publishes_nothing(tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    with LegacySite(port=0) as site:
        command = [sys.executable, "-m", "comedie", "migrate", f"{site.url}/", "--workspace", str(workspace)]
        options = ["--site", "comedie", "--delay", "0.2", "--json"]
        with subprocess.Popen(
            [*command, *options],
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            deadline = time.monotonic() + 30
            while len(site.requests) < 4 and time.monotonic() < deadline:
                time.sleep(0.05)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=40)
    assert running.returncode == 3, err
    assert "rien n’a été publié" in err
    assert json.loads(out.splitlines()[-1])["stopped"] is True
    assert not (workspace / "records" / "records.jsonl").exists()
    assert not (workspace / "index").exists()


def test_a_second_transform_says_who_is_at_work(tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    workspace.mkdir()
    (workspace / "site.json").write_text('{"site": "comedie"}', encoding="utf-8")
    (workspace / "archive").mkdir()
    (workspace / "archive" / "comedie-00000.warc.gz").touch()
    with held(workspace / "transform.lock", work="transformation"):
        second = comedie("transform", "--workspace", str(workspace))
    assert second.returncode == 1
    assert "Une autre transformation est en cours" in second.stderr
