"""Law 2 at full size: some 1,750 pages, killed ten times at random moments, give exactly the undisturbed set."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crawler.outcome import Outcome
from tests.crawler.kills import child_of, numbered, read_to_the_end, running, wait_for_requests
from tests.crawler.web import Site, Workspace

pytestmark = pytest.mark.slow
Serve = Callable[..., Site]
PAGES = 1_750
KILLS = 10
MOST_AGAIN = 16


def site_of(serve: Serve) -> Site:
    return serve({}, lambda asked: numbered(asked, PAGES))


def fetched_again(site: Site) -> int:
    """Requests for a page that had been asked for before, counted at one moment."""
    fetched = site.fetched()
    return fetched.total() - len(fetched)


@pytest.mark.parametrize("seed", range(3))
def test_ten_kills_give_exactly_the_undisturbed_set(
    serve: Serve, workspace: Workspace, tmp_path: Path, seed: int
) -> None:
    site = site_of(serve)
    undisturbed = Workspace(tmp_path / "calme")
    undisturbed.harvest(site.url)
    wanted = {url: (row.outcome, row.digest) for url, row in undisturbed.rows().items()}
    assert len(wanted) == PAGES
    site.asked.clear()

    choose = random.Random(seed)
    for kill in range(KILLS):
        before = fetched_again(site)
        with running(site, workspace.folder) as process:
            wait_for_requests(process, site, len(site.asked) + choose.randint(1, PAGES // KILLS - 20))
            os.kill(choose.choice([process.pid, child_of(process)]), signal.SIGKILL)
            process.wait()
        site.settle()
        assert fetched_again(site) - before <= MOST_AGAIN, f"kill {kill}"
    with running(site, workspace.folder) as process:
        assert process.wait() == 0
    assert site.fetched().total() - PAGES <= KILLS * MOST_AGAIN

    assert {url: (row.outcome, row.digest) for url, row in workspace.rows().items()} == wanted
    urls = read_to_the_end(workspace.archive_folder)
    assert len(urls) == PAGES
    assert set(urls) == set(wanted)
    archive = workspace.archive
    for entry in archive.entries():
        assert archive.read(entry).entry == entry
    with closing(sqlite3.connect(workspace.ledger_file)) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        committed = dict(ledger.execute("SELECT name, committed FROM warc"))
    assert {path.name: path.stat().st_size for path in workspace.archive_folder.glob("*.warc.gz")} == committed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_finishes_its_batch_and_exits_3(serve: Serve, workspace: Workspace, number: signal.Signals) -> None:
    site = site_of(serve)
    command = [sys.executable, "-m", "comedie", "harvest", site.url, "--workspace", str(workspace.folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=Path(__file__).parents[2]
    ) as process:
        wait_for_requests(process, site, 200)
        process.send_signal(number)
        said = process.communicate()[0].decode()
    assert process.returncode == 3, said
    assert "Traceback" not in said
    assert "relancez la même commande" in said
    urls = read_to_the_end(workspace.archive_folder)
    assert len(urls) == site.fetched().total() < PAGES
    assert workspace.harvest(site.url).outcomes == {Outcome.CAPTURED: PAGES}
    assert site.fetched().total() == PAGES
